"""The tables of what meets at a time, and of letters to many."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from bot.storage.schema import metadata

# Activities. What organisers write for everybody is in clear; ways in, reasons and notes are not.

series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("form", String, nullable=False),
    Column("title", String, nullable=False),
    Column("about", String, nullable=False),
    Column("prepare", String, nullable=False),
    Column("leader", String, nullable=False),
    Column("host", ForeignKey("persons.id"), nullable=False),
    Column("minutes", Integer, nullable=False),
    # 0 where everybody finds room.
    Column("places", Integer, nullable=False),
    Column("zone", String, nullable=False),
    # When it meets, as JSON; empty where every hour is opened by hand.
    Column("plan", String, nullable=False),
    Column("link_sealed", LargeBinary),
    Column("picture_sealed", LargeBinary),
    Column("state", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Index(None, "state"),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("series", ForeignKey("series.id"), nullable=False),
    # The planned day, or the wall time of an hour opened by hand: its name, wherever it was moved since.
    Column("planned", String, nullable=False),
    Column("starts", Float, nullable=False),
    Column("state", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason_sealed", LargeBinary),
    # Its own way in and its recording, where they differ from the series' or are there.
    Column("link_sealed", LargeBinary),
    Column("recording_sealed", LargeBinary),
    UniqueConstraint("series", "planned"),
    Index(None, "starts"),
)

signups = Table(
    "signups",
    metadata,
    # The order of the waiting list.
    Column("id", Integer, primary_key=True),
    Column("occurrence", ForeignKey("occurrences.id"), nullable=False),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("state", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("note_sealed", LargeBinary),
    Column("liked", Integer),
    UniqueConstraint("occurrence", "person"),
    Index(None, "person"),
)

follows = Table(
    "follows",
    metadata,
    Column("person", ForeignKey("persons.id"), primary_key=True),
    # `series:12`: signed up for all of it; `kind:exercise`: told of what is new.
    Column("about", String, primary_key=True),
    Column("at", Float, nullable=False),
    Index(None, "about"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("occurrence", ForeignKey("occurrences.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("at", Float, nullable=False),
    Column("state", String, nullable=False),
    Column("told_at", Float),
    Index(None, "person", "state"),
    Index(None, "occurrence"),
    Index(None, "state", "at"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

disturbances = Table(
    "disturbances",
    metadata,
    # How often a person was written to unasked on a day of theirs.
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("day", String, primary_key=True),
    Column("count", Integer, nullable=False),
)

# Letters to many.

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author", ForeignKey("persons.id"), nullable=False),
    # Where the author sees how far it is.
    Column("messenger", String, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("file_sealed", LargeBinary),
    Column("audience", String, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("total", Integer, nullable=False),
    # How many do not get it, by the reason, and at its end what became of the rest, as JSON.
    Column("counts", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("ended_at", Float),
    Index(None, "state"),
)

broadcast_recipients = Table(
    "broadcast_recipients",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("broadcast", ForeignKey("broadcasts.id"), nullable=False),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("messenger", String, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("state", String, nullable=False),
    # Not before: who sleeps gets it in the morning.
    Column("at", Float, nullable=False),
    UniqueConstraint("person", "broadcast"),
    Index(None, "broadcast", "state", "messenger", "at"),
)

readings = Table(
    "readings",
    metadata,
    # Who read the names of those who come to an activity, and when.
    Column("id", Integer, primary_key=True),
    Column("occurrence", ForeignKey("occurrences.id"), nullable=False),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("at", Float, nullable=False),
)
