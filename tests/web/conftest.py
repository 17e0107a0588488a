"""The real application over the real storage, on both databases, without a network."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from pytest_asyncio import is_async_test
from starlette.applications import Starlette

from bot.app import House, open_house
from bot.settings import read_settings
from bot.site import site
from storage.seal import new_key
from tests.databases import SqliteFiles
from tests.web.citizen import Citizen

KEY = new_key()


@pytest_asyncio.fixture(loop_scope="module")
async def house(database_url: str) -> AsyncIterator[House]:
    """A house on a fresh database."""
    settings = read_settings({"ESIK_DATABASE_URL": database_url, "ESIK_DATA_KEY": KEY})
    async with open_house(settings) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def quick_house(
    sqlite_files: SqliteFiles, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """One house for all tests of a file that have nothing to do with the kind of database."""
    url = sqlite_files.fresh(tmp_path_factory.mktemp("quick"))
    settings = read_settings({"ESIK_DATABASE_URL": url, "ESIK_DATA_KEY": KEY})
    async with open_house(settings) as opened:
        yield opened


@pytest.fixture
def closing() -> asyncio.Event:
    """Set when the server stops."""
    return asyncio.Event()


def client_of(app: Starlette) -> httpx.AsyncClient:
    """A client of an application, as from another machine."""
    transport = httpx.ASGITransport(app, client=("203.0.113.5", 50000))
    return httpx.AsyncClient(transport=transport, base_url="http://esik.test")


@pytest_asyncio.fixture(loop_scope="module")
async def client(house: House, closing: asyncio.Event) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the whole site."""
    async with client_of(site(house, closing)) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def quick(quick_house: House, closing: asyncio.Event) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the whole site on SQLite alone."""
    async with client_of(site(quick_house, closing)) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def citizen(client: httpx.AsyncClient) -> Citizen:
    """A citizen whose chat is open, in Russian."""
    return await Citizen.arrives(client, lang="ru")


@pytest_asyncio.fixture(loop_scope="module")
async def visitor(quick: httpx.AsyncClient) -> Citizen:
    """The same on SQLite alone."""
    return await Citizen.arrives(quick, lang="ru")


class BrokenBatch:
    """Stands where events are taken, and fails as it is told."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def put(self, _arrival: object) -> object:
        """Raise the error."""
        raise self._error


def failing(house: House, error: Exception) -> House:
    """The house with a batch that fails."""
    return replace(house, batch=BrokenBatch(error))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Async tests of one file share a loop, as they share a house."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)
