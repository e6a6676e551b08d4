"""Walks every path of every flow, with every sort of answer, and tells what would trouble a person there."""

from __future__ import annotations

from collections import UserDict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.conversations import Conversation
from bot.domain.understanding import NOTHING, Understood
from bot.flows.book import FLOWS
from bot.flows.buttons import PAGE, SKIP
from bot.flows.engine import EFFECT, KEPT, Flow, Reply, Result, begin, step_back, take_turn
from bot.flows.services import Services
from bot.storage.codec import conversation_bytes, conversation_from
from bot.vocabulary import Attachment, AttachmentKind, Button, Message

TEXT, LABEL, DATA = 4096, 40, 64
"""What both messengers show whole: characters of a text and of a label, bytes behind a button."""

MOST_PLACES = 20_000

Key = tuple[str, str, frozenset[str], str]
"""A place in the talks: flow, subject, answered keys, open question."""


@dataclass(slots=True)
class Findings:
    """What a walk saw; `troubles` must be none."""

    places: set[Key] = field(default_factory=set)
    turns: int = 0
    troubles: list[str] = field(default_factory=list)
    said: list[Conversation] = field(default_factory=list)
    leads: dict[Key, set[Key]] = field(default_factory=dict)

    def trouble(self, conversation: Conversation, what: str) -> None:
        """Note something that a person should not meet."""
        keys = ", ".join(key for key in conversation.answers if not key.startswith(KEPT))
        place = f"{conversation.flow} {conversation.subject} [{keys}] → {conversation.asked}"
        self.troubles.append(f"{place}: {what}")


def place_of(conversation: Conversation) -> Key:
    """Where a conversation stands, whatever the answers were."""
    keys = frozenset(key for key in conversation.answers if not key.startswith(KEPT))
    return (conversation.flow, conversation.subject, keys, conversation.asked)


def answers_of_every_sort() -> Iterator[tuple[str, Reply]]:
    """Replies that fit some question or none, each with the name of its sort."""
    words = (
        "молоко, хлеб",
        "да",
        "нет",
        "завтра",
        "8 912 345-67-89",
        "1",
        "99",
        "Пропустить",
        "<b>x</b> %s {y}",
    )
    yield from ((text, Reply(text=text)) for text in words)
    yield "emoji", Reply(text="😀")
    yield "nothing", Reply()
    yield "too long", Reply(text="я" * 5000)
    yield "long", Reply(text="я" * 1000)
    yield "forged", Reply(option="no-such-option")
    for kind in AttachmentKind:
        own = kind is AttachmentKind.CONTACT
        yield str(kind), Reply(attachments=(Attachment(kind, "ref", phone="79123456789", own=own),))
    foreign = Attachment(AttachmentKind.CONTACT, phone="79123456789")
    yield "another's contact", Reply(attachments=(foreign,))
    yield "large file", Reply(attachments=(Attachment(AttachmentKind.FILE, "ref", size=2**30),))
    yield "album", Reply(text="вот", attachments=(Attachment(AttachmentKind.PHOTO, "ref"),) * 10)


def fitting() -> Iterator[tuple[str, Reply]]:
    """Replies of which one fits every question that has no choices."""
    yield from ((text, Reply(text=text)) for text in ("молоко, хлеб", "8 912 345-67-89"))
    yield "photo", Reply(attachments=(Attachment(AttachmentKind.PHOTO, "ref"),))


class Meanings(UserDict[str, Understood]):
    """What texts may mean on a walk: those that nobody named mean nothing, and no turn waits for them."""

    def get(self, text: str, default: Any = None) -> Any:
        """As the worker would answer, at once."""
        return self.data.get(text, NOTHING)

    def __bool__(self) -> bool:
        """Whoever asks is always answered."""
        return True


class Walk:
    """One walk over all that can be reached; every turn is undone in the database after it was looked at."""

    def __init__(
        self,
        services: Services,
        flows: Mapping[str, Flow] = FLOWS,
        within: Collection[str] = (),
        understood: Mapping[str, Understood] | None = None,
        briefly: Collection[str] = (),
    ) -> None:
        """Look around in all flows, or `within` some of them only; `understood` is what texts may mean.

        In forms of the services `briefly`, only answers that fit are given: enough to see that they end.
        """
        self._briefly = frozenset(briefly)
        self._meanings = Meanings(understood or {})
        self._services = services
        self._flows = flows
        self._within = within
        self._silent = False
        self._waiting: deque[Conversation] = deque()
        self.findings = Findings()

    async def over(self, roots: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Findings:
        """Walk from these flows, by subject and given answers, everywhere they lead."""
        for flow, subject, given in roots:
            await self._enter(None, begin(Conversation(), flow, subject, given))
        while self._waiting:
            await self._look_around(self._waiting.popleft())
        self._find_dead_ends()
        return self.findings

    async def turn(self, conversation: Conversation, reply: Reply | None) -> Result:
        """One turn that leaves no trace."""
        self.findings.turns += 1
        work = self._services.work
        work.begin_turn(self._meanings)
        before = len(work.letters)
        try:
            result = await take_turn(self._flows, conversation, reply, self._services)
            self._silent = not result.messages and len(work.letters) == before
        finally:
            await work.undo_turn()
        return result

    async def _enter(self, source: Conversation | None, conversation: Conversation) -> None:
        """Go to where a flow begins."""
        result = await self.take(conversation, None, "entering")
        if result is not None:
            self._arrive(source or conversation, result.conversation)

    async def take(self, conversation: Conversation, reply: Reply | None, sort: str) -> Result | None:
        """One turn, looked at; None when it failed."""
        try:
            result = await self.turn(conversation, reply)
        except Exception as error:
            self.findings.trouble(conversation, f"{sort}: {type(error).__name__}: {error}")
            return None
        for what in unshowable(result.messages):
            self.findings.trouble(conversation, f"{sort}: {what}")
        if self._silent:
            self.findings.trouble(conversation, f"{sort}: nothing is said")
        if conversation_from(conversation_bytes(result.conversation)) != result.conversation:
            self.findings.trouble(conversation, f"{sort}: another conversation after a restart")
        return result

    def _arrive(self, source: Conversation, conversation: Conversation) -> None:
        place = place_of(conversation)
        self.findings.leads.setdefault(place_of(source), set()).add(place)
        if place in self.findings.places:
            return
        self.findings.places.add(place)
        if len(self.findings.places) > MOST_PLACES:
            raise RuntimeError("the flows lead to more and more places")
        if conversation.asked and (not self._within or conversation.flow in self._within):
            self.findings.said.append(conversation)
            self._waiting.append(conversation)

    async def _look_around(self, here: Conversation) -> None:
        again = await self.take(here, None, "again")
        if again is None:
            return
        if again.conversation.asked != here.asked:
            self.findings.trouble(here, f"asked again, it asks {again.conversation.asked}")
        options, ways = await self._choices(here, again.messages)
        for flow, subject in ways:
            if flow in self._flows:
                await self._enter(here, begin(here, flow, subject))
        if here.flow == "help" and here.subject in self._briefly:
            await self._glance(here, options)
            return
        # Numbers of requests are keys themselves, and win over the order of the buttons.
        numbers = not any(option.isdecimal() for option, _ in options)
        for number, (option, label) in enumerate(options, 1):
            typed = [label, *([str(number)] if numbers and option != SKIP else [])]
            await self._choose(here, option, label, typed)
        for sort, reply in answers_of_every_sort():
            result = await self.take(here, reply, sort)
            if result is not None:
                await self._answered(here, reply, sort, result)
        flow, subject = self._flows[here.flow].parent(here.subject)
        back = step_back(here)
        await self._enter(here, back if back is not None else begin(here, flow, subject))

    async def _glance(self, here: Conversation, options: list[tuple[str, str]]) -> None:
        """Press what can be pressed, or give an answer that fits; nothing else."""
        replies = [(label, Reply(option=option)) for option, label in options]
        for sort, reply in replies or fitting():
            result = await self.take(here, reply, sort)
            if result is not None:
                await self._answered(here, reply, sort, result)

    async def _choices(
        self, here: Conversation, messages: Iterable[Message]
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The options on all pages of the open question, with their labels, and the ways to other flows."""
        options: dict[str, str] = {}
        ways: list[tuple[str, str]] = []
        mark = f"a:{here.serial}:{here.asked}:"
        shown = list(buttons_of(messages))
        while shown:
            more = ""
            for button in shown:
                option = button.data.removeprefix(mark)
                if button.url:
                    continue
                if button.data.startswith("g:"):
                    flow, _, subject = button.data[2:].partition(":")
                    ways.append((flow, subject))
                elif option == button.data:
                    self.findings.trouble(here, f"a button of another question: {button.data}")
                elif option.startswith("~"):
                    more = option
                else:
                    options[option] = button.label
            page = await self.take(here, Reply(option=more), "another page") if more else None
            shown = [
                button
                for button in buttons_of(page.messages if page is not None else ())
                if button.data.removeprefix(mark) not in options and button.data != f"{mark}~1"
            ]
        return list(options.items()), ways

    async def _choose(self, here: Conversation, option: str, label: str, words: Iterable[str]) -> None:
        """Press an option, type its label, type its number: all come to the same."""
        pressed = await self.take(here, Reply(option=option), f"pressing {label}")
        if pressed is None:
            return
        await self._answered(here, Reply(option=option), f"pressing {label}", pressed)
        for typed in words:
            result = await self.take(here, Reply(text=typed), f"typing {typed}")
            if result is None or place_of(result.conversation) != place_of(pressed.conversation):
                self.findings.trouble(here, f"«{typed}» is not what pressing «{label}» is")

    async def _answered(self, here: Conversation, reply: Reply, sort: str, result: Result) -> None:
        there = result.conversation
        if place_of(there) == place_of(here):
            return
        self._arrive(here, there)
        if there.serial != here.serial or not there.asked or here.asked not in there.answers:
            return
        if any(key.startswith(EFFECT) and key not in here.answers for key in there.answers):
            return
        back = step_back(there)
        if back is None:
            self.findings.trouble(there, f"{sort}: back does not lead back")
            return
        undone = await self.take(back, None, "back")
        if undone is not None and place_of(undone.conversation) != place_of(here):
            self.findings.trouble(there, f"{sort}: back leads to {place_of(undone.conversation)}")

    def _find_dead_ends(self) -> None:
        """From every place there must be a way to the menu or to an end."""
        within = self._within
        ends = {
            place
            for place in self.findings.places
            if place[0] in ("", "menu") or (within and place[0] not in within)
        }
        grown = True
        while grown:
            reaching = {place for place, leads in self.findings.leads.items() if leads & ends} - ends
            ends |= reaching
            grown = bool(reaching)
        for place in sorted(self.findings.places - ends, key=str):
            self.findings.troubles.append(f"no way out of {place}")


def buttons_of(messages: Iterable[Message]) -> Iterator[Button]:
    """The buttons of messages, row after row."""
    return (button for message in messages for row in message.buttons for button in row)


def unshowable(messages: Iterable[Message]) -> Iterator[str]:
    """What of these messages a messenger would refuse or cut off."""
    for message in messages:
        if len(message.text) > TEXT:
            yield f"a text of {len(message.text)} characters"
        if not message.text.strip() and message.attachment is None:
            yield "an empty message"
        if message.text.strip() == "…" or "потерялся" in message.text:
            yield f"a text is missing: {message.text}"
        found = [button for row in message.buttons for button in row]
        if len(found) > PAGE:
            yield f"{len(found)} buttons"
        for button in found:
            if len(button.label) > LABEL:
                yield f"a label of {len(button.label)} characters: {button.label}"
            if len(button.data.encode()) > DATA:
                yield f"{len(button.data.encode())} bytes behind a button: {button.data}"
        if len({(button.data, button.url) for button in found}) < len(found):
            yield "two buttons do the same"
        if len({button.label for button in found}) < len(found):
            yield "two buttons have one label"


async def survive(found: Iterable[Conversation], walk: Walk) -> list[str]:
    """Go on, with other content, from every place that was found; what fails there."""
    for conversation in found:
        result = await walk.take(conversation, None, "after an upgrade")
        if result is not None and result.conversation.asked:
            for reply in (Reply(text="молоко, хлеб"), Reply(option="send"), Reply(text="1")):
                await walk.take(result.conversation, reply, "after an upgrade")
            await walk.take(replace(conversation, asked="gone"), Reply(text="да"), "after an upgrade")
    return walk.findings.troubles
