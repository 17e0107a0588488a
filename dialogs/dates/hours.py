"""Items of a message joined into hours of the day; the rules are tried after those of the days."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from dialogs.dates.words import Item

Joined = tuple[Item, ...]
Make = Callable[[date, Sequence[Item]], Joined]
Rule = tuple[tuple[str, ...], Make]
OFFICE_FROM = 8  # an hour before this is one of the afternoon: «в 3 часа» is 15:00
NOON = 12
DAY_END = time(23, 59)
LAST_MINUTE = 59


def whole_hour(hour: int, minute: int | None = None) -> Joined:
    """An hour of the day; without minutes, the whole hour. In the small hours nobody meets."""
    if not (0 <= hour < 24 and 0 <= (minute or 0) <= LAST_MINUTE):
        return ()
    shown = hour + NOON if hour < OFFICE_FROM else hour
    last = LAST_MINUTE if minute is None else minute
    return (Item("clock", (time(shown, minute or 0), time(shown, last))),)


def written_clock(today: date, items: Sequence[Item]) -> Joined:
    """An hour and minutes in digits: 10:30."""
    hour, minute = (int(part) for part in items[0].value.replace("-", ":").split(":"))
    return whole_hour(hour, minute)


def _hour(today: date, items: Sequence[Item]) -> Joined:
    return whole_hour(next(item.value for item in items if item.kind == "number"))


def _late_hour(today: date, items: Sequence[Item]) -> Joined:
    hour = items[0].value if items[0].kind == "number" else items[0].value[0].hour
    return whole_hour(hour + NOON if hour < NOON else hour)


def _between(today: date, items: Sequence[Item]) -> Joined:
    ends = [_first(item) for item in items if item.kind in {"clock", "number"}]
    if None in ends or ends[0] > ends[1]:
        return ()
    return (Item("hours", (ends[0], ends[1])),)


def _from_hour(today: date, items: Sequence[Item]) -> Joined:
    found = next(_first(item) for item in items if item.kind in {"clock", "number"})
    return (Item("hours", (found, DAY_END)),) if found else ()


def _to_hour(today: date, items: Sequence[Item]) -> Joined:
    found = next(_first(item) for item in items if item.kind in {"clock", "number"})
    return (Item("hours", (time(0), found)),) if found else ()


def _first(item: Item) -> Any:
    clock = (item,) if item.kind == "clock" else whole_hour(item.value)
    return clock[0].value[0] if clock else None


def half(today: date, items: Sequence[Item]) -> Joined:
    """«В половине одиннадцатого» is half an hour before eleven, «half past ten» after ten."""
    hour = items[-1].value - (items[0].kind == "half_of")
    return whole_hour(hour or NOON, 30)


HOURS: tuple[Rule, ...] = (
    (("number", "late"), _late_hour),
    (("clock", "late|evening"), _late_hour),
    (("at", "hour"), lambda _, __: whole_hour(1)),
    (("from", "clock|number", "to|before|or", "clock|number"), _between),
    (("from", "clock|number", "clock|number", "until"), _between),
    (("clock|number", "to", "clock|number"), _between),
    (("at", "number", "half"), lambda _, i: whole_hour(i[1].value, 30)),
    (("after|from", "at", "clock|number"), _from_hour),
    (("before|to", "at", "clock|number"), _to_hour),
    (("at", "clock|number", "until"), _to_hour),
    (("after|from", "clock|number"), _from_hour),
    (("before|to", "clock|number"), _to_hour),
    (("clock|number", "later"), _from_hour),
    (("clock|number", "until"), _to_hour),
    (("at", "number"), _hour),
    (("number", "hour|here"), _hour),
)
