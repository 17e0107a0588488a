"""What somebody wishes: which days and which hours would do."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

Span = tuple[date, date]  # first and last day
Hours = tuple[time, time]  # earliest and latest beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Days and hours that would do; nothing in a field means that anything would.

    spans: first and last days; weekdays: 1 is Monday; hours: earliest and latest beginning, in
    Almaty. `days_said` is false where only hours, or «any», were said.
    """

    spans: tuple[Span, ...] = ()
    weekdays: frozenset[int] = frozenset()
    hours: Hours | None = None

    @property
    def days_said(self) -> bool:
        """Whether some days would do and others would not."""
        return bool(self.spans or self.weekdays)

    def takes_day(self, day: date) -> bool:
        """Whether a day would do."""
        inside = not self.spans or any(first <= day <= last for first, last in self.spans)
        return inside and (not self.weekdays or day.isoweekday() in self.weekdays)

    def takes_hour(self, at: time) -> bool:
        """Whether a meeting may begin at an hour."""
        return self.hours is None or self.hours[0] <= at <= self.hours[1]

    def takes(self, local: datetime) -> bool:
        """Whether a moment in Almaty would do."""
        return self.takes_day(local.date()) and self.takes_hour(local.time())

    def first_day(self, today: date) -> date:
        """The first day that would do, from today on, to look for others near it."""
        return max(min((first for first, _ in self.spans), default=today), today)

    def to_json(self) -> dict[str, Any]:
        """The wish as plain values."""
        return {
            "spans": [[first.isoformat(), last.isoformat()] for first, last in self.spans],
            "weekdays": sorted(self.weekdays),
            "hours": [f"{at:%H:%M}" for at in self.hours] if self.hours else None,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Wish":
        """The wish that `to_json` gave."""
        spans = ((date.fromisoformat(a), date.fromisoformat(b)) for a, b in value["spans"])
        hours = value["hours"]
        return cls(
            spans=tuple(spans),
            weekdays=frozenset(value["weekdays"]),
            hours=(time.fromisoformat(hours[0]), time.fromisoformat(hours[1])) if hours else None,
        )
