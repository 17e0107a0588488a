"""SQLite: one connection that writes, behind a lock, and a few that read.

1. A transaction begins IMMEDIATE, because one that reads first and writes later loses what others
   wrote between. Other programs wait at the file.
2. Every connection has a thread of its own, and the trip there costs more than most statements. So
   what gives no rows waits for the next statement that does, or for the commit: one trip for all.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
from sqlalchemy.engine import URL

BUSY_SECONDS = 15
ROWS_AT_ONCE = 64  # aiosqlite asks for it; nothing is read in chunks here
READERS = 2  # connections for reads, so that a long report does not stop the chat

Runs = tuple[str, Sequence[Sequence[Any]]]  # a statement, and the values of each of its runs


class SqliteDoors:
    """One writer behind a lock, a few readers."""

    def __init__(self, url: URL) -> None:
        self._path = url.database or ""
        self._writer: SqliteConnection | None = None
        self._turn = asyncio.Lock()
        self._readers: asyncio.LifoQueue[SqliteConnection | None] = asyncio.LifoQueue()
        for _ in range(READERS):
            self._readers.put_nowait(None)

    @asynccontextmanager
    async def write(self) -> AsyncIterator["SqliteWriter"]:
        async with self._turn:
            if self._writer is None:
                self._writer = await self._connect("synchronous=FULL", "foreign_keys=ON")
            writer = self._writer
            try:
                driver = SqliteWriter(writer)
                await driver.many("BEGIN IMMEDIATE", [()])
                yield driver
                await driver.rows("COMMIT", ())
            except BaseException:
                await writer.rollback()
                raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator["SqliteConnection"]:
        reader = await self._readers.get()
        try:
            reader = reader or await self._connect("query_only=ON")
            yield reader
        finally:
            self._readers.put_nowait(reader)

    async def close(self) -> None:
        for reader in [self._readers.get_nowait() for _ in range(self._readers.qsize())]:
            if reader is not None:
                await reader.close()
            self._readers.put_nowait(None)
        if self._writer is not None:
            await self._writer.close()
        self._writer = None

    async def _connect(self, *pragmas: str) -> "SqliteConnection":
        path = self._path

        def opened() -> sqlite3.Connection:
            return sqlite3.connect(
                path, isolation_level=None, timeout=BUSY_SECONDS, cached_statements=256
            )

        connection = SqliteConnection(opened, iter_chunk_size=ROWS_AT_ONCE)
        await connection
        for pragma in pragmas:
            await connection.execute_fetchall(f"PRAGMA {pragma}")
        return connection


class SqliteConnection(aiosqlite.Connection):
    """A connection that runs several statements on one trip to its thread: the trip is dear."""

    async def rows(self, sql: str, values: Sequence[Any]) -> Iterable[Sequence[Any]]:
        return await self.last_of([(sql, [values])])

    async def many(self, sql: str, values: list[tuple[Any, ...]]) -> None:
        await self.last_of([(sql, values)])

    async def last_of(self, runs: Sequence[Runs]) -> Iterable[Sequence[Any]]:
        """Run statements in their order; the rows of the last one."""
        rows: Iterable[Sequence[Any]] = await self._execute(  # type: ignore[no-untyped-call]
            self._run, runs
        )
        return rows

    def _run(self, runs: Sequence[Runs]) -> Iterable[Sequence[Any]]:
        rows: Iterable[Sequence[Any]] = ()
        for sql, values in runs:
            if len(values) == 1:
                rows = self._conn.execute(sql, values[0]).fetchall()
            else:
                self._conn.executemany(sql, values)
        return rows


class SqliteWriter:
    """A transaction of SQLite: what gives no rows waits, and goes with the next that does."""

    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection
        self._waiting: list[Runs] = []

    async def rows(self, sql: str, values: Sequence[Any]) -> Iterable[Sequence[Any]]:
        runs, self._waiting = [*self._waiting, (sql, [values])], []
        return await self._connection.last_of(runs)

    async def many(self, sql: str, values: list[tuple[Any, ...]]) -> None:
        self._waiting.append((sql, values))
