"""A ledger on a fresh database of each kind, ids that count up, and a way to write without it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.ledger import Ledger
from storage.seal import Seal
from storage.views import Views
from tests.storage.world import World

KEY = bytes(range(32))


@pytest.fixture
def seal() -> Seal:
    """A seal under a fixed key."""
    return Seal(KEY)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh database, of both kinds in turn."""
    database = Database(database_url)
    yield database
    await database.dispose()


@pytest.fixture
def ledger(database: Database, seal: Seal) -> Ledger:
    """The ledger of the fresh database."""
    return Ledger(database, seal)


@pytest.fixture
def views(database: Database, seal: Seal) -> Views:
    """The reads of the fresh database."""
    return Views(database, seal)


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Ids that count up."""
    numbers = count(1)
    return lambda: f"id{next(numbers):04}"


@pytest.fixture
def world(ledger: Ledger, new_id: Callable[[], str]) -> World:
    """Short ways to make citizens, cases and slots."""
    return World(ledger, new_id)


@pytest.fixture
def plant(database_url: str) -> Callable[..., Awaitable[None]]:
    """Runs SQL behind the back of the house, with keys to other tables not checked."""

    async def run(*commands: str) -> None:
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            return _plant_sqlite(str(url.database), commands)
        dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(dsn)
        await connection.execute("SET session_replication_role = replica")
        for command in commands:
            await connection.execute(command)
        await connection.close()
        return None

    return run


def _plant_sqlite(path: str, commands: tuple[str, ...]) -> None:
    import sqlite3

    connection = sqlite3.connect(path, isolation_level=None)
    for command in commands:
        connection.execute(command)
    connection.close()
