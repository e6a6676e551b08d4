"""Who means harm, or whose finger slips: nobody else's screen is filled, and nothing grows without end."""

from __future__ import annotations

import pytest

from bot.flows.book import FLOWS
from tests.network import STAFF_CHAT
from tests.phone import Phone, photo
from tests.talks import begins_groceries, calls_a_person, orders_groceries, takes


@pytest.fixture
def unbroken(line):
    """The line keeps running: a restart would forgive who floods, and forget when a warning was given."""
    line.forgetful = False
    return line


async def test_a_message_that_is_edited_again_and_again_is_heard_slowly_like_others(
    anna, maria, unbroken, line
):
    await orders_groceries(anna)
    await takes(maria, 1)
    await maria.says("Какой хлеб?", reply_to=maria.shown("Заявка № 1 ·"))
    await anna.says("Чёрный")
    mine = next(one for one in reversed(anna.screen) if one.text == "Чёрный")
    before = len(maria.texts)
    line.pace = 0.0
    for place in range(40):
        await anna.edits(mine, f"Хлеб номер {place}")
    told = len(maria.texts) - before
    assert told < 40
    assert any("читаем по порядку" in text for text in anna.texts)
    await line.later(minutes=5)
    assert len(maria.texts) - before == 40


async def test_what_is_told_without_end_is_not_kept_without_end(anna, line):
    await anna.says("/start")
    for _ in range(5):
        await anna.says("ы" * 4000)
    assert "Больше сюда не помещается" in anna.texts[-2]
    await anna.presses("Передать человеку")
    assert "ыыы" not in anna.texts[-1] or len(anna.texts[-1]) < 4096
    async with line.reading() as work:
        kept = (await work.conversation(anna.address)).answers["given"]
    assert len(kept["text"]) <= 12_002


async def test_notes_of_a_form_end_somewhere_and_the_form_goes_on(anna, line):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    for place in range(4):
        await anna.sends_album(*[photo(f"p{place}-{one}") for one in range(9)])
    assert any("Больше сюда не помещается" in text for text in anna.texts)
    await anna.presses("Как можно скорее")
    assert "заплатить" in anna.last.text


async def test_strangers_who_try_codes_in_a_group_get_one_answer_an_hour(unbroken, line, maria):
    stranger = Phone(line, 901, "Кто-то", chat_id=-1009)
    line.network.members.setdefault(-1009, set()).add(901)
    for _ in range(5):
        await stranger.says("/connect abcdef")
    assert len(stranger.texts) == 1
    boss = Phone(line, maria.account, "Мария", chat_id=-1009)
    await boss.says("/connect abcdef")
    assert len(stranger.texts) == 2


async def test_further_words_of_danger_do_not_fill_the_room(anna, maria, unbroken, line, staff):
    for _ in range(8):
        await anna.says("я не хочу жить")
    again = [one for one in staff.messages if "человек пишет снова" in one.text]
    assert len(again) == 1
    await line.later(minutes=2)
    await anna.says("мне очень плохо, я не хочу жить")
    assert len([one for one in staff.messages if "человек пишет снова" in one.text]) == 2
    await takes_the_alarm(maria)
    assert len([text for text in maria.texts if "не хочу жить" in text]) >= 8


async def takes_the_alarm(maria):
    room = maria.joins(STAFF_CHAT)
    card = next(one for one in room.heard if "ТРЕВОГА" in one.text and "Взять" in one.labels)
    await room.presses("Взять", on=card)


async def test_twenty_open_requests_are_as_many_as_one_person_has(anna, unbroken, line):
    line.pace = 20.0
    for number in range(1, 21):
        assert await calls_a_person(anna, f"Вопрос {number}") == number
    answers = await anna.says("Позвать человека")
    assert "У вас уже 20 открытых заявок" in answers[0]
    assert "№ 20" in answers[1]
    await anna.presses(data="g:withdraw:7")
    await anna.presses("Уже справились")
    assert "Позовём сотрудника" in (await anna.says("Позвать человека"))[0]


async def test_thousands_of_additions_bury_nobody_who_takes_the_request(anna, maria, unbroken, line):
    await orders_groceries(anna)
    line.pace = 20.0
    for place in range(55):
        await anna.presses(data="g:add:1")
        await anna.says(f"И ещё {place}")
    before = len(maria.texts)
    await takes(maria, 1)
    assert len([text for text in maria.texts[before:] if "И ещё" in text]) == 50
    await maria.presses("История", on=maria.shown("Заявка № 1 ·"))
    assert "И ещё 54" in maria.last.text
    assert "…и ещё" in maria.last.text


async def test_a_name_cannot_turn_the_lines_of_a_card_round(line, maria):
    trickster = Phone(line, 902, "Анна\u202e77 :яакнжоД")
    await orders_groceries(trickster)
    await takes(maria, 1)
    card = maria.shown("Житель:").text
    assert "\u202e" not in card


@pytest.mark.parametrize(
    ("typed", "meant"), [("сиверный", "Северный"), ("Привокзальный район", ""), ("зареный", "Заречный")]
)
async def test_a_finger_that_slips_still_chooses(anna, typed, meant):
    await begins_groceries(anna)
    await anna.says("Хлеб")
    await anna.presses("Как можно скорее")
    await anna.presses("Наличными")
    await anna.says("Анна Петровна")
    await anna.shares_contact()
    await anna.says("Улица Мира, дом 5, квартира 3")
    answers = await anna.says(typed)
    assert (f"Район: {meant}" in answers[0]) if meant else ("Не получилось понять" in answers[0])


@pytest.mark.parametrize("typed", ["не отменят", "не отминять", "ни отменять"])
async def test_a_slip_never_says_the_contrary(anna, maria, line, typed):
    await orders_groceries(anna)
    await anna.presses(data="g:withdraw:1")
    await anna.says(typed)
    async with line.reading() as work:
        assert (await work.requests.get(1)).state.open


async def test_a_worker_with_many_requests_finds_first_where_somebody_waits(anna, ivan, maria, line):
    for number in range(1, 4):
        person = anna if number != 2 else ivan
        await calls_a_person(person, f"Вопрос {number}")
        await takes(maria, number)
    await maria.presses("Спросить жителя", on=maria.shown("Заявка № 1 ·"))
    await maria.says("Какой?")
    await maria.says("/desk")
    assert [label[:2] for label in maria.buttons[:3]] == ["№2", "№3", "№1"]
    await ivan.says("Вы где?", reply_to=ivan.shown("Заявку № 2"))
    await maria.says("Сейчас приду")
    assert "По какой заявке" in maria.last.text
    assert maria.buttons[0].startswith("№2")
    await maria.presses(maria.buttons[0])
    await line.later(hours=1.5)
    (told,) = await maria.says("/desk")
    assert "Обещанное время вышло: 3" in told


SUBJECTS = ("", "1", "1-5", "²", "9" * 23, "1:yes", "household/no-such")


@pytest.mark.parametrize("who", ["a resident", "a worker"])
async def test_a_forged_place_of_every_conversation_breaks_nothing(
    anna, ivan, maria, oleg, unbroken, line, who
):
    await orders_groceries(ivan, "Секретный список")
    if who == "a worker":
        await takes(maria, 1)
    forger, line.pace = (anna, 5.0) if who == "a resident" else (oleg, 5.0)
    for flow in FLOWS:
        for subject in SUBJECTS:
            told = await forger.presses(data=f"g:{flow}:{subject}"[:60])
            assert "Секретный" not in "\n".join(told), (flow, subject)
    async with line.reading() as work:
        request = await work.requests.get(1)
        assert (str(request.state), request.rating) == ("taken" if who == "a worker" else "new", None)
        assert await work.requests.get(2) is None
    assert (await forger.says("Меню"))[-1].startswith("Чем помочь?")
