"""Working days of Kazakhstan from dated calendars, and the terms counted in them.

A year whose official calendar is in calendar/ is counted by it. Any other year is provisional:
fixed holidays, each that falls on a day off moved to the next working day (but 7 January and the
first day of Kurban Ait, which do not move). A provisional year is said to be one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from routing_rules.entries import read

ALMATY = ZoneInfo("Asia/Almaty")
SATURDAY = 5
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Year:
    """The calendar of one year: days off on weekdays, weekend days that are worked."""

    year: int
    official: bool
    off: frozenset[date]
    worked: frozenset[date]


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked, by calendars of years and by the rule for all other years."""

    years: Mapping[int, Year]
    fixed: tuple[tuple[int, int], ...]
    staying: frozenset[tuple[int, int]]
    opens: time
    closes: time

    def official(self, year: int) -> bool:
        """Whether the calendar of the year is the official one."""
        return year in self.years and self.years[year].official

    def is_working(self, day: date) -> bool:
        """Whether state bodies work on this day."""
        year = self.years.get(day.year) or self._provisional(day.year)
        if day in year.worked:
            return True
        return day.weekday() < SATURDAY and day not in year.off

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it."""
        while not self.is_working(day):
            day += ONE
        return day

    def add_working(self, day: date, n: int) -> date:
        """The n-th working day after a day; the day itself is not counted."""
        for _ in range(n):
            day = self.next_working(day + ONE)
        return day

    def received_on(self, received: datetime) -> date:
        """The day on which something received at a moment counts as received."""
        local = received.astimezone(ALMATY)
        day = local.date()
        return self.next_working(day + ONE if local.time() >= self.closes else day)

    def _provisional(self, year: int) -> Year:
        days = [date(year, month, day) for month, day in self.fixed]
        off = set(days)
        for day in days:
            if day.weekday() >= SATURDAY and (day.month, day.day) not in self.staying:
                off.add(_next_weekday(day, off))
        return Year(year, False, frozenset(off), frozenset())


def parse_calendar(texts: Mapping[str, str]) -> WorkingDays:
    """Working days from calendar/rule.yaml and every calendar/YEAR.yaml."""
    rule = read("calendar/rule.yaml", texts["calendar/rule.yaml"])
    years = {}
    for file, text in texts.items():
        if file.startswith("calendar/") and file != "calendar/rule.yaml":
            root = read(file, text)
            year = int(root.number("year"))
            days = {key: _days(root.texts(key)) for key in ("off", "worked")}
            years[year] = Year(year, root.text("official") == "yes", days["off"], days["worked"])
    hours = rule.at("office_hours")
    return WorkingDays(
        years=MappingProxyType(years),
        fixed=tuple(_month_day(text) for text in rule.texts("fixed")),
        staying=frozenset(_month_day(text) for text in rule.texts("staying")),
        opens=time.fromisoformat(hours.text("opens")),
        closes=time.fromisoformat(hours.text("closes")),
    )


def _next_weekday(day: date, off: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in off:
        day += ONE
    return day


def _days(texts: tuple[str, ...]) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts)


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
