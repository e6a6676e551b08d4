"""Files in VK: fetched by their address, uploaded through VK's upload servers before they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests

from bot.messengers.vk.clients import CONNECT, CallFailed, Clients, session
from bot.messengers.vk.decode import NAME
from bot.messengers.vk.threads import aside
from bot.messengers.vk.verdicts import classify
from bot.pipeline.ferry import FileLater, FileRefused
from bot.vocabulary import Attachment, AttachmentKind, Verdict

LARGEST = 50 * 1024 * 1024
"""Bytes that are carried; VK itself takes more."""

PATIENCE = 120.0

NO_FILES_OF_ITS_OWN = frozenset({7, 15, 27, 100, 203, 214})
"""What VK says where a community may not have files beside those for its messages."""

_NAMES = {AttachmentKind.VOICE: "voice.ogg", AttachmentKind.VIDEO: "video.mp4"}


class Files:
    """Downloads and uploads of one community."""

    def __init__(self, clients: Clients, api_url: str, group: int) -> None:
        self._clients = clients
        self._group = group
        self._http = session(api_url)

    async def download(self, file: Attachment) -> bytes:
        """The bytes behind an attachment; raises FileRefused or FileLater."""
        if not file.url or file.size > LARGEST:
            raise FileRefused("VK gives no address for it, or it is too large")
        try:
            return await aside("vk-file", self._get, file.url)
        except requests.RequestException as error:
            raise FileLater(type(error).__name__) from None

    def _get(self, url: str) -> bytes:
        with self._http.get(url, timeout=(CONNECT, PATIENCE), stream=True) as answer:
            if answer.status_code != 200:
                gone = 400 <= answer.status_code < 500
                raise (FileRefused if gone else FileLater)(f"HTTP {answer.status_code}")
            content = bytearray()
            for part in answer.iter_content(65536):
                content += part
                if len(content) > LARGEST:
                    raise FileRefused("the file is too large")
            return bytes(content)

    async def upload(self, file: Attachment, content: bytes, peer: int) -> Attachment:
        """The file as an attachment for one peer, or the community's own; raises FileRefused or FileLater.

        What is uploaded for a peer belongs to this peer. A file that goes to many is the community's own;
        where it may not have one (a voice, or files are off in its settings), it is the peer's after all.
        """
        keep = file.keep if file.kind is not AttachmentKind.VOICE else ""
        try:
            try:
                ref = await self._uploaded(file, content, 0 if keep else peer)
            except CallFailed as error:
                if not keep or error.code not in NO_FILES_OF_ITS_OWN:
                    raise
                keep, ref = "", await self._uploaded(file, content, peer)
        except CallFailed as error:
            verdict = classify(error.code, str(error)).verdict if error.code else Verdict.RETRY
            why = f"{error.code} {error}"
            if verdict in (Verdict.WAIT, Verdict.RETRY, Verdict.STOP):
                raise FileLater(why) from None
            raise FileRefused(why, verdict if verdict is Verdict.UNREACHABLE else Verdict.FILE) from None
        except (requests.RequestException, KeyError, ValueError) as error:
            raise FileLater(type(error).__name__) from None
        return Attachment(file.kind, ref, file.name, len(content), messenger=NAME, keep=keep)

    async def _uploaded(self, file: Attachment, content: bytes, peer: int) -> str:
        if file.kind is AttachmentKind.PHOTO:
            return await self._photo(content, peer)
        return await self._document(file, content, peer)

    async def _photo(self, content: bytes, peer: int) -> str:
        whose = {"peer_id": peer} if peer else {}
        server = await self._clients.call("photos.getMessagesUploadServer", whose)
        sent = await aside("vk-file", self._post, server["upload_url"], "photo", "photo.jpg", content)
        values = {key: sent[key] for key in ("photo", "server", "hash")}
        saved = (await self._clients.call("photos.saveMessagesPhoto", values))[0]
        return reference("photo", saved)

    async def _document(self, file: Attachment, content: bytes, peer: int) -> str:
        kind = "audio_message" if file.kind is AttachmentKind.VOICE else "doc"
        if peer:
            whose = {"peer_id": peer, "type": kind}
            server = await self._clients.call("docs.getMessagesUploadServer", whose)
        else:
            server = await self._clients.call("docs.getWallUploadServer", {"group_id": self._group})
        name = file.name or _NAMES.get(file.kind, "file")
        sent = await aside("vk-file", self._post, server["upload_url"], "file", name, content)
        if "file" not in sent:
            raise FileRefused(str(sent.get("error", "VK does not take it")))
        saved = await self._clients.call("docs.save", {"file": sent["file"], "title": name})
        return reference("doc", saved.get(str(saved.get("type")), saved))

    def _post(self, url: str, field: str, name: str, content: bytes) -> dict[str, Any]:
        answer = self._http.post(url, files={field: (name, content)}, timeout=(CONNECT, PATIENCE))
        decoded = answer.json()
        if not isinstance(decoded, dict):
            raise ValueError("no answer of an upload server")
        return decoded

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


def reference(kind: str, saved: Mapping[str, Any]) -> str:
    """How a message names an uploaded file."""
    ref = f"{kind}{saved['owner_id']}_{saved['id']}"
    return f"{ref}_{saved['access_key']}" if saved.get("access_key") else ref
