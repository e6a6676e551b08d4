"""Games of clubs: who plays what, how far it is, and what players have brought.

Many answers come in one batch. The live game stays in memory between batches, each turn puts the next one
into a buffer, and what it came to is sealed and written once, with the batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, func, insert, or_, select, update

from bot.domain.games.playing import PLAYS, Game, Points, Status
from bot.storage.buffer import Buffer
from bot.storage.database import upsert
from bot.storage.prepared import Prepared
from bot.storage.tables import game_points, games

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_GAME = Prepared(select(games).where(games.c.id == bindparam("game")))
_PLAYED = Prepared(
    select(games.c.id)
    .where(
        or_(games.c.club == bindparam("club"), games.c.other == bindparam("across")),
        games.c.status != Status.ENDED,
    )
    .order_by(games.c.id)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person brought to a club's games in a time."""

    person: int
    points: int
    right: int
    games: int


class Games:
    """The repository of games."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._games: Buffer[int, Game] = Buffer()
        self._played: Buffer[int, tuple[int, ...]] = Buffer()

    async def start(
        self,
        club: int,
        kind: str,
        title: str,
        content: Mapping[str, Any],
        play: Any,
        now: float,
        *,
        other: int | None = None,
        by: int | None = None,
    ) -> Game:
        """A game that begins now, in one club or between two."""
        new = Game(0, club, kind, title, content, play, now, other=other, began_by=by)
        result = await self._work.write(
            insert(games)
            .values(
                club=club,
                other=other,
                kind=kind,
                title=title,
                content_sealed=self._work.cipher.seal(orjson.dumps(content)),
                state_sealed=self._sealed(new),
                status=Status.RUNNING,
                began_by=by,
                began=now,
            )
            .returning(games.c.id)
        )
        number = int(result.scalar_one())
        game = Game(number, club, kind, title, content, play, now, other=other, began_by=by)
        self._games.put(number, game)
        await self._count_again(game)
        return game

    async def get(self, number: int) -> Game | None:
        """A game by its number, as this batch has it."""
        known = self._games.get(number) or self._work.memory.games.get(number)
        if known is not None:
            return known
        found = await self._work.read_prepared(_GAME, game=number)
        if not found:
            return None
        game = self._game(found[0])
        self._work.memory.games.put(number, game)
        return game

    async def running(self, club: int) -> list[Game]:
        """The games that go on or rest in a club's chat, the oldest first."""
        numbers = self._played.get(club)
        if numbers is None:
            numbers = self._work.memory.played.get(club)
        if numbers is None:
            numbers = await self._numbers(club)
            self._work.memory.played.put(club, numbers)
        found = [await self.get(number) for number in numbers]
        return [game for game in found if game is not None]

    async def of_club(self, club: int, most: int = 20) -> list[Game]:
        """The games of a club that are over, the newest first."""
        found = await self._work.read(
            select(games.c.id)
            .where(or_(games.c.club == club, games.c.other == club), games.c.status == Status.ENDED)
            .order_by(games.c.id.desc())
            .limit(most)
        )
        listed = [await self.get(row.id) for row in found]
        return [game for game in listed if game is not None]

    async def keep(self, game: Game) -> None:
        """Let the batch go on with the game as it is now."""
        before = await self.get(game.id)
        self._games.put(game.id, game)
        if before is not None and (before.status, before.ended) != (game.status, game.ended):
            values = {"status": game.status, "ended": game.ended}
            await self._work.write(update(games).where(games.c.id == game.id).values(**values))
            await self._count_again(game)

    async def _count_again(self, game: Game) -> None:
        for club in game.clubs:
            self._played.put(club, await self._numbers(club))

    async def _numbers(self, club: int) -> tuple[int, ...]:
        return tuple(row.id for row in await self._work.read_prepared(_PLAYED, club=club, across=club))

    # Points

    async def score(self, game: Game, club: int, brought: Mapping[int, Points], now: float) -> None:
        """Store what the players of a club brought to a game; storing it again changes it."""
        for person, one in brought.items():
            values = {"club": club, "points": one.points, "right": one.right, "at": now}
            statement = upsert(game_points).values(game=game.id, person=person, **values)
            await self._work.write(
                statement.on_conflict_do_update(index_elements=["game", "person"], set_=values)
            )

    async def standings(self, club: int, since: float, until: float, most: int = 10) -> list[Standing]:
        """Who brought most to a club's games in a time, the best first."""
        points, right = func.sum(game_points.c.points), func.sum(game_points.c.right)
        found = await self._work.read(
            select(game_points.c.person, points, right, func.count())
            .where(game_points.c.club == club, game_points.c.at >= since, game_points.c.at < until)
            .group_by(game_points.c.person)
            .order_by(points.desc(), right.desc(), game_points.c.person)
            .limit(most)
        )
        return [Standing(*row) for row in found]

    async def clubs_that_played(self, since: float, until: float) -> list[int]:
        """The clubs in whose games somebody brought something in a time."""
        found = await self._work.read(
            select(game_points.c.club)
            .where(game_points.c.at >= since, game_points.c.at < until)
            .distinct()
            .order_by(game_points.c.club)
        )
        return [row.club for row in found]

    async def join(self, keeper: int, joining: int) -> None:
        """Two persons are one: in the games that go on, one player has what both brought."""
        found = await self._work.read(select(games.c.id).where(games.c.status != Status.ENDED))
        for number in [row.id for row in found]:
            game = await self.get(number)
            if game is not None:
                joined = game.joined(keeper, joining)
                if joined is not game:
                    await self.keep(joined)

    # The batch

    def mark(self) -> None:
        """A turn begins here."""
        self._games.mark()
        self._played.mark()

    def undo(self) -> None:
        """Drop what the turn changed."""
        self._games.undo()
        self._played.undo()

    async def flush(self) -> None:
        """Write how far the games of the batch are, each once."""
        if self._games:
            await self._work.database.run_many(
                "UPDATE games SET state_sealed = ? WHERE id = ?",
                [(self._sealed(game), number) for number, game in self._games.items()],
            )

    def committed(self) -> None:
        """The transaction is on disk."""
        memory = self._work.memory
        for number, game in self._games.items():
            memory.games.put(number, game)
        for club, numbers in self._played.items():
            memory.played.put(club, numbers)

    def _sealed(self, game: Game) -> bytes:
        return self._work.cipher.seal(orjson.dumps(game.state()))

    def _game(self, row: Any) -> Game:
        unseal = self._work.cipher.open
        content, state = orjson.loads(unseal(row.content_sealed)), orjson.loads(unseal(row.state_sealed))
        return Game(
            id=row.id,
            club=row.club,
            kind=row.kind,
            title=row.title,
            content=content,
            play=PLAYS[row.kind](content, state["play"]),
            began=row.began,
            status=Status(row.status),
            other=row.other,
            began_by=row.began_by,
            ended=row.ended,
            board=state["board"],
            names=dict(state["names"]),
        )
