"""Letters that come by themselves: when they wait, who stops them, which way they go instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import yaml

ALMATY = ZoneInfo("Asia/Almaty")
STOPPED: Final = "stopped"
STARTED: Final = "started"
Way = Literal["doors", "sms", "call"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What holds for letters of one kind; by default they go at once and cannot be stopped."""

    waits: bool = False
    silent: bool = False
    stops: bool = False
    lasts: timedelta | None = None
    closed: tuple[Way, ...] = ()
    pulled: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """The rules by kind of letter, and the quiet hours in Almaty time.

    talk: for how long after a citizen's last word nothing waits.
    """

    begins: time = time(22)
    ends: time = time(8)
    talk: timedelta = timedelta(minutes=30)
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def of(self, kind: str) -> Rule:
        """The rule of a kind of letter."""
        return self.rules.get(kind, AT_ONCE)

    def quiet_until(self, at: datetime) -> datetime | None:
        """When the quiet hours end in which a moment lies; None when it lies in none."""
        local = at.astimezone(ALMATY)
        said = local.time()
        over_midnight = self.begins > self.ends and (said >= self.begins or said < self.ends)
        if not (over_midnight or self.begins <= said < self.ends):
            return None
        ends = datetime.combine(local.date(), self.ends, ALMATY)
        return ends if said < self.ends else ends + timedelta(days=1)

    def stoppable(self) -> frozenset[str]:
        """The kinds that are withheld from who stopped notices."""
        return frozenset(kind for kind, rule in self.rules.items() if rule.stops)


AT_ONCE = Rule()


def are_stopped(profile: Mapping[str, Any]) -> bool:
    """Whether this person wants no letters that come by themselves."""
    return bool(profile.get("notices") == STOPPED)


def parse(text: str) -> Notices:
    """Read the table of notices; raises TypeError or KeyError for what it must not hold."""
    table = yaml.safe_load(text)
    quiet = table["quiet"]
    return Notices(
        begins=time.fromisoformat(quiet["begins"]),
        ends=time.fromisoformat(quiet["ends"]),
        talk=timedelta(minutes=quiet["talk"]),
        rules={kind: _rule(**row) for kind, row in table["letters"].items()},
    )


def _rule(
    lasts: int | None = None,
    closed: tuple[Way, ...] = (),
    pulled: tuple[Way, ...] = (),
    **flags: bool,
) -> Rule:
    days = None if lasts is None else timedelta(days=lasts)
    return Rule(lasts=days, closed=tuple(closed), pulled=tuple(pulled), **flags)
