"""VK as a messenger of ours: a source of raw events and a sink of letters."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from bot.messengers.vk.clients import AT_ONCE, READ, CallFailed, Clients
from bot.messengers.vk.decode import NAME, decode, writer
from bot.messengers.vk.deeds import Deeds
from bot.messengers.vk.files import Files, reference
from bot.messengers.vk.histories import Histories
from bot.messengers.vk.plain import PlainClients
from bot.messengers.vk.poll import BREATH, WAIT, Poll
from bot.messengers.vk.presses import Presses
from bot.messengers.vk.render import neutral, values_of
from bot.messengers.vk.verdicts import NOT_EDITABLE, classify
from bot.pipeline.intake import Batch, Known
from bot.storage.spool import Spool
from bot.vocabulary import (
    Act,
    Address,
    Answer,
    Attachment,
    AttachmentKind,
    Lane,
    Letter,
    Message,
    Toast,
    Update,
    Verdict,
)

METHODS = {Act.SAY: "messages.send", Act.EDIT: "messages.edit"}

_ONE_BY_ONE = 100
"""An error that is of one letter's own making: the others are not held back by it."""

REMEMBERED, REMEMBERED_IN_CHAT = 45 * 60.0, 5 * 60.0
"""Seconds for which VK surely knows a random id again: it keeps it for an hour, or a hundred messages."""


class Vk:
    """One community."""

    name = NAME
    shares_phone = False
    silences = False
    pack = AT_ONCE

    def __init__(
        self,
        token: str,
        group: int,
        api_url: str = "",
        per_second: int = 20,
        now: Callable[[], float] = time.time,
        *,
        read: float = READ,
        wait: int = WAIT,
        breath: float = BREATH,
    ) -> None:
        self.account = -group
        self._group = group
        self._now = now
        self._clients = Clients(token, api_url, per_second, read=read)
        self._histories = Histories(self._clients, group, now)
        self._poll = Poll(self._clients, group, self._histories, wait, breath)
        self._files = Files(self._clients, api_url, group)
        self._plain = PlainClients()
        self._deeds = Deeds(self._clients, group)
        self._presses = Presses(self._clients)

    def attach(self, known: Known, spool: Spool) -> None:
        """Where the positions of the conversations are kept; files go up before their letters."""
        self._histories.known = known

    async def download(self, file: Attachment) -> bytes:
        """The bytes behind an attachment; raises FileRefused or FileLater."""
        return await self._files.download(file)

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        """The file as the community can send it; raises FileRefused or FileLater."""
        return await self._files.upload(file, content, letter.address.chat)

    async def fetch(self, position: str) -> Batch:
        """The next raw events; those behind a position that was asked with are confirmed."""
        await self._plain.load(self._histories.known)
        batch = await self._poll.fetch(position)
        noticed = self._plain.noticed(event for _, event in batch.updates)
        return replace(batch, marks={**batch.marks, **noticed}) if noticed else batch

    def decode(self, key: str, raw: Any) -> Update:
        """One raw event in our vocabulary."""
        return self._plain.heard(decode(key, raw))

    def writer(self, raw: Any) -> Address | None:
        """The dialogue behind an event that cannot be decoded, if it shows one."""
        return writer(raw)

    async def send(self, letter: Letter) -> Answer:
        """One letter, one call; the letter's own random id makes a repeat harmless."""
        await self._plain.load(self._histories.known)
        try:
            return await self._send(letter)
        except CallFailed as error:
            return answer_to(error)

    async def send_pack(self, letters: Sequence[Letter]) -> Sequence[Answer]:
        """Letters to different people in one call; each has its own random id, however they are packed again.

        Raises CallFailed for what VK takes of none of them together: then one of them may be at fault.
        """
        await self._plain.load(self._histories.known)
        if any(_keeps_picture(letter) for letter in letters):
            raise CallFailed("what a message shows must be read first", code=_ONE_BY_ONE)
        first = all(letter.lane <= Lane.REPLY for letter in letters)
        try:
            old = [letter for letter in letters if self._forgotten(letter)]
            known = await self._histories.arrived(old) if old else {}
            fresh = [letter for letter in letters if known.get(letter.id) is None]
            calls = [(METHODS[letter.act], self._said(letter)) for letter in fresh]
            results = await self._clients.execute(calls, first=first) if calls else []
        except CallFailed as error:
            answer = answer_to(error)
            if answer.verdict in (Verdict.WAIT, Verdict.RETRY, Verdict.IN_DOUBT, Verdict.STOP):
                return [answer] * len(letters)
            raise
        answers = {letter.id: self._found(letter, number) for letter in old if (number := known[letter.id])}
        for letter, result in zip(fresh, results, strict=True):
            take = self._edited if letter.act is Act.EDIT else self._taken
            answers[letter.id] = take(letter, result)
        return [answers[letter.id] for letter in letters]

    async def _send(self, letter: Letter) -> Answer:
        first = letter.lane <= Lane.REPLY
        if letter.act not in METHODS:
            return await self._deeds.do(letter, first=first)
        if _keeps_picture(letter):
            letter = await self._with_picture(letter, first=first)
        values = self._said(letter)
        if letter.act is Act.EDIT:
            try:
                return self._edited(letter, await self._clients.call("messages.edit", values, first=first))
            except CallFailed as error:
                return self._edited(letter, error)
        if self._forgotten(letter):
            number = await self._histories.find(letter, first=first)
            if number is not None:
                return self._found(letter, number)
        return self._taken(letter, await self._clients.call("messages.send", values, first=first))

    def _said(self, letter: Letter) -> dict[str, Any]:
        """What a call needs to show a letter's message, anew or in the place of another."""
        message, peer = letter.message, letter.address.chat
        if message is None:
            raise ValueError(f"letter {letter.id} says nothing")
        values = {**self._content(peer, message), "disable_mentions": 1, "dont_parse_links": 1}
        if letter.act is Act.EDIT:
            values.setdefault("keyboard", '{"inline":true,"buttons":[]}')
            return {**values, "peer_id": peer, "cmid": letter.target}
        values |= {"peer_ids": peer, "random_id": letter.random_id}
        if message.reply_to is not None:
            reply = {"peer_id": peer, "conversation_message_ids": [message.reply_to], "is_reply": 1}
            values["forward"] = orjson.dumps(reply).decode()
        return values

    async def _with_picture(self, letter: Letter, *, first: bool) -> Letter:
        """The letter with the picture that its message shows now."""
        aim = {"peer_id": letter.address.chat, "conversation_message_ids": letter.target}
        answer = await self._clients.call("messages.getByConversationMessageId", aim, first=first)
        shown = [one for item in answer.get("items") or () for one in item.get("attachments") or ()]
        photo = next((one["photo"] for one in shown if one.get("type") == "photo"), None)
        if letter.message is None:
            return letter
        file = Attachment(AttachmentKind.PHOTO, reference("photo", photo)) if photo is not None else None
        return replace(letter, message=replace(letter.message, attachment=file))

    def _taken(self, letter: Letter, answers: Any) -> Answer:
        """What messages.send answered for the one whom a letter goes to."""
        if isinstance(answers, CallFailed):
            return answer_to(answers)
        answer = answers[0] if isinstance(answers, list) and answers else None
        if not isinstance(answer, Mapping):
            return Answer(Verdict.IN_DOUBT, why="no answer of VK")
        error = answer.get("error")
        if error:
            code = int(error.get("code") or error.get("error_code") or 0)
            return classify(code, str(error.get("description") or ""))
        return self._found(letter, int(answer.get("conversation_message_id") or 0))

    def _found(self, letter: Letter, number: int) -> Answer:
        self._plain.sent(letter)
        return Answer(Verdict.SENT, message=number)

    def _edited(self, letter: Letter, answer: Any) -> Answer:
        """What messages.edit answered, or why it did not."""
        if not isinstance(answer, CallFailed):
            return Answer(Verdict.SENT, message=letter.target)
        classed = answer_to(answer)
        if answer.code in NOT_EDITABLE and classed.verdict is not Verdict.STOP:
            return Answer(Verdict.GONE, why=classed.why)
        return classed

    def _forgotten(self, letter: Letter) -> bool:
        """Whether the letter may have arrived long ago, and VK not know its random id any more.

        Letters are numbered by the microseconds of their making; those from before a restart count as tried.
        """
        age = self._now() - letter.id / 1_000_000
        tried = letter.act is Act.SAY and letter.attempts > 0
        return tried and age > (REMEMBERED_IN_CHAT if letter.address.group else REMEMBERED)

    def _content(self, peer: int, message: Message) -> dict[str, Any]:
        file = message.attachment
        if file is None:
            return values_of(message, inline=peer not in self._plain)
        values: dict[str, Any] = {"message": neutral(message.text)} if message.text else {}
        if file.kind is AttachmentKind.LOCATION:
            return {**values, "lat": file.latitude, "long": file.longitude}
        if file.kind is AttachmentKind.STICKER:
            return {"sticker_id": file.ref}
        if file.kind is AttachmentKind.CONTACT:
            return {"message": neutral("\n".join(filter(None, (message.text, file.name, file.phone))))}
        if message.buttons:
            values = values_of(message, inline=peer not in self._plain)
        return {**values, "attachment": file.ref}

    async def answer_press(self, toast: Toast) -> None:
        """Stop the button's spinner, with or without words."""
        await self._presses.answer(toast)

    async def introduce(self, commands: Mapping[str, Mapping[str, str]]) -> str:
        """VK has no list of commands; the community's short name."""
        answer = await self._clients.call("groups.getById", {"group_id": self._group})
        groups = answer.get("groups") if isinstance(answer, Mapping) else answer
        return str(groups[0].get("screen_name") or f"club{self._group}") if groups else f"club{self._group}"

    async def close(self) -> None:
        """Close the connections."""
        self._poll.close()
        self._files.close()
        self._clients.close()


def answer_to(error: CallFailed) -> Answer:
    """What a call that came to nothing means for its letter."""
    if error.code:
        return classify(error.code, str(error))
    return Answer(Verdict.IN_DOUBT if error.sent else Verdict.RETRY, why=str(error))


def _keeps_picture(letter: Letter) -> bool:
    """Whether only the words under a picture change: VK drops what an edit does not name."""
    file = letter.message.attachment if letter.message is not None else None
    return letter.act is Act.EDIT and file is not None and not file.ref and file.kind is AttachmentKind.PHOTO
