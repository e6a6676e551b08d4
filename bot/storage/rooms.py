"""Rooms, and who is in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, literal_column, select, update

from bot.storage.database import upsert
from bot.storage.prepared import Prepared
from bot.storage.tables import cards, links, memberships, rooms
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

STAFF, CLUB, MODERATORS = "staff", "club", "moderators"
"""What a group is for: work, an interest chat, or the moderators of interest chats."""

_STAFF = Prepared(
    select(rooms.c.messenger, rooms.c.chat)
    .where(rooms.c.kind == STAFF, rooms.c.moved_to.is_(None))
    .order_by(rooms.c.connected_at.desc())
)


_ROOM = Prepared(
    select(rooms.c.kind, rooms.c.club).where(
        rooms.c.messenger == bindparam("messenger"),
        rooms.c.chat == bindparam("chat"),
        rooms.c.moved_to.is_(None),
    )
)


_RUNS = Prepared(
    select(memberships.c.confirmed_at).where(
        memberships.c.messenger == bindparam("messenger"),
        memberships.c.chat == bindparam("chat"),
        memberships.c.account == bindparam("account"),
        memberships.c.admin == literal_column("1"),
        memberships.c.present == literal_column("1"),
    )
)


@dataclass(frozen=True, slots=True)
class Room:
    """What a group is for, and of an interest chat which club it is."""

    kind: str
    club: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """Whether an account is in a room and whether it runs it, and when that was last known for sure."""

    present: bool
    confirmed_at: float
    admin: bool = False


class Rooms:
    """The repository of rooms and memberships."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def staff(self, messenger: str | None = None) -> list[Address]:
        """The staff rooms, newest connection first."""
        found = [Address(row.messenger, row.chat) for row in await self._work.read_prepared(_STAFF)]
        return [room for room in found if messenger is None or room.messenger == messenger]

    async def room(self, address: Address) -> Room | None:
        """What a group is for; None where it is none of ours."""
        found = await self._work.read_prepared(_ROOM, messenger=address.messenger, chat=address.chat)
        return Room(found[0].kind, found[0].club or 0) if found else None

    async def of_kind(self, kind: str) -> list[Address]:
        """The rooms of a kind, newest connection first."""
        found = await self._work.read(
            select(rooms.c.messenger, rooms.c.chat)
            .where(rooms.c.kind == kind, rooms.c.moved_to.is_(None))
            .order_by(rooms.c.connected_at.desc())
        )
        return [Address(row.messenger, row.chat) for row in found]

    async def connect(self, address: Address, now: float) -> None:
        """Make a chat the staff room of its messenger; the former one stops being it."""
        await self._only(address.messenger, STAFF)
        await self._put(address, STAFF, None, now)

    async def connect_moderators(self, address: Address, now: float) -> None:
        """Make a chat the moderators' room of its messenger; the former one stops being it."""
        await self._only(address.messenger, MODERATORS)
        await self._put(address, MODERATORS, None, now)

    async def connect_club(self, address: Address, club: int, now: float) -> None:
        """Make a chat the place of a club; where the club was before it is no more."""
        await self._work.write(delete(rooms).where(rooms.c.club == club, rooms.c.moved_to.is_(None)))
        await self._put(address, CLUB, club, now)

    async def disconnect(self, address: Address) -> None:
        """A chat is none of ours any more."""
        await self._work.write(
            delete(rooms).where(rooms.c.messenger == address.messenger, rooms.c.chat == address.chat)
        )

    async def _only(self, messenger: str, kind: str) -> None:
        await self._work.write(
            delete(rooms).where(
                rooms.c.messenger == messenger, rooms.c.kind == kind, rooms.c.moved_to.is_(None)
            )
        )

    async def _put(self, address: Address, kind: str, club: int | None, now: float) -> None:
        values = {"kind": kind, "club": club, "connected_at": now, "moved_to": None}
        statement = upsert(rooms).values(messenger=address.messenger, chat=address.chat, **values)
        await self._work.write(
            statement.on_conflict_do_update(index_elements=["messenger", "chat"], set_=values)
        )

    async def move(self, old: Address, new: Address, now: float) -> bool:
        """Readdress a room with its cards; the old id resolves forward. False when it is no room of ours."""
        known = await self.room(old)
        if known is None:
            return False
        self._work.clubs_change()
        result = await self._work.write(
            update(rooms)
            .where(rooms.c.messenger == old.messenger, rooms.c.chat == old.chat, rooms.c.moved_to.is_(None))
            .values(moved_to=new.chat)
        )
        if not result.rowcount:
            return False
        statement = upsert(rooms).values(
            messenger=new.messenger,
            chat=new.chat,
            kind=known.kind,
            club=known.club or None,
            connected_at=now,
        )
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
            select(memberships.c.present, memberships.c.confirmed_at, memberships.c.admin).where(
                memberships.c.messenger == room.messenger,
                memberships.c.chat == room.chat,
                memberships.c.account == account,
            )
        )
        row = rows.first()
        return Membership(bool(row[0]), float(row[1]), bool(row[2])) if row else None

    async def runs(self, room: Address, account: int) -> float:
        """When it was last known for sure that an account runs a room; 0 where it does not."""
        found = await self._work.read_prepared(
            _RUNS, messenger=room.messenger, chat=room.chat, account=account
        )
        return float(found[0].confirmed_at) if found else 0.0

    async def confirm(
        self, room: Address, account: int, present: bool, now: float, admin: bool | None = None
    ) -> None:
        """Store what a membership update or a reading said; None leaves who runs the room as it was."""
        values: dict[str, object] = {"present": present, "confirmed_at": now}
        if admin is not None or not present:
            self._work.clubs_change()
            values["admin"] = bool(admin) and present
        statement = upsert(memberships).values(
            messenger=room.messenger, chat=room.chat, account=account, **values
        )
        await self._work.write(
            statement.on_conflict_do_update(index_elements=["messenger", "chat", "account"], set_=values)
        )

    async def administrators(self, room: Address, admins: Iterable[int], now: float) -> None:
        """Store a reading of all who run a room; the others run it no more."""
        self._work.clubs_change()
        await self._work.write(
            update(memberships)
            .where(memberships.c.messenger == room.messenger, memberships.c.chat == room.chat)
            .values(admin=False)
        )
        for account in admins:
            await self.confirm(room, account, True, now, admin=True)

    async def running(self, room: Address) -> list[tuple[int, Membership]]:
        """The accounts that run a room, as last known."""
        found = await self._work.read(
            select(memberships).where(
                memberships.c.messenger == room.messenger,
                memberships.c.chat == room.chat,
                memberships.c.admin.is_(True),
                memberships.c.present.is_(True),
            )
        )
        return [(row.account, Membership(True, row.confirmed_at, True)) for row in found]
