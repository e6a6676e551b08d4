"""A club's chat: channels, links behind words, terms, reactions, pictures that change."""

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, ChatPermissions, InputMediaPhoto, ReactionTypeEmoji

from sandbox import Impossible, channels
from tests.sandbox.conftest import ANNA, MARIA, OLEG, STAFF

NEWS = -1_003


@pytest.fixture
def news_channel(sandbox):
    return sandbox.world.add_chat(NEWS, "Новости", type="channel", bot=None)


async def test_words_hide_links_and_people(sandbox, maria, news):
    loto = sandbox.world.bot
    maria.says("🎉 Приз тут, спасибо Анне", behind={"тут": "https://example.org/", "Анне": ANNA}, via=loto)
    (update,) = await news()
    link, mention = update.message.entities
    assert (link.type, link.extract_from(update.message.text), link.url) == (
        "text_link",
        "тут",
        "https://example.org/",
    )
    assert (mention.type, mention.user.id) == ("text_mention", ANNA)
    assert update.message.via_bot.id == loto.id


async def test_a_channels_post_comes_into_its_group_by_itself(sandbox, maria, news, news_channel, bot):
    channels.link(maria.chat, news_channel)
    channels.post(sandbox.world, news_channel, "Завтра концерт")
    (update,) = await news()
    message = update.message
    assert message.is_automatic_forward
    assert (message.sender_chat.id, message.from_user.id) == (NEWS, 777_000)
    assert message.forward_origin.type == "channel"
    assert (await bot.get_chat(STAFF)).linked_chat_id == NEWS
    with pytest.raises(TelegramBadRequest, match="linked channel"):
        await bot.ban_chat_sender_chat(STAFF, NEWS)


async def test_a_barred_channel_is_silent(bot, maria, news_channel):
    await bot.ban_chat_sender_chat(STAFF, NEWS)
    with pytest.raises(Impossible):
        maria.sends_photo(as_chat=news_channel)
    await bot.unban_chat_sender_chat(STAFF, NEWS)
    assert maria.says("мы вернулись", as_chat=news_channel)


async def test_who_may_write_but_send_no_pictures_sends_none(bot, maria):
    await bot.restrict_chat_member(STAFF, MARIA, ChatPermissions(can_send_messages=True))
    assert maria.says("можно")
    with pytest.raises(Impossible):
        maria.sends_photo()


async def test_a_term_of_less_than_half_a_minute_is_for_good(bot, sandbox, clock, maria):
    sandbox.world.clock = clock
    await bot.ban_chat_member(STAFF, OLEG, until_date=int(clock.now) + 20)
    await bot.restrict_chat_member(STAFF, MARIA, ChatPermissions(), until_date=int(clock.now) + 60)
    clock.now += 61
    assert (await bot.get_chat_member(STAFF, OLEG)).status == "kicked"
    assert (await bot.get_chat_member(STAFF, MARIA)).status == "member"
    assert maria.says("снова здесь")


async def test_each_has_one_reaction_under_a_message(bot, maria, news):
    await bot.get_updates(allowed_updates=["message_reaction"])
    said = maria.says("космонавт")
    await bot.set_message_reaction(STAFF, said.id, [ReactionTypeEmoji(emoji="🔥")])
    maria.reacts(said, "👍")
    maria.reacts(said, "🎉")
    assert list(said.reactions.values()) == ["🔥", "🎉"]
    *_, update = await news()
    assert update.message_reaction.old_reaction[0].emoji == "👍"
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await bot.set_message_reaction(STAFF, said.id, [ReactionTypeEmoji(emoji="🥦")])


async def test_a_picture_is_changed_by_an_upload_or_by_one_sent_before(bot, maria):
    def picture(content, caption=None):
        return InputMediaPhoto(media=BufferedInputFile(content, "a.png"), caption=caption)

    sent = await bot.send_photo(STAFF, BufferedInputFile(b"\x89PNG 1", "a.png"), caption="1")
    again = {"chat_id": STAFF, "message_id": sent.message_id}
    edited = await bot.edit_message_media(picture(b"\x89PNG 2", "2"), **again)
    assert (edited.caption, edited.photo[-1].file_id != sent.photo[-1].file_id) == ("2", True)
    same = InputMediaPhoto(media=edited.photo[-1].file_id, caption="2")
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_media(same, **again)
    back = await bot.edit_message_media(InputMediaPhoto(media=sent.photo[-1].file_id), **again)
    assert (back.caption, back.photo[-1].file_id) == (None, sent.photo[-1].file_id)


async def test_a_foreign_message_stops_a_deletion_where_the_bot_may_not(bot, sandbox, maria):
    own = await bot.send_message(STAFF, "раз")
    said = maria.says("два")
    sandbox.world.chats[STAFF].members[sandbox.world.bot.id].rights["can_delete_messages"] = False
    with pytest.raises(TelegramBadRequest, match="can't be deleted"):
        await bot.delete_messages(STAFF, [own.message_id, said.id])
    assert maria.texts == ["раз", "два"]
    await bot.delete_messages(STAFF, [own.message_id, 999])
    assert maria.texts == ["два"]


async def test_a_pinned_message_that_is_deleted_is_not_on_top(bot, maria):
    sent = await bot.send_message(STAFF, "Правила")
    await sent.pin()
    await sent.delete()
    assert maria.chat.pinned == []
    maria.leaves()
    with pytest.raises(Impossible):
        maria.reacts(maria.screen[-1], "👍")


async def test_a_persons_text_becomes_a_picture(maria, news):
    maria.edits(maria.says("Добрый день"), "Приз", b"\x89PNG")
    _, update = await news()
    assert (update.edited_message.text, update.edited_message.caption) == (None, "Приз")
    assert update.edited_message.photo
