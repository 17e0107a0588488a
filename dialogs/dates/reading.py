"""From words to a wish: cut into items, join them, and gather what is left."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from dialogs.dates.hours import whole_hour
from dialogs.dates.joining import joined, of_month
from dialogs.dates.wish import Hours, Wish
from dialogs.dates.words import DateWords, Item
from routing_rules.letters import is_latin, skeleton

WORD = re.compile(r"[^\W\d_]+")
WORKING = frozenset(range(1, 6))
WEEKEND = frozenset({6, 7})
BESIDE = ("number", "of_month", "year")  # what stands beside a month that is a day's


def read(
    words: DateWords, text: str, today: date, bare: Literal["day", "hour"] = "day"
) -> Wish | None:
    """The days and hours that a message wishes; None where it says nothing of them.

    today: of the Almaty calendar; bare: what a number alone is, a day of the month or an hour.
    """
    found = _read(words, text, today, bare)
    if found is None and words.coarse and any(is_latin(word) for word in text.lower().split()):
        found = _read(words.coarse, WORD.sub(lambda word: skeleton(word[0]), text), today, bare)
    return found


def _read(words: DateWords, text: str, today: date, bare: Literal["day", "hour"]) -> Wish | None:
    items = joined(today, _meant(words, words.items(text)))
    spans = tuple(item.value for item in items if item.kind == "span")
    weekdays = frozenset(_weekdays(items))
    numbers = [item for item in items if item.kind == "number"]
    said = spans or weekdays or _hours(items)
    if numbers and bare == "day" and not said:
        spans = tuple(item.value for item in of_month(today, numbers[:1]))
        numbers = []
    hours = _hours([*items, *(hour for n in numbers[:1] for hour in whole_hour(n.value))])
    if spans or weekdays or hours or any(item.kind == "any" for item in items):
        return Wish(spans=spans, weekdays=weekdays, hours=hours)
    return None


def _meant(words: DateWords, items: list[Item]) -> list[Item]:
    """Items without the months that are another word here: «I may come»."""
    return [
        item
        for at, item in enumerate(items)
        if item.kind != "month"
        or item.value not in words.beside_a_day
        or any(near.kind in BESIDE for near in items[max(at - 2, 0) : at + 2])
    ]


def _weekdays(items: list[Item]) -> Iterable[int]:
    found = {item.value for item in items if item.kind == "weekday"}
    kinds = {item.kind for item in items}
    excepted = {item.value for item in items if item.kind == "excepted"}
    if not found and "working" in kinds:
        found = set(WORKING)
    elif not found and "weekend" in kinds:
        found = set(WEEKEND)
    elif not found and excepted:
        found = {*WORKING, *WEEKEND}
    return found - excepted


def _hours(items: list[Item]) -> Hours | None:
    """The hours that all parts allow; nothing where they allow none together."""
    parts = [i.value for i in items if i.kind in {"clock", "hours", "part", "evening"}]
    if not parts:
        return None
    first, last = max(part[0] for part in parts), min(part[1] for part in parts)
    return (first, last) if first <= last else None
