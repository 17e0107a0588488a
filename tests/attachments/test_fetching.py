"""Fetching: tried again until it comes or cannot, told once when it is lost, never in the way."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot import fetching
from bot.arrivals import Arrival, Done, Failed, Talk
from bot.doors import Gone, Held, Later
from bot.fetching import MAX_ATTEMPTS, Fetching
from dialogs.events import File, FileLost
from storage.database import CommitFailed
from storage.fetches import Promised
from storage.files import Files
from storage.ledger import Ledger
from storage.pages import Address
from storage.schema import fetches
from tests.attachments.pictures import GPS, JFIF, exif, jpeg, segment
from tests.post.conftest import Moment, TinyHouse, house  # noqa: F401 - a fixture

TAKEN = jpeg(JFIF, segment(0xE1, exif()))


@dataclass
class Keeper:
    """Gives the same content whenever it is asked; fails first with what it was given."""

    content: bytes = TAKEN
    failures: list[Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, file: str, most: int) -> bytes:
        self.asked.append(file)
        if self.failures:
            raise self.failures.pop(0)
        return self.content


@dataclass
class Hearing:
    """A turn that only hears; fails first with what it was given."""

    heard: list[Arrival] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def take(self, arrivals: list[Arrival]) -> list[Any]:
        if self.failures:
            return [Failed(self.failures.pop(0))]
        self.heard += arrivals
        return [Done("c")]


@dataclass
class Desk:
    """A house with one promised file, its messenger, and who fetches."""

    house: Any
    keeper: Keeper
    turn: Hearing
    fetching: Fetching
    conversation: str = ""

    @property
    def moment(self) -> Moment:
        return self.house.moment  # type: ignore[no-any-return]

    async def once(self) -> dict[str, int]:
        return await self.fetching.once(self.moment.at)

    async def job(self) -> Any:
        async with self.house.database.read() as link:
            return (await link.all(fetches.select()))[0]

    async def promise(self, id: str, front: str = "telegram") -> None:
        address, now = Address("telegram", "77"), self.moment.at
        file = File(id=id, name="фото.jpg", type="image/jpeg", size=0)
        promised = Promised(file=file, front=front, remote=f"r-{id}")
        async with Ledger(self.house.database, self.house.seal).entry() as entry:
            page = (await entry.pages([address], self.house.mint.new_id, now))[address]
            self.conversation = page.conversation.id
            await entry.promise(self.conversation, promised, now)

    async def until_due(self) -> timedelta:
        """Move to the moment of the next attempt; how long that was."""
        due = (await self.job()).not_before
        waited: timedelta = due - self.moment.at
        self.moment.at = due
        return waited


@pytest.fixture
async def desk(house: TinyHouse) -> Desk:  # noqa: F811
    keeper, turn = Keeper(), Hearing()
    house.turn = turn
    made = Desk(house, keeper, turn, Fetching(house, {"telegram": keeper}))  # type: ignore[arg-type]
    await made.promise("f1")
    return made


async def test_file_comes_without_its_traces(desk: Desk) -> None:
    assert await desk.once() == {"came": 1}
    assert await desk.once() == {}
    kept = await Files(desk.house.database, desk.house.seal).read("f1")
    assert kept is not None
    assert kept[0] == File(id="f1", name="фото.jpg", type="image/jpeg", size=len(jpeg(JFIF)))
    assert kept[1] == jpeg(JFIF)
    assert GPS not in kept[1]
    assert desk.keeper.asked == ["r-f1"]
    assert desk.turn.heard == []


async def test_door_out_of_reach_is_asked_later_and_later(desk: Desk) -> None:
    desk.keeper.failures = [Later("NetworkError") for _ in range(4)]
    waits = []
    for attempt in range(1, 5):
        assert await desk.once() == {"waiting": 1}
        assert (await desk.job()).attempts == attempt
        assert await desk.once() == {}
        waits.append((await desk.until_due()).total_seconds())
    for wait, middle in zip(waits, (2, 6, 18, 54), strict=True):
        assert 0.8 * middle <= wait <= 1.2 * middle
    assert await desk.once() == {"came": 1}


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Gone("file_large: more than it may be"), "file_large"),
        (Gone("refused: BadRequest: wrong file_id"), "file_failed"),
    ],
)
async def test_file_that_cannot_be_had_is_told_at_once(desk: Desk, error: Gone, kind: str) -> None:
    desk.keeper.failures = [error]
    assert await desk.once() == {"lost": 1}
    [told] = desk.turn.heard
    assert isinstance(told.event, FileLost)
    assert (told.event.file, told.event.name, told.event.kind) == ("f1", "фото.jpg", kind)
    assert told.to == Talk(desk.conversation)
    assert (await desk.job()).state == "failed"
    desk.moment.move(days=1)
    assert await desk.once() == {}


async def test_file_of_a_kind_nobody_takes_is_told(desk: Desk) -> None:
    desk.keeper.content = b"MZ\x90\x00 a program"
    assert await desk.once() == {"lost": 1}
    assert [arrival.event.kind for arrival in desk.turn.heard] == ["file_type"]  # type: ignore[attr-defined]


async def test_after_the_last_attempt_the_file_is_lost(desk: Desk) -> None:
    desk.keeper.failures = [Later("NetworkError")] * MAX_ATTEMPTS
    for _ in range(MAX_ATTEMPTS - 1):
        assert await desk.once() == {"waiting": 1}
        assert desk.turn.heard == []
        await desk.until_due()
    assert await desk.once() == {"lost": 1}
    assert [arrival.event.kind for arrival in desk.turn.heard] == ["file_failed"]  # type: ignore[attr-defined]
    job = await desk.job()
    assert (job.state, job.attempts, job.error) == ("failed", MAX_ATTEMPTS, "NetworkError")


async def test_flood_is_no_attempt(desk: Desk) -> None:
    desk.keeper.failures = [Held("flood", seconds=7)]
    assert await desk.once() == {"waiting": 1}
    assert (await desk.job()).attempts == 0
    assert await desk.until_due() == timedelta(seconds=7)
    assert await desk.once() == {"came": 1}


async def test_loss_that_could_not_be_told_is_told_later(desk: Desk) -> None:
    desk.keeper.failures = [Gone("refused: x"), Gone("refused: x")]
    desk.turn.failures = [CommitFailed("disk")]
    assert await desk.once() == {"waiting": 1}
    assert (await desk.job()).state == "waiting"
    await desk.until_due()
    assert await desk.once() == {"lost": 1}
    assert len(desk.turn.heard) == 1


async def test_worker_that_died_leaves_its_file_to_the_next(desk: Desk) -> None:
    desk.keeper.failures = [asyncio.CancelledError()]  # type: ignore[list-item]
    with pytest.raises(asyncio.CancelledError):
        await desk.once()
    other = Fetching(desk.house, {"telegram": desk.keeper})
    assert await other.once(desk.moment.at) == {}
    desk.moment.at += fetching.LEASE
    assert await other.once(desk.moment.at) == {"came": 1}


async def test_fault_of_our_own_is_tried_again_and_harms_no_other(desk: Desk) -> None:
    await desk.promise("f2")
    desk.keeper.failures = [ZeroDivisionError()]
    assert await desk.once() == {"waiting": 1, "came": 1}


async def test_file_of_a_door_that_is_closed_here_waits(desk: Desk) -> None:
    await desk.promise("f2", front="whatsapp")
    assert await desk.once() == {"came": 1, "waiting": 1}


async def test_runner_is_woken_and_survives_a_database_that_is_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "IDLE", 60)
    claim, failures = fetching.fetches.claim, [CommitFailed("away")]

    async def sometimes(*known: Any) -> Any:
        if failures:
            raise failures.pop()
        return await claim(*known)

    monkeypatch.setattr(fetching.fetches, "claim", sometimes)
    running = asyncio.get_running_loop().create_task(desk.fetching.run())
    async with asyncio.timeout(5):
        while failures:
            await asyncio.sleep(0.01)
        desk.house.bell.ring((), files=True)
        while (await desk.job()).state != "done":
            await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
