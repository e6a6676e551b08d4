"""Rankers for tests: one that knows a few texts by heart, one that answers when it is let."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from bot.domain.understanding import NOTHING, Understood


class FixedRanker:
    """Understands the texts that it was given, and nothing else."""

    def __init__(self, known: Mapping[str, Understood] | None = None) -> None:
        self.known = dict(known or {})
        self.asked: list[str] = []

    async def understand(self, text: str) -> Understood:
        """What it was told to answer."""
        self.asked.append(text)
        return self.known.get(text, NOTHING)


class SlowRanker(FixedRanker):
    """Answers nobody until it may."""

    def __init__(self, known: Mapping[str, Understood] | None = None) -> None:
        super().__init__(known)
        self.may = asyncio.Event()

    async def understand(self, text: str) -> Understood:
        """Waits, then answers."""
        await self.may.wait()
        return await super().understand(text)


class BrokenRanker(FixedRanker):
    """Fails at every text."""

    async def understand(self, text: str) -> Understood:
        """Raises."""
        raise RuntimeError(text)
