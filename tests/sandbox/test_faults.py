"""What goes wrong on purpose, as aiogram meets it."""

import asyncio

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from sandbox import Fault
from tests.sandbox.conftest import ANNA


async def test_the_next_calls_are_refused_and_take_no_effect(sandbox, bot, anna):
    sandbox.faults.next("sendMessage", Fault.too_many(7), times=2)
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter) as refusal:
            await bot.send_message(ANNA, "раз")
        assert refusal.value.retry_after == 7
    await bot.get_me()
    await bot.send_message(ANNA, "два")
    assert anna.texts == ["/start", "два"]
    assert sandbox.faults.happened == 2


async def test_the_server_can_fail(sandbox, bot, anna):
    sandbox.faults.next("*", Fault.server_error())
    with pytest.raises(TelegramServerError):
        await bot.get_me()
    sandbox.faults.next("*", Fault.html())
    with pytest.raises(ClientDecodeError):
        await bot.get_me()


async def test_a_connection_breaks_before_the_call_takes_effect(sandbox, bot, anna):
    sandbox.faults.next("sendMessage", Fault.closed_before())
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "раз")
    assert anna.silent()


async def test_a_connection_breaks_after_the_call_took_effect(sandbox, bot, anna):
    sandbox.faults.next("sendMessage", Fault.closed_after())
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "раз")
    assert [message.text for message in await anna.hears()] == ["раз"]


@pytest.mark.parametrize(("fault", "effect"), [(Fault.hang_before(), False), (Fault.hang_after(), True)])
async def test_silence_before_and_after_the_call_took_effect(sandbox, bot, anna, fault, effect):
    sandbox.faults.next("sendMessage", fault)
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(ANNA, "раз", request_timeout=0.1)
    assert bool(anna.unheard) is effect


async def test_a_delayed_call_takes_effect_late(sandbox, bot, anna):
    sandbox.faults.next("sendMessage", Fault.delay(0.05))
    sending = asyncio.create_task(bot.send_message(ANNA, "раз"))
    while sandbox.faults.happened == 0:
        await asyncio.sleep(0.001)
    assert anna.silent()
    await sending
    assert not anna.silent()


async def test_faults_by_chance_are_the_same_for_the_same_seed(sandbox, bot):
    async def run():
        sandbox.faults.clear()
        sandbox.faults.at_random(0.4, Fault.server_error(), "getMe", seed=7)
        outcome = []
        for _ in range(12):
            try:
                await bot.get_me()
                outcome.append(True)
            except TelegramServerError:
                outcome.append(False)
        return outcome

    first = await run()
    assert first == await run()
    assert len(set(first)) == 2
    sandbox.faults.clear()
    await bot.get_me()


async def test_a_revoked_token_opens_nothing(sandbox, bot, anna):
    await bot.get_me()
    sandbox.faults.token_revoked = True
    with pytest.raises(TelegramUnauthorizedError):
        await bot.get_me()
    sandbox.faults.clear()
    await bot.get_me()


async def test_updates_come_twice(sandbox, bot, anna, news):
    anna.says("раз")
    assert len(await news()) == 2
    sandbox.faults.updates.repeat(1)
    assert [update.message.text for update in await news()] == ["раз"]


async def test_updates_come_late_behind_newer_ones(sandbox, bot, anna, news):
    await news()
    sandbox.faults.updates.hold(1)
    anna.says("раз")
    anna.says("два")
    (newer,) = await news()
    sandbox.faults.updates.release()
    (older,) = await news()
    assert (newer.message.text, older.message.text) == ("два", "раз")
    assert older.update_id < newer.update_id


async def test_updates_come_in_disorder(sandbox, bot, anna):
    for number in range(10):
        anna.says(f"{number}")
    sandbox.faults.updates.shuffle(seed=3)
    numbers = [update.update_id for update in await bot.get_updates()]
    assert numbers != sorted(numbers)
    sandbox.faults.updates.shuffle(None)
    assert [update.update_id for update in await bot.get_updates()] == sorted(numbers)


async def test_an_outage_refuses_connections_and_ends(sandbox, bot, anna):
    await bot.get_me()
    url = sandbox.api_url
    outage = asyncio.create_task(sandbox.outage(0.1))
    await asyncio.sleep(0)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(ANNA, "раз")
    await outage
    assert sandbox.api_url == url
    await bot.send_message(ANNA, "два")
    assert anna.texts[-1] == "два"


async def test_a_silence_answers_nothing_and_ends(sandbox, bot, anna):
    silence = asyncio.create_task(sandbox.silence(0.05))
    await asyncio.sleep(0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(bot.send_message(ANNA, "раз"), 0.02)
    await silence
    await bot.send_message(ANNA, "два")
    assert anna.texts == ["/start", "два"]
