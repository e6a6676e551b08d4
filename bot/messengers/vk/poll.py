"""VK's long poll, asked by ourselves, and the sweep that closes its gaps.

vk_api's own loop ends on a time-out or an answer that is no JSON, and swallows `failed`; here it is a gap.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Any

import orjson
import requests

from bot.messengers.vk.clients import CONNECT, CallFailed, Clients, session
from bot.messengers.vk.events import event_key, marks_of
from bot.messengers.vk.histories import Histories
from bot.messengers.vk.threads import aside
from bot.messengers.vk.verdicts import classify
from bot.pipeline.intake import Batch, FetchFailed
from bot.vocabulary import Verdict

log = logging.getLogger(__name__)

WAIT = 25
"""Seconds that VK holds a request for events."""

BREATH = 1.5
"""Seconds after a `failed` before VK is asked again, three calls: twice as long each time it repeats."""

LONGEST_BREATH = 12.0

SHORTEST = 1.0
"""Seconds that an answer without events takes at least, whatever the server thinks of waiting."""

TIRED = 3
"""Failures after which another server is asked for: this one may be gone."""


class Poll:
    """The events of one community: new ones by long poll, missed ones from the histories."""

    def __init__(
        self, clients: Clients, group: int, histories: Histories, wait: int = WAIT, breath: float = BREATH
    ) -> None:
        self._clients = clients
        self._group = group
        self._histories = histories
        self._wait = wait
        self._breath = breath
        self._http = session("")
        self._server: tuple[str, str] | None = None
        self._newest = ""
        self._gap = True
        self._failed_in_a_row = 0
        self._silent_in_a_row = 0

    async def fetch(self, position: str) -> Batch:
        """The next events behind `position`; after a gap, first what the histories hold."""
        try:
            if self._server is None:
                await self._connect()
            position = position or self._newest
            if self._gap:
                updates, marks = await self._histories.missed()
                self._gap = False
                if updates:
                    log.warning("vk: %d messages were read in the histories", len(updates))
                if updates or marks:
                    return Batch(updates, position, marks)
            return await self._ask(position)
        except CallFailed as error:
            classed = classify(error.code, str(error))
            after = classed.after if classed.verdict is Verdict.WAIT else 0.0
            stop = classed.verdict is Verdict.STOP
            raise FetchFailed(f"{error.code} {error}", after, stop=stop) from None

    async def _connect(self) -> None:
        answer = await self._clients.call("groups.getLongPollServer", {"group_id": self._group}, first=True)
        self._server = (str(answer["server"]), str(answer["key"]))
        self._newest = str(answer["ts"])

    async def _ask(self, position: str) -> Batch:
        server, key = self._server or ("", "")
        values = {"act": "a_check", "key": key, "ts": position, "wait": self._wait, "mode": 2, "version": 3}
        began = time.monotonic()
        try:
            answer = await aside("vk-poll", self._get, server, values)
        except (requests.RequestException, ValueError) as error:
            self._silent_in_a_row += 1
            if self._silent_in_a_row >= TIRED:
                self._server, self._silent_in_a_row = None, 0
            raise FetchFailed(type(error).__name__) from None
        self._silent_in_a_row = 0
        if "failed" in answer:
            return await self._failed(answer, position)
        self._failed_in_a_row = 0
        if not answer["updates"]:
            await asyncio.sleep(max(0.0, min(SHORTEST, self._wait) - (time.monotonic() - began)))
        updates = [(event_key(event), event) for event in answer["updates"]]
        return Batch(updates, str(answer["ts"]), marks_of(answer["updates"]))

    def _get(self, server: str, values: Mapping[str, Any]) -> dict[str, Any]:
        patience = (CONNECT, self._wait + 10)
        answer = orjson.loads(self._http.get(server, params=values, timeout=patience).content)
        if not isinstance(answer, dict) or not ("failed" in answer or {"ts", "updates"} <= answer.keys()):
            raise ValueError("no answer of a long poll")
        return answer

    async def _failed(self, answer: Mapping[str, Any], position: str) -> Batch:
        """Whatever failed, messages may be missing: a new key where needed, then the sweep."""
        log.warning("vk: the long poll failed with %s; looking for what was missed", answer["failed"])
        self._gap = True
        await asyncio.sleep(min(LONGEST_BREATH, self._breath * 2 ** min(self._failed_in_a_row, 8)))
        self._failed_in_a_row += 1
        if answer["failed"] == 1 and "ts" in answer:
            return Batch((), str(answer["ts"]))
        self._server = None
        # The old position is worth trying with a new key only where VK says so.
        return Batch((), position if answer["failed"] == 2 else "")

    def close(self) -> None:
        """The thread in the middle of a poll is not waited for."""
        self._http.close()
