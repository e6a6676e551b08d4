"""One port for all of VK: the API, the Long Poll, uploads and files."""

import asyncio
import mimetypes
from urllib.parse import unquote

import orjson

from sandbox.front import Listener, Request
from sandbox.telegram.api import Answer
from sandbox.vk.api import VkApi
from sandbox.vk.faults import LONG_POLL, UPLOAD, VkFaults

NOT_FOUND = Answer(404, orjson.dumps({"error": "not found"}))


class VkFront(Listener):
    """The server of one VK."""

    files = b"/files/"

    def __init__(self, api: VkApi, faults: VkFaults) -> None:
        super().__init__(faults)
        self.api = api

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Listen; port 0 takes a free one."""
        await super().start(port, host)
        self.api.world.address = f"http://{host}:{self.port}"

    def method(self, path: bytes) -> str | Answer:
        """The method that a path names; the Long Poll and uploads have names of their own, for faults."""
        if path.startswith(b"/method/"):
            return unquote(path[len(b"/method/") :].decode("latin-1"))
        if path.startswith(b"/lp/"):
            return LONG_POLL
        return UPLOAD if path.startswith(b"/upload/") else NOT_FOUND

    def call(self, method: str, request: Request, query: bytes) -> Answer | asyncio.Future[Answer]:
        """Carry out a call, now or later."""
        if method == LONG_POLL:
            return self.api.poll(request.content_type, request.body, query)
        if method == UPLOAD:
            key = request.url.partition(b"?")[0][len(b"/upload/") :].decode("latin-1")
            return self.api.upload(key, request.content_type, request.body)
        scheme, _, bearer = request.authorization.decode("latin-1").partition(" ")
        token = bearer.strip() if scheme.lower() == "bearer" else ""
        return self.api.call(method, request.content_type, request.body, query, token)

    def download(self, path: bytes) -> tuple[Answer, str]:
        """A stored file's bytes and their type."""
        file = self.api.world.files.at(unquote(path.decode("latin-1")).removeprefix("/files/"))
        if file is None or file.content is None:
            return NOT_FOUND, "application/json"
        return Answer(200, file.content), mimetypes.guess_type(file.name)[0] or "application/octet-stream"
