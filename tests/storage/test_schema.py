"""The schema and its migrations agree, and a database may be upgraded twice, or by two at once."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage import migrate as migrations
from storage.database import Database, migrate
from storage.schema import inbox, metadata

ROOT = Path(__file__).parents[2]


async def asked(url: str, question):
    """What a question about the database answers, on a plain connection."""
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.connect() as connection:
        answer = await connection.run_sync(question)
    await engine.dispose()
    return answer


def differences(connection: Connection) -> list:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return compare_metadata(context, metadata)


def partial_indexes(connection: Connection) -> dict[str, tuple[bool, bool]]:
    """Name -> unique?, has a condition? of every index but those of keys."""
    kind = connection.dialect.name
    return {
        index["name"]: (bool(index["unique"]), f"{kind}_where" in index.get("dialect_options", {}))
        for table in metadata.tables
        for index in inspect(connection).get_indexes(table)
        if not index.get("duplicates_constraint")
    }


def keys(connection: Connection) -> set[tuple[str, str, str]]:
    return {
        (table, key["constrained_columns"][0], key["referred_table"])
        for table in metadata.tables
        for key in inspect(connection).get_foreign_keys(table)
    }


async def test_the_migrated_schema_is_the_described_one(database_url):
    assert await asked(database_url, differences) == []


async def test_indexes_have_the_described_conditions(database_url):
    described = {
        index.name: (bool(index.unique), index.dialect_options["sqlite"]["where"] is not None)
        for table in metadata.tables.values()
        for index in table.indexes
    }
    assert await asked(database_url, partial_indexes) == described
    assert described["uq_bookings_seat"] == (True, True)


async def test_keys_to_other_tables_are_the_described_ones(database_url):
    described = {
        (table.name, key.parent.name, key.column.table.name)
        for table in metadata.tables.values()
        for key in table.foreign_keys
    }
    assert await asked(database_url, keys) == described


def test_a_second_upgrade_changes_nothing(database_url):
    migrate(database_url)


async def test_an_upgrade_may_be_called_within_a_running_loop(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path}/new.sqlite3"
    migrate(url)
    assert await asked(url, differences) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_upgrades_at_once_both_succeed(kind, tmp_path, request):
    url = f"sqlite+aiosqlite:///{tmp_path}/new.sqlite3"
    if kind == "postgres":
        url = request.getfixturevalue("postgres_url")
        asyncio.run(emptied(url))
    code = f"from storage.database import migrate; migrate({url!r})"
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]
    assert [each.wait(60) for each in started] == [0, 0, 0]
    assert asyncio.run(asked(url, differences)) == []


async def emptied(url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        await connection.exec_driver_sql("CREATE SCHEMA public")
    await engine.dispose()


async def test_a_table_that_is_missing_is_seen(plant, database_url):
    await plant("DROP TABLE parked")
    assert [kind for kind, *_ in await asked(database_url, differences)] == ["add_table"]


async def test_nothing_of_a_failed_upgrade_stays(tmp_path, monkeypatch):
    url = f"sqlite+aiosqlite:///{tmp_path}/new.sqlite3"
    monkeypatch.setattr("alembic.command.upgrade", half_an_upgrade)
    with pytest.raises(RuntimeError, match="half"):
        migrate(url)
    assert await asked(url, lambda connection: inspect(connection).get_table_names()) == []


def half_an_upgrade(config, revision):
    inbox.create(config.attributes["connection"])
    raise RuntimeError("half")


def test_another_kind_of_database_is_refused():
    with pytest.raises(ValueError, match=r"postgresql\+asyncpg, not sqlite$"):
        Database("sqlite:///file")


async def test_a_file_that_stays_in_use_is_not_switched_to_its_log(tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "WAL_TRIES", 2)
    monkeypatch.setattr(migrations, "WAL_WAIT", 0)
    path = str(tmp_path / "esik.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RuntimeError, match="in use"):
        await migrations._write_ahead(path)
    other.execute("ROLLBACK")
    await migrations._write_ahead(path)
    assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    other.close()
