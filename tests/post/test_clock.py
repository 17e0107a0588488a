"""What is due is fired, once, and what fails is fired again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot import clock as clocks
from bot.arrivals import Arrival, Done, Failed, Outcome, Refused, Repeated, Talk
from bot.clock import Clock
from dialogs.events import TimerFired
from storage.database import CommitFailed
from storage.ledger import Ledger
from storage.timers import LEASE
from tests.post.conftest import TinyHouse

TALK = "t1"


@dataclass
class TimerTurn:
    """A turn that only ends timers; an event named in `failing` fails."""

    house: TinyHouse
    failing: dict[str, Outcome] = field(default_factory=dict)
    taken: list[TimerFired] = field(default_factory=list)

    async def take(self, arrivals: Sequence[Arrival]) -> list[Outcome]:
        return [await self._one(arrival) for arrival in arrivals]

    async def _one(self, arrival: Arrival) -> Outcome:
        event = arrival.event
        assert isinstance(event, TimerFired)
        if event.subject in self.failing:
            return self.failing[event.subject]
        async with Ledger(self.house.database, self.house.seal).entry() as entry:
            if not await entry.finish_timer(event.id.removeprefix("timer:")):
                return Repeated()
        self.taken.append(event)
        assert arrival.to == Talk(TALK)
        return Done(TALK)


async def set_timers(house: TinyHouse, *subjects: str, kind: str = "reminder") -> None:
    due = house.moment.at + timedelta(hours=1)
    async with Ledger(house.database, house.seal).entry() as entry:
        await entry.set_timers([(f"{kind}:{s}", kind, s, TALK, due) for s in subjects])


@pytest.fixture
def turn(house: TinyHouse) -> TimerTurn:
    house.turn = TimerTurn(house)
    return house.turn


async def test_nothing_is_fired_before_its_time(house: TinyHouse, turn: TimerTurn) -> None:
    await set_timers(house, "b1")
    assert await Clock(house).sweep(house.moment.move(minutes=59)) == {}
    assert turn.taken == []


async def test_what_is_due_is_fired_once(house: TinyHouse, turn: TimerTurn) -> None:
    await set_timers(house, "b1", "b2")
    await set_timers(house, "2026-1", kind="rating")
    now = house.moment.move(hours=1)
    assert await Clock(house).sweep(now) == {"reminder": 2, "rating": 1}
    assert await Clock(house).sweep(now) == {}
    assert {(event.kind, event.subject) for event in turn.taken} == {
        ("reminder", "b1"),
        ("reminder", "b2"),
        ("rating", "2026-1"),
    }
    assert all(event.at == now for event in turn.taken)


async def test_timer_set_again_is_a_new_moment(house: TinyHouse, turn: TimerTurn) -> None:
    await set_timers(house, "b1")
    await Clock(house).sweep(house.moment.move(hours=1))
    await set_timers(house, "b1")
    await Clock(house).sweep(house.moment.move(hours=1))
    assert len({event.id for event in turn.taken}) == 2


async def test_more_than_one_turn_takes(
    house: TinyHouse, turn: TimerTurn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "AT_ONCE", 2)
    await set_timers(house, *"abcde")
    assert await Clock(house).sweep(house.moment.move(hours=1)) == {"reminder": 5}


@pytest.mark.parametrize("outcome", [Failed(CommitFailed("disk")), Refused("unknown")])
async def test_failed_moment_waits_harms_no_other_and_is_fired_later(
    house: TinyHouse, turn: TimerTurn, outcome: Outcome, capsys: pytest.CaptureFixture[str]
) -> None:
    await set_timers(house, "b1", "b2")
    turn.failing = {"b1": outcome}
    watch = Clock(house)
    now = house.moment.move(hours=1)
    assert await watch.sweep(now) == {"reminder": 1}
    assert watch.failed == 1
    assert "timer_" in capsys.readouterr().out
    assert await watch.sweep(now) == {}
    turn.failing = {}
    assert await watch.sweep(now + LEASE) == {"reminder": 1}
    assert watch.failed == 0


async def test_two_clocks_fire_each_moment_once(house: TinyHouse, turn: TimerTurn) -> None:
    await set_timers(house, *(f"b{number}" for number in range(20)))
    now = house.moment.move(hours=1)
    fired = await asyncio.gather(Clock(house).sweep(now), Clock(house).sweep(now))
    assert sum(counts.get("reminder", 0) for counts in fired) == 20
    assert len(turn.taken) == 20


async def test_tick_survives_whatever_happens(
    house: TinyHouse, turn: TimerTurn, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise CommitFailed("away")

    await set_timers(house, "b1")
    house.moment.move(hours=1)
    with monkeypatch.context() as patched:
        patched.setattr(clocks.timers, "due", away)
        await Clock(house).tick()
    await Clock(house).tick()
    assert [event.subject for event in turn.taken] == ["b1"]


async def test_running_clock_ticks(
    house: TinyHouse, turn: TimerTurn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "TICK", 0.01)
    await set_timers(house, "b1")
    house.moment.move(hours=1)
    running = asyncio.create_task(Clock(house).run())
    async with asyncio.timeout(5):
        while not turn.taken:
            await asyncio.sleep(0.005)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
