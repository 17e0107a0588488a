"""A real server in this process, and a real Chromium beside it.

The browser is started once for each file of tests, so all of its tests share one event loop.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest_asyncio
import uvicorn
from playwright.async_api import Browser, async_playwright

from bot.app import House, open_house
from bot.settings import read_settings
from bot.site import site
from bot.web import Server, listening
from storage.seal import new_key
from tests.browser.reader import Reader

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SCREENS = Path(__file__).parents[2] / ".cache" / "screens"

Opens = Callable[..., Awaitable[Reader]]


@pytest_asyncio.fixture(loop_scope="module")
async def house(sqlite_url: str) -> AsyncIterator[House]:
    """A house on a fresh database."""
    settings = read_settings({"ESIK_DATABASE_URL": sqlite_url, "ESIK_DATA_KEY": new_key()})
    async with open_house(settings) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def server(house: House) -> AsyncIterator[str]:
    """The address of the site."""
    closing = asyncio.Event()
    config = uvicorn.Config(
        site(house, closing),
        lifespan="off",
        log_config=None,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    with listening(read_settings({"ESIK_PORT": "0"})) as door:
        running = asyncio.create_task(Server(config).serve_until(closing, door))
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        closing.set()
        await asyncio.wait_for(running, 10)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A running Chromium."""
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(loop_scope="module")
async def opens(browser: Browser, server: str) -> AsyncIterator[Opens]:
    """Opens windows on the site; at the end none of them may have complained."""
    readers: list[Reader] = []

    async def opened(**options: object) -> Reader:
        known = {"viewport": PHONE, "base_url": server, "locale": "ru", **options}
        context = await browser.new_context(**known)  # type: ignore[arg-type]
        readers.append(Reader(await context.new_page()))
        return readers[-1]

    yield opened
    for reader in readers:
        await reader.page.context.close()
    assert [error for reader in readers for error in reader.errors] == []
