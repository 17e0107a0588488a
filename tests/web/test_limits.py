"""Rates: bursts, refills, who shares one, and what the API says when one is empty."""

import httpx
import pytest

from bot.limits import REMEMBERED, WRITES_OF_CHAT, Buckets, Rate, household
from tests.web.citizen import Citizen

RATE = Rate(3, 0.5)


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def buckets(seconds):
    return Buckets(seconds)


def test_a_burst_and_then_a_steady_rate(buckets, seconds):
    assert [buckets.take(RATE, "a") for _ in range(3)] == [0, 0, 0]
    assert buckets.take(RATE, "a") == 2
    seconds.now += 1
    assert buckets.take(RATE, "a") == 1
    seconds.now += 1
    assert buckets.take(RATE, "a") == 0
    assert buckets.take(RATE, "a") == 2


def test_nobody_pays_for_another(buckets):
    for _ in range(4):
        buckets.take(RATE, "a")
    assert buckets.take(RATE, "b") == 0
    assert buckets.take(Rate(5, 1), "a") == 0


def test_a_bucket_is_never_fuller_than_full(buckets, seconds):
    buckets.take(RATE, "a")
    seconds.now += 3600
    assert [bool(buckets.take(RATE, "a")) for _ in range(4)] == [False, False, False, True]


def test_memory_is_bounded_and_the_greedy_are_remembered(buckets, seconds):
    for n in range(REMEMBERED):
        buckets.take(RATE, str(n))
    seconds.now += 60
    for _ in range(4):
        buckets.take(RATE, "greedy")
    for n in range(REMEMBERED):
        buckets.take(RATE, f"more-{n}")
        if n % 100 == 0:
            seconds.now += 1e-3
    assert len(buckets._buckets) <= REMEMBERED + 1


def test_who_shares_a_limit():
    assert household("203.0.113.5") == "203.0.113.5"
    assert household("2001:db8:1:2:3:4:5:6") == household("2001:db8:1:2::1")
    assert household("2001:db8:1:2::1") != household("2001:db8:1:3::1")
    assert household("not an address") == "not an address"


async def test_a_flood_is_told_when_to_come_back(quick: httpx.AsyncClient):
    visitor = await Citizen.arrives(quick, lang="en")
    answers = [
        await visitor.client.post(visitor.path, content=b"{", headers=visitor.headers)
        for _ in range(int(WRITES_OF_CHAT.burst) + 10)
    ]
    slowed = [answer for answer in answers if answer.status_code == 429]
    assert slowed
    assert slowed[-1].json()["error"]["code"] == "slow_down"
    assert int(slowed[-1].headers["retry-after"]) >= 1
    assert (await Citizen.arrives(quick)).token  # another chat goes on
