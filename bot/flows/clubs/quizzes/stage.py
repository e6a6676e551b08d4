"""The chat of a club as a game sees it for one turn: what can be said there, and what comes later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.clubs import Club
from bot.domain.games.playing import BATTLE, QUIZ, Game
from bot.flows.clubs.games.referee import Referee
from bot.flows.services import Line
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Address, Attachment, Button, Lane, Letter, Message

Rows = tuple[tuple[Button, ...], ...]

LIVE = frozenset({BATTLE, QUIZ})
"""Games that want the whole chat: one of these at a time."""

MOST_NAMED = 10
"""Names in one sentence; of the others it is told how many they are."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A club's chat in one turn."""

    work: UnitOfWork
    line: Line
    club: Club
    now: float

    @classmethod
    async def of(cls, number: int, work: UnitOfWork, line: Line) -> Stage | None:
        """The chat of a club; None where it has none any more."""
        club = await work.clubs.get(number)
        if club is None or club.address is None:
            return None
        return cls(work, line, club, line.now())

    @property
    def address(self) -> Address:
        """Where the club meets; raises LookupError where that is nowhere."""
        if self.club.address is None:
            raise LookupError(f"club {self.club.id} has no chat")
        return self.club.address

    def say(self, id: str, **values: object) -> str:
        """A text as the people of the club read it."""
        return self.line.book.localised(self.club.language).texts.say(id, **values)

    def post(
        self,
        text: str,
        *,
        buttons: Rows = (),
        attachment: Attachment | None = None,
        wants: Mapping[str, Any] | None = None,
        edit: int = 0,
        reply_to: int | None = None,
    ) -> Letter:
        """Say something in the chat, or change what was said there."""
        message = Message(text, buttons=buttons, attachment=attachment, reply_to=reply_to)
        return self.work.send(self.address, message, wants=wants, edit=edit)

    def react(self, message: int, heard: str) -> None:
        """Show who wrote a message that it was heard: nobody's pace suffers by that."""
        Referee(self.line, self.work, self.now).react(self.club, message, heard)

    def delete(self, message: int, wants: Mapping[str, Any] | None = None) -> None:
        """Take a message of the line out of the chat."""
        self.work.put(self.address, Lane.REPLY, Act.DELETE, wants={**(wants or {}), "messages": [message]})

    async def live(self) -> Game | None:
        """The game that holds the chat at present, if one does; a battle that rests holds it, too."""
        games = await self.work.games.running(self.club.id)
        return next((one for one in games if one.kind in LIVE), None)

    def named(self, names: Iterable[str]) -> str:
        """Several people in one sentence."""
        known = list(names)
        told = ", ".join(known[:MOST_NAMED])
        if len(known) > MOST_NAMED:
            return self.say("quiz-and-others", names=told, count=len(known) - MOST_NAMED)
        return told
