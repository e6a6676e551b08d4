"""An idea for a new club: moderators vote on it, or who runs the line decides, and its author hears."""

from __future__ import annotations

from tests.clubs.club_hall import MARIA, ClubChat, ClubHall
from tests.network import TELEGRAM
from tests.phone import Phone


async def suggests(phone: Phone, text: str = "Клуб рыболовов") -> None:
    await phone.says("/clubs")
    await phone.presses("Придумать что-нибудь новенькое")
    await phone.says(text)
    assert any("Ведущие клубов прочитают" in said for said in phone.texts)


async def test_the_only_moderator_opens_a_club_of_an_idea_and_its_author_hears_of_both(
    hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone
) -> None:
    await suggests(anna)
    assert "Клуб рыболовов" in vera.last.text
    await vera.presses("Посмотреть и решить")
    assert "Предложил(а): Анна П." in vera.last.text
    await vera.presses("👍 За")
    assert "Ваша идея понравилась" in anna.last.text
    await vera.presses("Оформить клуб")
    for words in ("Рыболовы", "Делимся уловом.", "по субботам"):
        await vera.says(words)
    await vera.presses("Взять готовые")
    await vera.presses("По ссылке, сразу")
    await vera.presses("Создать клуб")
    code = vera.last.text.rpartition("/connect ")[2].strip()
    chat = club.address.chat - 3 if hall.messenger == TELEGRAM else club.address.chat + 3
    await vera.joins(chat).says(f"/connect {code}")
    assert "Клуб по вашей идее открыт: «Рыболовы»" in anna.last.text
    await anna.presses("Посмотреть клуб")
    assert "Делимся уловом." in anna.last.text


async def test_of_three_moderators_two_decide_in_their_room(
    hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone
) -> None:
    others = [await hall.person(302 + place, name) for place, name in enumerate(("Пётр", "Нина"))]
    for one in others:
        await club.runs(one)
    first = await hall.opens_moderators_room(vera, *others)
    rooms = [first, *(one.joins(first.chat_id) for one in others)]
    await suggests(anna)
    await rooms[0].presses("👎 0")
    await rooms[0].presses("👎 1")
    assert "Для решения нужно голосов: 2" in first.last.text
    assert "Пока такой клуб" not in anna.last.text
    await rooms[1].presses("👎 1")
    assert "Решили не открывать" in first.last.text
    assert first.last.buttons == []
    assert "спасибо, что предложили" in anna.last.text


async def test_who_runs_the_line_needs_no_vote_and_a_moderator_does(
    hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone
) -> None:
    maria = await hall.person(MARIA, "Мария", messenger=TELEGRAM)
    await maria.says("/start")
    room = await hall.opens_moderators_room(vera)
    await suggests(anna)
    await room.presses("Открыть без голосования")
    assert "решает администратор линии" in room.toasts[-1]
    await maria.says("/moderate")
    await maria.presses("Идеи новых клубов: 1")
    await maria.presses("1. Клуб рыболовов")
    await maria.presses("Открыть без голосования")
    assert "Ваша идея понравилась" in anna.last.text
    await room.presses("👍 0")
    assert "уже решили" in room.toasts[-1]


async def test_a_resident_votes_for_nothing(hall: ClubHall, club: ClubChat, anna: Phone, ivan: Phone) -> None:
    await suggests(anna)
    await ivan.presses(data="g:club-idea-vote:i1")
    assert "рыболовов" not in "".join(ivan.texts)


async def test_three_ideas_may_wait_at_once(club: ClubChat, anna: Phone) -> None:
    for number in range(3):
        await suggests(anna, f"Клуб номер {number}")
    await anna.presses("Придумать что-нибудь новенькое")
    assert any("ещё ждут ответа: 3" in text for text in anna.texts)


FORGED = (
    *(
        "c:let",
        "c:let:",
        "c:let:1",
        "c:let:1:",
        "c:let:x:1:1",
        "c:let:1:x:1",
        "c:let:999:1:1",
        "c:let:1:999:1",
    ),
    *(
        "c:idea:",
        "c:idea:1",
        "c:idea:1:",
        "c:idea:999:like",
        "c:idea:1:burn",
        f"c:let:1:{'9' * 30}:1",
        "c:let:²:1:1",
    ),
)
FORGED_PRIVATE = (
    *(
        "g:club-let:1-999-1",
        "g:club-let:1",
        "g:club-let:1--",
        f"g:club-let:1-{'9' * 30}-1",
        "g:club-let:²-1-1",
    ),
    *(
        "g:club-join:²",
        "g:club-link:999-new",
        "g:club:-1",
        "g:club-idea-vote:i²",
        "g:club-new:i²",
        "g:club-code:",
    ),
    *("g:club-asked:", "g:club-edit:x", f"g:club-desk:{'9' * 30}", "g:club-me:1-1", "g:club-leave:"),
)


async def test_forged_buttons_do_nothing_and_break_nothing(
    hall: ClubHall, club: ClubChat, anna: Phone, vera: Phone
) -> None:
    room = await hall.opens_moderators_room(vera)
    await suggests(anna)
    before = await club.club()
    for data in FORGED:
        await room.presses(data=data)
        await anna.presses(data=data)
    for data in FORGED_PRIVATE:
        await vera.presses(data=data)
        await anna.presses(data=data)
    assert all(room.toasts)
    assert await club.club() == before
    assert "Клубов пока нет" not in anna.last.text
