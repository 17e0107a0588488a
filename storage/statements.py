"""Statements as the drivers take them: SQLAlchemy writes the SQL once, the driver runs it.

1. A statement is built at import, from the schema; it is compiled once for a database and kept.
   Never build one for a call: what varies is a parameter.
2. Values are turned by the types of the columns, as SQLAlchemy would: moments, dates, lists.
3. This is why there are no SQLAlchemy connections: running a compiled statement on the driver
   takes about a quarter of the time, and a turn is little more than its statements.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Turned = Callable[[Any], Any]


class Statement:
    """One statement in the SQL of one database."""

    def __init__(self, built: Executable, dialect: Dialect) -> None:
        compiled = built.compile(dialect=dialect)  # type: ignore[attr-defined]
        assert isinstance(compiled, SQLCompiler)
        self.sql = compiled.string
        self._places = [_place(compiled, name, dialect) for name in compiled.positiontup or ()]
        columns = getattr(built, "exported_columns", ())
        self._row = namedtuple("Row", [c.key for c in columns])  # type: ignore[misc]
        turned = [_reader(c.type, dialect) for c in columns]
        self._turned = [(i, turn) for i, turn in enumerate(turned) if turn]

    def bind(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values in the order of the places; raises KeyError for one that is missing."""
        return tuple(
            fixed if name is None else turn(values[name]) if turn else values[name]
            for name, turn, fixed in self._places
        )

    def rows(self, raw: Iterable[Sequence[Any]]) -> list[Any]:
        """What the driver gave, as named tuples."""
        if not self._turned:
            return [self._row(*row) for row in raw]
        return [self._row(*self._turn(list(row))) for row in raw]

    def _turn(self, row: list[Any]) -> list[Any]:
        for index, turn in self._turned:
            row[index] = turn(row[index])
        return row


def _place(
    compiled: SQLCompiler, name: str, dialect: Dialect
) -> tuple[str | None, Turned | None, Any]:
    """Where a value goes: from a parameter by name, or a constant of the statement."""
    parameter = compiled.binds[name]
    turn = parameter.type.dialect_impl(dialect).bind_processor(dialect)
    if parameter.required:
        return name, turn, None
    value = parameter.effective_value
    return None, None, turn(value) if turn else value


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Turned | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
