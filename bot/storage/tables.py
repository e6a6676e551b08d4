"""The tables. Columns named `*_sealed` hold encrypted text; times are UTC seconds."""

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
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The pipeline's own: read and written in bulk.

kept_files = Table(
    "kept_files",
    metadata,
    Column("key", String, primary_key=True),
    Column("messenger", String, primary_key=True),
    Column("ref_sealed", LargeBinary, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("key", String, nullable=False),
    Column("payload_sealed", LargeBinary),
    Column("received_at", Float, nullable=False),
    Column("state", String, nullable=False),
    UniqueConstraint("source", "key"),
    Index("ix_inbox_waiting", "id", sqlite_where=Column("state", String) == "waiting"),
)

offsets = Table(
    "offsets",
    metadata,
    Column("messenger", String, primary_key=True),
    Column("position", String, nullable=False),
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inbox_id", Integer, nullable=False),
    Column("source", String, nullable=False),
    Column("key", String, nullable=False),
    Column("payload_sealed", LargeBinary, nullable=False),
    Column("error_sealed", LargeBinary, nullable=False),
    Column("error_kind", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("replayed_at", Float),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("messenger", String, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("letter_sealed", LargeBinary, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("messenger", String, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("state_sealed", LargeBinary, nullable=False),
    Column("touched_at", Float, nullable=False),
)

due = Table(
    "due",
    metadata,
    Column("key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("messenger", String, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("data_sealed", LargeBinary, nullable=False),
    Index(None, "at"),
)

# The domain.

secrets = Table(
    "secrets",
    metadata,
    Column("name", String, primary_key=True),
    Column("value_sealed", LargeBinary, nullable=False),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Float, nullable=False),
    # Where the conversation is kept, and where the person wrote last: the same unless accounts are linked.
    Column("home_messenger", String, nullable=False),
    Column("home_account", BigInteger, nullable=False),
    Column("seen_messenger", String, nullable=False),
    Column("seen_account", BigInteger, nullable=False),
    Column("blocked_until", Float),
    Column("block_reason_sealed", LargeBinary),
    # Chosen by the person; empty where it was offered and nothing chosen, NULL before that.
    Column("language", String),
)

accounts = Table(
    "accounts",
    metadata,
    Column("messenger", String, primary_key=True),
    Column("account", BigInteger, primary_key=True),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("name_sealed", LargeBinary, nullable=False),
    Column("reachable", Boolean, nullable=False),
    Index(None, "person"),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("version", String, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Float, nullable=False),
    Index(None, "person"),
)

roles = Table(
    "roles",
    metadata,
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("granted_by", Integer),
    Column("at", Float, nullable=False),
)

codes = Table(
    "codes",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("purpose", String, nullable=False),
    Column("created_by", Integer, nullable=False),
    Column("expires_at", Float, nullable=False),
    Column("used_by", Integer),
    Column("used_at", Float),
)

rooms = Table(
    "rooms",
    metadata,
    Column("messenger", String, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("kind", String, nullable=False),
    Column("connected_at", Float, nullable=False),
    Column("moved_to", BigInteger),
)

memberships = Table(
    "memberships",
    metadata,
    Column("messenger", String, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("account", BigInteger, primary_key=True),
    Column("present", Boolean, nullable=False),
    Column("confirmed_at", Float, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("messenger", String, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("service", String, nullable=False),
    Column("district", String, nullable=False),
    Column("urgency", String, nullable=False),
    Column("state", String, nullable=False),
    Column("owner", Integer),
    Column("version", Integer, nullable=False),
    Column("form_sealed", LargeBinary, nullable=False),
    Column("phone_hash", LargeBinary),
    Column("opened_at", Float, nullable=False),
    Column("promised_at", Float, nullable=False),
    Column("changed_at", Float, nullable=False),
    Column("closed_at", Float),
    Column("staff_said_at", Float),
    Column("rating", Integer),
    Index(None, "person"),
    Index(None, "owner"),
    Index(None, "phone_hash"),
    Index(None, "state"),
)

request_events = Table(
    "request_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False),
    Column("at", Float, nullable=False),
    Column("person", Integer),
    Column("kind", String, nullable=False),
    Column("text_sealed", LargeBinary),
    Index(None, "request"),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("messenger", String, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("key", String, nullable=False),
    Column("message", BigInteger),
    Column("wanted_sealed", LargeBinary, nullable=False),
    Column("wanted_version", Integer, nullable=False),
    Column("shown_version", Integer, nullable=False),
    Column("letter", BigInteger),
    UniqueConstraint("messenger", "chat", "key"),
)

links = Table(
    "links",
    metadata,
    Column("messenger", String, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("request", ForeignKey("requests.id"), nullable=False),
    Column("kind", String, nullable=False),
)

# What editors count. No texts and nobody's name: a week, what was counted, and how often.

tallies = Table(
    "tallies",
    metadata,
    Column("week", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("about", String, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("reported_at", Float),
)

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
