"""From our messages to VK's: keyboards within its limits, texts in which nobody is mentioned by accident."""

from __future__ import annotations

import re
from typing import Any

import orjson

from bot.vocabulary import Button, Key, Message

INLINE_ROWS, INLINE_BUTTONS = 6, 10
LABEL, PAYLOAD = 40, 255
_MENTION = re.compile(r"\[((?:id|club|public|event)\d+)\|([^\]]*)\]", re.IGNORECASE)
_CALL = re.compile(r"([@*])(?=(?:id|club|public|all|online|everyone|here|все|тут)\b|[a-z_])", re.IGNORECASE)
_JOINER = "\u2060"


def neutral(text: str) -> str:
    """A text in which VK sees no mention: a resident's words must not call or link anybody."""
    return _CALL.sub(rf"\1{_JOINER}", _MENTION.sub(r"(\1: \2)", text))


def values_of(message: Message, *, inline: bool) -> dict[str, Any]:
    """Text and keyboard; where the client has no inline buttons, the choices stand in the text by number."""
    text = neutral(message.text)
    if message.buttons and not inline:
        buttons = [button for row in message.buttons for button in row]
        lines = [f"{number}. {button.label}{_link(button)}" for number, button in enumerate(buttons, 1)]
        return {"message": "\n".join((text, "", *lines)).strip()}
    values: dict[str, Any] = {"message": text}
    if message.buttons:
        values["keyboard"] = inline_keyboard(message.buttons)
    elif message.keyboard:
        values["keyboard"] = keyboard(message.keyboard)
    return values


def _link(button: Button) -> str:
    return f": {button.url}" if button.url else ""


def inline_keyboard(rows: tuple[tuple[Button, ...], ...]) -> str:
    """Buttons in the message: at most six rows, so more of them share rows."""
    buttons = [button for row in rows for button in row]
    if len(rows) > INLINE_ROWS:
        pairs = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
        rows = tuple(tuple(pair) for pair in pairs)
    shown = [[_inline(button) for button in row] for row in rows]
    return orjson.dumps({"inline": True, "buttons": shown}).decode()


def _inline(button: Button) -> dict[str, Any]:
    if button.url:
        return {"action": {"type": "open_link", "label": button.label[:LABEL], "link": button.url}}
    payload = orjson.dumps({"d": button.data}).decode()
    action = {"type": "callback", "label": button.label[:LABEL], "payload": payload}
    return {"action": action, "color": "secondary"}


def keyboard(rows: tuple[tuple[Key, ...], ...]) -> str:
    """Keys under the input; VK has none that shares a telephone, so such a key is left out."""
    shown = [[_key(key) for key in row if not key.contact] for row in rows]
    return orjson.dumps({"one_time": False, "buttons": [row for row in shown if row]}).decode()


def _key(key: Key) -> dict[str, Any]:
    return {"action": {"type": "text", "label": key.label[:LABEL]}, "color": "secondary"}
