"""Series and their activities: what meets, when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import insert, select, update

from bot.domain.activities import Occurrence
from bot.domain.timetable import Activity, ActivityState, Form, Series, SeriesState, as_plan, plan_as_kept
from bot.storage.codec import attachment_from
from bot.storage.database import upsert
from bot.storage.tables import occurrences, series
from bot.vocabulary import Attachment

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement

    from bot.storage.work import UnitOfWork


class Changed(Exception):
    """Somebody else changed it meanwhile: what was decided rests on what is not so any more."""


class Activities:
    """The repository of series and activities."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    # Series

    async def create(self, new: Series, now: float) -> Series:
        """Store a new series; its id and version are given here."""
        row = await self._work.write(
            insert(series).values(**self._columns(new), version=1, created_at=now).returning(series.c.id)
        )
        found = await self.series(row.scalar_one())
        if found is None:
            raise LookupError("a series that was just stored is not there")
        return found

    async def series(self, number: int) -> Series | None:
        """A series by its number."""
        rows = (await self._work.read(select(series).where(series.c.id == number))).mappings().all()
        return self._series(rows[0]) if rows else None

    async def open_series(self, host: int | None = None) -> list[Series]:
        """Those that go on, of everybody or of one host, the oldest first."""
        wanted = select(series).where(series.c.state == SeriesState.OPEN).order_by(series.c.id)
        if host is not None:
            wanted = wanted.where(series.c.host == host)
        return [self._series(row) for row in (await self._work.read(wanted)).mappings().all()]

    async def over_of_late(self, since: float, host: int | None = None) -> list[Series]:
        """Those that do not go on and met since a time, of everybody or of one host, the newest first."""
        met = select(occurrences.c.series).where(occurrences.c.starts >= since)
        wanted = select(series).where(series.c.state != SeriesState.OPEN, series.c.id.in_(met))
        if host is not None:
            wanted = wanted.where(series.c.host == host)
        rows = (await self._work.read(wanted.order_by(series.c.id.desc()))).mappings().all()
        return [self._series(row) for row in rows]

    async def change_series(self, changed: Series) -> Series:
        """Compare-and-set all of a series; raises Changed where it is another version by now."""
        result = await self._work.write(
            update(series)
            .where(series.c.id == changed.id, series.c.version == changed.version)
            .values(**self._columns(changed), version=changed.version + 1)
        )
        if not result.rowcount:
            raise Changed
        found = await self.series(changed.id)
        if found is None:
            raise Changed
        return found

    def _columns(self, one: Series) -> dict[str, Any]:
        seal = self._work.cipher.seal
        return {
            "kind": one.kind,
            "form": str(one.form),
            "title": one.title,
            "about": one.about,
            "prepare": one.prepare,
            "leader": one.leader,
            "host": one.host,
            "minutes": one.minutes,
            "places": one.places,
            "zone": one.zone.key,
            "plan": orjson.dumps(plan_as_kept(one.plan)).decode() if one.plan is not None else "",
            "link_sealed": seal(one.link.encode()) if one.link else None,
            "picture_sealed": seal(orjson.dumps(one.picture)) if one.picture is not None else None,
            "state": str(one.state),
        }

    def _series(self, row: Any) -> Series:
        zone = ZoneInfo(row["zone"])
        return Series(
            id=row["id"],
            kind=row["kind"],
            form=Form(row["form"]),
            title=row["title"],
            about=row["about"],
            prepare=row["prepare"],
            leader=row["leader"],
            host=row["host"],
            minutes=row["minutes"],
            places=row["places"],
            zone=zone,
            plan=as_plan(orjson.loads(row["plan"]), zone) if row["plan"] else None,
            link=self._text(row["link_sealed"]),
            picture=self._file(row["picture_sealed"]),
            state=SeriesState(row["state"]),
            version=row["version"],
            created_at=row["created_at"],
        )

    def _text(self, sealed: bytes | None) -> str:
        return self._work.cipher.open(sealed).decode() if sealed else ""

    def _file(self, sealed: bytes | None) -> Attachment | None:
        return attachment_from(orjson.loads(self._work.cipher.open(sealed))) if sealed else None

    # Activities

    async def add(self, one: Series, hours: Iterable[Occurrence | tuple[str, float]]) -> list[Activity]:
        """Put activities of a series into the timetable; those that stand there already are left alone."""
        rows = [
            (hour.day.isoformat(), hour.starts) if isinstance(hour, Occurrence) else hour for hour in hours
        ]
        added = []
        for planned, starts in rows:
            statement = upsert(occurrences).values(
                series=one.id, planned=planned, starts=starts, state=str(ActivityState.PLANNED), version=1
            )
            result = await self._work.write(
                statement.on_conflict_do_nothing(index_elements=["series", "planned"]).returning(
                    occurrences.c.id
                )
            )
            number = result.scalar_one_or_none()
            if number is not None:
                added.append(Activity(number, one, planned, starts))
        return added

    async def get(self, number: int) -> Activity | None:
        """An activity by its number."""
        found = await self._find(occurrences.c.id == number)
        return found[0] if found else None

    async def some(self, numbers: Sequence[int]) -> dict[int, Activity]:
        """Activities by their numbers."""
        return {one.id: one for one in await self._find(occurrences.c.id.in_(numbers))}

    async def between(
        self, after: float, before: float, *, kind: str | None = None, form: Form | None = None
    ) -> list[Activity]:
        """Those planned to start in a span of time, the earliest first."""
        wanted = [
            occurrences.c.starts >= after,
            occurrences.c.starts < before,
            occurrences.c.state == ActivityState.PLANNED,
        ]
        if kind is not None:
            wanted.append(series.c.kind == kind)
        if form is not None:
            wanted.append(series.c.form == str(form))
        return await self._find(*wanted)

    async def of_series(self, number: int, after: float, before: float = 4e10) -> list[Activity]:
        """All of a series that start in a span of time, whatever became of them, the earliest first."""
        return await self._find(
            occurrences.c.series == number, occurrences.c.starts >= after, occurrences.c.starts < before
        )

    async def ended(self, after: float, before: float) -> list[Activity]:
        """Those planned that began in a span of time; whoever asks looks at when each ends."""
        return await self.between(after, before)

    async def change(self, changed: Activity) -> Activity:
        """Compare-and-set all of an activity but its series; raises Changed where it is another by now."""
        seal = self._work.cipher.seal
        recording = {"file": changed.recording, "link": changed.recording_link}
        result = await self._work.write(
            update(occurrences)
            .where(occurrences.c.id == changed.id, occurrences.c.version == changed.version)
            .values(
                starts=changed.starts,
                state=str(changed.state),
                version=changed.version + 1,
                reason_sealed=seal(changed.reason.encode()) if changed.reason else None,
                link_sealed=seal(changed.own_link.encode()) if changed.own_link else None,
                recording_sealed=seal(orjson.dumps(recording)) if any(recording.values()) else None,
            )
        )
        if not result.rowcount:
            raise Changed
        found = await self.get(changed.id)
        if found is None:
            raise Changed
        return found

    async def _find(self, *where: ColumnElement[bool]) -> list[Activity]:
        rows = await self._work.read(
            select(occurrences, series, occurrences.c.id.label("number"))
            .join(series, series.c.id == occurrences.c.series)
            .where(*where)
            .order_by(occurrences.c.starts, occurrences.c.id)
        )
        return [self._activity(row) for row in rows.all()]

    def _activity(self, row: Any) -> Activity:
        told = row._mapping
        recording = told[occurrences.c.recording_sealed]
        kept = orjson.loads(self._work.cipher.open(recording)) if recording else {}
        columns = {column.name: told[column] for column in series.c}
        return Activity(
            id=told[occurrences.c.id],
            series=self._series(columns),
            planned=told[occurrences.c.planned],
            starts=told[occurrences.c.starts],
            state=ActivityState(told[occurrences.c.state]),
            version=told[occurrences.c.version],
            reason=self._text(told[occurrences.c.reason_sealed]),
            own_link=self._text(told[occurrences.c.link_sealed]),
            recording=attachment_from(kept["file"]) if kept.get("file") else None,
            recording_link=kept.get("link", ""),
        )
