"""What Telegram's answers mean for a letter: each row of the table, in Telegram's own words."""

import pytest

from bot.messengers.telegram.verdicts import TABLE, classify
from bot.vocabulary import Verdict

SAID: tuple[tuple[int, str, Verdict], ...] = (
    (429, "Too Many Requests: retry after 17", Verdict.WAIT),
    (401, "Unauthorized", Verdict.STOP),
    (404, "Not Found", Verdict.STOP),
    (403, "Forbidden: bot was blocked by the user", Verdict.UNREACHABLE),
    (403, "Forbidden: bot can't initiate conversation with a user", Verdict.UNREACHABLE),
    (403, "Forbidden: bot was kicked from the supergroup chat", Verdict.UNREACHABLE),
    (403, "Forbidden: user is deactivated", Verdict.UNREACHABLE),
    (
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message",
        Verdict.SENT,
    ),
    (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        Verdict.SENT,
    ),
    (400, "Bad Request: group chat was upgraded to a supergroup chat", Verdict.MOVED),
    (400, "Bad Request: message to unpin not found", Verdict.SENT),
    (400, "Bad Request: CHAT_NOT_MODIFIED", Verdict.SENT),
    (400, "Bad Request: USER_ALREADY_PARTICIPANT", Verdict.SENT),
    (400, "Bad Request: message to delete not found", Verdict.SENT),
    (400, "Bad Request: REACTION_INVALID", Verdict.SENT),
    (400, "Bad Request: REACTIONS_TOO_MANY", Verdict.SENT),
    (400, "Bad Request: message to react not found", Verdict.GONE),
    (400, "Bad Request: message to pin not found", Verdict.GONE),
    (400, "Bad Request: message can't be reacted to", Verdict.GONE),
    (400, "Bad Request: HIDE_REQUESTER_MISSING", Verdict.GONE),
    (400, "Bad Request: CHAT_ADMIN_REQUIRED", Verdict.UNREACHABLE),
    (400, "Bad Request: need administrator rights in the channel chat", Verdict.UNREACHABLE),
    (400, "Bad Request: message can't be deleted for everyone", Verdict.UNREACHABLE),
    (400, "Bad Request: message can't be pinned", Verdict.UNREACHABLE),
    (400, "Bad Request: user is an administrator of the chat", Verdict.UNREACHABLE),
    (400, "Bad Request: can't remove chat owner", Verdict.UNREACHABLE),
    (400, "Bad Request: USER_ADMIN_INVALID", Verdict.UNREACHABLE),
    (400, "Bad Request: can't restrict self", Verdict.UNREACHABLE),
    (400, "Bad Request: method is available only for supergroups", Verdict.UNREACHABLE),
    (400, "Bad Request: method is available for supergroup and channel chats only", Verdict.UNREACHABLE),
    (400, "Bad Request: USER_NOT_PARTICIPANT", Verdict.UNREACHABLE),
    (400, "Bad Request: USER_CHANNELS_TOO_MUCH", Verdict.UNREACHABLE),
    (400, "Bad Request: message to edit not found", Verdict.GONE),
    (400, "Bad Request: message can't be edited", Verdict.GONE),
    (400, "Bad Request: MESSAGE_ID_INVALID", Verdict.GONE),
    (400, "Bad Request: chat not found", Verdict.UNREACHABLE),
    (400, "Bad Request: user not found", Verdict.UNREACHABLE),
    (400, "Bad Request: PARTICIPANT_ID_INVALID", Verdict.UNREACHABLE),
    (400, "Bad Request: PEER_ID_INVALID", Verdict.UNREACHABLE),
    (400, "Bad Request: user is deactivated", Verdict.UNREACHABLE),
    (400, "Bad Request: USER_IS_BLOCKED", Verdict.UNREACHABLE),
    (400, "Bad Request: bot was kicked from the group chat", Verdict.UNREACHABLE),
    (400, "Bad Request: not enough rights to send text messages to the chat", Verdict.UNREACHABLE),
    (400, "Bad Request: have no rights to send a message", Verdict.UNREACHABLE),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", Verdict.UNREACHABLE),
    (400, "Bad Request: TOPIC_CLOSED", Verdict.UNREACHABLE),
    (400, "Bad Request: can't parse entities: unsupported start tag", Verdict.BUG),
    (400, "Bad Request: message is too long", Verdict.BUG),
    (400, "Bad Request: BUTTON_DATA_INVALID", Verdict.BUG),
    (400, "Bad Request: wrong file identifier/HTTP URL specified", Verdict.FILE),
    (400, "Bad Request: wrong remote file identifier specified: Wrong string length", Verdict.FILE),
    (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        Verdict.RETRY,
    ),
    (413, "Request Entity Too Large", Verdict.BUG),
    (500, "Internal Server Error: restart", Verdict.RETRY),
    (502, "Bad Gateway", Verdict.RETRY),
    (418, "something new", Verdict.RETRY),
)


@pytest.mark.parametrize(("code", "words", "verdict"), SAID)
def test_an_answer_in_telegrams_words_is_classed(code: int, words: str, verdict: Verdict) -> None:
    answer = classify(code, {"ok": False, "error_code": code, "description": words})
    assert (answer.verdict, answer.why) == (verdict, words)


def test_every_row_of_the_table_decides_about_something_that_telegram_says() -> None:
    deciding = {
        next(row for row in TABLE if row[0] == (500 if code >= 500 else code) and row[1] in words.lower())
        for code, words, _ in SAID
        if code != 418
    }
    assert deciding == set(TABLE)


def test_a_wait_says_how_long() -> None:
    refused = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 17",
        "parameters": {"retry_after": 17},
    }
    assert classify(429, refused).after == 17.0


def test_a_group_that_moved_says_where_to() -> None:
    refused = {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -1001234567890},
    }
    answer = classify(400, refused)
    assert (answer.verdict, answer.result) == (Verdict.MOVED, {"to": -1001234567890})


def test_a_message_that_was_taken_has_its_number() -> None:
    taken = {"ok": True, "result": {"message_id": 55, "date": 0, "chat": {"id": 1, "type": "private"}}}
    assert (classify(200, taken).verdict, classify(200, taken).message) == (Verdict.SENT, 55)
    assert classify(200, {"ok": True, "result": True}).verdict is Verdict.SENT


@pytest.mark.parametrize(
    ("member", "present"),
    [
        ({"status": "creator"}, True),
        ({"status": "administrator"}, True),
        ({"status": "member"}, True),
        ({"status": "restricted", "is_member": True}, True),
        ({"status": "restricted", "is_member": False}, False),
        ({"status": "left"}, False),
        ({"status": "kicked"}, False),
    ],
)
def test_a_reading_of_a_member_says_whether_they_are_there(member: dict[str, object], present: bool) -> None:
    assert classify(200, {"ok": True, "result": member}).result == {"present": present}


@pytest.mark.parametrize("status", [200, 302, 400, 403, 404, 500, 502, 503])
@pytest.mark.parametrize("answer", [{}, {"message": "Access denied"}])
def test_what_is_not_telegrams_own_answer_buries_no_letter(status: int, answer: dict[str, object]) -> None:
    """A proxy, a captive page, a firewall: the letter goes again, and nobody is taken for unreachable."""
    assert classify(status, answer).verdict is Verdict.RETRY
