"""Brings a database to the newest schema at start."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations that are missing, inside the caller's transaction."""
    if revision == "head" and _revision_of(connection) == _newest():
        return
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _revision_of(connection: Connection) -> str | None:
    """Which schema a database has; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _newest() -> str:
    """The schema of this program: Alembic reads every migration to tell."""
    return revisions()[0]


def revisions() -> tuple[str, ...]:
    """The schemas that this program knows, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
