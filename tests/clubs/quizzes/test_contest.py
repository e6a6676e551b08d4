"""A contest of photographs and a flash mob: consent, votes, taking away, the end."""

from __future__ import annotations

import re

import pytest

from bot.domain.games.exhibition import EntryState
from bot.flows.clubs.quizzes.exhibiting import GONE, told
from bot.vocabulary import Attachment, AttachmentKind, Outcome, Sender, Verdict
from tests.clubs.club_hall import ClubChat
from tests.line import TheLine
from tests.network import Shown
from tests.phone import Phone


def picture(phone: Phone, name: str = "cat") -> Attachment:
    """A photograph as the messenger of that phone names it."""
    return Attachment(AttachmentKind.PHOTO, ref=f"photo-{name}", messenger=phone.messenger)


async def announced(club: ClubChat, *answers: str) -> Shown:
    """The moderator begins something in private; what the chat sees of it."""
    vera = club.moderator
    await vera.presses(data=f"g:contest-new:{club.number}")
    for answer in answers:
        await vera.says(answer)
    return club.chat.messages[-1]


@pytest.fixture
async def contest(club: ClubChat) -> Shown:
    """A contest whose authors are told at once."""
    return await announced(club, "Фотоконкурс с голосами", "Мой первый снег", "1", "Сразу")


async def enters(club: ClubChat, phone: Phone, post: Shown, caption: str = "") -> list[str]:
    """Somebody takes part by the button, in private."""
    link = next(button.url for button in post.buttons)
    payload = re.split("start=|ref=", link)[-1]
    await phone.says(f"/start {payload}")
    await phone.sends(picture(phone), text=caption)
    return await phone.says("Да, показать")


async def states(club: ClubChat) -> list[EntryState]:
    """How far the photographs are, those that are gone too."""
    async with club.hall.line.reading() as work:
        return [one.state for one in await work.entries.of_game(1, *EntryState)]


async def test_a_photograph_is_shown_with_consent_and_wins(
    line: TheLine,
    club: ClubChat,
    contest: Shown,
    anna: Phone,
    ivan: Phone,
    ivan_there: Phone,
    anna_there: Phone,
) -> None:
    assert "Фотоконкурс «Мой первый снег»" in contest.text
    (thanks,) = await enters(club, anna, contest, "Рыжик")
    assert thanks == "Спасибо! Фото скоро появится в чате клуба."
    await line.later(seconds=1)
    shown = club.chat.messages[-1]
    assert shown.text == "Фото 1 · Рыжик · Анна П."
    assert shown.message.attachment is not None
    await anna_there.presses("❤ Нравится", on=shown)
    await ivan_there.presses("❤ Нравится", on=shown)
    assert anna_there.toasts == ["За своё фото голосуют другие."]
    assert ivan_there.toasts == ["Голос принят. Нажмёте ещё раз — снимем."]
    await line.later(days=2)
    assert club.texts[-1].splitlines()[1] == "Фото 1 · Анна П. — голосов 1, +15"
    async with line.reading() as work:
        (standing,) = await work.games.standings(club.number, 0.0, line.now + 1)
        (entry,) = await work.entries.of_game(1)
    assert standing.points == 15
    assert entry.file is None


async def test_a_vote_is_taken_back_by_a_second_press(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone, ivan_there: Phone
) -> None:
    await enters(club, anna, contest)
    await line.later(seconds=1)
    shown = club.chat.messages[-1]
    await ivan_there.presses("❤ Нравится", on=shown)
    await ivan_there.presses("❤ Нравится", on=shown)
    assert ivan_there.toasts[-1] == "Голос снят."
    await line.later(days=2)
    assert "Голосов не было" in club.texts[-1]


async def test_a_reply_in_the_chat_is_shown_only_when_its_author_says_yes(
    line: TheLine, club: ClubChat, contest: Shown, anna_there: Phone, ivan_there: Phone
) -> None:
    (asked,) = await anna_there.sends(picture(anna_there), reply_to=contest.id)
    assert asked == "Показать это фото среди участников?"
    question = club.chat.messages[-1]
    await ivan_there.presses("Да, показать", on=question)
    assert ivan_there.toasts == ["Это может сделать только автор фото."]
    assert await states(club) == [EntryState.ASKED]
    await anna_there.presses("Нет", on=question)
    assert await states(club) == [EntryState.REMOVED]
    assert club.chat.find(question.id) is None
    await anna_there.sends(picture(anna_there), reply_to=contest.id)
    await anna_there.presses("Да, показать", on=club.chat.messages[-1])
    await line.later(seconds=1)
    assert club.texts[-1] == "Фото 1 · Анна П."


async def test_a_photograph_that_replies_to_nothing_is_talk(
    club: ClubChat, contest: Shown, anna_there: Phone
) -> None:
    assert await anna_there.sends(picture(anna_there)) == []
    assert await states(club) == []


async def test_without_consent_nothing_is_kept(club: ClubChat, contest: Shown, anna: Phone) -> None:
    payload = re.split("start=|ref=", contest.buttons[0].url)[-1]
    await anna.says(f"/start {payload}")
    await anna.sends(picture(anna))
    said = await anna.says("Нет")
    assert "Хорошо, фото никто не увидит, мы его не сохранили." in said
    assert await states(club) == []


async def test_its_author_takes_a_photograph_away_in_private_and_it_is_gone_everywhere(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone, ivan_there: Phone
) -> None:
    await enters(club, anna, contest)
    await line.later(seconds=1)
    shown = club.chat.messages[-1]
    await ivan_there.presses("❤ Нравится", on=shown)
    await anna.presses(data="g:my-photos:")
    await anna.says("1")
    said = await anna.says("Да, убрать")
    assert "Убрали. Фото больше нет ни в чате, ни у нас." in said
    assert club.chat.find(shown.id) is None
    async with line.reading() as work:
        (entry,) = await work.entries.of_game(1, EntryState.REMOVED)
        assert (entry.file, entry.caption, await work.entries.votes(1)) == (None, "", {})


async def test_a_moderator_takes_a_photograph_away_and_a_neighbour_cannot(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone, ivan_there: Phone, vera_there: Phone
) -> None:
    await enters(club, anna, contest)
    await line.later(seconds=1)
    shown = club.chat.messages[-1]
    await ivan_there.presses("Убрать моё фото", on=shown)
    assert ivan_there.toasts == ["Это может сделать только автор фото."]
    assert club.chat.find(shown.id) is not None
    await vera_there.presses("Убрать моё фото", on=shown)
    assert club.chat.find(shown.id) is None


async def test_a_photograph_taken_away_on_its_way_does_not_stay_in_the_chat(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone
) -> None:
    await enters(club, anna, contest)
    club.network.waiting = []
    await line.later(seconds=1)
    async with line.acting(anna.messenger, anna.account) as services:
        (entry,) = await services.work.entries.of_person(services.person.id)
        assert entry.state is EntryState.SHOWING
        assert await services.work.entries.remove(entry)
    letters, club.network.waiting = club.network.waiting, None
    club.network.put(letters)
    await line.settle()
    assert not any(text.startswith("Фото 1") for text in club.texts)


async def test_nobody_shows_more_than_three(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone
) -> None:
    for _ in range(3):
        await enters(club, anna, contest)
    payload = re.split("start=|ref=", contest.buttons[0].url)[-1]
    said = await anna.says(f"/start {payload}")
    assert said[0].startswith("От каждого можно 3 фото")


async def test_a_stranger_is_asked_to_join_the_club_first_and_an_old_member_is_not(
    club: ClubChat, contest: Shown
) -> None:
    stranger = await club.hall.person(777, "Пётр Чужой")
    payload = re.split("start=|ref=", contest.buttons[0].url)[-1]
    said = await stranger.says(f"/start {payload}")
    assert said[0].startswith("Участвуют те, кто в клубе «Слово за слово».")
    # There before the line was, and never heard of: only the messenger knows.
    silent = await club.hall.person(778, "Нина Тихая")
    club.of(silent)
    assert await silent.says(f"/start {payload}") == [
        "«Мой первый снег»: пришлите одно фото. Можно с подписью."
    ]


async def test_secret_authors_are_named_at_the_end(
    line: TheLine, club: ClubChat, anna: Phone, ivan_there: Phone
) -> None:
    post = await announced(club, "Фотоконкурс с голосами", "Коты", "1", "В конце")
    (refused,) = await ivan_there.sends(picture(ivan_there), reply_to=post.id)
    assert refused.startswith("Авторов назовём только в конце.")
    await enters(club, anna, post)
    await line.later(seconds=1)
    shown = club.chat.messages[-1]
    assert shown.text == "Фото 1"
    await ivan_there.presses("❤ Нравится", on=shown)
    await line.later(days=2)
    assert "Анна П." in club.texts[-1]


async def test_a_flash_mob_shows_a_few_at_a_time_and_thanks(
    line: TheLine, club: ClubChat, anna: Phone, ivan: Phone
) -> None:
    post = await announced(club, "Флешмоб без голосов", "Вид из окна", "2")
    for phone in (anna, ivan) * 3:
        await enters(club, phone, post)
    await line.later(seconds=1)
    first = sum(text.startswith("Фото ") for text in club.texts)
    assert 0 < first < 6
    await line.later(minutes=10)
    assert sum(text.startswith("Фото ") for text in club.texts) == 6
    await club.moderator.presses(data=f"g:contest-new:{club.number}")
    await club.moderator.says("Закончить «Вид из окна»")
    assert club.texts[-1] == "Флешмоб «Вид из окна» закончен. Фото: 6. Спасибо: Анна П., Иван С.!"


async def test_a_resident_begins_no_contest(club: ClubChat, anna: Phone) -> None:
    await anna.presses(data=f"g:contest-new:{club.number}")
    assert not any("Что начнём?" in text for text in anna.texts)


async def test_where_a_photograph_cannot_be_deleted_any_more_its_author_and_the_moderators_hear_of_it(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone, vera: Phone
) -> None:
    await enters(club, anna, contest)
    await line.later(seconds=1)
    wants = {"for": GONE, "entry": 1, "messages": [3]}
    outcome = Outcome(
        key="late", at=0.0, address=club.address, sender=Sender(0), wants=wants, verdict=Verdict.UNREACHABLE
    )
    async with line.acting(anna.messenger, anna.account) as services:
        await told(outcome, services.work, line.app.line)
        said = [(one.address, one.message.text) for one in services.work.letters if one.message is not None]
    assert [address for address, _ in said] == [vera.address, anna.address]
    assert "Автор просит убрать своё фото из чата клуба «Слово за слово»" in said[0][1]
    assert "убрать его из чата сами не можем" in said[1][1]


async def test_a_club_that_lost_its_chat_keeps_no_photograph_that_waits(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone
) -> None:
    await enters(club, anna, contest)
    await club.change(address=None)
    await line.later(days=2)
    assert await states(club) == [EntryState.REMOVED]
    async with line.reading() as work:
        assert await work.games.running(club.number) == []


async def test_words_of_swindlers_are_no_caption(club: ClubChat, contest: Shown, anna: Phone) -> None:
    payload = re.split("start=|ref=", contest.buttons[0].url)[-1]
    await anna.says(f"/start {payload}")
    said = await anna.sends(picture(anna), text="Заработок тут: https://example-prize.ru")
    assert said[0].startswith("Подпись с ссылкой, телефоном или просьбой о деньгах не покажем.")
    said = await anna.sends(picture(anna), text="Мой двор")
    assert said[-1].startswith("Показать это фото в чате клуба")


async def test_a_photograph_with_a_code_in_it_is_not_shown(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone
) -> None:
    club.network.codes = ["https://example-prize.ru"]
    said = await enters(club, anna, contest)
    assert "На вашем фото для «Мой первый снег» виден QR-код" in said[-1]
    await line.later(minutes=5)
    assert club.chat.messages[-1].id == contest.id
    assert await states(club) == [EntryState.REMOVED]


async def test_a_portion_takes_nothing_along_that_is_still_looked_at(
    line: TheLine, club: ClubChat, contest: Shown, anna: Phone, ivan: Phone
) -> None:
    await enters(club, anna, contest, "Рыжик")
    async with line.acting(ivan.messenger, ivan.account) as services:
        await services.work.entries.add(1, services.person.id, picture(ivan, "other"), "Барсик", line.now)
    await line.later(minutes=15)
    assert [text for text in club.texts if "Барсик" in text] == []
    assert [text for text in club.texts if "Рыжик" in text] == ["Фото 1 · Рыжик · Анна П."]
