"""Waiting for lines: rung, re-read because others write too, streamed, and let go at the end.

Over real HTTP, because only a real server streams.
"""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from bot.app import House, open_house
from bot.settings import read_settings
from bot.site import site
from bot.turn import Arrival, Talk
from bot.web import Server, listening
from dialogs.events import Said
from tests.web.citizen import Citizen
from tests.web.conftest import KEY, client_of


@pytest_asyncio.fixture(loop_scope="module")
async def server(house: House, closing: asyncio.Event) -> AsyncIterator[str]:
    """The address of a running server."""
    import uvicorn

    settings = read_settings({"ESIK_PORT": "0"})
    config = uvicorn.Config(
        site(house, closing),
        lifespan="off",
        log_config=None,
        ws="none",
        timeout_graceful_shutdown=2,
    )
    with listening(settings) as door:
        running = asyncio.create_task(Server(config).serve_until(closing, door))
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        closing.set()
        await asyncio.wait_for(running, 10)


@pytest_asyncio.fixture(loop_scope="module")
async def listener(server: str) -> AsyncIterator[Citizen]:
    """A citizen over real HTTP, who has read everything."""
    async with httpx.AsyncClient(base_url=server, timeout=30) as client:
        citizen = await Citizen.arrives(client, lang="ru")
        await citizen.read()
        yield citizen


async def seconds(of: "asyncio.Task[object] | asyncio.Future[object]") -> float:
    """How long something takes."""
    clock = asyncio.get_running_loop().time
    since = clock()
    await of
    return clock() - since


async def test_who_waits_is_rung(listener):
    waiting = asyncio.create_task(listener.get(after=listener.seq, wait=20))
    await asyncio.wait([waiting], timeout=0.3)
    assert not waiting.done()
    await listener.post(text="/menu")
    assert await seconds(waiting) < 1
    assert [m["from"] for m in waiting.result().json()["messages"]] == ["citizen", "bot"]


async def test_what_another_worker_wrote_is_seen_within_two_seconds(listener, house: House):
    settings = read_settings(
        {"ESIK_DATABASE_URL": house.settings.database_url, "ESIK_DATA_KEY": KEY}
    )
    async with open_house(settings) as other:
        waiting = asyncio.create_task(listener.get(after=listener.seq, wait=20))
        await asyncio.wait([waiting], timeout=0.3)
        event = Said(id="elsewhere", at=other.mint.now(), text="/menu")
        await other.batch.put(Arrival(event, Talk(listener.chat)))
        assert await seconds(waiting) < 2
    assert waiting.result().json()["messages"]


async def test_a_wait_ends_with_nothing(listener):
    answer = await listener.get(after=listener.seq, wait=1)
    assert answer.json() == {"messages": []}


async def test_a_stream_tells_lines_by_number(listener):
    path = listener.path.replace("messages", "events")
    headers = {**listener.headers, "Last-Event-ID": str(listener.seq)}
    async with listener.client.stream("GET", path, headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        await listener.post(text="/menu")
        told: dict[int, str] = {}
        async for line in stream.aiter_lines():
            name, _, value = line.partition(": ")
            if name == "id":
                number = int(value)
            elif name == "data":
                told[number] = json.loads(value)["from"]
            if len(told) == 2:
                break
    assert told == {listener.seq + 1: "citizen", listener.seq + 2: "bot"}


async def test_everyone_who_waits_is_let_go_at_the_end(listener, closing):
    path = listener.path.replace("messages", "events")

    async def streamed() -> str:
        answer = await listener.client.get(
            path, headers={**listener.headers, "Last-Event-ID": str(listener.seq)}
        )
        return answer.text

    waiting = [
        asyncio.create_task(streamed()),
        asyncio.create_task(listener.get(after=listener.seq, wait=20)),
    ]
    await asyncio.wait(waiting, timeout=0.3)
    closing.set()
    assert await seconds(asyncio.gather(*waiting)) < 3
    assert waiting[1].result().json() == {"messages": []}


async def test_listeners_are_counted(quick_house, closing):
    async with client_of(site(quick_house, closing)) as client:
        visitor = await Citizen.arrives(client)
        await visitor.read()
        waiting = asyncio.create_task(visitor.get(after=visitor.seq, wait=20))
        await asyncio.wait([waiting], timeout=0.2)
        assert "esik_chat_listeners 1.0" in (await client.get("/metrics")).text
        closing.set()
        await waiting
        assert "esik_chat_listeners 0.0" in (await client.get("/metrics")).text
