"""The post at work: woken, bounded, interrupted, closed."""

import asyncio
from collections.abc import Callable

import pytest

from bot import post as posts
from bot.post import Post
from storage import outbox
from storage.database import CommitFailed
from tests.post.conftest import RecordingDoor, TinyHouse, post


async def test_running_post_is_woken_by_the_bell(house: TinyHouse, door: RecordingDoor) -> None:
    async with running(post(house, door)):
        await asyncio.sleep(0)
        for number in range(3):
            await house.post_letters("1", f"№ {number}")
            house.bell.ring((), letters=True)
        await until(lambda: len(door.shown) == 3)
    assert [text for _, text in door.shown] == ["№ 0", "№ 1", "№ 2"]
    assert await house.states() == ["sent"] * 3


async def test_letter_that_arrives_while_others_are_marked_is_marked_too(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark of the first is still being written when the second comes back."""
    sent, marking = outbox.sent_and_claim, asyncio.Event()

    async def slowly(*known: object) -> object:
        marking.set()
        await asyncio.sleep(0.02)
        return await sent(*known)

    monkeypatch.setattr(posts.outbox, "sent_and_claim", slowly)
    await house.post_letters("1", "first")
    await house.post_letters("2", "second")
    carrier = post(house, door)
    now = house.moment.at
    [first, second], _ = await carrier._exchange(now, 2)
    await carrier._carry(first, now)
    door.gate = asyncio.Event()
    late = asyncio.create_task(carrier._carry(second, now))
    await asyncio.sleep(0)
    settling = asyncio.create_task(carrier._exchange(now, 2))
    await marking.wait()
    await settling
    door.gate.set()
    await late
    await carrier._exchange(now, 2)
    assert await house.states() == ["sent", "sent"]


async def test_running_post_takes_no_more_than_its_doors_bear(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "IN_FLIGHT", 4)
    door.gate = asyncio.Event()
    for chat in range(12):
        await house.post_letters(str(chat), "Салем")
    async with running(post(house, door)):
        await until(lambda: door.inside == 4)
        door.gate.set()
        await until(lambda: len(door.shown) == 12)
    assert door.most_inside == 4


async def test_slow_letter_keeps_its_lease_and_is_not_sent_beside_itself(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "IDLE", 0.01)
    door.gate = asyncio.Event()
    await house.post_letters("1", "Салем")
    async with running(post(house, door)):
        await until(lambda: door.inside == 1)
        first = house.moment.move(seconds=posts.LEASE + 1)
        async with asyncio.timeout(5):
            while (await house.rows())[0].not_before <= first:
                await asyncio.sleep(0.01)
        assert door.inside == 1
        door.gate.set()
        await until(lambda: bool(door.shown))
    assert door.shown == [("1", "Салем")]
    assert await house.states() == ["sent"]


async def test_post_that_starts_takes_over_what_a_crashed_one_left(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once where it can know (SQLite has one post), else when the lease ends."""
    monkeypatch.setattr(posts, "IDLE", 0.01)
    await house.post_letters("1", "Салем")
    await outbox.claim(house.database, house.seal, "dead", house.moment.at, posts.LEASE, 10)
    async with running(post(house, door)):
        if house.database.postgres:
            await asyncio.sleep(0.05)
            assert door.shown == []
            house.moment.move(seconds=posts.LEASE)
        await until(lambda: bool(door.shown))
    assert await house.states() == ["sent"]


async def test_letter_on_its_way_is_brought_to_an_end_when_the_post_closes(
    house: TinyHouse, door: RecordingDoor
) -> None:
    door.gate = asyncio.Event()
    await house.post_letters("1", "Салем")
    async with running(post(house, door)):
        await until(lambda: door.inside == 1)
        asyncio.get_running_loop().call_later(0.01, door.gate.set)
    assert await house.states() == ["sent"]


async def test_letter_that_does_not_arrive_before_the_post_closes_is_tried_again(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "GOODBYE", 0.01)
    door.gate = asyncio.Event()
    await house.post_letters("1", "Салем")
    async with running(post(house, door)):
        await until(lambda: door.inside == 1)
    [row] = await house.rows()
    assert (row.state, row.error) == ("waiting", "stopped")


async def test_running_post_survives_a_database_that_is_away(
    house: TinyHouse, door: RecordingDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, failures = outbox.claim, [CommitFailed("away")] * 2

    async def sometimes(*known: object) -> object:
        if failures:
            raise failures.pop()
        return await claim(*known)

    monkeypatch.setattr(posts.outbox, "claim", sometimes)
    monkeypatch.setattr(posts, "IDLE", 0.01)
    await house.post_letters("1", "Салем")
    async with running(post(house, door)):
        await until(lambda: bool(door.shown))
    assert await house.states() == ["sent"]


class running:  # reads as a word of the test
    """A post at work for the length of a block."""

    def __init__(self, carrier: Post) -> None:
        self._carrier = carrier

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._carrier.run())

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Let the others work until something holds."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.002)
