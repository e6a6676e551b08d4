"""What people send, as the bot hears it, and what a phone shows."""

import asyncio

import pytest

from sandbox import Impossible, Phone
from tests.sandbox.conftest import ANNA, IVAN


async def test_start_carries_its_payload(bot, sandbox, news):
    sandbox.phone(ANNA).starts("station-7")
    (update,) = await news()
    assert update.message.text == "/start station-7"
    assert (update.message.entities[0].type, update.message.entities[0].length) == ("bot_command", 6)


async def test_start_after_a_block_lets_the_bot_write_again(bot, anna, news):
    anna.blocks()
    anna.starts()
    assert [update.event_type for update in await news()] == [
        "message",
        "my_chat_member",
        "my_chat_member",
        "message",
    ]
    await bot.send_message(ANNA, "с возвращением")


async def test_contacts_are_ones_own_or_somebody_elses(anna, news):
    anna.sends_contact()
    anna.sends_contact(IVAN)
    anna.sends_contact({"phone_number": "112", "first_name": "Спасатели"})
    _, own, other, stranger = [update.message for update in await news()]
    assert (own.contact.user_id, own.contact.phone_number) == (ANNA, "+79000001001")
    assert (other.contact.user_id, other.from_user.id) == (IVAN, ANNA)
    assert stranger.contact.user_id is None


async def test_an_album_comes_as_messages_of_one_group(anna, news):
    anna.sends_album(("photo", b"1"), ("photo", b"2"), ("document", b"3"), caption="три")
    _, first, second, third = [update.message for update in await news()]
    assert first.caption == "три"
    assert first.media_group_id == second.media_group_id == third.media_group_id


async def test_forwards_name_their_author_or_hide_them(anna, sandbox, news):
    ivan = sandbox.phone(IVAN)
    said = ivan.says("позвоните мне")
    anna.forwards(said)
    anna.forwards(said, hidden=True)
    *_, plain, hidden = [update.message for update in await news()]
    assert plain.forward_origin.sender_user.id == IVAN
    assert hidden.forward_origin.sender_user_name == "Иван"


async def test_edits_come_as_edited_messages(anna, news):
    anna.edits(anna.says("помгите"), "помогите")
    _, said, edited = await news()
    assert (said.message.text, edited.edited_message.text) == ("помгите", "помогите")
    assert edited.edited_message.message_id == said.message.message_id


async def test_other_messages(anna, news):
    anna.sends_sticker()
    anna.sends_location(55.75, 37.61)
    anna.sends_video(b"x")
    _, sticker, place, video = [update.message for update in await news()]
    assert (sticker.sticker.emoji, place.location.latitude, video.video.file_size) == ("🙂", 55.75, 1)


async def test_people_cannot_do_what_the_messenger_would_not_let_them(anna, bot):
    sent = await bot.send_message(ANNA, "раз")
    for impossible in (
        lambda: anna.says("   "),
        lambda: anna.says("я" * 4097),
        lambda: anna.says("эй", reply_to=999),
        lambda: anna.edits(sent.message_id, "два"),
        lambda: anna.presses("Да"),
        lambda: anna.taps("Меню"),
    ):
        with pytest.raises(Impossible):
            impossible()


async def test_hearing_waits_for_what_is_wanted(bot, anna):
    async def write():
        for text in ("раз", "два", "три"):
            await bot.send_message(ANNA, text)

    writing = asyncio.create_task(write())
    assert [message.text for message in await anna.hears("два")] == ["раз", "два"]
    assert [message.text for message in await anna.hears(lambda message: message.text == "три")] == ["три"]
    await writing
    assert anna.silent()
    with pytest.raises(TimeoutError, match="the screen ends with"):
        await anna.hears(timeout=0.01)


async def test_a_closed_phone_hears_nothing(bot, anna):
    anna.close()
    await bot.send_message(ANNA, "раз")
    assert anna.silent()


async def test_toasts_are_only_for_who_pressed(bot, sandbox, maria):
    from tests.sandbox.conftest import MARIA, OLEG, STAFF
    from tests.sandbox.test_messages import inline

    oleg = Phone(sandbox.world, OLEG, STAFF)
    await bot.send_message(STAFF, "берём?", reply_markup=inline("Да"))
    await bot.answer_callback_query(maria.presses("Да"), "ваша")
    assert (maria.user.id, maria.toasts, oleg.toasts) == (MARIA, ["ваша"], [])


async def test_watchers_see_everything_at_once(bot, sandbox, anna):
    seen = []
    unwatch = sandbox.world.watch(lambda change: seen.append(change.kind))
    sent = await bot.send_message(ANNA, "раз")
    await bot.send_chat_action(ANNA, "typing")
    await sent.edit_text("два")
    await sent.delete()
    assert seen == ["message", "typing", "edited", "deleted"]
    unwatch()
    anna.says("тихо")
    assert len(seen) == 4
