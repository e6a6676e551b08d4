"""People whose clients show no buttons in messages: their choices stand in the text, and are typed."""

from __future__ import annotations

import itertools
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.messengers.vk.decode import CHATS, NAME
from bot.pipeline.intake import Known
from bot.vocabulary import Act, Button, Letter, Message, Pressed, Said, Update

KEPT = f"{NAME}:plain"
"""The name under which they are kept, beside the positions of the intake and in one commit with them."""

MOST = 10_000
"""People that are remembered."""

ANSWERS = "a:"
"""Buttons of a question: what is typed instead is understood by the question itself, also after a restart."""


class PlainClients:
    """Who has such a client, and what other buttons their newest message would have had."""

    def __init__(self) -> None:
        self._offered: OrderedDict[int, tuple[Button, ...]] = OrderedDict()
        self._loaded = False

    def __contains__(self, peer: int) -> bool:
        return peer in self._offered

    async def load(self, known: Known) -> None:
        """Who was known before the start; read once."""
        if not self._loaded:
            kept = (await known([KEPT])).get(KEPT, "")
            self._loaded = True
            for peer in kept.split():
                self._offered.setdefault(int(peer), ())

    def noticed(self, events: Iterable[Any]) -> dict[str, str]:
        """What is to be kept with these events: nothing, unless somebody's client is another than before."""
        changed = [event for event in events if self._notice(event)]
        return {KEPT: " ".join(map(str, self._offered))} if changed else {}

    def _notice(self, event: Any) -> bool:
        """A new message tells what its author's client can show; in a chat that is one of many."""
        thing = event.get("object") if isinstance(event, Mapping) else None
        if not isinstance(thing, Mapping) or event.get("type") != "message_new":
            return False
        client, message = thing.get("client_info"), thing.get("message")
        peer = message.get("peer_id") if isinstance(message, Mapping) else None
        if not isinstance(client, Mapping) or not isinstance(peer, int) or not 0 < peer < CHATS:
            return False
        bare = not client.get("inline_keyboard", True)
        if bare == (peer in self._offered):
            return False
        if bare:
            self._offered[peer] = ()
            if len(self._offered) > MOST:
                self._offered.popitem(last=False)
        else:
            del self._offered[peer]
        return True

    def sent(self, letter: Letter) -> None:
        """A letter is on the screen: its buttons are what can be chosen now, and those before it no more."""
        if letter.act is Act.SAY and letter.message is not None and letter.address.chat in self._offered:
            self._offered[letter.address.chat] = numbered(letter.message)

    def heard(self, update: Update) -> Update:
        """A typed number or label of such a button, as the press that it stands for."""
        if not isinstance(update, Said) or update.attachments or update.reply_to is not None:
            return update
        typed = update.text.strip().casefold().rstrip(".")
        for button in self._offered.get(update.address.chat, ()):
            named = typed == str(button.number) or typed == button.label.casefold().rstrip(".…")
            if named and button.data and not button.data.startswith(ANSWERS):
                return Pressed(
                    key=update.key,
                    at=update.at,
                    address=update.address,
                    sender=update.sender,
                    private=update.private,
                    data=button.data,
                    query="",
                )
        return update


def numbered(message: Message) -> tuple[Button, ...]:
    """The buttons with the numbers that are typed for them; those of a question have their own."""
    buttons = [button for row in message.buttons for button in row]
    if any(button.data.startswith(ANSWERS) or button.number for button in buttons):
        return tuple(buttons)
    # «5 — очень помогли» is typed as 5, wherever it stands.
    own = {_leading(button.label) for button in buttons} - {0}
    free = (number for number in itertools.count(1) if number not in own)
    return tuple(
        replace(button, number=0 if button.url else _leading(button.label) or next(free))
        for button in buttons
    )


def _leading(label: str) -> int:
    found = re.match(r"\d{1,3}\b", label)
    return int(found[0]) if found else 0


def listed(message: Message) -> str:
    """The choices as lines under the text; what has no number is typed in words."""
    lines = [_line(button) for button in numbered(message)]
    return "\n".join((message.text, "", *lines)).strip()


def _line(button: Button) -> str:
    label = f"{button.label}: {button.url}" if button.url else button.label
    if not button.number:
        return f"— {label}"
    return label if _leading(label) == button.number else f"{button.number}. {label}"
