"""clubs: who is in them, what is played, and how they are kept safe."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "club_ideas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=True),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_club_ideas_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_ideas")),
    )
    op.create_index(op.f("ix_club_ideas_state"), "club_ideas", ["state"], unique=False)
    op.create_table(
        "packs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_packs_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packs")),
    )
    op.create_index(op.f("ix_packs_state"), "packs", ["state"], unique=False)
    op.create_table(
        "club_idea_votes",
        sa.Column("idea", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("liked", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["idea"], ["club_ideas.id"], name=op.f("fk_club_idea_votes_idea_club_ideas")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_club_idea_votes_person_persons")),
        sa.PrimaryKeyConstraint("idea", "person", name=op.f("pk_club_idea_votes")),
    )
    op.create_table(
        "clubs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("meets", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("messenger", sa.String(), nullable=True),
        sa.Column("chat", sa.BigInteger(), nullable=True),
        sa.Column("series", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("link_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("rules_message", sa.BigInteger(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("raid_until", sa.Float(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["persons.id"], name=op.f("fk_clubs_created_by_persons")),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_clubs_series_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clubs")),
    )
    op.create_index(op.f("ix_clubs_messenger_chat"), "clubs", ["messenger", "chat"], unique=False)
    op.create_index(op.f("ix_clubs_state"), "clubs", ["state"], unique=False)
    op.create_table(
        "club_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("data_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_club_log_club_clubs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_club_log")),
    )
    op.create_index(op.f("ix_club_log_club_at"), "club_log", ["club", "at"], unique=False)
    op.create_table(
        "club_members",
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("welcomed_at", sa.Float(), nullable=True),
        sa.Column("knocked_at", sa.Float(), nullable=True),
        sa.Column("about_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_club_members_club_clubs")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_club_members_person_persons")),
        sa.PrimaryKeyConstraint("club", "person", name=op.f("pk_club_members")),
    )
    op.create_index(op.f("ix_club_members_person"), "club_members", ["person"], unique=False)
    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("text_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_complaints_club_clubs")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_complaints_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
    )
    op.create_index(op.f("ix_complaints_club_state"), "complaints", ["club", "state"], unique=False)
    op.create_index(op.f("ix_complaints_person"), "complaints", ["person"], unique=False)
    op.create_table(
        "game_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_game_plans_club_clubs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_game_plans")),
    )
    op.create_index(op.f("ix_game_plans_club"), "game_plans", ["club"], unique=False)
    op.create_table(
        "games",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("began_by", sa.Integer(), nullable=True),
        sa.Column("began", sa.Float(), nullable=False),
        sa.Column("ended", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_games_club_clubs")),
        sa.ForeignKeyConstraint(["other"], ["clubs.id"], name=op.f("fk_games_other_clubs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_games")),
    )
    op.create_index(op.f("ix_games_club_status"), "games", ["club", "status"], unique=False)
    op.create_index(op.f("ix_games_other_status"), "games", ["other", "status"], unique=False)
    op.create_table(
        "held_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.Float(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_held_messages_club_clubs")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_held_messages_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_messages")),
    )
    op.create_index(op.f("ix_held_messages_club_account"), "held_messages", ["club", "account"], unique=False)
    op.create_index(op.f("ix_held_messages_club_state"), "held_messages", ["club", "state"], unique=False)
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.Float(), nullable=True),
        sa.Column("held", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.Float(), nullable=True),
        sa.Column("appeal_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("appeal_state", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_measures_club_clubs")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_measures_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
    )
    op.create_index(op.f("ix_measures_club_account"), "measures", ["club", "account"], unique=False)
    op.create_index(op.f("ix_measures_person"), "measures", ["person"], unique=False)
    op.create_table(
        "standings",
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.Float(), nullable=False),
        sa.Column("ordinary", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Float(), nullable=False),
        sa.Column("trusted", sa.Boolean(), nullable=True),
        sa.Column("silenced_until", sa.Float(), nullable=True),
        sa.Column("recent", sa.String(), server_default="[]", nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_standings_club_clubs")),
        sa.PrimaryKeyConstraint("club", "account", name=op.f("pk_standings")),
    )
    op.create_table(
        "game_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("game", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("file_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("caption_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("consent_at", sa.Float(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["game"], ["games.id"], name=op.f("fk_game_entries_game_games")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_game_entries_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_game_entries")),
    )
    op.create_index(op.f("ix_game_entries_game_state"), "game_entries", ["game", "state"], unique=False)
    op.create_index(op.f("ix_game_entries_person"), "game_entries", ["person"], unique=False)
    op.create_table(
        "game_points",
        sa.Column("game", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("club", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["club"], ["clubs.id"], name=op.f("fk_game_points_club_clubs")),
        sa.ForeignKeyConstraint(["game"], ["games.id"], name=op.f("fk_game_points_game_games")),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_game_points_person_persons")),
        sa.PrimaryKeyConstraint("game", "person", name=op.f("pk_game_points")),
    )
    op.create_index(op.f("ix_game_points_club_at"), "game_points", ["club", "at"], unique=False)
    op.create_table(
        "game_votes",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry"], ["game_entries.id"], name=op.f("fk_game_votes_entry_game_entries")
        ),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_game_votes_person_persons")),
        sa.PrimaryKeyConstraint("entry", "person", name=op.f("pk_game_votes")),
    )
    op.add_column("memberships", sa.Column("admin", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("rooms", sa.Column("club", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in (
        "game_votes",
        "game_points",
        "game_entries",
        "standings",
        "measures",
        "held_messages",
        "games",
        "game_plans",
        "complaints",
        "club_members",
        "club_log",
        "clubs",
        "club_idea_votes",
        "packs",
        "club_ideas",
    ):
        op.drop_table(table)
    op.drop_column("memberships", "admin")
    op.drop_column("rooms", "club")
