"""Cards: wanted content for a room and a key, the message that shows it, and the version shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import bindparam, insert, select, update

from bot.storage.codec import message_from
from bot.storage.prepared import Prepared
from bot.storage.tables import cards
from bot.vocabulary import Address, Lane, Message

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork


_UNDER = Prepared(
    select(cards).where(
        cards.c.messenger == bindparam("messenger"),
        cards.c.chat == bindparam("chat"),
        cards.c.key == bindparam("key"),
    )
)
_NUMBERED = Prepared(select(cards).where(cards.c.id == bindparam("card")))
_NEW = Prepared(
    insert(cards).returning(cards.c.id),
    *("messenger", "chat", "key", "wanted_sealed", "wanted_version", "shown_version"),
)
_ON_ITS_WAY = Prepared(update(cards).where(cards.c.id == bindparam("card")), "letter")
_SHOWN = Prepared(update(cards).where(cards.c.id == bindparam("card")), "message", "shown_version", "letter")


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `letter` is the letter on its way, of which there is never more than one."""

    id: int
    address: Address
    key: str
    message: int | None
    wanted: Message
    wanted_version: int
    shown_version: int
    letter: int | None


class Cards:
    """The repository of cards; a wish becomes a letter as soon as none is on its way."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def wish(
        self,
        address: Address,
        key: str,
        content: Message,
        lane: Lane = Lane.STAFF,
        about: int | None = None,
        kind: str = "",
        *,
        anew: bool = False,
    ) -> None:
        """Let the room show this under that key; `about` links the message to a request, as `kind` says.

        `anew` shows it as a new message at the end of the chat; the old one is no longer it.
        """
        card = await self.find(address, key)
        sealed = self._work.cipher.seal(orjson.dumps(content))
        if card is None:
            (row,) = await self._work.write_prepared(
                _NEW,
                messenger=address.messenger,
                chat=address.chat,
                key=key,
                wanted_sealed=sealed,
                wanted_version=1,
                shown_version=0,
            )
            card = Card(row.id, address, key, None, content, 1, 0, None)
        elif card.wanted == content and (card.letter or _shows(card)):
            return
        else:
            card = replace(card, wanted=content, wanted_version=card.wanted_version + 1)
            await self._set(card.id, wanted_sealed=sealed, wanted_version=card.wanted_version)
        if card.letter is None:
            await self._dispatch(replace(card, message=None) if anew else card, lane, about, kind)

    async def repost(self, address: Address, key: str, lane: Lane, about: int | None, kind: str) -> None:
        """Show the card again as a new message at the end of the chat; the old message is no longer it."""
        card = await self.find(address, key)
        if card is not None and card.letter is None:
            await self._dispatch(replace(card, message=None), lane, about, kind)

    async def settle(
        self,
        card_id: int,
        version: int,
        message: int | None,
        *,
        address: Address,
        about: int | None,
        kind: str,
    ) -> Card | None:
        """The letter of a card came to its end: note what is shown, and send what is wanted since."""
        card = await self._get(card_id)
        if card is None:
            return None
        if address != card.address:
            # It was shown in a group that has become another one meanwhile: there nobody sees it.
            message = None
        shown = version if message is not None else card.shown_version
        card = replace(card, message=message, shown_version=shown, letter=None)
        await self._work.write_prepared(
            _SHOWN, card=card.id, message=message, shown_version=shown, letter=None
        )
        if card.wanted_version > card.shown_version:
            await self._dispatch(card, Lane.STAFF, about, kind)
        return card

    async def holders(self, key: str) -> list[Address]:
        """Where a card of that key is, or was, shown."""
        rows = await self._work.read(
            select(cards.c.messenger, cards.c.chat).where(cards.c.key == key).order_by(cards.c.id)
        )
        return [Address(row.messenger, row.chat) for row in rows]

    async def abandon(self, card_id: int) -> None:
        """The chat cannot be reached: the next wish tries again."""
        await self._set(card_id, letter=None)

    async def refused(self, card_id: int, version: int, *, about: int | None, kind: str) -> None:
        """What was sent will never be taken; what is wanted since perhaps is, and is tried once."""
        await self.abandon(card_id)
        card = await self._get(card_id)
        if card is not None and card.wanted_version > version:
            await self._dispatch(card, Lane.STAFF, about, kind)

    async def find(self, address: Address, key: str) -> Card | None:
        """The card under a key in a room."""
        found = await self._work.read_prepared(
            _UNDER, messenger=address.messenger, chat=address.chat, key=key
        )
        return self._card(found[0]) if found else None

    async def _dispatch(self, card: Card, lane: Lane, about: int | None, kind: str) -> None:
        wants: dict[str, object] = {
            "for": "card",
            "card": card.id,
            "version": card.wanted_version,
            "about": about,
            "kind": kind,
        }
        wants["edit"] = card.message or 0
        letter = self._work.send(card.address, card.wanted, lane, wants, edit=card.message or 0)
        await self._work.write_prepared(_ON_ITS_WAY, card=card.id, letter=letter.id)

    async def _set(self, card_id: int, **values: object) -> None:
        await self._work.write(update(cards).where(cards.c.id == card_id).values(**values))

    async def _get(self, card_id: int) -> Card | None:
        found = await self._work.read_prepared(_NUMBERED, card=card_id)
        return self._card(found[0]) if found else None

    def _card(self, row: Any) -> Card:
        return Card(
            id=row.id,
            address=Address(row.messenger, row.chat),
            key=row.key,
            message=row.message,
            wanted=message_from(orjson.loads(self._work.cipher.open(row.wanted_sealed))),
            wanted_version=row.wanted_version,
            shown_version=row.shown_version,
            letter=row.letter,
        )


def _shows(card: Card) -> bool:
    """Whether the room sees what is wanted."""
    return card.message is not None and card.shown_version == card.wanted_version
