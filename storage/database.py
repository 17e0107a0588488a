"""Connections and transactions: here and in `sqlite` the two databases differ, nowhere else.

1. `write()` is one transaction, `read()` sees what is committed and cannot write.
2. A statement whose rows nobody wants may be run as late as the next one with rows, or the commit:
   see `storage.sqlite`. Statements keep their order.
3. A commit that may not have happened is CommitFailed: the caller says so to whoever sent the
   event, who sends it again under the same key.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Executable
from sqlalchemy.engine import URL, make_url

from storage.migrate import migrate as migrate
from storage.sqlite import SqliteDoors
from storage.statements import Statement

POOL = 10  # connections to PostgreSQL
DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")
UNSURE = (
    sqlite3.OperationalError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.LockNotAvailableError,
    asyncpg.InterfaceError,
    OSError,
)


class CommitFailed(Exception):
    """A transaction could not be committed, or nobody knows whether it was."""


class TakenBack(CommitFailed):
    """Two transactions waited for each other, and this one was taken back: try it again."""


class Driver(Protocol):
    """Runs SQL on one connection."""

    async def rows(self, sql: str, values: Sequence[Any]) -> Iterable[Sequence[Any]]:
        """Run one statement and give its rows."""
        ...

    async def many(self, sql: str, values: list[tuple[Any, ...]]) -> None:
        """Run one statement for each tuple of values, before the next rows at the latest."""
        ...


class Doors(Protocol):
    """Opens connections to one kind of database."""

    def write(self) -> AbstractAsyncContextManager[Driver]:
        """One transaction."""
        ...

    def read(self) -> AbstractAsyncContextManager[Driver]:
        """A connection that only reads."""
        ...

    async def close(self) -> None:
        """Give everything back."""
        ...


class Link:
    """A connection in use: takes built statements and values by name."""

    def __init__(self, database: "Database", driver: Driver) -> None:
        self._database, self._driver = database, driver

    async def all(self, built: Executable, **values: Any) -> list[Any]:
        """The rows of a statement, as named tuples."""
        statement = self._database.statement(built)
        return statement.rows(await self._driver.rows(statement.sql, statement.bind(values)))

    async def first(self, built: Executable, **values: Any) -> Any:
        """The first row, or None."""
        return next(iter(await self.all(built, **values)), None)

    async def run(self, built: Executable, **values: Any) -> None:
        """Run a statement whose rows nobody wants."""
        statement = self._database.statement(built)
        await self._driver.many(statement.sql, [statement.bind(values)])

    async def many(self, built: Executable, values: Iterable[Mapping[str, Any]]) -> None:
        """Run a statement once for each set of values; nothing for none."""
        if given := list(values):
            statement = self._database.statement(built)
            await self._driver.many(statement.sql, [statement.bind(each) for each in given])


class Database:
    """One database by its SQLAlchemy URL: sqlite+aiosqlite or postgresql+asyncpg.

    Raises ValueError for another one. Connects when first used. `statements` counts what was sent
    to the driver, for measurements.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername not in DRIVERS:
            raise ValueError(f"a database is one of {', '.join(DRIVERS)}, not {parsed.drivername}")
        self.dialect = parsed.get_dialect()()
        self.postgres = self.dialect.name == "postgresql"
        self._doors: Doors = PostgresDoors(parsed) if self.postgres else SqliteDoors(parsed)
        self._compiled: dict[Executable, Statement] = {}
        self.statements = 0

    def statement(self, built: Executable) -> Statement:
        """The compiled form of a statement."""
        self.statements += 1
        found = self._compiled.get(built)
        if found is None:
            found = self._compiled[built] = Statement(built, self.dialect)
        return found

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Link]:
        """One write transaction; an exception takes everything back. Raises CommitFailed."""
        try:
            async with self._doors.write() as driver:
                yield Link(self, driver)
        except asyncpg.DeadlockDetectedError as error:
            raise TakenBack("two transactions waited for each other") from error
        except UNSURE as error:
            raise CommitFailed(f"{type(error).__name__}: {error}") from error

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Link]:
        """A connection for reads; each statement sees the newest commit."""
        async with self._doors.read() as driver:
            yield Link(self, driver)

    async def dispose(self) -> None:
        """Close every connection."""
        await self._doors.close()


class PostgresDoors:
    """A pool of asyncpg."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._pool: Any = None
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Driver]:
        async with (await self._open()).acquire() as connection, connection.transaction():
            yield PostgresDriver(connection)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Driver]:
        async with (await self._open()).acquire() as connection:
            yield PostgresDriver(connection)

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()
        self._pool = None

    async def _open(self) -> Any:
        if self._pool is None:
            async with self._opening:
                self._pool = self._pool or await self._connect()
        return self._pool

    async def _connect(self) -> Any:
        _, options = self._url.get_dialect()().create_connect_args(self._url)
        settings = {"application_name": "esik", "jit": "off"}
        return await asyncpg.create_pool(
            **options, min_size=1, max_size=POOL, server_settings=settings, reset=_keep
        )


async def _keep(connection: Any) -> None:
    """Nothing of a session outlives its transaction here, so there is nothing to reset."""


class PostgresDriver:
    """Runs SQL on one asyncpg connection."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def rows(self, sql: str, values: Sequence[Any]) -> Iterable[Sequence[Any]]:
        rows: Iterable[Sequence[Any]] = await self._connection.fetch(sql, *values)
        return rows

    async def many(self, sql: str, values: list[tuple[Any, ...]]) -> None:
        await self._connection.executemany(sql, values)
