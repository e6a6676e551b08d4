"""Pacing as Telegram's: overall, private chats, groups."""

import pytest
from aiogram.exceptions import TelegramRetryAfter
from aiogram.types import BufferedInputFile, InputMediaPhoto, ReactionTypeEmoji

from sandbox import Limits
from tests.sandbox.conftest import ANNA, STAFF


@pytest.fixture
def anna(strict):
    phone = strict.phone(ANNA)
    phone.starts()
    return phone


async def test_a_private_chat_takes_five_at_once_then_one_a_second(strict_bot, anna, clock):
    for number in range(5):
        await strict_bot.send_message(ANNA, f"{number}")
    with pytest.raises(TelegramRetryAfter) as refusal:
        await strict_bot.send_message(ANNA, "много")
    assert refusal.value.retry_after == 1
    assert refusal.value.message.startswith("Flood control exceeded") or "Too Many Requests" in str(
        refusal.value
    )
    clock.now += 1
    await strict_bot.send_message(ANNA, "пять")
    with pytest.raises(TelegramRetryAfter):
        await strict_bot.send_message(ANNA, "много")
    clock.now += 5
    for number in range(5):
        await strict_bot.send_message(ANNA, f"снова {number}")
    assert len(anna.unheard) == 11


async def test_a_group_takes_twenty_a_minute(strict_bot, strict, clock):
    for number in range(20):
        await strict_bot.send_message(STAFF, f"{number}")
        clock.now += 0.5
    with pytest.raises(TelegramRetryAfter) as refusal:
        await strict_bot.send_message(STAFF, "много")
    assert refusal.value.retry_after == 50
    clock.now += 50
    await strict_bot.send_message(STAFF, "двадцать")


async def test_edits_in_a_group_count_like_messages(strict_bot, strict, clock):
    sent = await strict_bot.send_message(STAFF, "0")
    for number in range(1, 20):
        await strict_bot.edit_message_text(f"{number}", chat_id=STAFF, message_id=sent.message_id)
        clock.now += 0.1
    with pytest.raises(TelegramRetryAfter):
        await strict_bot.edit_message_text("много", chat_id=STAFF, message_id=sent.message_id)
    with pytest.raises(TelegramRetryAfter):
        await strict_bot.send_message(STAFF, "1")
    clock.now += 60
    await strict_bot.send_message(STAFF, "1")


async def test_deeds_that_say_nothing_are_not_paced(strict_bot, strict):
    sent = await strict_bot.send_message(STAFF, "0")
    for _ in range(30):
        await strict_bot.set_message_reaction(STAFF, sent.message_id, [ReactionTypeEmoji(emoji="👍")])


async def test_all_chats_together_take_thirty_a_second(strict_bot, strict, clock):
    people = range(5000, 5031)
    for user in people:
        strict.world.add_user(user, "Житель")
        strict.phone(user).starts()
    for user in people[:30]:
        await strict_bot.send_message(user, "раз")
    with pytest.raises(TelegramRetryAfter):
        await strict_bot.send_message(people[30], "много")
    clock.now += 1
    await strict_bot.send_message(people[30], "раз")


async def test_an_album_counts_as_its_messages(strict_bot, anna):
    media = [InputMediaPhoto(media=BufferedInputFile(b"x", "a.jpg")) for _ in range(5)]
    await strict_bot.send_media_group(ANNA, media)
    with pytest.raises(TelegramRetryAfter):
        await strict_bot.send_message(ANNA, "много")


async def test_a_refused_call_changes_nothing_and_does_not_count(strict_bot, anna, clock):
    for number in range(5):
        await strict_bot.send_message(ANNA, f"{number}")
    for _ in range(10):
        with pytest.raises(TelegramRetryAfter):
            await strict_bot.send_message(ANNA, "много")
    assert "много" not in anna.texts
    clock.now += 1
    await strict_bot.send_message(ANNA, "ещё")


async def test_answers_to_presses_are_not_paced(strict_bot, anna, strict):
    from tests.sandbox.test_messages import inline

    await strict_bot.send_message(ANNA, "?", reply_markup=inline("Да"))
    for _ in range(50):
        await strict_bot.answer_callback_query(anna.presses("Да"))


async def test_limits_can_be_lifted(bot, sandbox):
    assert Limits.lifted().group is None
    for number in range(50):
        await bot.send_message(STAFF, f"{number}")
