"""Core statements compiled once, for what happens at every request: they cost what the driver costs.

SQLAlchemy takes about a tenth of a millisecond to build a statement and to run it from its cache; opening
a request and showing its card takes a dozen of them (docs/benchmarks.md). Plain types only: what SQLite
stores is what comes back.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import Select


class Prepared:
    """A select, or an insert, update or delete that sets the named columns."""

    def __init__(self, statement: Select[Any] | UpdateBase, *columns: str) -> None:
        compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"), column_keys=list(columns))
        self.sql = str(compiled)
        self.fixed = {name: value for name, value in compiled.params.items() if value is not None}
        """Values that the statement itself holds."""
        told = statement.selected_columns if isinstance(statement, Select) else statement.exported_columns
        if any(isinstance(column.type, Boolean) for column in told):
            raise TypeError("SQLite gives numbers for truth values: read them with a statement of Core")
        names = [column.name for column in told]
        self._row: Callable[[Sequence[Any]], Any] = namedtuple("Row", names)._make  # type: ignore[attr-defined]

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """What came back, by the names of the columns."""
        return [self._row(values) for values in found]
