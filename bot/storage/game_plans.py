"""Plans of games, and challenges from club to club."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import insert, select, update

from bot.domain.activities import Plan
from bot.domain.games.plans import GamePlan, PlanState
from bot.domain.timetable import as_plan, plan_as_kept
from bot.storage.tables import game_plans

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork


class GamePlans:
    """The repository of plans and challenges."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def add(
        self,
        club: int,
        kind: str,
        options: Mapping[str, Any],
        made_by: int,
        now: float,
        *,
        plan: Plan | None = None,
    ) -> GamePlan:
        """A plan of a club; without a time it is a challenge that waits for a yes."""
        state = PlanState.OPEN if plan is not None else PlanState.OFFERED
        result = await self._work.write(
            insert(game_plans)
            .values(
                club=club,
                kind=kind,
                plan=orjson.dumps(plan_as_kept(plan)).decode() if plan is not None else "",
                zone=plan.zone.key if plan is not None else "",
                options=orjson.dumps(options).decode(),
                state=state,
                made_by=made_by,
                at=now,
            )
            .returning(game_plans.c.id)
        )
        number = int(result.scalar_one())
        return GamePlan(number, club, kind, plan, options, state, made_by, now)

    async def get(self, number: int) -> GamePlan | None:
        """A plan by its number."""
        row = (await self._work.read(select(game_plans).where(game_plans.c.id == number))).first()
        return _plan(row) if row is not None else None

    async def of_club(self, club: int, state: PlanState = PlanState.OPEN) -> list[GamePlan]:
        """The plans of a club in a state, the oldest first."""
        found = await self._work.read(
            select(game_plans)
            .where(game_plans.c.club == club, game_plans.c.state == state)
            .order_by(game_plans.c.id)
        )
        return [_plan(row) for row in found]

    async def change(self, number: int, before: PlanState, after: PlanState) -> bool:
        """Take a plan from one state to another; false where somebody else was there first."""
        result = await self._work.write(
            update(game_plans)
            .where(game_plans.c.id == number, game_plans.c.state == before)
            .values(state=after)
        )
        return bool(result.rowcount)


def _plan(row: Any) -> GamePlan:
    plan = as_plan(orjson.loads(row.plan), ZoneInfo(row.zone)) if row.plan else None
    return GamePlan(
        row.id,
        row.club,
        row.kind,
        plan,
        orjson.loads(row.options),
        PlanState(row.state),
        row.made_by,
        row.at,
    )
