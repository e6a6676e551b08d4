"""The arena: a battle in a club's chat, where who knows the words can answer them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.games.grid import Entry, Way
from bot.domain.games.playing import Game
from bot.drawing.sheet import Sheet, sheet_from
from bot.vocabulary import Act
from tests.clubs.club_hall import ClubChat
from tests.network import Shown
from tests.phone import Phone

WAYS = {Way.ACROSS: "гор", Way.DOWN: "верт"}


@dataclass
class Arena:
    """One club's chat in which a battle goes on."""

    club: ClubChat

    async def games(self) -> list[Game]:
        """What is played there, as it is kept."""
        async with self.club.hall.line.reading() as work:
            return await work.games.running(self.club.number)

    async def game(self) -> Game:
        """The battle."""
        (game,) = await self.games()
        return game

    async def begins(self, words: str = "/battle космос 6", by: Phone | None = None) -> Game:
        """The moderator begins one."""
        await self.club.of(by or self.club.moderator).says(words)
        return await self.game()

    async def closed(self) -> list[Entry]:
        """The words that nobody has opened yet, the longest first."""
        return sorted((await self.game()).play.left(), key=lambda one: -len(one.cells))

    async def answers(self, phone: Phone, entry: Entry) -> list[str]:
        """Somebody writes the right word with its place; what the line says to the chat at once."""
        return await self.club.of(phone).says(f"{entry.number} {WAYS[entry.way]} {entry.word}")

    async def wait(self, seconds: float = 6.0) -> None:
        """The chat gets its look at the board."""
        await self.club.hall.line.later(seconds=seconds)

    @property
    def boards(self) -> list[Shown]:
        """The boards in the chat, which is one."""
        return [one for one in self.club.chat.messages if not one.by and one.message.attachment is not None]

    @property
    def board(self) -> Shown:
        """The board."""
        (board,) = self.boards
        return board

    @property
    def sheet(self) -> Sheet:
        """What the picture shows."""
        attachment = self.board.message.attachment
        assert attachment is not None
        return sheet_from(attachment.ref)

    @property
    def reactions(self) -> list[str]:
        """What the line put under messages, the oldest first."""
        acts = self.club.network.acts(Act.REACT)
        return [letter.message.text for letter in acts if letter.message is not None]
