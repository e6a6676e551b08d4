"""Answers to presses: those that come at once share a call, for VK counts calls."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import orjson

from bot.messengers.vk.clients import AT_ONCE, CallFailed, Clients
from bot.vocabulary import Toast

log = logging.getLogger(__name__)

TOAST = 80
"""Characters of a snackbar that are surely shown."""

METHOD = "messages.sendMessageEventAnswer"


class Presses:
    """The open presses of one community."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._leaving: set[asyncio.Task[None]] = set()

    async def answer(self, toast: Toast) -> None:
        """Stop the button's spinner, with or without words; failures are of no consequence."""
        event, _, user = toast.query.partition(":")
        if not user:
            return
        values: dict[str, Any] = {"event_id": event, "user_id": user, "peer_id": toast.address.chat}
        if toast.text:
            shown = {"type": "show_snackbar", "text": toast.text[:TOAST]}
            values["event_data"] = orjson.dumps(shown).decode()
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._waiting.append((values, done))
        if len(self._waiting) == 1:
            # The others of the same commit are here before the loop comes round.
            loop.call_soon(self._leave)
        await done

    def _leave(self) -> None:
        waiting, self._waiting = self._waiting, []
        for start in range(0, len(waiting), AT_ONCE):
            task = asyncio.create_task(self._send(waiting[start : start + AT_ONCE]))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _send(self, part: Sequence[tuple[dict[str, Any], asyncio.Future[None]]]) -> None:
        try:
            if len(part) == 1:
                results: list[Any] = [await self._clients.call(METHOD, part[0][0], first=True)]
            else:
                results = await self._clients.execute([(METHOD, values) for values, _ in part], first=True)
        except CallFailed as error:
            results = [error]
        refused = [error.code for error in results if isinstance(error, CallFailed)]
        if refused:
            log.info("vk: presses could not be answered (%s)", refused)
        for _, done in part:
            if not done.done():
                done.set_result(None)
