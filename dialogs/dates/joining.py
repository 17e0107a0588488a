"""Items of a message joined into days and hours, by rules over what stands side by side.

A rule is a row of kinds and a function from the items there to the items that take their place.
The rules are tried in their order, each from left to right, until none of its places is left.

After the joining only these kinds say something: span, weekday, hours, part, any, working,
weekend, except; the rest was between the words.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from dialogs.dates.hours import HOURS, NOON, Joined, Make, Rule, half, whole_hour, written_clock
from dialogs.dates.wish import Span
from dialogs.dates.words import Item

FAR = timedelta(days=366)
CENTURY = 2000
SHORT_YEARS = 100  # years below it are of this century
KINDS_APART = "|"
MOST_ROUNDS = 9  # of one rule: «15, 16 и 17 декабря» takes two


def joined(today: date, items: list[Item]) -> list[Item]:
    """The items after every rule."""
    for kinds, make in RULES:
        sets = [set(kind.split(KINDS_APART)) for kind in kinds]
        for _ in range(MOST_ROUNDS):
            before, items = items, _applied(today, items, sets, make)
            if items == before:
                break
    return items


def _applied(today: date, items: list[Item], kinds: list[set[str]], make: Make) -> list[Item]:
    done: list[Item] = []
    at = 0
    while at < len(items):
        here = items[at : at + len(kinds)]
        fits = len(here) == len(kinds) and all(
            item.kind in kind for item, kind in zip(here, kinds, strict=True)
        )
        done += make(today, here) if fits else items[at : at + 1]
        at += len(kinds) if fits else 1
    return done


# -- days


def _day(today: date, day: int, month: int, year: int | None = None) -> Joined:
    """A day of a month: of this year, or of the next where it is over; () if there is none."""
    wanted = year if year is None or year >= SHORT_YEARS else CENTURY + year
    try:
        found = date(wanted or today.year, month, day)
        if wanted is None and found < today:
            found = date(today.year + 1, month, day)
    except ValueError:
        return ()
    return (_span(found, found),)


def _span(first: date, last: date) -> Item:
    return Item("span", (first, last))


def _dotted(today: date, items: Sequence[Item]) -> Joined:
    parts = [int(part) for part in items[0].value.replace("/", ".").split(".")]
    day = _day(today, parts[0], parts[1], *parts[2:])
    return day or whole_hour(parts[0], parts[1])


def _iso(today: date, items: Sequence[Item]) -> Joined:
    year, month, day = (int(part) for part in items[0].value.split("-"))
    return _day(today, day, month, year)


def _month(today: date, items: Sequence[Item]) -> Joined:
    month = items[0].value
    year = today.year if month >= today.month else today.year + 1
    return (_span(date(year, month, 1), date(year, month, monthrange(year, month)[1])),)


def of_month(today: date, items: Sequence[Item]) -> Joined:
    """The next day of this number: of this month, or of the next where it is over."""
    day = items[0].value
    month, year = today.month, today.year
    if isinstance(day, int) and day < today.day:
        month, year = (month % NOON) + 1, year + month // NOON
    return _day(today, day, month, year)


def _plus(today: date, items: Sequence[Item]) -> Joined:
    day = today + timedelta(days=items[0].value)
    return (_span(day, day),)


def _amount(today: date, items: Sequence[Item]) -> Joined:
    """«Через две недели», «үш күннен кейін», «in a month»: one day, or the week around it."""
    numbers = [item.value for item in items if item.kind == "number"]
    unit = next(item.kind for item in items if item.kind.startswith(("unit", "week")))
    days = {"unit_day": 1, "week": 7, "unit_month": 30}[unit] * (numbers or [1])[0]
    if days > FAR.days:
        return ()
    day = today + timedelta(days=days)
    return (_span(day, day if unit == "unit_day" else day + timedelta(days=6)),)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _next_weekday(today: date, items: Sequence[Item]) -> Joined:
    """«Следующий вторник» is that of the next week, whatever day it is."""
    day = _monday(today) + timedelta(days=6 + items[1].value)
    return (_span(day, day),)


def _this_weekday(today: date, items: Sequence[Item]) -> Joined:
    day = today + timedelta(days=(items[1].value - today.isoweekday()) % 7)
    return (_span(day, day),)


def _week(today: date, items: Sequence[Item]) -> Joined:
    first = _monday(today) + timedelta(days=7 if items[0].kind == "next" else 0)
    return (_span(max(first, today), first + timedelta(days=6)),)


def _month_of(today: date, items: Sequence[Item]) -> Joined:
    month = today.month % NOON + 1 if items[0].kind == "next" else today.month
    return _month(today, [Item("month", month)])


def _merged(today: date, items: Sequence[Item]) -> Joined:
    spans = [item for item in items if item.kind == "span"]
    first, last = spans[0].value[0], spans[-1].value[1]
    return (_span(first, last),) if first <= last else tuple(spans)


def _weekdays(today: date, items: Sequence[Item]) -> Joined:
    said = [item for item in items if item.kind == "weekday"]
    between = range(said[0].value, said[-1].value + 1)
    return tuple(Item("weekday", day) for day in between) or tuple(said)


def _onward(today: date, items: Sequence[Item]) -> Joined:
    span: Span = next(item.value for item in items if item.kind == "span")
    later = any(item.kind in {"after", "later"} for item in items)
    first = span[1] + timedelta(days=1) if later else span[0]
    return (_span(first, first + FAR),)


def _until(today: date, items: Sequence[Item]) -> Joined:
    last = next(item.value for item in items if item.kind == "span")[1]
    return (_span(today, last),) if last >= today else ()


def _swapped(today: date, items: Sequence[Item]) -> Joined:
    """«15 и 16 декабря»: the month belongs to both."""
    return (items[0], items[-1], Item("to" if items[1].kind == "to" else "or"), *items[-2:])


def _after_day(today: date, items: Sequence[Item]) -> Joined:
    day = _this_weekday(today, [Item("this"), _weekday(items)])
    return _onward(today, (*day, *items))


def _until_day(today: date, items: Sequence[Item]) -> Joined:
    return _until(today, _this_weekday(today, [Item("this"), _weekday(items)]))


def _not_day(today: date, items: Sequence[Item]) -> Joined:
    return (Item("excepted", _weekday(items).value),)


def _weekday(items: Sequence[Item]) -> Item:
    return next(item for item in items if item.kind == "weekday")


def _sum(today: date, items: Sequence[Item]) -> Joined:
    return (Item("number", sum(item.value for item in items)),)


def _third(today: date, items: Sequence[Item]) -> Joined:
    """The beginning, the middle or the end of a month or a week: a third of it, from today on."""
    which = {"start": 0, "middle": 1, "finish": 2}
    part = next(which[item.kind] for item in items if item.kind in which)
    whole = next(item for item in items if item.kind not in which)
    spans = {"week": _week, "unit_month": _month_of}
    made = spans[whole.kind](today, [Item("this"), whole]) if whole.kind in spans else (whole,)
    first, last = made[0].value
    third = ((last - first).days + 1) // 3
    begins = first + timedelta(days=part * third)
    ends = last if part == which["finish"] else begins + timedelta(days=third - 1)
    return (_span(max(begins, today), ends),) if ends >= today else ()


DAYS: tuple[Rule, ...] = (
    (("tens", "number"), _sum),
    (("tens",), _sum),
    (("half_of|half_past", "number"), half),
    (("iso",), _iso),
    (("dotted",), _dotted),
    (("hm",), written_clock),
    (("number", "to|or|before", "number", "month"), _swapped),
    (("number", "number", "month"), lambda _, i: (i[0], i[2], Item("or"), i[1], i[2])),
    (("number", "of_month", "month"), lambda _, i: (i[0], i[2])),
    (("number", "month", "year"), lambda today, i: _day(today, *(item.value for item in i))),
    (("number", "month"), lambda today, i: _day(today, i[0].value, i[1].value)),
    (("month", "number", "of_month"), lambda _, i: (i[0], i[1])),
    (("month", "number", "year"), lambda t, i: _day(t, i[1].value, i[0].value, i[2].value)),
    (("month", "number"), lambda today, i: _day(today, i[1].value, i[0].value)),
    (("number", "of_month"), of_month),
    (("month",), _month),
    (("plus",), _plus),
    (("in", "number", "unit_day|week|unit_month"), _amount),
    (("number", "unit_day|week|unit_month", "later"), _amount),
    (("in", "unit_day|week|unit_month"), _amount),
    (("next", "weekday"), _next_weekday),
    (("this", "weekday"), _this_weekday),
    (("next|this", "week"), _week),
    (("next|this", "unit_month"), _month_of),
    (("start|middle|finish", "span|week|unit_month"), _third),
    (("span|week|unit_month", "start|middle|finish"), _third),
    (("from", "span", "to|before", "span"), _merged),
    (("span", "to|before", "span"), _merged),
    (("from", "weekday", "to|before", "weekday"), _weekdays),
    (("weekday", "to", "weekday"), _weekdays),
    (("except", "weekday"), _not_day),
    (("except", "at", "weekday"), _not_day),
    (("weekday", "except"), _not_day),
    (("from|after", "weekday"), _after_day),
    (("weekday", "later"), _after_day),
    (("before", "weekday"), _until_day),
    (("weekday", "until"), _until_day),
    (("from|after", "span"), _onward),
    (("span", "later"), _onward),
    (("to|before", "span"), _until),
    (("span", "until"), _until),
)
RULES = (*DAYS, *HOURS)
