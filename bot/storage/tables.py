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
    String,
    Table,
    UniqueConstraint,
)

from bot.storage.activity_tables import (
    broadcast_recipients,
    broadcasts,
    disturbances,
    follows,
    occurrences,
    preferences,
    readings,
    reminders,
    series,
    signups,
)
from bot.storage.club_tables import (
    club_idea_votes,
    club_ideas,
    club_log,
    club_members,
    clubs,
    complaints,
    game_entries,
    game_plans,
    game_points,
    game_votes,
    games,
    held_messages,
    measures,
    packs,
    standings,
)
from bot.storage.schema import metadata

__all__ = [
    "accounts",
    "broadcast_recipients",
    "broadcasts",
    "cards",
    "club_idea_votes",
    "club_ideas",
    "club_log",
    "club_members",
    "clubs",
    "codes",
    "complaints",
    "consents",
    "conversations",
    "dead_letters",
    "disturbances",
    "due",
    "follows",
    "game_entries",
    "game_plans",
    "game_points",
    "game_votes",
    "games",
    "held_messages",
    "inbox",
    "kept_files",
    "links",
    "measures",
    "memberships",
    "metadata",
    "occurrences",
    "offsets",
    "outbox",
    "packs",
    "persons",
    "preferences",
    "readings",
    "reminders",
    "request_events",
    "requests",
    "roles",
    "rooms",
    "secrets",
    "series",
    "signups",
    "standings",
    "tallies",
]

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
    # Of a club's chat: which one it is.
    Column("club", Integer),
)

memberships = Table(
    "memberships",
    metadata,
    Column("messenger", String, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("account", BigInteger, primary_key=True),
    Column("present", Boolean, nullable=False),
    Column("confirmed_at", Float, nullable=False),
    # Whether the messenger says that they run the chat.
    Column("admin", Boolean, nullable=False, server_default="0"),
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
