"""From our messages to VK's: keyboards within its limits, texts in which nobody is mentioned by accident."""

from __future__ import annotations

import re
from typing import Any

import orjson

from bot.messengers.vk.plain import listed
from bot.vocabulary import Button, Key, Message

TEXT = 4096
INLINE_ROWS, INLINE_BUTTONS = 6, 10
LABEL, PAYLOAD = 40, 255
_MENTION = re.compile(r"\[([^\[\]|\s]+)\|([^\]]*)\]")
_CALL = re.compile(r"(?<![a-z0-9_])([@*])(?=[a-z_]|(?:все|тут)\b)", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?=#\d|#x|lt;|gt;|amp;|quot;)", re.IGNORECASE)
_JOINER = "\u2060"
_WIDE = {"@": "\uff20", "*": "\uff0a", "&": "\uff06"}


def neutral(text: str) -> str:
    """A text in which VK sees no mention: a resident's words must not call or link anybody."""
    bare, nested = _MENTION.subn(r"(\1|\2)", text)
    while nested:
        bare, nested = _MENTION.subn(r"(\1|\2)", bare)
    # VK reads &#91; as a letter: whoever types that shall be read as they typed it, and call nobody by it.
    calm = _CALL.sub(rf"\1{_JOINER}", _REFERENCE.sub("&amp;", bare))
    if len(calm) <= TEXT:
        return calm
    # A mark in every word makes a full message too long for VK: then other signs stand in for it.
    return _CALL.sub(lambda found: _WIDE[found[1]], _REFERENCE.sub(_WIDE["&"], bare))


def values_of(message: Message, *, inline: bool) -> dict[str, Any]:
    """Text and keyboard; where the client has no inline buttons, the choices stand in the text by number."""
    if message.buttons and not inline:
        return {"message": neutral(listed(message))}
    values: dict[str, Any] = {"message": neutral(message.text)}
    if message.buttons:
        values["keyboard"] = inline_keyboard(message.buttons)
    elif message.keyboard:
        values["keyboard"] = keyboard(message.keyboard)
    return values


def inline_keyboard(rows: tuple[tuple[Button, ...], ...]) -> str:
    """Buttons in the message: at most ten in six rows, so where there are more, short ones make pairs."""
    buttons = [button for row in rows for button in row][:INLINE_BUTTONS]
    if len(buttons) < sum(map(len, rows)):
        rows = tuple((button,) for button in buttons)
    while len(rows) > INLINE_ROWS:
        rows = _paired(rows)
    shown = [[_inline(button) for button in row] for row in rows]
    return orjson.dumps({"inline": True, "buttons": shown}).decode()


def _paired(rows: tuple[tuple[Button, ...], ...]) -> tuple[tuple[Button, ...], ...]:
    """One row less: the two neighbours that lose least by standing side by side, the last of equals."""

    def crowded(at: int) -> tuple[int, int, int]:
        pair = (*rows[at], *rows[at + 1])
        return len(pair), max(len(button.label) for button in pair), -at

    at = min(range(len(rows) - 1), key=crowded)
    return (*rows[:at], (*rows[at], *rows[at + 1]), *rows[at + 2 :])


def _inline(button: Button) -> dict[str, Any]:
    if button.url:
        return {"action": {"type": "open_link", "label": short(button.label), "link": button.url}}
    payload = orjson.dumps({"d": button.data}).decode()
    action = {"type": "callback", "label": short(button.label), "payload": payload}
    return {"action": action, "color": "secondary"}


def keyboard(rows: tuple[tuple[Key, ...], ...]) -> str:
    """Keys under the input; VK has none that shares a telephone, so such a key is left out."""
    shown = [[_key(key) for key in row if not key.contact] for row in rows]
    return orjson.dumps({"one_time": False, "buttons": [row for row in shown if row]}).decode()


def _key(key: Key) -> dict[str, Any]:
    return {"action": {"type": "text", "label": short(key.label)}, "color": "secondary"}


def short(label: str) -> str:
    """A label that VK takes."""
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"
