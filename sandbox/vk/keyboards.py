"""Keyboards as VK takes them; anything else is error 911."""

from typing import Any

import orjson

from sandbox.vk.errors import VkError
from sandbox.vk.models import Json

KEYBOARD_INVALID = 911
LABEL_LENGTH = 40
PAYLOAD_LENGTH = 255
COLORS = frozenset({"primary", "secondary", "default", "negative", "positive"})
COLORED = frozenset({"text", "callback"})
WIDE = frozenset({"location", "vkpay", "open_app"})
"""Buttons that take two places."""
FIELDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "text": (frozenset({"label"}), frozenset({"payload"})),
    "callback": (frozenset({"label"}), frozenset({"payload"})),
    "open_link": (frozenset({"label", "link"}), frozenset({"payload"})),
    "location": (frozenset(), frozenset({"payload"})),
    "vkpay": (frozenset({"hash"}), frozenset({"payload"})),
    "open_app": (frozenset({"label", "app_id", "owner_id"}), frozenset({"payload", "hash"})),
}
"""What each action must have, and may have."""


def invalid(why: str) -> VkError:
    """911, with the reason."""
    return VkError(KEYBOARD_INVALID, why)


def checked(given: Json, author: int) -> Json:
    """A keyboard as messages and conversations show it."""
    if unknown := given.keys() - {"one_time", "inline", "buttons", "author_id"}:
        raise invalid(f"keyboard has no field {min(unknown)}")
    inline, one_time = given.get("inline", False), given.get("one_time", False)
    if not isinstance(inline, bool) or not isinstance(one_time, bool):
        raise invalid("inline and one_time should be boolean")
    if inline and one_time:
        raise invalid("one_time is not for inline keyboards")
    rows = given.get("buttons")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise invalid("buttons should be a list of lists")
    most_rows, most_buttons = (6, 10) if inline else (10, 40)
    if len(rows) > most_rows:
        raise invalid(f"at most {most_rows} rows")
    if sum(map(len, rows)) > most_buttons:
        raise invalid(f"at most {most_buttons} buttons")
    return {
        "one_time": one_time,
        "inline": inline,
        "author_id": author,
        "buttons": [checked_row(row) for row in rows],
    }


def checked_row(row: list[Any]) -> list[Json]:
    """One row of buttons."""
    buttons = [checked_button(button) for button in row]
    places = sum(2 if button["action"]["type"] in WIDE else 1 for button in buttons)
    if not buttons:
        raise invalid("a row is empty")
    if places > 5:
        raise invalid("at most 5 buttons in a row, wide ones count twice")
    return buttons


def checked_button(button: Any) -> Json:
    """One button; fields that are null are not there."""
    if not isinstance(button, dict) or not isinstance(button.get("action"), dict):
        raise invalid("a button needs an action")
    if unknown := button.keys() - {"action", "color"}:
        raise invalid(f"a button has no field {min(unknown)}")
    action: Json = {key: value for key, value in button["action"].items() if value is not None}
    kind = action.pop("type", None)
    if not isinstance(kind, str) or kind not in FIELDS:
        raise invalid(f"there is no action {kind}")
    needed, allowed = FIELDS[kind]
    if missing := needed - action.keys():
        raise invalid(f"{kind} needs {min(missing)}")
    if unknown := action.keys() - needed - allowed:
        raise invalid(f"{kind} has no {min(unknown)}")
    checked_fields(action)
    color = button.get("color")
    if color is not None and (kind not in COLORED or str(color) not in COLORS):
        raise invalid(f"{kind} cannot have the color {color}")
    shown: Json = {"action": {"type": kind, **action}}
    return shown | {"color": color or "default"} if kind in COLORED else shown


def checked_fields(action: Json) -> None:
    """Label, link and payload of one action; a payload becomes the text that events repeat."""
    label = action.get("label", "-")
    if not isinstance(label, str) or not 0 < len(label.strip()) <= LABEL_LENGTH or len(label) > LABEL_LENGTH:
        raise invalid(f"a label has 1 to {LABEL_LENGTH} characters")
    link = action.get("link", "https://")
    if not isinstance(link, str) or not link.startswith(("https://", "http://")):
        raise invalid("a link starts with https://")
    if "payload" not in action:
        return
    payload = action["payload"]
    if not isinstance(payload, str):
        payload = orjson.dumps(payload).decode()
    else:
        try:
            orjson.loads(payload)
        except ValueError:
            raise invalid("a payload is JSON") from None
    if len(payload) > PAYLOAD_LENGTH:
        raise invalid(f"a payload has at most {PAYLOAD_LENGTH} characters")
    action["payload"] = payload
