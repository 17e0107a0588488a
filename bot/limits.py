"""Limits of the doors on the web: how large, how many, how often.

A pensioner never meets them: they are far above what a person can type, press or choose, and stand
in the way of scripts only. What is counted is counted in memory, for each worker by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from math import ceil

from starlette.requests import HTTPConnection

from bot.refusals import Refusal

KB, MB = 1024, 1024 * 1024
JSON_MOST = 64 * KB
FILE_MOST = 20 * MB
FORM_MOST = FILE_MOST + JSON_MOST  # a file and the fields beside it
WEBHOOK_MOST = 4 * MB  # WhatsApp sends up to three
TEXT_MOST = 20_000  # characters; a question may take fewer and say so itself
WAIT_MOST = 20  # seconds of a long poll
REMEMBERED = 20_000  # buckets in memory before the full ones are forgotten


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and then so many a second."""

    burst: float
    per_second: float


CHATS_OF_ADDRESS = Rate(600, 5)  # a whole village may share one address of its mobile network
WRITES_OF_ADDRESS = Rate(3000, 50)
CHECKS_OF_ADDRESS = Rate(120, 2)
WRITES_OF_CHAT = Rate(60, 2)
READS_OF_CHAT = Rate(600, 30)
FILES_OF_CHAT = Rate(30, 0.1)


class Buckets:
    """Token buckets by what is limited and by whom.

    now: seconds of a clock that never jumps. A bucket that has filled up again is as good as none,
    so it may be forgotten.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._buckets: dict[tuple[Rate, str], tuple[float, float]] = {}

    def must(self, rate: Rate, request: HTTPConnection, chat: str | None = None) -> None:
        """Take one for a chat, or for the address a request comes from; raises Refusal 429."""
        address = request.client.host if request.client else ""
        if wait := self.take(rate, chat or household(address)):
            raise Refusal(429, "slow_down", headers={"Retry-After": str(ceil(wait))})

    def take(self, rate: Rate, who: str) -> float:
        """Take one; 0 when there was one, else the seconds until there will be."""
        now = self._now()
        left, since = self._buckets.get((rate, who), (rate.burst, now))
        left = min(rate.burst, left + (now - since) * rate.per_second)
        if left < 1:
            return (1 - left) / rate.per_second
        self._buckets[rate, who] = (left - 1, now)
        if len(self._buckets) > REMEMBERED:
            self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Keep only buckets that are not full again, and of those at most half of the room."""
        unfilled = {
            (rate, who): (left, since)
            for (rate, who), (left, since) in self._buckets.items()
            if left + (now - since) * rate.per_second < rate.burst
        }
        self._buckets = dict(list(unfilled.items())[-REMEMBERED // 2 :])


def household(address: str) -> str:
    """Who shares a limit: an IPv4 address, or the /64 that one subscriber of IPv6 is given."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return ":".join(found.exploded.split(":")[:4]) if found.version == 6 else address
