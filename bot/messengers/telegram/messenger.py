"""Telegram as a messenger of ours: a source of raw updates and a sink of letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from bot.messengers.telegram.decode import ALLOWED_UPDATES, NAME, decode, writer
from bot.messengers.telegram.session import LeanSession
from bot.messengers.telegram.verdicts import classify
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
    Message,
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

_FILES: Mapping[AttachmentKind, tuple[str, str]] = {
    AttachmentKind.PHOTO: ("sendPhoto", "photo"),
    AttachmentKind.VOICE: ("sendVoice", "voice"),
    AttachmentKind.FILE: ("sendDocument", "document"),
    AttachmentKind.VIDEO: ("sendVideo", "video"),
    AttachmentKind.STICKER: ("sendSticker", "sticker"),
}


_NAMES: Mapping[AttachmentKind, str] = {
    AttachmentKind.PHOTO: "photo.jpg",
    AttachmentKind.VOICE: "voice.ogg",
    AttachmentKind.VIDEO: "video.mp4",
}
"""What a file is called where it came without a name."""


class Telegram:
    """One bot."""

    name = NAME
    shares_phone = True

    def __init__(self, token: str, api_url: str) -> None:
        self._token = token
        self.account = int(token.partition(":")[0])
        self._session = LeanSession(api_url)
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
        """One letter, one call."""
        method, values = call_of(letter)
        file = letter.message.attachment if letter.message is not None else None
        try:
            if file is not None and file.ref.startswith(SPOOLED):
                status, answer = await self._send_bytes(letter, file, method, values)
                return _with_file(classify(status, answer), answer, _FILES[file.kind][1])
            status, answer = await self._session.call(self._token, method, values)
        except WireError as error:
            return Answer(Verdict.IN_DOUBT if error.sent else Verdict.RETRY, why=str(error))
        return classify(status, answer)

    async def _send_bytes(
        self, letter: Letter, file: Attachment, method: str, values: dict[str, Any]
    ) -> tuple[int, dict[str, Any]]:
        content = self._spool.read(letter.id) if self._spool is not None else None
        if content is None:
            return 400, {"ok": False, "description": "the file is gone from the spool"}
        name = file.name or _NAMES.get(file.kind, "file")
        return await self._session.call_with_file(
            self._token, method, values, _FILES[file.kind][1], name, content
        )

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


def call_of(letter: Letter) -> tuple[str, dict[str, Any]]:
    """The method and its fields for a letter."""
    chat = letter.address.chat
    if letter.act is Act.NAME:
        return "getChat", {"chat_id": letter.target}
    if letter.act is Act.MEMBER:
        return "getChatMember", {"chat_id": chat, "user_id": letter.target}
    if letter.act is Act.DELETE and letter.wants is not None:
        return "deleteMessages", {"chat_id": chat, "message_ids": letter.wants["messages"]}
    message = letter.message
    if message is None:
        raise ValueError(f"letter {letter.id} says nothing")
    values: dict[str, Any] = {"chat_id": chat}
    markup = _markup(message)
    if markup is not None:
        values["reply_markup"] = markup
    if letter.act is Act.EDIT:
        values |= {"message_id": letter.target, "text": message.text}
        values["link_preview_options"] = {"is_disabled": True}
        values.setdefault("reply_markup", {"inline_keyboard": []})
        return "editMessageText", values
    if message.reply_to is not None:
        values["reply_parameters"] = {"message_id": message.reply_to, "allow_sending_without_reply": True}
    if message.quiet:
        values["disable_notification"] = True
    if message.attachment is not None:
        return _file_call(message.attachment, message.text, values)
    values["text"] = message.text
    values["link_preview_options"] = {"is_disabled": True}
    return "sendMessage", values


def _file_call(file: Attachment, caption: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if file.kind is AttachmentKind.LOCATION:
        return "sendLocation", {**values, "latitude": file.latitude, "longitude": file.longitude}
    if file.kind is AttachmentKind.CONTACT:
        return "sendContact", {**values, "phone_number": file.phone, "first_name": file.name or file.phone}
    method, field = _FILES[file.kind]
    values[field] = file.ref
    if caption and file.kind is not AttachmentKind.STICKER:
        values["caption"] = caption
    return method, values


def _markup(message: Message) -> dict[str, Any] | None:
    if message.buttons:
        return {
            "inline_keyboard": [
                [
                    {"text": button.label, "url": button.url}
                    if button.url
                    else {"text": button.label, "callback_data": button.data}
                    for button in row
                ]
                for row in message.buttons
            ]
        }
    if message.keyboard:
        return {
            "keyboard": [
                [
                    {"text": key.label, "request_contact": True} if key.contact else {"text": key.label}
                    for key in row
                ]
                for row in message.keyboard
            ],
            "resize_keyboard": True,
            "is_persistent": True,
        }
    return None
