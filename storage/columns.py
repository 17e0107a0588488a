"""Kinds of columns and pieces of statements that mean the same on SQLite and on PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

# The first integer key of a table counts up by itself on both databases.
Counted = BigInteger().with_variant(Integer, "sqlite")
Name = String()  # ids, states and other words of ours
Sealed = LargeBinary  # closed by storage.seal; the database never sees the words


class Utc(TypeDecorator[datetime]):
    """A moment: aware in, aware UTC out. SQLite keeps text of one width, so that it sorts."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """A time stamp with zone where there is one, else text."""
        sqlite = dialect.name == "sqlite"
        return dialect.type_descriptor(String(32) if sqlite else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Raises ValueError for a naive moment: nobody knows when it is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive moment {value!r}")
        value = value.astimezone(UTC)
        return value.isoformat(timespec="microseconds") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(UTC)


class Listed(TypeDecorator[list[str]]):
    """A few ids in one column, as JSON text on both databases."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str | None:
        """JSON text."""
        return None if value is None else orjson.dumps(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str] | None:
        """The ids, in their order."""
        return None if value is None else list(orjson.loads(value))


class Names(TypeDecorator[list[Any]]):
    """Any number of names as one parameter: JSON text for SQLite, an array for PostgreSQL."""

    impl = String
    cache_ok = True
    item: type[TypeEngine[Any]] = String

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The kind that `each` unfolds."""
        sqlite = dialect.name == "sqlite"
        return dialect.type_descriptor(String() if sqlite else ARRAY(self.item()))

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        """A list; its order is kept."""
        return orjson.dumps(value).decode() if dialect.name == "sqlite" else value


class Numbers(Names):
    """Any number of counted ids as one parameter."""

    item = BigInteger


class each(FunctionElement[Any]):
    """One row for each name of a `Names` parameter, with the column `value`."""

    inherit_cache = True
    type = String()


class among(FunctionElement[Any]):
    """Whether a column is one of the names of a `Names` parameter: `among(column, names)`."""

    inherit_cache = True
    type = NullType()  # of a Boolean SQLite would be asked whether it «= 1», and use no index


@compiles(each, "sqlite")
def _each_of_json(element: each, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(each, "postgresql")
def _each_of_array(element: each, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(SELECT unnest({compiler.process(element.clauses, **kw)}) AS value)"


@compiles(among, "sqlite")
def _among_json(element: among, compiler: SQLCompiler, **kw: Any) -> str:
    column, names = (compiler.process(e, **kw) for e in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({names}))"


@compiles(among, "postgresql")
def _among_array(element: among, compiler: SQLCompiler, **kw: Any) -> str:
    column, names = (compiler.process(e, **kw) for e in element.clauses)
    return f"{column} = ANY ({names})"


def names(parameter: str) -> BindParameter[list[str]]:
    """A parameter that takes any number of names."""
    return bindparam(parameter, type_=Names())


def numbers(parameter: str) -> BindParameter[list[int]]:
    """A parameter that takes any number of counted ids."""
    return bindparam(parameter, type_=Numbers())


def adding(table: Table, *columns: str) -> Insert:
    """An insert of these columns, each from the parameter of its name."""
    return insert(table).values({column: bindparam(column) for column in columns}).inline()


def one_of(column: ColumnElement[str], *states: str) -> ColumnElement[bool]:
    """Whether a column is one of a few fixed words.

    They are written out, and as in the condition of the partial index, which applies only then.
    """
    written = [literal_word(state) for state in states]
    return column.in_(written) if len(written) > 1 else column == written[0]


def literal_word(word: str) -> ColumnElement[str]:
    """A fixed word of ours, written out: `bindparam` would make it a place to be filled."""
    return literal_column(f"'{word}'")


def words(*columns: str) -> list[Column[Any]]:
    """Columns that hold a word of ours and are never empty."""
    return [Column(column, Name, nullable=False) for column in columns]


def partial_index(name: str, where: str, *columns: Column[Any], unique: bool = False) -> None:
    """An index over the rows of a condition only; the same on both databases."""
    Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))
