"""What Telegram's answers mean for a letter, in one table: the first row that fits decides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.messengers.telegram.decode import present
from bot.vocabulary import Answer, Verdict

TABLE: tuple[tuple[int, str, Verdict], ...] = (
    (429, "", Verdict.WAIT),
    (401, "", Verdict.STOP),
    (404, "", Verdict.STOP),
    (403, "", Verdict.UNREACHABLE),
    (400, "message is not modified", Verdict.SENT),
    (400, "query is too old", Verdict.SENT),
    (400, "message to unpin not found", Verdict.SENT),
    (400, "chat_not_modified", Verdict.SENT),
    (400, "user_already_participant", Verdict.SENT),
    (400, "message to delete not found", Verdict.SENT),
    (400, "reaction_invalid", Verdict.SENT),
    (400, "reactions_too_many", Verdict.SENT),
    (400, "upgraded to a supergroup", Verdict.MOVED),
    (400, "message to edit not found", Verdict.GONE),
    (400, "message can't be edited", Verdict.GONE),
    (400, "message_id_invalid", Verdict.GONE),
    (400, "message to react not found", Verdict.GONE),
    (400, "message to pin not found", Verdict.GONE),
    (400, "message can't be reacted", Verdict.GONE),
    (400, "hide_requester_missing", Verdict.GONE),
    (400, "chat not found", Verdict.UNREACHABLE),
    (400, "user not found", Verdict.UNREACHABLE),
    (400, "participant_id_invalid", Verdict.UNREACHABLE),
    (400, "peer_id_invalid", Verdict.UNREACHABLE),
    (400, "user is deactivated", Verdict.UNREACHABLE),
    (400, "user_is_blocked", Verdict.UNREACHABLE),
    (400, "bot was kicked", Verdict.UNREACHABLE),
    (400, "not enough rights", Verdict.UNREACHABLE),
    (400, "have no rights", Verdict.UNREACHABLE),
    (400, "chat_admin_required", Verdict.UNREACHABLE),
    (400, "need administrator rights", Verdict.UNREACHABLE),
    (400, "message can't be deleted", Verdict.UNREACHABLE),
    (400, "message can't be pinned", Verdict.UNREACHABLE),
    (400, "is an administrator of the chat", Verdict.UNREACHABLE),
    (400, "can't remove chat owner", Verdict.UNREACHABLE),
    (400, "user_admin_invalid", Verdict.UNREACHABLE),
    (400, "can't restrict self", Verdict.UNREACHABLE),
    (400, "available only for supergroups", Verdict.UNREACHABLE),
    (400, "available for supergroup", Verdict.UNREACHABLE),
    (400, "user_not_participant", Verdict.UNREACHABLE),
    (400, "user_channels_too_much", Verdict.UNREACHABLE),
    (400, "chat_write_forbidden", Verdict.UNREACHABLE),
    (400, "topic_closed", Verdict.UNREACHABLE),
    (400, "wrong file identifier", Verdict.FILE),
    (400, "wrong remote file identifier", Verdict.FILE),
    (400, "", Verdict.BUG),
    (409, "", Verdict.RETRY),
    (413, "", Verdict.BUG),
    (500, "", Verdict.RETRY),
)

OTHER_KIND = re.compile("there is no (?:text|caption) in the message to edit")
"""What Telegram says of a text that is edited as a picture's caption, or the other way round."""

REFUSED: tuple[tuple[str, str], ...] = (
    ("is an administrator of the chat", "administrator"),
    ("can't remove chat owner", "administrator"),
    ("user_admin_invalid", "administrator"),
    ("can't restrict self", "administrator"),
    ("not enough rights", "rights"),
    ("chat_admin_required", "rights"),
    ("need administrator rights", "rights"),
    ("message can't be deleted", "rights"),
    ("message can't be pinned", "rights"),
    ("bot was kicked", "rights"),
    ("available only for supergroups", "impossible"),
    ("available for supergroup", "impossible"),
    ("reaction_invalid", "impossible"),
    ("reactions_too_many", "impossible"),
)
"""Why a deed in a chat was refused, in a word that is the same for all messengers."""

RIGHTS: Mapping[str, str] = {
    "can_manage_chat": "read",
    "can_delete_messages": "delete",
    "can_restrict_members": "restrict",
    "can_invite_users": "invite",
    "can_pin_messages": "pin",
}
"""What each of Telegram's rights lets the line do."""


def runners(administrators: Sequence[Mapping[str, Any]], own: int) -> dict[str, Any]:
    """The people who run a chat, and what the line may do there."""
    people = [one["user"] for one in administrators if not one["user"].get("is_bot")]
    mine = next((one for one in administrators if one["user"]["id"] == own), {})
    return {
        "admins": [[one["id"], _name(one)] for one in people],
        "rights": [given for right, given in RIGHTS.items() if mine.get(right)],
    }


def classify(status: int, answer: Mapping[str, Any]) -> Answer:
    """Class an answer; one that is no JSON comes as an empty mapping."""
    if answer.get("ok"):
        result = answer.get("result")
        if isinstance(result, Mapping):
            return Answer(Verdict.SENT, message=int(result.get("message_id", 0)), result=_facts(result))
        return Answer(Verdict.SENT)
    code = int(answer.get("error_code", status))
    why = str(answer.get("description", f"HTTP {status}"))
    parameters = answer.get("parameters") or {}
    verdict = _verdict(code, why.lower())
    refused = next((word for words, word in REFUSED if words in why.lower()), "")
    if "ok" not in answer and status < 500:
        # Something between us and Telegram answered: a proxy, a captive page.
        verdict = Verdict.RETRY
    if "migrate_to_chat_id" in parameters:
        return Answer(Verdict.MOVED, result={"to": parameters["migrate_to_chat_id"]}, why=why)
    facts = {"refused": refused} if refused else {}
    return Answer(verdict, result=facts, after=float(parameters.get("retry_after", 1)), why=why)


def _verdict(code: int, why: str) -> Verdict:
    if code >= 500:
        code = 500
    for status, words, verdict in TABLE:
        if status == code and words in why:
            return verdict
    return Verdict.RETRY


def _facts(result: Mapping[str, Any]) -> dict[str, Any]:
    """What of a result anybody asks for: whether an account is in the chat, its name, a link there."""
    if "first_name" in result:
        return {"name": _name(result)}
    if isinstance(result.get("invite_link"), str):
        return {"link": result["invite_link"]}
    return {"present": present(str(result["status"]), result.get("is_member"))} if "status" in result else {}


def _name(user: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (user["first_name"], user.get("last_name"))))
