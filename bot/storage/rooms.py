"""Rooms, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from bot.storage.database import upsert
from bot.storage.prepared import Prepared
from bot.storage.tables import cards, links, memberships, rooms
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

STAFF = "staff"

_STAFF = Prepared(
    select(rooms.c.messenger, rooms.c.chat)
    .where(rooms.c.kind == STAFF, rooms.c.moved_to.is_(None))
    .order_by(rooms.c.connected_at.desc())
)


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether an account is in a room, and when that was last known for sure."""

    present: bool
    confirmed_at: float


class Rooms:
    """The repository of rooms and memberships."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def staff(self, messenger: str | None = None) -> list[Address]:
        """The staff rooms, newest connection first."""
        found = [Address(row.messenger, row.chat) for row in await self._work.read_prepared(_STAFF)]
        return [room for room in found if messenger is None or room.messenger == messenger]

    async def connect(self, address: Address, now: float) -> None:
        """Make a chat the staff room of its messenger; the former one stops being it."""
        await self._work.write(
            delete(rooms).where(
                rooms.c.messenger == address.messenger, rooms.c.kind == STAFF, rooms.c.moved_to.is_(None)
            )
        )
        statement = upsert(rooms).values(
            messenger=address.messenger, chat=address.chat, kind=STAFF, connected_at=now, moved_to=None
        )
        await self._work.write(
            statement.on_conflict_do_update(
                index_elements=["messenger", "chat"],
                set_={"kind": STAFF, "connected_at": now, "moved_to": None},
            )
        )

    async def move(self, old: Address, new: Address, now: float) -> bool:
        """Readdress a room with its cards; the old id resolves forward. False when it is no room of ours."""
        result = await self._work.write(
            update(rooms)
            .where(rooms.c.messenger == old.messenger, rooms.c.chat == old.chat, rooms.c.moved_to.is_(None))
            .values(moved_to=new.chat)
        )
        if not result.rowcount:
            return False
        statement = upsert(rooms).values(messenger=new.messenger, chat=new.chat, kind=STAFF, connected_at=now)
        await self._work.write(statement.on_conflict_do_nothing())
        for table in (cards, memberships):
            await self._work.write(
                update(table)
                .where(table.c.messenger == old.messenger, table.c.chat == old.chat)
                .values(chat=new.chat)
            )
        # Messages of the old group cannot be edited from the new one: its cards are posted anew.
        await self._work.write(
            update(cards)
            .where(cards.c.messenger == new.messenger, cards.c.chat == new.chat)
            .values(message=None, shown_version=0)
        )
        await self._work.write(
            delete(links).where(links.c.messenger == old.messenger, links.c.chat == old.chat)
        )
        return True

    async def resolve(self, address: Address) -> Address:
        """Where a chat is now."""
        rows = await self._work.read(
            select(rooms.c.moved_to).where(
                rooms.c.messenger == address.messenger, rooms.c.chat == address.chat
            )
        )
        moved = rows.scalar()
        return Address(address.messenger, moved) if moved is not None else address

    async def membership(self, room: Address, account: int) -> Membership | None:
        """What is known of an account in a room."""
        rows = await self._work.read(
            select(memberships.c.present, memberships.c.confirmed_at).where(
                memberships.c.messenger == room.messenger,
                memberships.c.chat == room.chat,
                memberships.c.account == account,
            )
        )
        row = rows.first()
        return Membership(bool(row[0]), float(row[1])) if row else None

    async def confirm(self, room: Address, account: int, present: bool, now: float) -> None:
        """Store what a membership update or a reading said."""
        statement = upsert(memberships).values(
            messenger=room.messenger, chat=room.chat, account=account, present=present, confirmed_at=now
        )
        await self._work.write(
            statement.on_conflict_do_update(
                index_elements=["messenger", "chat", "account"],
                set_={"present": present, "confirmed_at": now},
            )
        )
