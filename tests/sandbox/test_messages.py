"""What the bot sends, edits, deletes and answers, and what Telegram refuses."""

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramUnauthorizedError
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from sandbox import Impossible, Limits, Member, Sandbox, membership
from tests.sandbox.conftest import ANNA, IVAN, MARIA, STAFF, bot_of, end, populate


def inline(*labels: str) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=label, callback_data=f"data:{label}")] for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def test_a_person_reads_what_the_bot_wrote(bot, anna):
    sent = await bot.send_message(ANNA, "Здравствуйте, Анна Петровна")
    assert sent.from_user.username == "support_line_bot"
    assert [message.text for message in await anna.hears()] == ["Здравствуйте, Анна Петровна"]


async def test_html_becomes_entities(bot, anna):
    sent = await bot.send_message(
        ANNA, "🙂 <b>Заявка</b> &lt;1&gt; <a href='https://a.ru'>тут</a>", parse_mode="HTML"
    )
    assert sent.text == "🙂 Заявка <1> тут"
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities] == [
        ("bold", 3, 6),
        ("text_link", 14, 3),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<b>раз", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<h1>раз</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("раз</b>", "Unexpected end tag at byte offset 6"),
        ("<b>раз</i>", 'Unmatched end tag at byte offset 9, expected "</b>", found "</i>"'),
        ("5 < 6", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_broken_html_is_refused_in_telegrams_words(bot, anna, text, why):
    with pytest.raises(TelegramBadRequest) as refusal:
        await bot.send_message(ANNA, text, parse_mode="HTML")
    assert refusal.value.message == f"Bad Request: can't parse entities: {why}"


async def test_markdown_is_refused_clearly(bot, anna):
    with pytest.raises(TelegramBadRequest, match="use HTML or entities"):
        await bot.send_message(ANNA, "*раз*", parse_mode="MarkdownV2")


async def test_entities_beyond_the_text_are_refused(bot, anna):
    sent = await bot.send_message(ANNA, "раз два", entities=[MessageEntity(type="bold", offset=4, length=3)])
    assert sent.entities[0].offset == 4
    with pytest.raises(TelegramBadRequest, match="ENTITY_BOUNDS_INVALID"):
        await bot.send_message(ANNA, "раз", entities=[MessageEntity(type="bold", offset=2, length=3)])


async def test_lengths_count_without_markup(bot, anna):
    await bot.send_message(ANNA, "<b>" + "я" * 4096 + "</b>", parse_mode="HTML")
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(ANNA, "я" * 4097)
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(ANNA, " \n ")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(ANNA, BufferedInputFile(b"x", "a.jpg"), caption="я" * 1025)


async def test_data_of_a_button_has_64_bytes(bot, anna):
    fitting = InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text="да", callback_data="я" * 32)]]
    )
    await bot.send_message(ANNA, "?", reply_markup=fitting)
    long = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="да", callback_data="я" * 33)]])
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(ANNA, "?", reply_markup=long)


async def test_keyboards_have_limits(bot, anna):
    button = InlineKeyboardButton(text="да", callback_data="1")
    for rows in ([[button] * 9], [[button] * 8] * 13):
        with pytest.raises(TelegramBadRequest, match="reply markup is too long"):
            await bot.send_message(ANNA, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))
    bare = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="да")]])
    with pytest.raises(TelegramBadRequest, match="Text buttons are unallowed in the inline keyboard"):
        await bot.send_message(ANNA, "?", reply_markup=bare)


async def test_a_keyboard_under_the_input_comes_and_goes(bot, anna):
    keys = [[KeyboardButton(text="Меню"), KeyboardButton(text="Телефон", request_contact=True)]]
    await bot.send_message(ANNA, "?", reply_markup=ReplyKeyboardMarkup(keyboard=keys))
    assert anna.keyboard == [["Меню", "Телефон"]]
    assert anna.taps("Меню").text == "Меню"
    assert anna.taps("Телефон").wire["contact"]["user_id"] == ANNA
    with pytest.raises(Impossible):
        anna.taps("Назад")
    await bot.send_message(ANNA, "!", reply_markup=ReplyKeyboardRemove())
    assert anna.keyboard == []
    await bot.send_message(ANNA, "!", reply_markup=ForceReply())


async def test_a_reply_needs_its_message(bot, anna):
    asked = anna.says("помогите")
    sent = await bot.send_message(ANNA, "слушаю", reply_parameters=ReplyParameters(message_id=asked.id))
    assert sent.reply_to_message.text == "помогите"
    lost = ReplyParameters(message_id=999)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(ANNA, "слушаю", reply_parameters=lost)
    lost = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    assert (await bot.send_message(ANNA, "слушаю", reply_parameters=lost)).reply_to_message is None


async def test_a_press_is_answered_once(bot, anna, news):
    await bot.send_message(ANNA, "берём?", reply_markup=inline("Да", "Нет"))
    await news()
    assert anna.buttons == [["Да"], ["Нет"]]
    anna.presses("Да")
    (update,) = await news()
    query = update.callback_query
    assert (query.data, query.message.text, query.from_user.id) == ("data:Да", "берём?", ANNA)
    await query.answer("Записали")
    assert await anna.toasted() == "Записали"
    with pytest.raises(
        TelegramBadRequest, match="query is too old and response timeout expired or query ID is inv"
    ):
        await query.answer()


async def test_a_late_answer_to_a_press_is_refused(strict, strict_bot, clock):
    anna = strict.phone(ANNA)
    anna.starts()
    await strict_bot.send_message(ANNA, "берём?", reply_markup=inline("Да"))
    query = anna.presses("Да")
    clock.now += 16 * 60
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await strict_bot.answer_callback_query(query)


async def test_a_long_toast_is_refused_and_the_press_stays_open(bot, anna):
    await bot.send_message(ANNA, "берём?", reply_markup=inline("Да"))
    query = anna.presses("Да")
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(query, "я" * 201)
    assert await bot.answer_callback_query(query)


async def test_a_press_on_a_deleted_message_shows_no_content(bot, anna, news):
    sent = await bot.send_message(ANNA, "берём?", reply_markup=inline("Да"))
    await sent.delete()
    await news()
    anna.forges("data:Да", sent.message_id)
    (update,) = await news()
    assert update.callback_query.message.date == 0


async def test_an_edit_changes_what_is_seen(bot, anna):
    sent = await bot.send_message(ANNA, "раз", reply_markup=inline("Да"))
    await sent.edit_text("два")
    assert (anna.texts[-1], anna.buttons) == ("два", [])
    await bot.edit_message_reply_markup(chat_id=ANNA, message_id=sent.message_id, reply_markup=inline("Нет"))
    assert anna.buttons == [["Нет"]]


async def test_an_edit_to_the_same_is_refused(bot, anna):
    sent = await bot.send_message(ANNA, "раз", reply_markup=inline("Да"))
    with pytest.raises(
        TelegramBadRequest, match="message is not modified: specified new message content and"
    ):
        await sent.edit_text("раз", reply_markup=inline("Да"))
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_reply_markup(reply_markup=inline("Да"))


async def test_only_the_bots_own_plain_messages_can_be_edited(bot, anna):
    asked = anna.says("помогите")
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Меню")]])
    keyed = await bot.send_message(ANNA, "меню", reply_markup=keys)
    for number in (asked.id, keyed.message_id):
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await bot.edit_message_text("иначе", chat_id=ANNA, message_id=number)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("иначе", chat_id=ANNA, message_id=999)


async def test_text_and_caption_are_edited_by_their_own_methods(bot, anna):
    photo = await bot.send_photo(ANNA, BufferedInputFile(b"x", "a.jpg"), caption="раз")
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("два", chat_id=ANNA, message_id=photo.message_id)
    await photo.edit_caption(caption="два")
    assert anna.texts[-1] == "два"
    text = await bot.send_message(ANNA, "раз")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await text.edit_caption(caption="два")


async def test_messages_are_deleted_for_two_days(strict, strict_bot, clock):
    anna = strict.phone(ANNA)
    anna.starts()
    old = await strict_bot.send_message(ANNA, "старое")
    clock.now += 49 * 3600
    new = await strict_bot.send_message(ANNA, "новое")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await old.delete()
    await new.delete()
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await new.delete()
    await strict_bot.delete_messages(ANNA, [anna.says("моё").id, 999])
    assert anna.texts == ["/start", "старое"]


async def test_a_message_that_the_person_deleted_cannot_be_edited(bot, anna):
    sent = await bot.send_message(ANNA, "раз")
    anna.deletes(sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await sent.edit_text("два")


async def test_nobody_is_written_to_first(bot, sandbox):
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(IVAN, "здравствуйте")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "здравствуйте")


async def test_who_blocked_the_bot_is_left_alone(bot, anna, news):
    anna.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ANNA, "здравствуйте")
    with pytest.raises(Impossible):
        anna.says("эй")
    anna.unblocks()
    await bot.send_message(ANNA, "здравствуйте")
    _, blocked, unblocked = await news()
    assert (blocked.my_chat_member.old_chat_member.status, blocked.my_chat_member.new_chat_member.status) == (
        "member",
        "kicked",
    )
    assert unblocked.my_chat_member.new_chat_member.status == "member"


async def test_who_is_gone_is_left_alone(bot, anna):
    anna.user.deactivated = True
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await bot.send_message(ANNA, "здравствуйте")


async def test_the_bot_writes_only_where_it_is(bot, sandbox):
    world = sandbox.world
    group = world.chats[STAFF]
    membership.restrict(world, group, world.bot, world.users[MARIA])
    with pytest.raises(TelegramBadRequest, match="not enough rights to send text messages to the chat"):
        await bot.send_message(STAFF, "раз")
    membership.kick(world, group, world.bot, world.users[MARIA])
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(STAFF, "раз")
    group.members[world.bot.id] = Member("left")
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.send_message(STAFF, "раз")


async def test_a_wrong_token_opens_nothing(sandbox):
    stranger = bot_of(sandbox, "1:wrong")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await end(stranger)


async def test_an_album_is_several_messages_of_one_group(bot, anna):
    media = [
        InputMediaPhoto(media=BufferedInputFile(b"x", "a.jpg"), caption="раз"),
        InputMediaPhoto(media="?"),
    ]
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_media_group(ANNA, media)
    media[1] = InputMediaPhoto(media=BufferedInputFile(b"y", "b.jpg"))
    sent = await bot.send_media_group(ANNA, media)
    assert len({message.media_group_id for message in sent}) == 1
    assert anna.texts == ["/start", "раз", ""]
    with pytest.raises(TelegramBadRequest, match="2-10"):
        await bot.send_media_group(ANNA, media[:1])


async def test_files_go_both_ways(bot, anna, news):
    anna.sends_photo(b"\x89PNG the picture", caption="вот")
    anna.sends_document("справка".encode(), name="справка.pdf")
    anna.sends_voice(b"OggS sound")
    _, photo, document, voice = [update.message for update in await news()]
    assert (await bot.download(photo.photo[-1].file_id)).read() == b"\x89PNG the picture"
    assert (await bot.download(document.document.file_id)).read() == "справка".encode()
    assert (document.document.file_name, voice.voice.mime_type) == ("справка.pdf", "audio/ogg")
    again = await bot.send_voice(ANNA, voice.voice.file_id)
    assert again.voice.file_unique_id == voice.voice.file_unique_id
    with pytest.raises(TelegramBadRequest, match="can't use file of type Voice as Photo"):
        await bot.send_photo(ANNA, voice.voice.file_id)


async def test_a_file_of_20_megabytes_cannot_be_fetched(bot, anna, news):
    anna.sends_document(None, name="кино.mkv", size=21 * 1024 * 1024)
    document = (await news())[-1].message.document
    assert document.file_size == 21 * 1024 * 1024
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(document.file_id)


async def test_copies_have_no_author_and_forwards_have(bot, anna, sandbox):
    asked = anna.says("помогите")
    copied = await bot.copy_message(STAFF, ANNA, asked.id)
    forwarded = await bot.forward_message(STAFF, ANNA, asked.id)
    staff = sandbox.world.chats[STAFF].messages
    assert "forward_origin" not in staff[copied.message_id].wire
    assert forwarded.forward_origin.sender_user.id == ANNA
    with pytest.raises(TelegramBadRequest, match="message to copy not found"):
        await bot.copy_message(STAFF, ANNA, 999)


async def test_other_kinds_of_messages(bot, anna):
    assert (await bot.send_location(ANNA, 55.75, 37.61)).location.latitude == 55.75
    assert (await bot.send_contact(ANNA, "+79000001001", "Анна")).contact.phone_number == "+79000001001"
    assert (
        await bot.send_document(ANNA, BufferedInputFile(b"x", "a.pdf"))
    ).document.mime_type == "application/pdf"
    assert (await bot.send_video(ANNA, BufferedInputFile(b"x", "a.mp4"))).video.file_size == 1
    assert await bot.send_chat_action(ANNA, "typing")
    with pytest.raises(TelegramBadRequest):
        await bot.send_document(ANNA, BufferedInputFile(b"", "a.pdf"))


async def test_a_bounded_history_forgets_the_oldest():
    async with populate(Sandbox(limits=Limits.lifted())) as sandbox:
        sandbox.world.history = 3
        anna = sandbox.phone(ANNA)
        anna.starts()
        for number in range(5):
            anna.says(f"{number}")
        assert anna.texts == ["2", "3", "4"]
