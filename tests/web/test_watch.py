"""Health, readiness and figures."""

import re
from typing import Any

import httpx
import pytest

from bot.app import House
from bot.site import site
from dialogs.letters import Letter
from storage import outbox
from storage.ledger import Ledger
from storage.pages import Address, Line
from tests.web.citizen import Citizen
from tests.web.conftest import client_of


async def letter_waits(house: House, attempts: int) -> None:
    """A letter for Telegram that was tried so often in vain."""
    address, now = Address("telegram", "77"), house.mint.now()
    async with Ledger(house.database, house.seal).entry() as entry:
        page = (await entry.pages([address], house.mint.new_id, now))[address]
        page.line += 1
        await entry.save([page])
        await entry.write([Line(page, page.line, Letter(text="x"), now, True, "telegram")])
    for _ in range(attempts):
        (row,) = await outbox.claim(house.database, house.seal, "me", now, 60, 10)
        await outbox.later(house.database, row.id, now, "out of reach")


async def ready(client: httpx.AsyncClient) -> dict[str, Any]:
    """What /readyz says; it is always 200."""
    answer = await client.get("/readyz")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


async def test_a_quiet_house_is_ready(client):
    assert (await client.get("/healthz")).text == "ok"
    assert await ready(client) == {"ready": True, "degraded": [], "doors": {}}


async def test_a_door_that_says_so_is_degraded_and_stops_nothing(quick_house, closing):
    doors = {"telegram": lambda: "degraded: not connected yet", "other": lambda: "ok"}
    async with client_of(site(quick_house, closing, doors=doors)) as client:
        told = await ready(client)
    assert told["degraded"] == ["telegram"]
    assert told["doors"]["telegram"] == "degraded: not connected yet"


@pytest.mark.parametrize(("attempts", "degraded"), [(0, []), (2, []), (3, ["telegram"])])
async def test_a_door_whose_letters_wait_is_degraded(client, house, attempts, degraded):
    await letter_waits(house, attempts)
    assert (await ready(client))["degraded"] == degraded


async def test_figures_count_answers_and_letters(client, house):
    await letter_waits(house, 1)
    citizen = await Citizen.arrives(client)
    await citizen.read()
    figures = (await client.get("/metrics")).text
    assert re.search(r'esik_http_answers_total\{.*route="/api/chat",status="201"\} 1.0', figures)
    assert 'esik_outbox_letters{front="telegram",state="waiting"} 1.0' in figures
    assert citizen.chat not in figures
