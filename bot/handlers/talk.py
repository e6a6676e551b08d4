"""A conversation goes on: a reply is taken, another flow begins, a step is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.conversations import MOST_DRAFTS, OFFER_AFTER, TRACE, Conversation, Draft
from bot.flows.answers import Telling, file_from, file_value
from bot.flows.book import FLOWS
from bot.flows.engine import (
    EFFECT,
    GIVEN,
    KEPT,
    NOTES,
    TOLD,
    Reply,
    begin,
    carried,
    step_back,
    take_turn,
    taker,
)
from bot.flows.fraud import Tale
from bot.flows.overhearing import overhear
from bot.flows.services import Services
from bot.vocabulary import Attachment, Button, Message

ASKING_WHERE = frozenset({"offer", "which", "about"})
"""Conversations that ask what to do with words said before."""

ASKING = frozenset({"add", "reopen", "withdraw", "linkenter", "wrong", "fraudcheck", "photo"}) | frozenset(
    {"club-idea", "club-me", "club-report", "club-appeal"}
)
"""Short conversations that wait for words, beside the forms."""

MOST_TOLD, MOST_FILES = 12_000, 30
"""Characters and files of one answer that was told in several messages."""

JOINED = "+"
"""Before a question's key in `heard`: the message is one of several that answered it."""


class Talk:
    """The conversation of one chat during one turn."""

    def __init__(self, services: Services, conversation: Conversation) -> None:
        self._services = services
        self.conversation = conversation

    @classmethod
    async def of(cls, services: Services) -> Talk:
        """The talk in the chat of this turn."""
        return cls(services, await services.work.conversation(services.home))

    async def reply(self, reply: Reply | None, message: int = 0) -> Reply | None:
        """Let the open question take the reply; what nothing took comes back."""
        before, person = self.conversation, self._services.person.id
        result = await take_turn(FLOWS, before, reply, self._services)
        after = result.conversation
        if self._services.person.id != person:
            # The accounts were linked or parted: the talk goes on from what is kept for the person now.
            for said in result.messages:
                self._services.work.send(self._services.address, said)
            self.conversation = await self._services.work.conversation(self._services.home)
            return result.unused
        if message and reply is not None and result.unused is None and after.serial == before.serial:
            heard = {**dict(list(after.heard.items())[-29:]), str(message): before.asked}
            after = replace(after, heard=heard)
        await self._keep(before, after, result.messages)
        return result.unused

    async def choose(self, text: str) -> bool:
        """Let the open menu take words if they name one of its choices; False when they do not."""
        if await self.fits(Reply(text=text)):
            await self.reply(Reply(text=text))
            return True
        return False

    async def go(self, flow: str, subject: str = "", answers: Mapping[str, Any] | None = None) -> None:
        """Begin another flow; an unfinished form is kept as a draft."""
        self.conversation = begin(
            replace(self._parked(), undone=None),
            flow,
            subject,
            carried(self.conversation, flow, answers or {}),
        )
        await self.reply(None)

    async def go_with(self, flow: str, given: Mapping[str, Any], message: int = 0) -> None:
        """Begin a flow that asks what to do with words; those that wait for the same come first."""
        now = self.conversation
        heard: dict[str, str] = {}
        earlier = now.answers.get(TOLD) if now.flow in ASKING_WHERE else None
        if earlier is not None and not _fits_beside(earlier, given["text"], given["files"]):
            self.say("told-full")
            await self.again()
            return
        if earlier is not None:
            heard.update(now.heard)
            text = "\n".join(filter(None, (earlier["text"], given["text"])))
            given = {**given, "text": text, "files": [*earlier["files"], *given["files"]]}
        if message:
            heard[str(message)] = JOINED + TOLD
        await self.go(flow, "", {TOLD: given, "message": message})
        self.keep(replace(self.conversation, heard=heard))

    async def fits(self, reply: Reply) -> bool:
        """Whether the open question would take a reply."""
        return await taker(FLOWS, self.conversation, reply, self._services) is not None

    async def describes(self, reply: Reply) -> bool:
        """Whether the open question takes a reply as a description, not as a name, a day or a choice."""
        found = await taker(FLOWS, self.conversation, reply, self._services)
        return isinstance(found, Tale) or (isinstance(found, Telling) and not found.files_only)

    async def again(self) -> None:
        """Ask the open question once more, or show the menu."""
        if self.conversation.open:
            await self.reply(None)
        else:
            await self.go("menu")

    async def back(self) -> None:
        """Take the last answer back; from the first question, go to where the flow hangs."""
        flow = FLOWS.get(self.conversation.flow)
        earlier = step_back(self.conversation) if flow is not None else None
        if earlier is not None:
            self.conversation = earlier
            await self.reply(None)
        elif flow is None:
            await self.go("menu")
        elif any(key.startswith(EFFECT) for key in self.conversation.answers) and self.conversation.open:
            self.say("back-not-further")
            await self.reply(None)
        else:
            flow_name, subject = flow.parent(self.conversation.subject)
            told = {TOLD: kept} if (kept := self.conversation.answers.get(TOLD)) else {}
            self.conversation = replace(self.conversation, answers=told)
            await self.go(flow_name, subject)

    def leave(self) -> None:
        """End the open conversation without a word."""
        self.conversation = replace(self.conversation, flow="", subject="", answers={}, asked="", heard={})

    async def cancel(self) -> None:
        """Drop the open conversation, with a word of what that means."""
        now, services = self.conversation, self._services
        flow = FLOWS.get(now.flow)
        undone = None
        if flow is not None and flow.draft and _told(now) and not services.hides(now.subject):
            # The key stands beside «Назад», and not every finger hits the one it meant.
            undone = Draft(now.flow, now.subject, now.answers, services.now)
            undo = Button(services.say("button-undo"), data="g:undo:")
            services.work.send(services.address, Message(services.say("cancelled"), ((undo,),)))
        elif flow is not None and flow.draft:
            self.say("cancelled")
        elif self.conversation.open and flow is not None and flow.name != "menu":
            self.say("cancelled-nothing")
        self.conversation = replace(self.conversation, flow="", answers={}, asked="")
        await self.go("menu")
        if undone is not None:
            self.keep(replace(self.conversation, undone=undone))

    async def undo(self) -> None:
        """Bring back the form that was cancelled a moment ago."""
        undone = self.conversation.undone
        if undone is None:
            await self.again()
            return
        self.conversation = begin(self.conversation, undone.flow, undone.subject, undone.answers)
        self.say("resumed")
        await self.reply(None)

    async def resume(self) -> None:
        """Take up what was left in the middle: the open form, or the newest draft."""
        flow = FLOWS.get(self.conversation.flow)
        if flow is not None and flow.draft and self.conversation.open:
            self.say("resumed")
            await self.reply(None)
        elif self.conversation.drafts:
            draft, *rest = self.conversation.drafts
            self.conversation = begin(
                replace(self.conversation, drafts=tuple(rest)), draft.flow, draft.subject, draft.answers
            )
            self.say("resumed")
            await self.reply(None)
        else:
            self.say("resume-nothing")
            await self.go("menu")

    async def drop_draft(self) -> None:
        """Throw away what was left in the middle."""
        flow = FLOWS.get(self.conversation.flow)
        bare = replace(self.conversation, drafts=())
        if flow is not None and flow.draft:
            bare = replace(bare, flow="", answers={}, asked="")
        self.conversation = bare
        self.say("draft-dropped")
        await self.go("menu")

    async def mend(self, message: int, text: str) -> bool:
        """An answer was edited where it was typed: take it anew. False when the message answered nothing."""
        now = self.conversation
        key = now.heard.get(str(message), "")
        if key.startswith(JOINED) and self._changeable(key.removeprefix(JOINED)):
            self.join(self._services.say("edited-to", text=text), to=key.removeprefix(JOINED))
        elif key and key == now.asked and key not in now.answers:
            await self.reply(Reply(text=text), message)
        elif self._changeable(key):
            await self._answer_anew(key, text, message)
        else:
            return False
        return True

    def _changeable(self, key: str) -> bool:
        """Whether a question has an answer with no effect after it."""
        keys = list(self.conversation.answers)
        return key in keys and not any(later.startswith(EFFECT) for later in keys[keys.index(key) :])

    async def _answer_anew(self, key: str, text: str, message: int) -> None:
        now = self.conversation
        kept = now.answers[key]
        files = kept.get("files", ()) if isinstance(kept, dict) else ()
        reply = Reply(text=text, attachments=tuple(file_from(file) for file in files))
        answers = {name: value for name, value in now.answers.items() if name not in (key, "summary")}
        without = replace(now, answers=answers, asked=key)
        if await taker(FLOWS, without, reply, self._services) is None:
            self.say("answer-kept")
            return
        self.conversation = without
        self.say("answer-mended")
        await self.reply(reply, message)

    def join(self, text: str, files: Sequence[Attachment] = (), message: int = 0, *, to: str = "") -> None:
        """What no question asked for belongs to what was said before: to a told answer, or to the notes."""
        answers = dict(self.conversation.answers)
        last = to or next(reversed([key for key in answers if key[0] not in (EFFECT, KEPT)]), "")
        told = answers.get(last)
        key = last if isinstance(told, dict) and "text" in told else NOTES
        kept = answers.get(key) or {"text": "", "files": []}
        if not _fits_beside(kept, text, files):
            self.say("told-full")
            return
        answers[key] = {
            **kept,
            "text": "\n".join(filter(None, (kept["text"], text))),
            "files": [*kept["files"], *map(file_value, files)],
        }
        # An answer of several messages is not replaced when one of them is edited.
        heard = {
            one: JOINED + key if question == key else question
            for one, question in self.conversation.heard.items()
        }
        if message:
            heard[str(message)] = JOINED + key
        self.keep(replace(self.conversation, answers=answers, heard=heard))
        flow = FLOWS.get(self.conversation.flow)
        if flow is not None and flow.draft:
            overhear(self._services, self.conversation.subject, key, answers[key]["text"])
        self.say("joined")

    def say(self, id: str, **values: object) -> None:
        """Say something beside the flow."""
        self._services.work.send(self._services.address, Message(self._services.say(id, **values)))

    def _parked(self) -> Conversation:
        """The conversation with its unfinished form among the drafts."""
        now = self.conversation
        flow = FLOWS.get(now.flow)
        if flow is None or not flow.draft or not _told(now):
            return now
        draft = Draft(now.flow, now.subject, now.answers, self._services.now)
        others = [one for one in now.drafts if (one.flow, one.subject) != (draft.flow, draft.subject)]
        return replace(now, drafts=(draft, *others)[:MOST_DRAFTS])

    async def _keep(self, before: Conversation, after: Conversation, messages: tuple[Message, ...]) -> None:
        services = self._services
        letter = 0
        exposed = services.hides(before.subject) or services.hides(after.subject)
        wants = {"for": TRACE, "serial": after.serial} if exposed else None
        for message in messages:
            letter = services.work.send(services.address, message, wants=wants).id
        flow = FLOWS.get(after.flow)
        if after.undone is not None and after.serial != before.serial:
            after = replace(after, undone=None)
        if after.asked:
            after = replace(after, asked_letter=letter)
        if after.asked and flow is not None and flow.draft and before.asked_letter == 0:
            services.work.later(offer_key(services), "offer", services.now + OFFER_AFTER, services.home)
        self.keep(after)
        finished = FLOWS.get(before.flow)
        if not after.asked and finished is not None:
            await self._ended(after)

    async def _ended(self, after: Conversation) -> None:
        """A flow came to its end: what was interrupted for it goes on."""
        if after.drafts and self._services.hides(after.drafts[0].subject):
            # What has to be hidden comes back only when it is asked for.
            return
        if after.drafts and self._services.now - after.drafts[0].left_at < OFFER_AFTER:
            await self.resume()
        elif not after.drafts:
            self._services.work.never(offer_key(self._services))

    def keep(self, conversation: Conversation) -> None:
        """Store the conversation as it is now."""
        self.conversation = replace(conversation, touched_at=self._services.now)
        self._services.work.keep_conversation(self._services.home, self.conversation)


def _told(now: Conversation) -> bool:
    """Whether something was answered that would have to be answered again."""
    return any(key[0] not in (EFFECT, KEPT) and key not in (*GIVEN, "consent") for key in now.answers)


def _fits_beside(kept: Mapping[str, Any], text: str, files: Sequence[object]) -> bool:
    """Whether more can be kept with what was said: a talk is stored whole on every turn."""
    return len(kept["text"]) + len(text) <= MOST_TOLD and len(kept["files"]) + len(files) <= MOST_FILES


def form_open(talk: Talk) -> bool:
    """Whether words typed now belong to a form, or to a short conversation that waits for them."""
    flow = FLOWS.get(talk.conversation.flow)
    if flow is None or not talk.conversation.open or flow.name in ASKING_WHERE:
        return False
    # The desk itself is a menu: words typed before it are for a resident, not for the menu.
    return flow.draft or (flow.guarded and not flow.menu) or flow.name in ASKING


def offer_key(services: Services) -> str:
    """The key of the due row that offers an unfinished conversation again."""
    return f"offer:{services.home}"
