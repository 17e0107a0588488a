"""No statement of a turn, of the post or of the clock reads a whole table, however full it is.

SQLite tells how it would run a statement. A table read from end to end is «SCAN table»; through
an index over a few rows only (a partial one) it is «SCAN table USING INDEX».
"""

import sqlite3
from types import ModuleType

import pytest
from sqlalchemy import Executable

from storage import (
    appeals,
    calls,
    corrections,
    doors,
    erasing,
    fetches,
    files,
    leases,
    notices,
    outbox,
    persons,
    posting,
    promises,
    pulse,
    reachability,
    receipts,
    receptions,
    rows,
    schedule,
    seats,
    spoken,
    staff,
    talks,
    timers,
    views,
    ways,
    windows,
    wishes,
)
from storage.database import Database
from storage.schema import metadata

MODULES: tuple[ModuleType, ...] = (
    appeals,
    calls,
    corrections,
    doors,
    erasing,
    fetches,
    files,
    leases,
    notices,
    outbox,
    persons,
    posting,
    promises,
    pulse,
    reachability,
    receipts,
    receptions,
    rows,
    schedule,
    seats,
    spoken,
    staff,
    talks,
    timers,
    views,
    ways,
    windows,
    wishes,
)
WHOLE = {"views.OUTBOX"}  # a command for a human, with any filter or none
PARTS = {"talks.PAGES", "seats.BOOKING"}  # made whole by the statements built on them
STATEMENTS = {
    f"{module.__name__.removeprefix('storage.')}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if name.isupper() and isinstance(value, Executable)
}


def plan(url: str, built: Executable) -> list[str]:
    statement = Database(url).statement(built)
    values = ["[]" if "json_each" in statement.sql else None for _ in statement._places]
    connection = sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"))
    steps = connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", values).fetchall()
    connection.close()
    return [step[3] for step in steps]


def scanned(steps: list[str]) -> list[str]:
    scans = [step.split() for step in steps if step.startswith("SCAN ")]
    return [words[1] for words in scans if words[1] in metadata.tables and len(words) == 2]


@pytest.mark.parametrize("name", sorted(set(STATEMENTS) - WHOLE - PARTS))
def test_it_reads_no_whole_table(name, sqlite_url):
    assert scanned(plan(sqlite_url, STATEMENTS[name])) == []


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_whole_table_would_be_seen(name, sqlite_url):
    assert scanned(plan(sqlite_url, STATEMENTS[name])) == ["outbox"]


@pytest.mark.parametrize(
    "name", ["talks.PAGES_AT", "talks.PAGES_OF", "outbox.CLAIM", "timers.CLAIM", "seats.TAKE_SEAT"]
)
def test_the_hot_statements_are_looked_at(name, sqlite_url):
    assert any(step.startswith("SEARCH ") for step in plan(sqlite_url, STATEMENTS[name]))
