"""The tables of clubs: who is in them, what is played, and how they are kept safe."""

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
)

from bot.storage.schema import metadata

# Clubs. What moderators write for everybody is in clear; ways in, and what people wrote, are not.

clubs = Table(
    "clubs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("about", String, nullable=False),
    Column("rules", String, nullable=False),
    # When it meets, in words.
    Column("meets", String, nullable=False),
    Column("language", String, nullable=False),
    # Where it meets, once a chat is connected; members of its series are told of what it holds at a time.
    Column("messenger", String),
    Column("chat", BigInteger),
    Column("series", ForeignKey("series.id")),
    Column("state", String, nullable=False),
    # By a link at once, or after a moderator's yes.
    Column("entry", String, nullable=False),
    Column("link_sealed", LargeBinary),
    Column("settings", String, nullable=False),
    Column("rules_version", Integer, nullable=False),
    Column("rules_message", BigInteger),
    Column("members", Integer, nullable=False),
    Column("raid_until", Float),
    Column("version", Integer, nullable=False),
    Column("created_by", ForeignKey("persons.id"), nullable=False),
    Column("created_at", Float, nullable=False),
    Index(None, "state"),
    Index(None, "messenger", "chat"),
)

club_members = Table(
    "club_members",
    metadata,
    Column("club", ForeignKey("clubs.id"), primary_key=True),
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("state", String, nullable=False),
    Column("rules_version", Integer, nullable=False),
    # The account that asked to come in, or is in.
    Column("account", BigInteger, nullable=False),
    Column("at", Float, nullable=False),
    Column("welcomed_at", Float),
    # When they asked the messenger itself to be let in; NULL where nothing waits for an answer there.
    Column("knocked_at", Float),
    # What they told of themselves for «кто есть кто».
    Column("about_sealed", LargeBinary),
    Index(None, "person"),
)

club_ideas = Table(
    "club_ideas",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("state", String, nullable=False),
    Column("club", Integer),
    Column("at", Float, nullable=False),
    Column("version", Integer, nullable=False),
    Index(None, "state"),
)

club_idea_votes = Table(
    "club_idea_votes",
    metadata,
    Column("idea", ForeignKey("club_ideas.id"), primary_key=True),
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("liked", Boolean, nullable=False),
    Column("at", Float, nullable=False),
)

standings = Table(
    "standings",
    metadata,
    # What is known of an account in a club's chat, by which its messages are judged.
    Column("club", ForeignKey("clubs.id"), primary_key=True),
    Column("account", BigInteger, primary_key=True),
    Column("joined_at", Float, nullable=False),
    Column("ordinary", Integer, nullable=False),
    Column("held", Integer, nullable=False),
    Column("last_at", Float, nullable=False),
    # Said by a moderator; NULL where trust grows by itself.
    Column("trusted", Boolean),
    Column("silenced_until", Float),
    # The numbers of their latest messages, with what must be known of each, as JSON: no words.
    Column("recent", String, nullable=False, server_default="[]"),
)

held_messages = Table(
    "held_messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("account", BigInteger, nullable=False),
    Column("person", ForeignKey("persons.id")),
    Column("message", BigInteger, nullable=False),
    # Text, name of the sender and attachments, as JSON.
    Column("content_sealed", LargeBinary, nullable=False),
    Column("reasons", String, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("decided_by", Integer),
    Column("decided_at", Float),
    Column("version", Integer, nullable=False),
    Index(None, "club", "state"),
    Index(None, "club", "account"),
)

measures = Table(
    "measures",
    metadata,
    # A warning, a silence, a removal; `by` is NULL where the line did it itself.
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("account", BigInteger, nullable=False),
    Column("person", ForeignKey("persons.id")),
    Column("kind", String, nullable=False),
    Column("reason_sealed", LargeBinary, nullable=False),
    Column("until", Float),
    Column("held", Integer),
    Column("by", Integer),
    Column("at", Float, nullable=False),
    Column("undone_by", Integer),
    Column("undone_at", Float),
    Column("appeal_sealed", LargeBinary),
    Column("appeal_state", String),
    Column("version", Integer, nullable=False),
    Index(None, "club", "account"),
    Index(None, "person"),
)

club_log = Table(
    "club_log",
    metadata,
    # Who did what in a club; `data_sealed` holds what an undo needs.
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("at", Float, nullable=False),
    Column("by", Integer),
    Column("kind", String, nullable=False),
    Column("about", String, nullable=False),
    Column("data_sealed", LargeBinary),
    Column("undone_by", Integer),
    Column("undone_at", Float),
    Index(None, "club", "at"),
)

complaints = Table(
    "complaints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("person", ForeignKey("persons.id"), nullable=False),
    # Whom and what it is about, where that was shown by a reply.
    Column("account", BigInteger),
    Column("message", BigInteger),
    Column("text_sealed", LargeBinary, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("decided_by", Integer),
    Column("version", Integer, nullable=False),
    Index(None, "club", "state"),
    Index(None, "person"),
)

# Games.

games = Table(
    "games",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    # The club across, in a battle of two.
    Column("other", ForeignKey("clubs.id")),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    # What is played, and how far it is, as JSON.
    Column("content_sealed", LargeBinary, nullable=False),
    Column("state_sealed", LargeBinary, nullable=False),
    Column("status", String, nullable=False),
    Column("began_by", Integer),
    Column("began", Float, nullable=False),
    Column("ended", Float),
    Index(None, "club", "status"),
    Index(None, "other", "status"),
)

game_points = Table(
    "game_points",
    metadata,
    Column("game", ForeignKey("games.id"), primary_key=True),
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Index(None, "club", "at"),
)

game_plans = Table(
    "game_plans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("club", ForeignKey("clubs.id"), nullable=False),
    Column("kind", String, nullable=False),
    # When, as the plan of a series; what to play and how, as JSON.
    Column("plan", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("options", String, nullable=False),
    Column("state", String, nullable=False),
    Column("made_by", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Index(None, "club"),
)

game_entries = Table(
    "game_entries",
    metadata,
    # A photograph in a contest or a flash mob; shown only with consent, gone when its author says so.
    Column("id", Integer, primary_key=True),
    Column("game", ForeignKey("games.id"), nullable=False),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("file_sealed", LargeBinary),
    Column("caption_sealed", LargeBinary),
    Column("consent_at", Float),
    Column("state", String, nullable=False),
    Column("message", BigInteger),
    Column("at", Float, nullable=False),
    Index(None, "game", "state"),
    Index(None, "person"),
)

game_votes = Table(
    "game_votes",
    metadata,
    Column("entry", ForeignKey("game_entries.id"), primary_key=True),
    Column("person", ForeignKey("persons.id"), primary_key=True),
    Column("at", Float, nullable=False),
)

packs = Table(
    "packs",
    metadata,
    # What moderators brought: a crossword, a word list, a quiz.
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey("persons.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("language", String, nullable=False),
    # How many words or questions.
    Column("size", Integer, nullable=False),
    Column("content_sealed", LargeBinary, nullable=False),
    Column("state", String, nullable=False),
    Column("at", Float, nullable=False),
    Index(None, "state"),
)
