"""Transactions hold on both databases: nothing is lost, or half done, or wrongly said done."""

import asyncio
import sqlite3
from contextlib import suppress

import asyncpg
import pytest
from sqlalchemy import bindparam, select, update

from storage.columns import adding
from storage.database import CommitFailed, Database
from storage.schema import inbox, slots
from storage.sqlite import SqliteConnection
from tests.storage.world import AT, DAY

ADD = adding(inbox, "key", "at")
KEYS = select(inbox.c.key).order_by(inbox.c.key)
COUNT = select(slots.c.minutes).where(slots.c.id == "a")
SET = update(slots).values(minutes=bindparam("to")).where(slots.c.id == "a")
LOCKED = COUNT.with_for_update()


async def keys(database: Database) -> list[str]:
    async with database.read() as link:
        return [row.key for row in await link.all(KEYS)]


async def test_what_was_written_is_read(database):
    async with database.write() as link:
        await link.run(ADD, key="a", at=AT)
    assert await keys(database) == ["a"]


async def test_an_error_takes_everything_back(database):
    with suppress(LookupError):
        async with database.write() as link:
            await link.run(ADD, key="a", at=AT)
            raise LookupError
    assert await keys(database) == []
    async with database.write() as link:
        await link.run(ADD, key="b", at=AT)
    assert await keys(database) == ["b"]


async def test_what_is_not_committed_is_not_read(database):
    async with database.write() as link:
        await link.run(ADD, key="a", at=AT)
        assert await keys(database) == []


async def test_a_missing_value_is_an_error_of_ours(database):
    with pytest.raises(KeyError, match="key"):
        async with database.write() as link:
            await link.run(ADD, at=AT)


async def test_nothing_to_write_is_no_statement(database):
    async with database.write() as link:
        await link.many(ADD, [])
    assert await keys(database) == []


async def test_a_statement_is_compiled_once(database):
    assert database.statement(KEYS) is database.statement(KEYS)


async def test_concurrent_updates_of_one_row_are_not_lost(database_url, world, database):
    await world.open("a")
    async with database.write() as link:
        await link.run(SET, to=0)
    workers = [Database(database_url) for _ in range(3)]

    async def count_on(worker: Database) -> None:
        async with worker.write() as link:
            row = await link.first(LOCKED)
            await link.run(SET, to=row.minutes + 1)

    await asyncio.gather(*(count_on(worker) for worker in workers for _ in range(20)))
    async with database.read() as link:
        assert (await link.first(COUNT)).minutes == 60
    for worker in workers:
        await worker.dispose()


async def test_a_cancelled_transaction_leaves_nothing_and_no_lock(database):
    reached = asyncio.Event()

    async def stuck() -> None:
        async with database.write() as link:
            await link.run(ADD, key="a", at=AT)
            reached.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await reached.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    async with database.write() as link:
        await link.run(ADD, key="b", at=AT)
    assert await keys(database) == ["b"]


async def test_it_connects_again_after_it_was_disposed_of(database):
    assert await keys(database) == []
    await database.dispose()
    async with database.write() as link:
        await link.run(ADD, key="a", at=AT)
    assert await keys(database) == ["a"]


async def test_a_database_never_used_is_disposed_of(database_url):
    await Database(database_url).dispose()


async def test_readers_wait_for_one_another(database):
    async def read() -> list[str]:
        return await keys(database)

    assert await asyncio.gather(*(read() for _ in range(30))) == [[]] * 30


async def test_what_gives_no_rows_is_one_trip_to_sqlite(sqlite_url, monkeypatch):
    trips = []
    there = SqliteConnection.last_of

    async def counted(connection, runs):
        trips.append([sql.split()[0] for sql, _ in runs])
        return await there(connection, runs)

    monkeypatch.setattr(SqliteConnection, "last_of", counted)
    database = Database(sqlite_url)
    async with database.write() as link:
        await link.run(ADD, key="a", at=AT)
        await link.many(ADD, [{"key": "b", "at": AT}, {"key": "c", "at": AT}])
        assert [row.key for row in await link.all(KEYS)] == ["a", "b", "c"]
        await link.run(ADD, key="d", at=AT)
    assert trips == [["BEGIN", "INSERT", "INSERT", "SELECT"], ["INSERT", "COMMIT"]]
    await database.dispose()


async def test_a_fault_that_waits_for_the_commit_takes_everything_back(database):
    async with database.write() as link:
        await link.run(ADD, key="a", at=AT)
    with pytest.raises((sqlite3.IntegrityError, asyncpg.UniqueViolationError)):
        async with database.write() as link:
            await link.many(ADD, [{"key": key, "at": AT} for key in "ba"])
    assert await keys(database) == ["a"]
    async with database.write() as link:
        await link.run(ADD, key="c", at=AT)
    assert await keys(database) == ["a", "c"]


# -- when it cannot be committed --------------------------------------------------------------


async def test_a_locked_file_is_a_failed_commit(sqlite_url, monkeypatch):
    monkeypatch.setattr("storage.sqlite.BUSY_SECONDS", 0)
    path = sqlite_url.removeprefix("sqlite+aiosqlite:///")
    other = sqlite3.connect(path, isolation_level=None)
    database = Database(sqlite_url)
    await keys(database)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CommitFailed, match="locked"):
        async with database.write() as link:
            await link.run(ADD, key="a", at=AT)
    other.execute("ROLLBACK")
    other.close()
    async with database.write() as link:
        await link.run(ADD, key="b", at=AT)
    assert await keys(database) == ["b"]
    await database.dispose()


async def test_a_reader_of_sqlite_cannot_write(sqlite_url):
    database = Database(sqlite_url)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        async with database.read() as link:
            await link.run(ADD, key="a", at=AT)
    await database.dispose()


async def test_sqlite_keeps_its_word_through_a_power_cut(sqlite_url):
    database = Database(sqlite_url)
    async with database.write() as link:
        connection = link._driver._connection
        asked = [
            (await connection.execute_fetchall(f"PRAGMA {name}"))[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert asked == ["wal", 2, 1]
    await database.dispose()


async def test_a_lost_connection_is_a_failed_commit(postgres_url):
    database = Database(postgres_url)
    killer = Database(postgres_url)

    async def killed() -> None:
        async with database.write() as link:
            await link.run(ADD, key="a", at=AT)
            [[pid]] = await link._driver.rows("SELECT pg_backend_pid()", [])
            async with killer.write() as other:
                await other._driver.rows("SELECT pg_terminate_backend($1)", [pid])
            await link.run(ADD, key="b", at=AT)

    with pytest.raises(CommitFailed):
        await killed()
    assert await keys(database) == []
    await database.dispose()
    await killer.dispose()


async def test_a_server_that_is_not_there_is_a_failed_commit(postgres_url):
    gone = postgres_url.rpartition(":")[0] + ":1/esik"
    database = Database(gone)
    with pytest.raises(CommitFailed):
        async with database.write():
            raise AssertionError("there is no transaction")
    await database.dispose()


async def test_a_deadlock_is_a_failed_commit_of_one(postgres_url):
    database = Database(postgres_url)
    both = asyncio.Barrier(2)
    async with database.write() as link:
        await link.many(ADD, [{"key": key, "at": AT} for key in ("a", "b")])
    move = update(inbox).values(at=AT + DAY).where(inbox.c.key == bindparam("which"))

    async def cross(first: str, second: str) -> str:
        try:
            async with database.write() as link:
                await link.run(move, which=first)
                await both.wait()
                await link.run(move, which=second)
        except CommitFailed:
            return "failed"
        return "done"

    outcomes = await asyncio.gather(cross("a", "b"), cross("b", "a"))
    assert sorted(outcomes) == ["done", "failed"]
    await database.dispose()
