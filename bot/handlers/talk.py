"""A conversation goes on: a reply is taken, another flow begins, a step is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conversations import Conversation, Draft
from bot.flows.book import FLOWS
from bot.flows.engine import EFFECT, KEPT, NOTES, Reply, begin, fits, step_back, take_turn
from bot.flows.services import Services
from bot.vocabulary import Message

OFFER_AFTER = 30 * 60.0
"""Seconds after which a conversation left in the middle is offered again."""

MOST_DRAFTS = 3


class Talk:
    """The conversation of one chat during one turn."""

    def __init__(self, services: Services, conversation: Conversation) -> None:
        self._services = services
        self.conversation = conversation

    @classmethod
    async def of(cls, services: Services) -> Talk:
        """The talk in the chat of this turn."""
        return cls(services, await services.work.conversation(services.address))

    async def reply(self, reply: Reply | None, message: int = 0) -> Reply | None:
        """Let the open question take the reply; what nothing took comes back."""
        before = self.conversation
        result = await take_turn(FLOWS, before, reply, self._services)
        after = result.conversation
        if message and reply is not None and result.unused is None and after.serial == before.serial:
            heard = {**dict(list(after.heard.items())[-29:]), str(message): before.asked}
            after = replace(after, heard=heard)
        await self._keep(before, after, result.messages)
        return result.unused

    async def choose(self, text: str) -> bool:
        """Let the open menu take words if they name one of its choices; False when they do not."""
        before = self.conversation
        if await fits(FLOWS, before, Reply(text=text), self._services):
            await self.reply(Reply(text=text))
            return True
        return False

    async def go(self, flow: str, subject: str = "", answers: Mapping[str, Any] | None = None) -> None:
        """Begin another flow; an unfinished form is kept as a draft."""
        self.conversation = begin(self._parked(), flow, subject, answers)
        await self.reply(None)

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
            self.conversation = replace(self.conversation, answers={})
            await self.go(flow_name, subject)

    async def cancel(self) -> None:
        """Drop the open conversation, with a word of what that means."""
        flow = FLOWS.get(self.conversation.flow)
        if flow is not None and flow.draft:
            self.say("cancelled")
        elif self.conversation.open and flow is not None and flow.name != "menu":
            self.say("cancelled-nothing")
        self.conversation = replace(self.conversation, flow="", answers={}, asked="")
        await self.go("menu")

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
        key = self.conversation.heard.get(str(message))
        if key is None or key not in self.conversation.answers:
            return False
        answers = {
            name: value for name, value in self.conversation.answers.items() if name not in (key, "summary")
        }
        self.conversation = replace(self.conversation, answers=answers, asked=key)
        self.say("answer-mended")
        await self.reply(Reply(text=text), message)
        return True

    def join(self, text: str) -> None:
        """Words that came before the question could be read: they belong to what was said before."""
        answers = dict(self.conversation.answers)
        last = next(reversed([key for key in answers if key[0] not in (EFFECT, KEPT)]), "")
        kept = answers.get(last)
        if isinstance(kept, dict) and "text" in kept and last != NOTES:
            answers[last] = {**kept, "text": "\n".join(filter(None, (kept["text"], text)))}
        else:
            answers[NOTES] = "\n".join(filter(None, (answers.get(NOTES, ""), text)))
        self.conversation = replace(self.conversation, answers=answers)
        self.keep(self.conversation)
        self.say("joined")

    def say(self, id: str, **values: object) -> None:
        """Say something beside the flow."""
        self._services.work.send(self._services.address, Message(self._services.say(id, **values)))

    def _parked(self) -> Conversation:
        """The conversation with its unfinished form among the drafts."""
        now = self.conversation
        flow = FLOWS.get(now.flow)
        told = [key for key in now.answers if key[0] not in (EFFECT, KEPT) and key != "consent"]
        if flow is None or not flow.draft or not told:
            return now
        draft = Draft(now.flow, now.subject, now.answers, self._services.now)
        others = [one for one in now.drafts if (one.flow, one.subject) != (draft.flow, draft.subject)]
        return replace(now, drafts=(draft, *others)[:MOST_DRAFTS])

    async def _keep(self, before: Conversation, after: Conversation, messages: tuple[Message, ...]) -> None:
        services = self._services
        letter = 0
        for message in messages:
            letter = services.work.send(services.address, message).id
        flow = FLOWS.get(after.flow)
        if after.asked:
            after = replace(after, asked_letter=letter)
        if after.asked and flow is not None and flow.draft and before.asked_letter == 0:
            services.work.later(offer_key(services), "offer", services.now + OFFER_AFTER, services.address)
        self.keep(after)
        finished = FLOWS.get(before.flow)
        if not after.asked and finished is not None:
            await self._ended(after)

    async def _ended(self, after: Conversation) -> None:
        """A flow came to its end: what was interrupted for it goes on."""
        if after.drafts and self._services.now - after.drafts[0].left_at < OFFER_AFTER:
            await self.resume()
        elif not after.drafts:
            self._services.work.never(offer_key(self._services))

    def keep(self, conversation: Conversation) -> None:
        """Store the conversation as it is now."""
        self.conversation = replace(conversation, touched_at=self._services.now)
        self._services.work.keep_conversation(self._services.address, self.conversation)


def offer_key(services: Services) -> str:
    """The key of the due row that offers an unfinished conversation again."""
    return f"offer:{services.address}"
