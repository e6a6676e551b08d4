"""How a quiz begins that somebody wished for: at once, or when the time of its plan has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.clubs import Club
from bot.domain.games.quiz import QuizPack
from bot.flows.clubs.packs.shelf import taken
from bot.flows.clubs.quizzes.quizzing import begin, drawn
from bot.flows.clubs.quizzes.stage import Stage
from bot.flows.services import Services


async def begin_quiz(services: Services, club: Club, pack: QuizPack, count: int, seconds: float) -> bool:
    """Begin a quiz of so many questions; false where the chat is busy with another game."""
    stage = Stage(services.work, services.line, club, services.now)
    chosen = await drawn(stage, pack, count, seconds)
    return await begin(stage, chosen, services.person.id) is not None


async def begin_by_plan(services: Services, club: Club, options: Mapping[str, Any]) -> bool:
    """Begin a quiz whose time has come; false where its pack is gone, or the chat is busy."""
    pack = await taken(services, str(options["pack"]))
    if not isinstance(pack, QuizPack):
        return False
    return await begin_quiz(services, club, pack, int(options["count"]), float(options["seconds"]))
