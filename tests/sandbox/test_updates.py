"""How the bot receives: polling, confirming, kinds, conflicts, a day's memory."""

import asyncio

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError

from sandbox import Limits, Sandbox
from tests.sandbox.conftest import ANNA, MARIA, STAFF, bot_of, end, populate


async def test_an_update_is_given_until_it_is_confirmed(bot, anna):
    anna.says("помогите")
    first = await bot.get_updates()
    assert [update.message.text for update in first] == ["/start", "помогите"]
    assert await bot.get_updates() == first
    assert await bot.get_updates(offset=first[0].update_id + 1) == first[1:]
    assert await bot.get_updates(offset=first[1].update_id + 1) == []


async def test_numbers_follow_one_another(bot, anna):
    anna.says("раз")
    anna.says("два")
    numbers = [update.update_id for update in await bot.get_updates()]
    assert numbers == list(range(numbers[0], numbers[0] + 3))


async def test_at_most_a_hundred_are_given_at_once(bot, anna):
    for number in range(150):
        anna.says(f"{number}")
    assert len(await bot.get_updates()) == 100
    assert len(await bot.get_updates(limit=7)) == 7
    with pytest.raises(TelegramBadRequest):
        await bot.get_updates(limit=101)


async def test_a_negative_offset_keeps_the_newest_only(bot, anna):
    anna.says("раз")
    anna.says("два")
    assert [update.message.text for update in await bot.get_updates(offset=-1)] == ["два"]
    assert [update.message.text for update in await bot.get_updates()] == ["два"]


async def test_a_long_poll_waits_for_somebody_to_write(sandbox, bot, anna):
    seen = (await bot.get_updates())[-1].update_id
    poll = asyncio.create_task(bot.get_updates(offset=seen + 1, timeout=20))
    while sandbox.calls["getUpdates"] != 2:
        await asyncio.sleep(0.001)
    anna.says("вы тут?")
    assert [update.message.text for update in await poll] == ["вы тут?"]


async def test_an_empty_long_poll_ends_by_itself(bot, anna):
    seen = (await bot.get_updates())[-1].update_id
    assert await bot.get_updates(offset=seen + 1, timeout=1) == []


async def test_what_is_unread_for_a_day_is_gone(strict, strict_bot, clock):
    anna = strict.phone(ANNA)
    anna.starts()
    clock.now += 23 * 3600
    anna.says("ещё тут")
    clock.now += 2 * 3600
    assert [update.message.text for update in await strict_bot.get_updates()] == ["ещё тут"]


async def test_only_the_kinds_asked_for_come_and_the_wish_is_remembered(bot, anna):
    await bot.get_updates(allowed_updates=["callback_query"])
    anna.says("не придёт")
    assert [update.message.text for update in await bot.get_updates()] == ["/start"]
    await bot.get_updates(allowed_updates=[])
    anna.says("придёт")
    assert (await bot.get_updates())[-1].message.text == "придёт"


async def test_members_are_told_of_only_when_named(bot, sandbox, maria, news):
    from sandbox import membership

    world = sandbox.world
    membership.leave(world, maria.chat, world.users[MARIA])
    assert [update.event_type for update in await news()] == ["message"]
    await bot.get_updates(allowed_updates=["message", "chat_member"])
    membership.join(world, maria.chat, world.users[MARIA])
    member, message = await news()
    assert member.chat_member.new_chat_member.status == "member"
    assert message.message.new_chat_members[0].id == MARIA


async def test_an_unknown_kind_is_refused(bot):
    with pytest.raises(TelegramBadRequest, match="no update of type"):
        await bot.get_updates(allowed_updates=["massage"])


async def test_of_two_pollers_the_first_is_told(sandbox, bot):
    other = bot_of(sandbox)
    first = asyncio.create_task(bot.get_updates(timeout=20))
    while sandbox.calls.get("getUpdates") != 1:
        await asyncio.sleep(0.001)
    second = asyncio.create_task(other.get_updates(timeout=20))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await first
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    await end(other)


async def test_a_poller_that_is_gone_is_no_conflict(sandbox, bot, anna):
    dead = bot_of(sandbox)
    seen = (await bot.get_updates())[-1].update_id
    poll = asyncio.create_task(dead.get_updates(offset=seen + 1, timeout=20))
    while sandbox.calls.get("getUpdates") != 2:
        await asyncio.sleep(0.001)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await end(dead)
    anna.says("снова")
    assert [update.message.text for update in await bot.get_updates(offset=seen + 1, timeout=20)] == ["снова"]


async def test_polling_is_refused_while_a_webhook_is_set(bot):
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


async def test_the_world_survives_the_bot():
    async with populate(Sandbox(limits=Limits.lifted())) as sandbox:
        anna = sandbox.phone(ANNA)
        anna.starts()
        bot = bot_of(sandbox)
        await bot.send_message(ANNA, "здравствуйте")
        await end(bot)
        anna.says("вы где?")
        bot = bot_of(sandbox)
        assert [update.message.text for update in await bot.get_updates() if update.message] == [
            "/start",
            "вы где?",
        ]
        assert anna.texts == ["/start", "здравствуйте", "вы где?"]
        await end(bot)


async def test_ids_of_private_chats_share_one_counter_and_a_supergroup_has_its_own(bot, anna, sandbox, maria):
    ivan = sandbox.phone(1002)
    ivan.starts()
    sent = await bot.send_message(ANNA, "раз")
    assert [anna.screen[0].id, ivan.screen[0].id, sent.message_id] == [1, 2, 3]
    assert (await bot.send_message(STAFF, "раз")).message_id == 1
