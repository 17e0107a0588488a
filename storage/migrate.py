"""Brings a database to the newest schema: Alembic, without its files of settings.

Two may start at once: the whole upgrade is one transaction under a lock (SQLite's writer lock, an
advisory lock of PostgreSQL), and the second finds nothing left to do.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiosqlite
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

MIGRATIONS = Path(__file__).with_name("migrations")
LOCK = 0x65736B  # «esk»: any number that nobody else locks
BUSY_SECONDS = 60
WAL_TRIES, WAL_WAIT = 100, 0.1  # ten seconds


def migrate(url: str) -> None:
    """Upgrade to the newest schema; nothing happens when it is there. May be called anywhere.

    It runs in a thread of its own, because an event loop may already be running in this one.
    """
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, _migrate(url)).result()


async def _migrate(url: str) -> None:
    sqlite = make_url(url).get_backend_name() == "sqlite"
    options = {"connect_args": {"timeout": BUSY_SECONDS}} if sqlite else {}
    engine = create_async_engine(url, poolclass=NullPool, **options)
    if sqlite:
        event.listen(engine.sync_engine, "connect", _by_hand)
        event.listen(engine.sync_engine, "begin", _begin_immediate)
    try:
        async with engine.begin() as connection:
            if not sqlite:
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            await connection.run_sync(_upgrade)
        if sqlite:
            await _write_ahead(make_url(url).database or "")
    finally:
        await engine.dispose()


async def _write_ahead(path: str) -> None:
    """Switch the file to its write-ahead log, once and for good; others may be switching it too.

    SQLite does not wait for its busy time-out here, so the waiting is done by hand.
    """
    for _ in range(WAL_TRIES):
        try:
            async with aiosqlite.connect(path, isolation_level=None) as connection:
                await connection.execute_fetchall("PRAGMA journal_mode=WAL")
            return
        except aiosqlite.OperationalError:
            await asyncio.sleep(WAL_WAIT)
    raise RuntimeError("the database file is in use and cannot be switched to its log")


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _by_hand(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Transactions of SQLite begin when we say so: its driver would commit before every DDL."""
    connection.isolation_level = None


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
