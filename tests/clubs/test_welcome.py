"""Newcomers are welcomed together and learn who is who; rules stay pinned; the reminder comes in peace."""

from __future__ import annotations

from bot.vocabulary import Act
from tests.clubs.club_hall import ClubChat, ClubHall
from tests.clubs.games.arena import Arena
from tests.line import TheLine
from tests.phone import Phone


async def people(hall: ClubHall, *names: str) -> list[Phone]:
    return [await hall.person(500 + place, name, opened=False) for place, name in enumerate(names)]


async def test_who_comes_in_one_minute_is_welcomed_in_one_message(
    hall: ClubHall, club: ClubChat, line: TheLine
) -> None:
    olga, pavel, third = await people(hall, "Ольга Ким", "Павел", "t.me/casino_bot")
    assert await club.comes(olga) == []
    assert await club.comes(pavel, third) == []
    await line.later(minutes=2)
    (welcome,) = club.texts
    assert "Ольга К., Павел и ещё 1" in welcome
    assert "casino" not in welcome
    shown = club.chat.messages[-1]
    assert shown.labels == ["Правила", "Кто здесь кто"]
    assert f"club_{club.number}_who" in shown.buttons[1].url
    await line.later(minutes=10)
    assert len(club.texts) == 1


async def test_who_comes_back_soon_is_not_welcomed_again(
    hall: ClubHall, club: ClubChat, line: TheLine, anna: Phone
) -> None:
    await club.leaves(anna)
    await club.comes(anna)
    await line.later(minutes=3)
    assert club.texts == []


async def test_nobody_is_welcomed_while_strangers_pour_in(
    hall: ClubHall, club: ClubChat, line: TheLine
) -> None:
    await club.change(raid_until=line.now + 1800)
    (olga,) = await people(hall, "Ольга")
    await club.comes(olga)
    await line.later(minutes=20)
    assert club.texts == []
    await line.later(minutes=20)
    assert len(club.texts) == 1


async def test_where_moderators_want_no_welcome_there_is_none(
    hall: ClubHall, club: ClubChat, line: TheLine
) -> None:
    await club.change(settings={"welcome": False})
    (olga,) = await people(hall, "Ольга")
    await club.comes(olga)
    await line.later(minutes=5)
    assert club.texts == []


async def test_an_hour_late_nobody_is_welcomed(hall: ClubHall, club: ClubChat, line: TheLine) -> None:
    (olga,) = await people(hall, "Ольга")
    await club.comes(olga)
    await line.stands_still(hours=3)
    assert club.texts == []


async def test_members_learn_who_is_who_and_others_do_not(
    hall: ClubHall, club: ClubChat, anna: Phone, ivan: Phone
) -> None:
    await anna.says(f"/start club_{club.number}_who")
    assert "Ведущие: Вера Л." in anna.last.text
    await anna.presses("Рассказать о себе")
    await anna.says("Люблю пионы и кроссворды")
    assert "Анна П. — Люблю пионы и кроссворды" in anna.last.text
    await ivan.says(f"/start club_{club.number}_who")
    assert "Люблю пионы" in ivan.last.text
    stranger = await hall.person(107, "Чужой")
    await stranger.says(f"/start club_{club.number}_who")
    assert "пионы" not in "\n".join(stranger.texts)
    # What was told can be taken back.
    await anna.presses("Рассказать о себе")
    await anna.presses("Убрать")
    assert "пионы" not in anna.last.text


async def test_rules_are_pinned_and_stay_as_they_are(club: ClubChat, vera: Phone) -> None:
    await vera.says("/moderate")
    await vera.presses("Слово за слово")
    await vera.presses("Изменить клуб")
    await vera.presses("Закрепить правила в чате")
    (pinned,) = club.chat.messages
    assert club.network.pinned[club.address.chat] == pinned.id
    await vera.presses("Изменить клуб")
    await vera.presses("Правила")
    await vera.says("Не шумим после десяти.")
    assert "Не шумим после десяти." in pinned.text
    assert club.texts[-1].startswith("Правила клуба обновились")
    assert (await club.club()).rules_version == 2


async def test_rules_that_cannot_be_edited_any_more_are_posted_and_pinned_anew(
    club: ClubChat, vera: Phone
) -> None:
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Закрепить правила в чате")
    club.chat.messages.clear()
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Правила")
    await vera.says("Не шумим после десяти.")
    pinned = club.chat.find(club.network.pinned[club.address.chat])
    assert pinned is not None
    assert "Не шумим" in pinned.text


async def test_the_reminder_comes_at_noon_as_often_as_moderators_say_and_makes_way_for_a_raid(
    hall: ClubHall, club: ClubChat, line: TheLine, vera: Phone
) -> None:
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Напоминание о мошенниках")
    await vera.presses("Каждый день")
    await line.later(hours=24)
    assert club.texts == []
    await club.change(raid_until=line.now + 3 * 3600)
    await line.later(hours=3)
    assert club.texts == []
    await line.later(hours=1)
    (said,) = club.texts
    assert "никогда не просит коды" in said
    await line.later(hours=22)
    assert len(club.texts) == 2
    assert all(one.act is not Act.PIN for one in club.network.letters)


async def test_who_wants_no_reminder_gets_none(club: ClubChat, line: TheLine, vera: Phone) -> None:
    await club.change(settings={"reminder": 1})
    await line.later(minutes=15)
    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Напоминание о мошенниках")
    await vera.presses("Не напоминать")
    await line.later(hours=30)
    assert club.texts == []


async def test_the_reminder_does_not_disturb_a_game_in_full_swing_nor_wait_for_one_that_nobody_plays(
    club: ClubChat, line: TheLine, vera: Phone, anna: Phone
) -> None:
    def reminders() -> list[str]:
        return [text for text in club.texts if "никогда не просит коды" in text]

    await vera.presses(data=f"g:club-edit:{club.number}")
    await vera.presses("Напоминание о мошенниках")
    await vera.presses("Каждый день")
    await line.later(hours=24.9)
    arena = Arena(club)
    await arena.begins()
    await arena.answers(anna, (await arena.closed())[0])
    await line.later(minutes=10)
    assert reminders() == []
    await line.later(minutes=30)
    assert len(reminders()) == 1
    assert len(await arena.games()) == 1
