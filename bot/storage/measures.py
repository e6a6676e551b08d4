"""Warnings, silences, removals and appeals against them; and what residents complained of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import func, insert, select, update

from bot.domain.moderation import AppealState, Complaint, ComplaintState, Measure, MeasureKind
from bot.storage.tables import complaints, measures

if TYPE_CHECKING:
    from bot.storage.work import UnitOfWork


class Measures:
    """The repository of measures and complaints."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    # Measures

    async def take(
        self,
        club: int,
        account: int,
        person: int | None,
        kind: MeasureKind,
        reason: str,
        until: float,
        by: int | None,
        now: float,
        held: int | None = None,
    ) -> Measure:
        """Keep a measure that was taken."""
        result = await self._work.write(
            insert(measures)
            .values(
                club=club,
                account=account,
                person=person,
                kind=kind,
                reason_sealed=self._work.cipher.seal_text(reason),
                until=until or None,
                held=held,
                by=by,
                at=now,
                version=1,
            )
            .returning(measures.c.id)
        )
        number = int(result.scalar_one())
        return Measure(number, club, account, person, kind, reason, until, by, now, held)

    async def get(self, number: int) -> Measure | None:
        """A measure by its number."""
        row = (await self._work.read(select(measures).where(measures.c.id == number))).first()
        return self._measure(row) if row is not None else None

    async def of_account(self, club: int, account: int, most: int = 10) -> list[Measure]:
        """What was done about an account in a club, the newest first."""
        found = await self._work.read(
            select(measures)
            .where(measures.c.club == club, measures.c.account == account)
            .order_by(measures.c.id.desc())
            .limit(most)
        )
        return [self._measure(row) for row in found]

    async def of_person(self, person: int, most: int = 20) -> list[Measure]:
        """What was done about a person in all clubs, the newest first."""
        found = await self._work.read(
            select(measures).where(measures.c.person == person).order_by(measures.c.id.desc()).limit(most)
        )
        return [self._measure(row) for row in found]

    async def change(self, measure: Measure, **values: Any) -> bool:
        """Store new values of a measure as it was seen; False where others were stored meanwhile.

        `appeal` as in Measure.
        """
        if "appeal" in values:
            values["appeal_sealed"] = self._work.cipher.seal_text(values.pop("appeal"))
        result = await self._work.write(
            update(measures)
            .where(measures.c.id == measure.id, measures.c.version == measure.version)
            .values(**values, version=measure.version + 1)
        )
        return bool(result.rowcount)

    # Complaints

    async def complain(
        self,
        club: int,
        person: int,
        account: int | None,
        message: int | None,
        text: str,
        now: float,
        said: str = "",
        name: str = "",
    ) -> Complaint:
        """Keep a complaint; `said` and `name` as in Complaint."""
        words = orjson.dumps({"text": text, "said": said, "name": name})
        result = await self._work.write(
            insert(complaints)
            .values(
                club=club,
                person=person,
                account=account,
                message=message,
                text_sealed=self._work.cipher.seal(words),
                state=ComplaintState.WAITING,
                at=now,
                version=1,
            )
            .returning(complaints.c.id)
        )
        number = int(result.scalar_one())
        return Complaint(
            number, club, person, text, ComplaintState.WAITING, now, account, message, said=said, name=name
        )

    async def complaint(self, number: int) -> Complaint | None:
        """A complaint by its number."""
        row = (await self._work.read(select(complaints).where(complaints.c.id == number))).first()
        return self._complaint(row) if row is not None else None

    async def complained_since(self, person: int, since: float) -> int:
        """How often a person has complained since then."""
        statement = select(func.count()).where(complaints.c.person == person, complaints.c.at > since)
        return int((await self._work.read(statement)).scalar_one())

    async def together(self, complaint: Complaint) -> list[Complaint]:
        """The complaints that are decided with this one: about the same message, the first of them first."""
        if complaint.message is None:
            return [complaint]
        found = await self._work.read(
            select(complaints)
            .where(
                complaints.c.club == complaint.club,
                complaints.c.message == complaint.message,
                complaints.c.state == complaint.state,
            )
            .order_by(complaints.c.id)
        )
        return [self._complaint(row) for row in found]

    async def decide(self, complaint: Complaint, state: ComplaintState, by: int | None) -> bool:
        """Decide on a complaint as it was seen; False where somebody else was first."""
        result = await self._work.write(
            update(complaints)
            .where(complaints.c.id == complaint.id, complaints.c.version == complaint.version)
            .values(state=state, decided_by=by, version=complaint.version + 1)
        )
        return bool(result.rowcount)

    async def forget(self, complaint: Complaint) -> None:
        """Wipe the words of a complaint."""
        wiped = self._work.cipher.seal(b"{}")
        await self._work.write(
            update(complaints).where(complaints.c.id == complaint.id).values(text_sealed=wiped)
        )

    def _complaint(self, row: Any) -> Complaint:
        words = orjson.loads(self._work.cipher.open(row.text_sealed))
        return Complaint(
            id=row.id,
            club=row.club,
            person=row.person,
            text=words.get("text", ""),
            said=words.get("said", ""),
            name=words.get("name", ""),
            state=ComplaintState(row.state),
            at=row.at,
            account=row.account,
            message=row.message,
            decided_by=row.decided_by,
            version=row.version,
        )

    def _measure(self, row: Any) -> Measure:
        opened = self._work.cipher.open_text
        return Measure(
            id=row.id,
            club=row.club,
            account=row.account,
            person=row.person,
            kind=MeasureKind(row.kind),
            reason=opened(row.reason_sealed),
            until=row.until or 0.0,
            by=row.by,
            at=row.at,
            held=row.held,
            undone_by=row.undone_by,
            undone_at=row.undone_at,
            appeal=opened(row.appeal_sealed) if row.appeal_sealed else "",
            appeal_state=AppealState(row.appeal_state) if row.appeal_state else None,
            version=row.version,
        )
