"""Telegram as a messenger of ours: a source of raw updates and a sink of letters."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from bot.messengers.telegram.calls import FILES, call_of, other_edit
from bot.messengers.telegram.decode import ALLOWED_UPDATES, NAME, decode, writer
from bot.messengers.telegram.session import LeanSession
from bot.messengers.telegram.verdicts import OTHER_KIND, classify, runners
from bot.messengers.wire import WireError
from bot.pipeline.ferry import FileLater, FileRefused
from bot.pipeline.intake import Batch, FetchFailed, Known
from bot.storage.spool import Spool
from bot.vocabulary import (
    Act,
    Address,
    Answer,
    Attachment,
    AttachmentKind,
    Letter,
    Toast,
    Update,
    Verdict,
)

POLL = 25
"""Seconds that Telegram holds a request for updates."""

LARGEST_DOWN, LARGEST_UP = 20 * 1024 * 1024, 50 * 1024 * 1024
"""Bytes that a bot may fetch and send."""

SPOOLED = "spool:"
"""A reference to a file that lies in the spool and goes up with the letter."""

_NAMES: Mapping[AttachmentKind, str] = {
    AttachmentKind.PHOTO: "photo.jpg",
    AttachmentKind.VOICE: "voice.ogg",
    AttachmentKind.VIDEO: "video.mp4",
}
"""What a file is called where it came without a name."""

_PART = "file"
"""The part of an upload that shows a message something new."""


class Telegram:
    """One bot."""

    name = NAME
    shares_phone = True
    silences = True

    def __init__(self, token: str, api_url: str, now: Callable[[], float] = time.time) -> None:
        self._token = token
        self.account = int(token.partition(":")[0])
        self._session = LeanSession(api_url)
        self._now = now
        self._spool: Spool | None = None
        self.bot = Bot(token, session=self._session)

    def attach(self, known: Known, spool: Spool) -> None:
        """Where files on their way lie; positions of single conversations are not needed here."""
        self._spool = spool

    async def fetch(self, position: str) -> Batch:
        """The next raw updates; asking with a position confirms everything before it."""
        values: dict[str, Any] = {"timeout": POLL, "limit": 100, "allowed_updates": ALLOWED_UPDATES}
        if position:
            values["offset"] = int(position)
        try:
            status, answer = await self._session.call(self._token, "getUpdates", values, POLL + 10)
        except WireError as error:
            raise FetchFailed(str(error)) from None
        if not answer.get("ok"):
            classed = classify(status, answer)
            after = classed.after if classed.verdict is Verdict.WAIT else 0.0
            raise FetchFailed(classed.why, after, stop=classed.verdict is Verdict.STOP)
        raw = answer["result"]
        if not raw:
            return Batch((), position)
        updates = [(str(update["update_id"]), update) for update in raw]
        return Batch(updates, str(max(update["update_id"] for update in raw) + 1))

    def decode(self, key: str, raw: Any) -> Update:
        """One raw update in our vocabulary."""
        return decode(key, raw)

    def writer(self, raw: Any) -> Address | None:
        """The private chat behind an update that cannot be decoded, if it shows one."""
        return writer(raw)

    async def send(self, letter: Letter) -> Answer:
        """One letter, one call; two where who runs a chat is read, or another kind of message is edited."""
        call = call_of(letter, self._now())
        if call is None:
            return Answer(Verdict.SENT)
        method, values = call
        file = letter.message.attachment if letter.message is not None else None
        try:
            if file is not None and file.ref.startswith(SPOOLED):
                status, answer = await self._send_bytes(letter, file, method, values)
                return _with_file(classify(status, answer), answer, FILES[file.kind][1])
            status, answer = await self._session.call(self._token, method, values)
            if letter.act is Act.ADMINS and answer.get("ok"):
                return await self._runners(letter, answer["result"])
            other = other_edit(method, values) if OTHER_KIND.search(answer.get("description", "")) else None
            if other is not None:
                status, answer = await self._session.call(self._token, *other)
        except WireError as error:
            return Answer(Verdict.IN_DOUBT if error.sent else Verdict.RETRY, why=str(error))
        return classify(status, answer)

    async def _runners(self, letter: Letter, administrators: Any) -> Answer:
        """Who runs a chat, what the bot may do there, and how many are in it."""
        status, answer = await self._session.call(
            self._token, "getChatMemberCount", {"chat_id": letter.address.chat}
        )
        if not answer.get("ok"):
            return classify(status, answer)
        count = max(0, int(answer["result"]) - 1)
        return Answer(Verdict.SENT, result={**runners(administrators, self.account), "count": count})

    async def _send_bytes(
        self, letter: Letter, file: Attachment, method: str, values: dict[str, Any]
    ) -> tuple[int, dict[str, Any]]:
        content = self._spool.read(letter.id) if self._spool is not None else None
        if content is None:
            return 400, {"ok": False, "description": "the file is gone from the spool"}
        name, part = file.name or _NAMES.get(file.kind, "file"), FILES[file.kind][1]
        if letter.act is Act.EDIT:
            part = _PART
            values = {**values, "media": {**values["media"], "media": f"attach://{part}"}}
        return await self._session.call_with_file(self._token, method, values, part, name, content)

    async def download(self, file: Attachment) -> bytes:
        """The bytes behind a file id; raises FileRefused or FileLater."""
        if file.size > LARGEST_DOWN:
            raise FileRefused("the file is larger than a bot may fetch")
        try:
            status, answer = await self._session.call(self._token, "getFile", {"file_id": file.ref})
            if not answer.get("ok"):
                verdict = classify(status, answer)
                raise (FileLater if verdict.verdict in (Verdict.WAIT, Verdict.RETRY) else FileRefused)(
                    verdict.why
                )
            status, content = await self._session.fetch_file(self._token, answer["result"]["file_path"])
        except WireError as error:
            raise FileLater(str(error)) from None
        if status != 200:
            raise FileLater(f"HTTP {status}") if status >= 500 else FileRefused(f"HTTP {status}")
        return content

    async def upload(self, file: Attachment, content: bytes, letter: Letter) -> Attachment:
        """Telegram takes a file together with its message: it stays in the spool until then."""
        if len(content) > LARGEST_UP:
            raise FileRefused("the file is larger than a bot may send")
        return replace(file, ref=f"{SPOOLED}{letter.id}", messenger=NAME, url="", keep="")

    async def answer_press(self, toast: Toast) -> None:
        """Stop the button's spinner, with or without words."""
        values: dict[str, Any] = {"callback_query_id": toast.query}
        if toast.text:
            values |= {"text": toast.text[:200], "show_alert": toast.alert}
        try:
            await self._session.call(self._token, "answerCallbackQuery", values, 10.0)
        except WireError:
            return

    async def introduce(self, commands: Mapping[str, Mapping[str, str]]) -> str:
        """Offer the commands in private chats, in every language; gives the bot's name, without @."""
        me = await self.bot.get_me()
        for number, (language, described) in enumerate(commands.items()):
            listed = [BotCommand(command=name, description=text) for name, text in described.items()]
            await self.bot.set_my_commands(
                listed, scope=BotCommandScopeAllPrivateChats(), language_code=language if number else None
            )
        return me.username or ""

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()


def _with_file(classed: Answer, answer: Mapping[str, Any], kind: str) -> Answer:
    """With the id by which a file that went up can be sent again; a photo's is that of its largest size."""
    result = answer.get("result")
    shown = result.get(kind) if isinstance(result, Mapping) else None
    if isinstance(shown, list):
        shown = shown[-1] if shown else None
    if classed.verdict is not Verdict.SENT or not isinstance(shown, Mapping) or not shown.get("file_id"):
        return classed
    return replace(classed, result={**classed.result, "file": shown["file_id"]})
