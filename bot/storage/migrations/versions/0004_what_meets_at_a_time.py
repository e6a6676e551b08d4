"""what meets at a time: series, their occurrences, who comes, and what they are reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("prepare", sa.String(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("host", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("link_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("picture_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["host"], ["persons.id"], name=op.f("fk_series_host_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_index(op.f("ix_series_state"), "series", ["state"])
    op.create_table(
        "occurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("planned", sa.String(), nullable=False),
        sa.Column("starts", sa.Float(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("link_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("recording_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["series"], ["series.id"], name=op.f("fk_occurrences_series_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("series", "planned", name=op.f("uq_occurrences_series_planned")),
    )
    op.create_index(op.f("ix_occurrences_starts"), "occurrences", ["starts"])
    op.create_table(
        "signups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("liked", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_signups_occurrence_occurrences")
        ),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_signups_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signups")),
        sa.UniqueConstraint("occurrence", "person", name=op.f("uq_signups_occurrence_person")),
    )
    op.create_index(op.f("ix_signups_person"), "signups", ["person"])
    op.create_table(
        "follows",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_follows_person_persons")),
        sa.PrimaryKeyConstraint("person", "about", name=op.f("pk_follows")),
    )
    op.create_index(op.f("ix_follows_about"), "follows", ["about"])
    op.create_table(
        "reminders",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("told_at", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_reminders_person_persons")),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_reminders_occurrence_occurrences")
        ),
        sa.PrimaryKeyConstraint("person", "occurrence", "kind", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_person_state"), "reminders", ["person", "state"])
    op.create_index(op.f("ix_reminders_occurrence"), "reminders", ["occurrence"])
    op.create_index(op.f("ix_reminders_state_at"), "reminders", ["state", "at"])
    op.create_table(
        "preferences",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_preferences_person_persons")),
        sa.PrimaryKeyConstraint("person", "name", name=op.f("pk_preferences")),
    )
    op.create_table(
        "disturbances",
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_disturbances_person_persons")),
        sa.PrimaryKeyConstraint("person", "day", name=op.f("pk_disturbances")),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence"], ["occurrences.id"], name=op.f("fk_readings_occurrence_occurrences")
        ),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name=op.f("fk_readings_person_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )


def downgrade() -> None:
    for table in ("readings", "disturbances", "preferences", "reminders", "follows", "signups"):
        op.drop_table(table)
    for table in ("occurrences", "series"):
        op.drop_table(table)
