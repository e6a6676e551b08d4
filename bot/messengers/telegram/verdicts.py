"""What Telegram's answers mean for a letter, in one table: the first row that fits decides."""

from __future__ import annotations

from collections.abc import Mapping
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
    (400, "upgraded to a supergroup", Verdict.MOVED),
    (400, "message to edit not found", Verdict.GONE),
    (400, "message can't be edited", Verdict.GONE),
    (400, "message_id_invalid", Verdict.GONE),
    (400, "chat not found", Verdict.UNREACHABLE),
    (400, "user not found", Verdict.UNREACHABLE),
    (400, "participant_id_invalid", Verdict.UNREACHABLE),
    (400, "peer_id_invalid", Verdict.UNREACHABLE),
    (400, "user is deactivated", Verdict.UNREACHABLE),
    (400, "user_is_blocked", Verdict.UNREACHABLE),
    (400, "bot was kicked", Verdict.UNREACHABLE),
    (400, "not enough rights", Verdict.UNREACHABLE),
    (400, "have no rights", Verdict.UNREACHABLE),
    (400, "chat_write_forbidden", Verdict.UNREACHABLE),
    (400, "topic_closed", Verdict.UNREACHABLE),
    (400, "wrong file identifier", Verdict.FILE),
    (400, "wrong remote file identifier", Verdict.FILE),
    (400, "", Verdict.BUG),
    (409, "", Verdict.RETRY),
    (413, "", Verdict.BUG),
    (500, "", Verdict.RETRY),
)


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
    if "ok" not in answer and status < 500:
        # Something between us and Telegram answered: a proxy, a captive page.
        verdict = Verdict.RETRY
    if "migrate_to_chat_id" in parameters:
        return Answer(Verdict.MOVED, result={"to": parameters["migrate_to_chat_id"]}, why=why)
    return Answer(verdict, after=float(parameters.get("retry_after", 1)), why=why)


def _verdict(code: int, why: str) -> Verdict:
    if code >= 500:
        code = 500
    for status, words, verdict in TABLE:
        if status == code and words in why:
            return verdict
    return Verdict.RETRY


def _facts(result: Mapping[str, Any]) -> dict[str, Any]:
    """What of a result anybody asks for: whether an account is in the chat, or what it is called."""
    if "first_name" in result:
        return {"name": " ".join(filter(None, (result["first_name"], result.get("last_name"))))}
    return {"present": present(str(result["status"]), result.get("is_member"))} if "status" in result else {}
