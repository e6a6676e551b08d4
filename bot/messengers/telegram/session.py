"""aiogram's session over the lean wire, and the raw calls of the hot path on the same connections."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import orjson
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods.base import TelegramMethod, TelegramType
from urllib3.filepost import encode_multipart_formdata

from bot.messengers.wire import Wire, WireError


class LeanSession(BaseSession):
    """Sends aiogram's methods as JSON; files go by reference only, so there is never anything to upload."""

    def __init__(self, api_url: str) -> None:
        super().__init__(api=TelegramAPIServer.from_base(api_url))
        self._wire = Wire(api_url)
        self._prefix = "/" + self.api.base.split("://", 1)[1].partition("/")[2]

    def path(self, token: str, method: str) -> str:
        """The path of a call."""
        return self._prefix.format(token=token, method=method)

    async def call(
        self, token: str, method: str, values: Mapping[str, Any], timeout: float = 30.0
    ) -> tuple[int, dict[str, Any]]:
        """A raw call: the status and the answer, empty where it is no JSON; raises WireError."""
        status, content = await self._wire.post(self.path(token, method), orjson.dumps(values), timeout)
        try:
            answer = orjson.loads(content)
        except orjson.JSONDecodeError:
            return status, {}
        return status, answer if isinstance(answer, dict) else {}

    async def call_with_file(
        self, token: str, method: str, values: Mapping[str, Any], field: str, name: str, content: bytes
    ) -> tuple[int, dict[str, Any]]:
        """A raw call with one file in it; raises WireError."""
        parts = {
            key: value if isinstance(value, str) else orjson.dumps(value).decode()
            for key, value in values.items()
        }
        body, kind = encode_multipart_formdata({**parts, field: (name, content)})
        status, answer = await self._wire.post(self.path(token, method), body, 120.0, kind)
        try:
            decoded = orjson.loads(answer)
        except orjson.JSONDecodeError:
            return status, {}
        return status, decoded if isinstance(decoded, dict) else {}

    async def fetch_file(self, token: str, file_path: str) -> tuple[int, bytes]:
        """The bytes of a file that `getFile` named; raises WireError."""
        place = urlsplit(self.api.file.format(token=token, path=quote(file_path)))
        return await self._wire.get(place.path, 120.0)

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """One of aiogram's own methods."""
        values = method.model_dump(mode="json", exclude_none=True, warnings=False)
        body = orjson.dumps({name: value for name, value in values.items() if value is not None})
        try:
            status, content = await self._wire.post(
                self.path(bot.token, method.__api_method__), body, timeout or 30
            )
        except WireError as error:
            raise TelegramNetworkError(method=method, message=str(error)) from None
        checked = self.check_response(bot=bot, method=method, status_code=status, content=content.decode())
        result: TelegramType = checked.result  # type: ignore[assignment]
        return result

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """Not needed: files cross by reference."""
        if url:
            raise ValueError("files are passed on by reference, never fetched")
        yield b""

    async def close(self) -> None:
        """Close the connections."""
        self._wire.close()
