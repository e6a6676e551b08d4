"""The line ends as SIGTERM ends it, and begins again, in the middle of everything."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest

from sandbox import Fault
from tests.end_to_end.stage import ERRAND, Hand, Stage, asks_for_help, becomes_a_worker, maria_takes_it

STEPS = (
    ("starts", ""),
    ("presses", "Дом и быт"),
    ("presses", "Продукты на дом"),
    ("presses", "Попросить помощь"),
    ("presses", "Да, разрешаю"),
    ("presses", "Для меня"),
    ("says", ERRAND.items),
    ("presses", "Как можно скорее"),
    ("presses", "Наличными"),
    ("says", ERRAND.name),
    ("says", ERRAND.phone),
    ("says", ERRAND.address),
    ("presses", "Северный"),
    ("presses", "Отправить"),
)


async def test_a_form_goes_on_after_a_restart_before_every_answer(stage: Stage) -> None:
    texts = [""]
    for act, what in STEPS:
        await stage.restarts()
        texts = await getattr(stage.anna, act)(what)
    assert "принята" in texts[0]
    assert len(await stage.group.hears()) == 1


async def test_what_is_said_while_the_line_is_down_is_heard_when_it_is_up(stage: Stage) -> None:
    number = await maria_takes_it(stage)
    card = stage.maria.finds("Ответьте на это")
    await stage.closes()
    stage.maria.phone.says("Выезжаю", card)
    stage.ivan.phone.starts()
    await stage.opens()
    assert await stage.anna.hears() == [stage.say("from-worker", name="Мария", number=number, text="Выезжаю")]
    assert await stage.maria.hears() == [stage.say("delivered", number=number)]
    assert await stage.ivan.hears() == [stage.say("welcome"), stage.say("menu")]


async def test_a_press_on_a_card_while_the_line_is_down_takes_the_request(stage: Stage) -> None:
    await stage.maria.starts()
    number = await asks_for_help(stage.anna)
    await stage.closes()
    stage.group.phone.presses("Взять")
    await stage.opens()
    assert "В работе: Мария" in stage.group.finds(f"№ {number}").text
    assert any(ERRAND.address in text for text in await stage.maria.hears())


async def test_letters_that_could_not_be_sent_before_the_end_are_sent_after_it(stage: Stage) -> None:
    await becomes_a_worker(stage, stage.oleg)
    stage.sandbox.faults.next("sendMessage", Fault.server_error(), times=1000)
    stage.anna.phone.starts()
    while not any(delivery.waiting for delivery in stage.app.deliveries.values()):
        await asyncio.sleep(0.01)
    await stage.closes()
    assert stage.rows("SELECT count(*) FROM outbox") == [(2,)]
    stage.sandbox.faults.clear()
    await stage.opens()
    assert await stage.anna.hears() == [stage.say("welcome"), stage.say("menu")]
    assert stage.rows("SELECT count(*) FROM outbox") == [(0,)]


async def test_an_album_in_two_halves_around_a_restart_is_one_answer(stage: Stage) -> None:
    anna = stage.anna
    await anna.starts()
    await anna.says("Позвать человека")
    await anna.presses("Да, разрешаю")
    anna.phone.sends_album(("photo", b"\xff\xd8 1"), ("photo", b"\xff\xd8 2"), caption="Вот трещина")
    await stage.quiet()
    await stage.restarts()
    await stage.passes(2)
    assert await anna.hears() == ["Как к вам обращаться?"]


async def test_a_reminder_that_came_due_while_the_line_was_down_comes_once(stage: Stage) -> None:
    await asks_for_help(stage.anna)
    await stage.group.hears()
    await stage.closes()
    stage.shift += 3 * 3600
    await stage.opens()
    await stage.passes(1)
    told = await stage.group.hears()
    assert [text for text in told if "Кто возьмёт" in text] == [
        stage.say("room-waiting", number=1, service="Продукты на дом", waited="3 часа")
    ]


async def test_an_update_that_telegram_repeats_is_heard_once(stage: Stage) -> None:
    await stage.anna.starts()
    await stage.anna.says("заявки")
    stage.sandbox.world.updates.repeat(2)
    assert await stage.anna.hears() == []
    await stage.restarts()
    stage.sandbox.world.updates.repeat(2)
    assert await stage.anna.hears() == []


@pytest.fixture
async def noisy(stage: Stage) -> AsyncIterator[Stage]:
    """Telegram stumbles often: errors, pages of HTML, broken connections, before and after acceptance."""
    faults = stage.sandbox.faults
    faults.at_random(0.05, Fault.server_error(), "sendMessage", "editMessageText", seed=1)
    faults.at_random(0.05, Fault.html(), "sendMessage", seed=2)
    faults.at_random(0.05, Fault.closed_before(), "sendMessage", seed=3)
    faults.next("getUpdates", Fault.html())
    faults.next("getUpdates", Fault.closed_after())
    yield stage
    faults.clear()


async def test_the_whole_story_holds_over_a_bad_connection(noisy: Stage) -> None:
    stage = noisy
    number = await maria_takes_it(stage)
    assert stage.say("delivered", number=number) in await stage.maria.says(
        "Буду в 15", stage.maria.finds("Ответьте на это")
    )
    assert len(await stage.anna.hears()) == 1
    await stage.maria.presses("Готово", stage.maria.finds("Ответьте на это"))
    await stage.maria.presses("Сделано")
    assert await stage.anna.hears() == [stage.say("request-done", number=number, outcome="Сделано")]
    assert "Выполнена" in stage.group.finds(f"№ {number}").text
    assert stage.sandbox.faults.happened > 2


async def test_ten_residents_at_once_and_a_restart_in_the_middle(stage: Stage) -> None:
    """Everybody walks the form at the same time; the line is stopped and started while they do."""
    world = stage.sandbox.world
    hands: list[Hand] = []
    for number in range(10):
        world.add_user(3000 + number, f"Житель {number}")
        hands.append(stage.hand(3000 + number))

    async def walks(hand: Hand) -> None:
        for act, what in STEPS:
            seen = len(hand.phone.screen)
            getattr(hand.phone, act)(what)
            await hand.phone.until(partial(answered, hand, seen), timeout=30)
            await asyncio.sleep(0.02)  # a hand is slower than a commit

    def answered(hand: Hand, seen: int) -> bool:
        new = [message for message in hand.phone.screen[seen:] if message.outgoing]
        return bool(new) and not new[-1].text.startswith(("Здравствуйте", "Продукты на дом. Нес", "Записали"))

    async def disturbs() -> None:
        for _ in range(3):
            await asyncio.sleep(0.1)
            await stage.closes()
            await stage.opens_at_once()

    await asyncio.gather(disturbs(), *(walks(hand) for hand in hands))
    await stage.quiet()
    assert stage.rows("SELECT count(*) FROM requests") == [(10,)]
    cards = [message for message in stage.group.phone.screen if message.text.startswith("Заявка №")]
    assert len(cards) == 10
