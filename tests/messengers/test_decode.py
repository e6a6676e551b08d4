"""From Telegram's updates to our vocabulary: what a person, a group and the bot itself may do."""

from typing import Any

import pytest

from bot.messengers.telegram.decode import decode
from bot.vocabulary import (
    Address,
    AttachmentKind,
    Edited,
    Ignored,
    Joined,
    Moved,
    Pressed,
    Reachable,
    Said,
    SenderKind,
    Update,
)

ANNA: dict[str, Any] = {
    "id": 1001,
    "is_bot": False,
    "first_name": "Анна",
    "last_name": "Петровна",
    "username": "anna",
    "language_code": "ru",
}
PRIVATE: dict[str, Any] = {"id": 1001, "type": "private", "first_name": "Анна"}
GROUP: dict[str, Any] = {"id": -1001, "type": "supergroup", "title": "Дежурная смена"}


def message(**content: Any) -> Update:
    """A message of Anna's in private, unless told otherwise."""
    shown = {"message_id": 5, "date": 1_700_000_000, "from": ANNA, "chat": PRIVATE, **content}
    return decode("7", {"update_id": 7, "message": shown})


def said(**content: Any) -> Said:
    update = message(**content)
    assert isinstance(update, Said)
    return update


def file(**more: Any) -> dict[str, Any]:
    return {"file_id": "F", "file_unique_id": "u", "file_size": 12, **more}


def test_a_text_has_its_author_its_chat_and_its_time() -> None:
    update = said(text="Здравствуйте")
    assert (update.key, update.at, update.text, update.message) == ("7", 1_700_000_000.0, "Здравствуйте", 5)
    assert update.address == Address("telegram", 1001)
    assert (update.sender.account, update.sender.name, update.sender.username) == (
        1001,
        "Анна Петровна",
        "anna",
    )
    assert (update.sender.kind, update.private, update.reply_to) == (SenderKind.PERSON, True, None)


def test_a_reply_names_the_message_it_answers() -> None:
    answered = {"message_id": 3, "date": 1, "chat": PRIVATE, "text": "Кто вы?"}
    assert said(text="Анна", reply_to_message=answered).reply_to == 3


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (
            {"photo": [file(width=90, height=90), file(file_id="Большое", width=900, height=900)]},
            AttachmentKind.PHOTO,
        ),
        ({"voice": file(duration=3)}, AttachmentKind.VOICE),
        ({"document": file(file_name="чек.pdf")}, AttachmentKind.FILE),
        ({"audio": file(duration=3, file_name="песня.mp3")}, AttachmentKind.FILE),
        ({"video_note": file(length=100, duration=3)}, AttachmentKind.FILE),
        ({"video": file(width=10, height=10, duration=3)}, AttachmentKind.VIDEO),
        (
            {"animation": file(width=10, height=10, duration=3), "document": file()},
            AttachmentKind.VIDEO,
        ),
        ({"location": {"latitude": 55.5, "longitude": 37.5}}, AttachmentKind.LOCATION),
        (
            {"sticker": file(type="regular", width=1, height=1, is_animated=False, is_video=False)},
            AttachmentKind.STICKER,
        ),
        ({"dice": {"emoji": "🎲", "value": 3}}, AttachmentKind.OTHER),
    ],
)
def test_each_kind_of_file_is_one_attachment(content: dict[str, Any], kind: AttachmentKind) -> None:
    (attachment,) = said(**content).attachments
    assert attachment.kind is kind
    if kind is AttachmentKind.PHOTO:
        assert attachment.ref == "Большое"


def test_a_caption_is_the_text_of_a_file() -> None:
    update = said(photo=[file(width=1, height=1)], caption="Вот трещина", media_group_id="13")
    assert (update.text, update.album) == ("Вот трещина", "13")


@pytest.mark.parametrize(
    ("contact", "forwarded", "own"),
    [
        ({"user_id": 1001}, False, True),
        ({"user_id": 1002}, False, False),
        ({}, False, False),
        ({"user_id": 1001}, True, False),
    ],
    ids=["one's own", "somebody else's", "of nobody here", "forwarded"],
)
def test_only_ones_own_contact_is_ones_own(contact: dict[str, int], forwarded: bool, own: bool) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Анна"}
    more = {"forward_origin": origin} if forwarded else {}
    shown = {"phone_number": "79000001001", "first_name": "Анна", **contact}
    (attachment,) = said(contact=shown, **more).attachments
    assert (attachment.own, attachment.phone) == (own, "79000001001")


def test_a_forwarded_message_is_known_as_one() -> None:
    origin = {"type": "user", "date": 1, "sender_user": ANNA}
    assert said(text="Слова", forward_origin=origin).forwarded
    assert not said(text="Слова").forwarded


def test_an_anonymous_administrator_is_no_person() -> None:
    bot = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    update = said(text="/requests", chat=GROUP, sender_chat=GROUP, **{"from": bot})
    assert (update.sender.kind, update.private) == (SenderKind.ANONYMOUS, False)


def test_a_channel_is_no_person() -> None:
    bot = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
    channel = {"id": -1009, "type": "channel", "title": "Новости"}
    assert said(text="Слова", chat=GROUP, sender_chat=channel, **{"from": bot}).sender.kind is (
        SenderKind.CHANNEL
    )
    assert said(text="Слова", chat=GROUP, **{"from": None}).sender.kind is SenderKind.CHANNEL


def test_another_bot_is_no_person() -> None:
    bot = {"id": 5, "is_bot": True, "first_name": "Бот"}
    assert said(text="Слова", chat=GROUP, **{"from": bot}).sender.kind is SenderKind.BOT


def test_an_edited_message_is_known_by_its_number() -> None:
    shown = {
        "message_id": 5,
        "date": 1_700_000_000,
        "edit_date": 1_700_000_060,
        "from": ANNA,
        "chat": PRIVATE,
        "text": "Лесная, 12",
    }
    update = decode("7", {"update_id": 7, "edited_message": shown})
    assert isinstance(update, Edited)
    assert (update.message, update.text, update.at) == (5, "Лесная, 12", 1_700_000_060.0)


def test_a_press_has_its_data_its_message_and_what_the_toast_answers() -> None:
    under = {"message_id": 9, "date": 1, "chat": GROUP, "text": "Заявка"}
    query = {"id": "77", "from": ANNA, "chat_instance": "1", "data": "r:take:1:1", "message": under}
    update = decode("7", {"update_id": 7, "callback_query": query})
    assert isinstance(update, Pressed)
    assert (update.data, update.query, update.message, update.private) == ("r:take:1:1", "77", 9, False)
    assert (update.sender.account, update.address.chat) == (1001, -1001)


def test_a_press_under_a_message_too_old_to_be_told_is_a_press() -> None:
    old = {"message_id": 9, "date": 0, "chat": PRIVATE}
    query = {"id": "77", "from": ANNA, "chat_instance": "1", "data": "g:menu:", "message": old}
    update = decode("7", {"update_id": 7, "callback_query": query})
    assert isinstance(update, Pressed)
    assert update.message == 9


def test_a_group_that_moved_says_where_to() -> None:
    update = message(chat={"id": -5, "type": "group", "title": "Смена"}, migrate_to_chat_id=-1005)
    assert isinstance(update, Moved)
    assert (update.address.chat, update.to) == (-5, Address("telegram", -1005))


@pytest.mark.parametrize(
    ("member", "present"),
    [
        ({"status": "member"}, True),
        ({"status": "left"}, False),
        ({"status": "kicked", "until_date": 0}, False),
    ],
)
@pytest.mark.parametrize("kind", ["chat_member", "my_chat_member"])
def test_a_standing_in_a_group_says_who_is_there(kind: str, member: dict[str, Any], present: bool) -> None:
    worker = {"id": 2002, "is_bot": False, "first_name": "Олег"}
    change = {
        "chat": GROUP,
        "from": ANNA,
        "date": 1,
        "old_chat_member": {"status": "left", "user": worker},
        "new_chat_member": {**member, "user": worker},
    }
    update = decode("7", {"update_id": 7, kind: change})
    assert isinstance(update, Joined)
    assert (update.account, update.present, update.address.chat) == (2002, present, -1001)


@pytest.mark.parametrize(("status", "reachable"), [("member", True), ("kicked", False)])
def test_a_block_and_its_end_say_whether_a_person_can_be_reached(status: str, reachable: bool) -> None:
    bot = {"id": 777, "is_bot": True, "first_name": "Линия"}
    new = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
    change = {
        "chat": PRIVATE,
        "from": ANNA,
        "date": 1,
        "old_chat_member": {"status": "left", "user": bot},
        "new_chat_member": new,
    }
    update = decode("7", {"update_id": 7, "my_chat_member": change})
    assert isinstance(update, Reachable)
    assert update.reachable is reachable


@pytest.mark.parametrize(
    "content",
    [{"new_chat_title": "Смена"}, {"delete_chat_photo": True}, {"text": ""}],
)
def test_what_nobody_says_is_ignored_on_purpose(content: dict[str, Any]) -> None:
    assert isinstance(message(chat=GROUP, **content), Ignored)
