"""The real stack over HTTP: a house, its web on a free port, post, clock, and a fake Graph API."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
import uvicorn
from aiohttp import ClientSession

from bot import app, post
from bot.app import House, open_house
from bot.book import read_book
from bot.fronts.whatsapp.templates import submission
from bot.mint import Mint
from bot.settings import read_settings
from bot.site import site
from bot.web import Crew, Server, crew_of, listening
from bot.whatsapp import read_templates
from storage.schema import metadata
from tests.whatsapp.citizen import SECRET, Citizen
from tests.whatsapp.fake_graph import PHONE, TOKEN, FakeGraph

MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
VERIFY = "a-word-of-the-tests"
people = count(77_010_000_001)


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(repr=False)  # pytest would write out the whole book, twice for each test
class Esik:
    """A running house as a test meets it."""

    house: House
    crew: Crew
    graph: FakeGraph
    http: ClientSession
    url: str
    moment: Moment

    @property
    def webhook(self) -> str:
        return f"{self.url}/whatsapp/webhook"

    def citizen(self, id: str = "") -> Citizen:
        """Somebody new, by default with a telephone number."""
        who = id or str(next(people))
        return Citizen(self.http, self.webhook, self.graph, who, self.settled)

    async def settled(self) -> None:
        """Wait until the post has nothing in its hands."""
        async with asyncio.timeout(5):
            while {"queued", "sending"} & {row.state for row in await self.rows("outbox")}:
                await asyncio.sleep(0.005)

    async def rows(self, name: str) -> list[Any]:
        """A table as it stands."""
        async with self.house.database.read() as link:
            return list(await link.all(metadata.tables[name].select()))

    async def letters(self, *wanted: str) -> list[Any]:
        """Wait until the newest letters are in these states; their rows."""
        async with asyncio.timeout(5):
            while True:
                rows = sorted(await self.rows("outbox"), key=lambda row: row.id)
                newest = rows[-len(wanted) :]
                if tuple(row.state for row in newest) == wanted:
                    return newest
                await asyncio.sleep(0.01)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The post looks again at once; nothing is done twice."""
    monkeypatch.setattr(post, "IDLE", 0.02)
    monkeypatch.setattr(app, "migrate", lambda url: None)  # the database of a test is migrated


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
async def graph(moment: Moment) -> AsyncIterator[FakeGraph]:
    async with FakeGraph(moment) as running:
        words = read_book().words
        for template in read_templates().values():
            for language in ("kk", "ru", "en"):
                shown = submission(template, language, words)
                running.approved[shown["name"], language] = shown
        yield running


@pytest.fixture
async def esik(
    graph: FakeGraph, moment: Moment, sqlite_url: str, tmp_path: Path
) -> AsyncIterator[Esik]:
    """A house with the WhatsApp door, on SQLite."""
    async with AsyncExitStack() as stack:
        running: Esik = await stack.enter_async_context(
            _running(graph, moment, sqlite_url, tmp_path)
        )
        yield running


@pytest.fixture
async def either_esik(
    graph: FakeGraph, moment: Moment, database_url: str, tmp_path: Path
) -> AsyncIterator[Esik]:
    """A house with the WhatsApp door, once on each database."""
    async with _running(graph, moment, database_url, tmp_path) as running:
        yield running


@asynccontextmanager
async def _running(
    graph: FakeGraph, moment: Moment, url: str, folder: Path
) -> AsyncIterator[Esik]:
    settings = read_settings(
        {
            "ESIK_DATABASE_URL": url,
            "ESIK_DATA_DIR": str(folder),
            "ESIK_PORT": "0",
            "ESIK_WHATSAPP_TOKEN": TOKEN,
            "ESIK_WHATSAPP_PHONE_ID": PHONE,
            "ESIK_WHATSAPP_APP_SECRET": SECRET,
            "ESIK_WHATSAPP_VERIFY_TOKEN": VERIFY,
            "ESIK_WHATSAPP_API_BASE": graph.base,
            "ESIK_TELEGRAM_CHAT_RATE": "0",
        }
    )
    async with open_house(settings, Mint(Random(11), moment)) as house, ClientSession() as http:
        crew = crew_of(house)
        closing = asyncio.Event()
        web = site(house, closing, crew.webhooks, crew.states)
        with listening(settings) as door:
            acts = [act for name, act in crew.runners.items() if name == "post"]
            tasks = [asyncio.create_task(act()) for act in acts]
            server = Server(uvicorn.Config(web, lifespan="off", log_config=None, ws="none"))
            tasks.append(asyncio.create_task(server.serve_until(closing, door)))
            address = f"http://127.0.0.1:{door.getsockname()[1]}"
            yield Esik(house, crew, graph, http, address, moment)
            await http.close()
            closing.set()
            await asyncio.wait(tasks[-1:], timeout=5)
            for task in tasks[:-1]:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for out in crew.doors.values():
                await out.close()
