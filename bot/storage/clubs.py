"""Clubs, their members, and ideas for new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import ColumnElement, and_, bindparam, exists, func, insert, or_, select, true, update

from bot.domain.clubs import MODERATED, Club, ClubState, Entry, Member, MemberState
from bot.domain.people import CodePurpose
from bot.storage.database import upsert
from bot.storage.memory import Signposts
from bot.storage.prepared import Prepared
from bot.storage.tables import accounts, club_members, clubs, codes, memberships, standings
from bot.vocabulary import Address

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork

_CLUB = Prepared(select(clubs).where(clubs.c.id == bindparam("club")))
_MEMBER = Prepared(
    select(club_members).where(
        club_members.c.club == bindparam("club"), club_members.c.person == bindparam("person")
    )
)

_BY_STATE = Prepared(
    select(clubs.c.state, clubs.c.created_by, clubs.c.chat).where(
        or_(*(clubs.c.state == one for one in MODERATED))
    )
)
_RUNNING = Prepared(
    select(memberships.c.messenger, memberships.c.account, accounts.c.person)
    .select_from(
        clubs.join(
            memberships,
            and_(memberships.c.messenger == clubs.c.messenger, memberships.c.chat == clubs.c.chat),
        ).outerjoin(
            accounts,
            and_(
                accounts.c.messenger == memberships.c.messenger,
                accounts.c.account == memberships.c.account,
            ),
        )
    )
    .where(
        or_(*(clubs.c.state == one for one in MODERATED)),
        memberships.c.admin.is_(True),
        memberships.c.present.is_(True),
    )
)


def _moderated(person: Any) -> ColumnElement[bool]:
    """Whether a club's chat is run by an account of the person, or the club is theirs and has no chat."""
    by_chat = exists().where(
        memberships.c.messenger == clubs.c.messenger,
        memberships.c.chat == clubs.c.chat,
        memberships.c.admin.is_(True),
        memberships.c.present.is_(True),
        accounts.c.messenger == memberships.c.messenger,
        accounts.c.account == memberships.c.account,
        accounts.c.person == person,
    )
    return or_(by_chat, and_(clubs.c.chat.is_(None), clubs.c.created_by == person))


class Clubs:
    """The repository of clubs."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    async def create(
        self,
        name: str,
        about: str,
        rules: str,
        meets: str,
        language: str,
        entry: Entry,
        created_by: int,
        now: float,
    ) -> Club:
        """A club that has no chat yet."""
        self._work.clubs_change()
        values = {"name": name, "about": about, "rules": rules, "meets": meets, "language": language}
        result = await self._work.write(
            insert(clubs)
            .values(
                **values,
                entry=entry,
                state=ClubState.NEW,
                settings="{}",
                rules_version=1,
                members=0,
                version=1,
                created_by=created_by,
                created_at=now,
            )
            .returning(clubs.c.id)
        )
        return await self.known(int(result.scalar_one()))

    async def get(self, club: int) -> Club | None:
        """A club by its number."""
        found = await self._work.read_prepared(_CLUB, club=club)
        return self._club(found[0]) if found else None

    async def known(self, club: int) -> Club:
        """A club that is there; raises LookupError where it is not."""
        found = await self.get(club)
        if found is None:
            raise LookupError(f"club {club}")
        return found

    async def at(self, address: Address) -> Club | None:
        """The club whose chat this is."""
        room = await self._work.rooms.room(address)
        return await self.get(room.club) if room is not None and room.club else None

    async def listed(self, *states: ClubState) -> list[Club]:
        """The clubs in these states, by name."""
        found = await self._work.read(select(clubs).where(clubs.c.state.in_(states)).order_by(clubs.c.name))
        return [self._club(row) for row in found]

    async def of_series(self, series: int) -> list[Club]:
        """The open clubs whose meetings are a series of activities."""
        found = await self._work.read(
            select(clubs).where(clubs.c.series == series, clubs.c.state == ClubState.OPEN)
        )
        return [self._club(row) for row in found]

    async def any_open(self) -> bool:
        """Whether there is a club that people may come to."""
        return (await self._signposts()).any_open

    async def moderates(self, person: int) -> bool:
        """Whether a person moderates a club, as last known."""
        return person in (await self._signposts()).moderators

    async def _signposts(self) -> Signposts:
        """What every menu asks: read once, and again when a club or who runs its chat has changed."""
        memory = self._work.memory
        if memory.signposts is not None:
            return memory.signposts
        listed = await self._work.read_prepared(_BY_STATE)
        running = await self._work.read_prepared(_RUNNING)
        made = {row.created_by for row in listed if row.chat is None}
        found = Signposts(
            any_open=any(row.state == ClubState.OPEN for row in listed),
            moderators=frozenset(made | {row.person for row in running if row.person is not None}),
            accounts=frozenset((row.messenger, row.account) for row in running),
        )
        if not self._work.clubs_changed:
            memory.signposts = found
        return found

    async def moderated(self, person: int, *, everything: bool = False) -> list[Club]:
        """The clubs that a person moderates as last known, or all of them, by name."""
        found = await self._work.read(
            select(clubs)
            .where(clubs.c.state.in_(MODERATED), true() if everything else _moderated(person))
            .order_by(clubs.c.name)
        )
        return [self._club(row) for row in found]

    async def moderators(self) -> list[int]:
        """Everybody known who runs the chat of an open club."""
        found = await self._work.read(
            select(accounts.c.person)
            .distinct()
            .select_from(
                clubs.join(
                    memberships,
                    and_(memberships.c.messenger == clubs.c.messenger, memberships.c.chat == clubs.c.chat),
                ).join(
                    accounts,
                    and_(
                        accounts.c.messenger == memberships.c.messenger,
                        accounts.c.account == memberships.c.account,
                    ),
                )
            )
            .where(
                clubs.c.state == ClubState.OPEN,
                memberships.c.admin.is_(True),
                memberships.c.present.is_(True),
            )
            .order_by(accounts.c.person)
        )
        return [row.person for row in found]

    async def use_code(self, code: str, by: int, now: float, *, admin: bool) -> int | None:
        """Use a club's code up: which club it connects; only for who made it, and for who runs the line."""
        allowed = true() if admin else codes.c.created_by == by
        result = await self._work.write(
            update(codes)
            .where(
                codes.c.hash == self._work.cipher.hash(code),
                codes.c.purpose.startswith(f"{CodePurpose.CLUB}:"),
                codes.c.used_by.is_(None),
                codes.c.expires_at > now,
                allowed,
            )
            .values(used_by=by, used_at=now)
            .returning(codes.c.purpose)
        )
        row = result.first()
        return int(str(row[0]).partition(":")[2]) if row else None

    async def change(self, club: Club, **values: Any) -> bool:
        """Store new values unless others were stored meanwhile; `link`, `settings`, `address` as in Club."""
        self._work.clubs_change()
        if "link" in values:
            values["link_sealed"] = self._work.cipher.seal_text(values.pop("link"))
        if "settings" in values:
            values["settings"] = orjson.dumps(values["settings"]).decode()
        if "address" in values:
            address = values.pop("address")
            values |= {"messenger": address.messenger, "chat": address.chat} if address else {"chat": None}
        result = await self._work.write(
            update(clubs)
            .where(clubs.c.id == club.id, clubs.c.version == club.version)
            .values(**values, version=club.version + 1)
        )
        return bool(result.rowcount)

    async def lively_at(self, club: int) -> float:
        """When somebody last wrote in the club's chat, to the minute; 0 where nobody did."""
        found = await self._work.read(select(func.max(standings.c.last_at)).where(standings.c.club == club))
        return float(found.scalar() or 0.0)

    # Members

    async def member(self, club: int, person: int) -> Member | None:
        """A person's place in a club, whatever became of it."""
        found = await self._work.read_prepared(_MEMBER, club=club, person=person)
        return self._member(found[0]) if found else None

    async def members(self, club: int, *states: MemberState) -> list[Member]:
        """The people of a club in these states, the first who came first."""
        found = await self._work.read(
            select(club_members)
            .where(club_members.c.club == club, club_members.c.state.in_(states))
            .order_by(club_members.c.at)
        )
        return [self._member(row) for row in found]

    async def of_person(self, person: int) -> list[Member]:
        """A person's places in all clubs."""
        found = await self._work.read(select(club_members).where(club_members.c.person == person))
        return [self._member(row) for row in found]

    async def place(
        self, club: int, person: int, state: MemberState, account: int, now: float, **values: Any
    ) -> None:
        """Store what a person is to a club; `about` as in Member."""
        before = await self.member(club, person)
        if "about" in values:
            values["about_sealed"] = self._work.cipher.seal_text(values.pop("about"))
        stored = {"state": state, "account": account, "at": now, **values}
        statement = upsert(club_members).values(club=club, person=person, **{"rules_version": 0, **stored})
        await self._work.write(
            statement.on_conflict_do_update(index_elements=["club", "person"], set_=stored)
        )
        more = state.inside - (before is not None and before.state.inside)
        if more:
            # Between two readings of the chat, which counts those too whom the line never met.
            await self._work.write(
                update(clubs).where(clubs.c.id == club).values(members=clubs.c.members + more)
            )

    async def change_member(self, club: int, person: int, **values: Any) -> None:
        """Store more of somebody's place, named as in Member."""
        if "about" in values:
            about = values.pop("about")
            values["about_sealed"] = self._work.cipher.seal_text(about) if about else None
        await self._work.write(
            update(club_members)
            .where(club_members.c.club == club, club_members.c.person == person)
            .values(**values)
        )

    async def counted(self, club: int, members: int) -> None:
        """Store how many the messenger counts in the chat: no change of anybody's, so the version stays."""
        await self._work.write(
            update(clubs).where(clubs.c.id == club, clubs.c.members != members).values(members=members)
        )

    async def moved_house(self, club: int) -> None:
        """The club meets in another chat: who was in the old one may come in again at once."""
        await self._work.write(
            update(club_members)
            .where(club_members.c.club == club, club_members.c.state == MemberState.MEMBER)
            .values(state=MemberState.READY, knocked_at=None)
        )

    def _member(self, row: Any) -> Member:
        about = self._work.cipher.open_text(row.about_sealed) if row.about_sealed else ""
        return Member(
            row.club,
            row.person,
            MemberState(row.state),
            row.rules_version,
            row.account,
            row.at,
            row.welcomed_at,
            about,
            row.knocked_at,
        )

    def _club(self, row: Any) -> Club:
        return Club(
            id=row.id,
            name=row.name,
            about=row.about,
            rules=row.rules,
            meets=row.meets,
            language=row.language,
            address=Address(row.messenger, row.chat) if row.chat is not None else None,
            state=ClubState(row.state),
            entry=Entry(row.entry),
            created_by=row.created_by,
            created_at=row.created_at,
            series=row.series,
            link=self._work.cipher.open_text(row.link_sealed) if row.link_sealed else "",
            settings=orjson.loads(row.settings),
            rules_version=row.rules_version,
            rules_message=row.rules_message,
            members=row.members,
            raid_until=row.raid_until or 0.0,
            version=row.version,
        )
