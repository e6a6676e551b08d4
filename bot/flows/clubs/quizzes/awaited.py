"""The rows that a club's quiz, word of the day and photographs wait for, each put again should it be lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.domain.games.exhibition import EntryState
from bot.domain.games.playing import QUIZ, WORD, Status
from bot.flows.clubs.quizzes import daily, exhibiting, quizzing
from bot.flows.clubs.quizzes.stage import Stage

Again = Callable[[], object]


async def waits_for(stage: Stage) -> list[tuple[str, Again]]:
    """The keys of these rows, and how each is put again."""
    found: list[tuple[str, Again]] = []
    if stage.club.settings.get(daily.SETTING):
        found.append((f"{daily.DUE}:{stage.club.id}", partial(daily.plan, stage)))
    for game in await stage.work.games.running(stage.club.id):
        if game.kind == QUIZ and game.status is Status.RUNNING:
            # Later than it would have been: a row that was put in this very batch is not seen yet.
            step, at = "close" if game.play.asked is not None else "ask", game.play.due() or stage.now
            again = partial(quizzing.Quizzing(stage, game).next, step, max(at, stage.now) + quizzing.LATE)
            found.append((f"{quizzing.DUE}:{game.id}", again))
        elif game.kind == WORD:
            day = datetime.fromtimestamp(game.began, stage.line.zone).date()
            evening = datetime.combine(day, daily.EVENING, stage.line.zone).timestamp()
            data = {"club": stage.club.id, "step": "tell", "game": game.id}
            found.append(_row(stage, f"{daily.DUE}-tell:{game.id}", daily.DUE, evening, data))
        elif game.kind in exhibiting.KINDS:
            data = {"game": game.id, "step": "end"}
            key = f"{exhibiting.DUE}-end:{game.id}"
            found.append(_row(stage, key, exhibiting.DUE, game.play.until, data))
            if await stage.work.entries.of_game(game.id, EntryState.WAITING):
                data = {**data, "step": "show"}
                found.append(_row(stage, f"{exhibiting.DUE}:{game.id}", exhibiting.DUE, stage.now, data))
    return found


def _row(stage: Stage, key: str, kind: str, at: float, data: dict[str, object]) -> tuple[str, Again]:
    return key, partial(stage.work.later, key, kind, max(at, stage.now), stage.address, data)
