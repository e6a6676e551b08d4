"""Whoever leads the games of one turn: what they may do in chats, without anybody having asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.clubs import Club
from bot.domain.games.playing import Game
from bot.flows.services import Line, Services
from bot.storage.work import UnitOfWork
from bot.vocabulary import Act, Button, Lane, Message

REACTS_WITHIN = 15.0
"""Seconds after which a reaction to a message is of no use."""

_EVERYWHERE = {"right": "👍", "great": "🔥", "almost": "🤔", "ok": "👌"}

HEARD: Mapping[str, Mapping[str, str]] = {
    "telegram": {"wrong": "🤷", "paused": "😴", "taken": "👀", **_EVERYWHERE},
    "vk": {"wrong": "❓", **_EVERYWHERE},
}
"""What each messenger lets a bot put under a message; what one lacks is left out there."""


@dataclass(frozen=True, slots=True)
class Referee:
    """The line and the work of one turn; what is said to a chat is said in the default language."""

    line: Line
    work: UnitOfWork
    now: float

    @classmethod
    def of(cls, services: Services) -> Referee:
        """Who leads the games in somebody's turn."""
        return cls(services.line, services.work, services.now)

    def say(self, id: str, **values: object) -> str:
        """A text for a chat, whoever reads it."""
        return self.line.texts.say(id, **values)

    async def chats(self, game: Game) -> list[Club]:
        """The clubs of a game that have a chat."""
        found = [await self.work.clubs.get(number) for number in game.clubs]
        return [club for club in found if club is not None and club.address is not None]

    def post(self, club: Club, text: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> None:
        """Say something in the chat of a club."""
        if club.address is not None:
            self.work.send(club.address, Message(text, buttons=buttons), Lane.STAFF)

    def react(self, club: Club, message: int, heard: str) -> None:
        """Show who wrote a message that it was heard: where there is room for it, and not late."""
        emoji = HEARD.get(club.address.messenger, {}).get(heard, "") if club.address is not None else ""
        if not emoji or club.address is None or not self.line.applause.take(club.address.messenger, self.now):
            return
        until = self.now + REACTS_WITHIN
        self.work.put(
            club.address, Lane.NOTICE, Act.REACT, message=Message(emoji), target=message, until=until
        )
