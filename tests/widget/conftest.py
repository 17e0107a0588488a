"""Esik and the site of an agency, each on a port of its own, and a Chromium that visits both."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright
from pytest_asyncio import is_async_test

from bot.app import House, open_house
from bot.fronts.widget import Origins
from bot.seed import sow
from bot.settings import read_settings
from bot.site import site
from storage.seal import new_key
from tests.browser.conftest import FLAGS, PHONE
from tests.databases import SqliteFiles
from tests.web.conftest import client_of
from tests.widget.plain import Browser as Plain
from tests.widget.sites import AGENCY, STRANGER, agency_site, served

SITES = f"--host-resolver-rules=MAP {AGENCY} 127.0.0.1, MAP {STRANGER} 127.0.0.1"
# Playwright switches off what browsers do by default: a storage of its own for each site around.
AS_PEOPLE_HAVE_IT = "--disable-features=HttpsUpgrades,OptimizationHints,MediaRouter"
NOT_OURS = ("net::ERR_", "Failed to load resource", "frame-ancestors")


@dataclass(frozen=True)
class Town:
    """Esik, its house, and the two sites: one that may frame the chat, one that may not."""

    house: House
    esik: str
    agency: str
    stranger: str


Visits = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def house(
    sqlite_files: SqliteFiles, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """A house with the seats of the demonstration, and doors in both messengers."""
    settings = read_settings(
        {
            "ESIK_DATABASE_URL": sqlite_files.fresh(tmp_path_factory.mktemp("widget")),
            "ESIK_DATA_KEY": new_key(),
            "ESIK_TELEGRAM_NAME": "esik_demo_bot",
            "ESIK_WHATSAPP_NUMBER": "77000000000",
        }
    )
    async with open_house(settings) as opened:
        await sow(opened.database, opened.book.rules.calendar, today(opened), opened.mint.now())
        yield opened


def today(house: House) -> date:
    """The day on which the tests run."""
    return house.mint.now().date()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def town(house: House) -> AsyncIterator[Town]:
    """All servers running."""
    esik: list[str] = []
    closing = asyncio.Event()  # the site's and its server's: who waits in a chat is let go
    async with served(agency_site(esik), asyncio.Event()) as port:
        agency, stranger = f"http://{AGENCY}:{port}", f"http://{STRANGER}:{port}"
        framing = Origins({"petropavlovsk": (agency,)})
        async with served(site(house, closing, origins=framing), closing) as own:
            esik.append(f"http://127.0.0.1:{own}")
            yield Town(house, esik[0], agency, stranger)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def client(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the whole site that keeps cookies and follows no redirect by itself."""
    async with client_of(site(house, asyncio.Event())) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def browser_of(client: httpx.AsyncClient) -> Plain:
    """A browser without script and without cookies."""
    client.cookies.clear()
    return Plain(client)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A Chromium that finds the sites."""
    flags = [*FLAGS, SITES, AS_PEOPLE_HAVE_IT]
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium, args=flags)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visits(browser: Browser) -> AsyncIterator[Visits]:
    """Opens pages; at the end no console may have complained of anything that is ours."""
    pages: list[Page] = []
    complaints: list[str] = []

    async def visited(address: str, **options: object) -> Page:
        known = {"viewport": PHONE, "locale": "ru", **options}
        context = await browser.new_context(**known)  # type: ignore[arg-type]
        page = await context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _bad(said) else None)
        pages.append(page)
        await page.goto(address)
        return page

    yield visited
    for page in pages:
        await page.context.close()
    assert complaints == []


def _bad(said: object) -> bool:
    kind, text = said.type, said.text  # type: ignore[attr-defined]
    return kind in {"error", "warning"} and not any(known in text for known in NOT_OURS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Async tests of one file share a loop, as they share their servers."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent == here and is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)
