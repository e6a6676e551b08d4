"""What Telegram tells of a club's chat: what words hide, who asks to come in, who runs the chat now."""

from __future__ import annotations

from typing import Any

import pytest

from bot.messengers.telegram.decode import ALLOWED_UPDATES, decode
from bot.vocabulary import Address, Announced, Asked, Edited, Ignored, Joined, Said, SenderKind, Update

ANNA: dict[str, Any] = {"id": 1001, "is_bot": False, "first_name": "Анна", "last_name": "Петровна"}
CLUB: dict[str, Any] = {"id": -1002, "type": "supergroup", "title": "Кроссворды"}
PRIVATE: dict[str, Any] = {"id": 1001, "type": "private", "first_name": "Анна"}
CHANNEL: dict[str, Any] = {"id": -1003, "type": "channel", "title": "Новости"}
HIDDEN = {"type": "text_link", "offset": 0, "length": 5, "url": "https://evil.example/x"}
NAMED = {"type": "text_mention", "offset": 6, "length": 4, "user": {**ANNA, "id": 7}}
BOLD = {"type": "bold", "offset": 0, "length": 5}


def update(kind: str = "message", **content: Any) -> Update:
    shown = {"message_id": 5, "date": 1_700_000_000, "from": ANNA, "chat": CLUB, **content}
    if kind == "edited_message":
        shown["edit_date"] = 1_700_000_100
    return decode("7", {"update_id": 7, kind: shown})


def said(**content: Any) -> Said:
    heard = update(**content)
    assert isinstance(heard, Said)
    return heard


def test_links_behind_words_and_people_without_a_name_are_told() -> None:
    assert said(text="Сюда! Вася", entities=[BOLD, HIDDEN, NAMED]).links == (
        "https://evil.example/x",
        "tg://user",
    )


def test_links_under_a_picture_and_on_buttons_are_told() -> None:
    rows = [[{"text": "Выиграть", "url": "https://t.me/x"}, {"text": "Да", "callback_data": "1"}]]
    heard = said(
        caption="Сюда!",
        caption_entities=[HIDDEN],
        reply_markup={"inline_keyboard": rows},
        photo=[{"file_id": "F", "file_unique_id": "u", "width": 1, "height": 1}],
        via_bot={"id": 9, "is_bot": True, "first_name": "Лото", "username": "loto_bot"},
    )
    assert heard.links == ("https://evil.example/x", "https://t.me/x")
    assert heard.via == "loto_bot"


def test_in_private_nobody_looks_for_links() -> None:
    heard = said(chat=PRIVATE, text="Сюда!", entities=[HIDDEN])
    assert (heard.links, heard.linked, heard.via) == ((), False, "")


def test_an_edit_tells_the_links_that_it_brought() -> None:
    heard = update("edited_message", text="Сюда!", entities=[HIDDEN])
    assert isinstance(heard, Edited)
    assert heard.links == ("https://evil.example/x",)


def test_an_edit_tells_the_picture_that_a_text_became() -> None:
    photo = [{"file_id": "F", "file_unique_id": "u", "width": 1, "height": 1}]
    heard = update("edited_message", caption="Приз", photo=photo)
    assert isinstance(heard, Edited)
    assert [file.ref for file in heard.attachments] == ["F"]
    private = update("edited_message", caption="Приз", photo=photo, chat=PRIVATE)
    assert isinstance(private, Edited)
    assert private.attachments == ()


@pytest.mark.parametrize("entities", [None, "x", [7], [{"type": "text_link"}], [{"url": 3}]])
def test_odd_entities_are_no_links(entities: Any) -> None:
    assert said(text="Сюда!", entities=entities).links == ()


def test_what_the_groups_own_channel_posts_is_known() -> None:
    heard = said(text="Новость", sender_chat=CHANNEL, is_automatic_forward=True)
    assert (heard.linked, heard.sender.kind, heard.sender.account) == (True, SenderKind.CHANNEL, -1003)
    other = said(text="Реклама", sender_chat={**CHANNEL, "id": -1004})
    assert (other.linked, other.sender.kind) == (False, SenderKind.CHANNEL)


def test_words_quoted_from_another_chat_count_as_forwarded() -> None:
    origin = {"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 3}
    assert said(text="Смотрите", external_reply={"origin": origin}).forwarded
    assert not said(text="Смотрите").forwarded


@pytest.mark.parametrize("content", [{"new_chat_members": [ANNA]}, {"left_chat_member": ANNA}])
def test_the_messengers_own_line_tells_who_came_or_left(content: dict[str, Any]) -> None:
    heard = update(**content)
    assert isinstance(heard, Announced)
    assert (heard.people, heard.present) == (((1001, "Анна Петровна"),), "new_chat_members" in content)
    assert heard.message


def test_other_service_messages_say_nothing() -> None:
    assert isinstance(update(new_chat_title="Смена"), Ignored)


def test_who_asks_to_come_in_is_told() -> None:
    asked = {"chat": CLUB, "from": ANNA, "user_chat_id": 1001, "date": 1_700_000_000}
    heard = decode("7", {"update_id": 7, "chat_join_request": asked})
    assert isinstance(heard, Asked)
    assert (heard.address, heard.private) == (Address("telegram", -1002), False)
    assert (heard.account, heard.name, heard.at) == (1001, "Анна Петровна", 1_700_000_000.0)


def test_telegram_is_asked_for_wishes_to_come_in() -> None:
    assert "chat_join_request" in ALLOWED_UPDATES


@pytest.mark.parametrize(
    ("member", "admin"),
    [
        ({"status": "creator", "is_anonymous": False}, True),
        ({"status": "member"}, False),
        ({"status": "left"}, False),
    ],
)
def test_a_standing_tells_who_runs_the_chat(member: dict[str, Any], admin: bool) -> None:
    change = {
        "chat": CLUB,
        "from": ANNA,
        "date": 1_700_000_000,
        "old_chat_member": {"status": "left", "user": ANNA},
        "new_chat_member": {"user": ANNA, **member},
    }
    heard = decode("7", {"update_id": 7, "chat_member": change})
    assert isinstance(heard, Joined)
    assert heard.admin is admin


def test_the_words_of_a_poll_are_said_in_a_group() -> None:
    choices = [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("Да", "t.me/prize")]
    no = ("is_closed", "is_anonymous", "allows_multiple_answers", "allows_revoting", "members_only")
    asked = {"id": "1", "question": "Хотите приз?", "options": choices, "total_voter_count": 0}
    poll = {**asked, "type": "regular", **dict.fromkeys(no, False)}
    assert said(poll=poll).text == "Хотите приз?\nДа\nt.me/prize"
    assert said(poll=poll, chat=PRIVATE).text == ""
