"""The real stack over HTTP: a house, its web on a free port, post, clock, and a fake Bot API."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
import uvicorn
from aiohttp import ClientSession

from bot.app import House, open_house
from bot.mint import Mint
from bot.settings import read_settings
from bot.site import site
from bot.web import Crew, Server, crew_of, listening
from storage.schema import metadata
from tests.telegram.citizen import SECRET, Citizen
from tests.telegram.fake_api import TOKEN, FakeApi

MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
chats = count(700_001)


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Esik:
    """A running house as a test meets it."""

    house: House
    crew: Crew
    api: FakeApi
    http: ClientSession
    url: str
    moment: Moment

    def citizen(self) -> Citizen:
        """Somebody new."""
        return Citizen(self.http, f"{self.url}/telegram/webhook", self.api, next(chats))

    async def rows(self, name: str) -> list[Any]:
        """A table as it stands."""
        async with self.house.database.read() as link:
            return list(await link.all(metadata.tables[name].select()))

    async def ready(self) -> dict[str, Any]:
        """What /readyz says."""
        async with self.http.get(f"{self.url}/readyz") as answer:
            assert answer.status == 200
            found: dict[str, Any] = await answer.json()
            return found


Start = Callable[..., Any]


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    async with FakeApi() as running:
        yield running


@pytest.fixture
async def start(
    api: FakeApi, database_url: str, tmp_path: Any
) -> AsyncIterator[Callable[..., Any]]:
    """Starts a house with more settings; it is stopped when the test ends."""
    async with AsyncExitStack() as stack:

        async def started(**more: str) -> Esik:
            env = {
                "ESIK_DATABASE_URL": database_url,
                "ESIK_DATA_DIR": str(tmp_path),
                "ESIK_PORT": "0",
                "ESIK_TELEGRAM_TOKEN": TOKEN,
                "ESIK_TELEGRAM_SECRET": SECRET,
                "ESIK_TELEGRAM_API_BASE": api.base,
                "ESIK_TELEGRAM_RATE": "0",
                "ESIK_TELEGRAM_CHAT_RATE": "0",
                **more,
            }
            esik: Esik = await stack.enter_async_context(_running(env, api))
            return esik

        yield started


@pytest.fixture
async def esik(start: Start) -> Esik:
    """A house in webhook mode."""
    running: Esik = await start()
    return running


@asynccontextmanager
async def _running(env: dict[str, str], api: FakeApi) -> AsyncIterator[Esik]:
    moment = Moment()
    settings = read_settings(env)
    async with open_house(settings, Mint(Random(11), moment)) as house, ClientSession() as http:
        crew = crew_of(house)
        closing = asyncio.Event()
        app = site(house, closing, crew.webhooks, crew.states)
        with listening(settings) as door:
            tasks = [asyncio.create_task(act()) for act in crew.runners.values()]
            config = uvicorn.Config(app, lifespan="off", log_config=None, ws="none")
            server = Server(config)
            tasks.append(asyncio.create_task(server.serve_until(closing, door)))
            url = f"http://127.0.0.1:{door.getsockname()[1]}"
            yield Esik(house, crew, api, http, url, moment)
            await http.close()
            closing.set()
            await asyncio.wait(tasks[-1:], timeout=5)
            for task in tasks[:-1]:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for out in crew.doors.values():
                await out.close()
