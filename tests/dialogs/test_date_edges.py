"""Days in words at the edges: today itself, the last of a month, of a week, of a year."""

from datetime import date, time

import pytest

from tests.dialogs.test_dates import day, wish

MONDAY, WEDNESDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 28)
LAST_OF_YEAR = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("23", MONDAY, MONDAY),
        ("23-го", MONDAY, MONDAY),
        ("22-го", MONDAY, date(2026, 12, 22)),
        ("31-го", LAST_OF_YEAR, LAST_OF_YEAR),
        ("5-го", LAST_OF_YEAR, date(2027, 1, 5)),
        ("23 ноября", MONDAY, MONDAY),
        ("22 ноября", MONDAY, date(2027, 11, 22)),
        ("22.11", MONDAY, date(2027, 11, 22)),
        ("12.12.2000", MONDAY, date(2000, 12, 12)),
        ("12.12.1999", MONDAY, date(1999, 12, 12)),
        ("1.1.99", MONDAY, date(2099, 1, 1)),
        ("31.11", WEDNESDAY, None),
        ("через 366 дней", WEDNESDAY, date(2027, 11, 26)),
        ("через 367 дней", WEDNESDAY, None),
        ("в следующий вторник", WEDNESDAY, date(2026, 12, 1)),
        ("в следующее воскресенье", WEDNESDAY, date(2026, 12, 6)),
        ("в следующий понедельник", SATURDAY, date(2026, 11, 30)),
        ("в эту пятницу", SATURDAY, date(2026, 12, 4)),
        ("в эту субботу", SATURDAY, SATURDAY),
        ("до среды", WEDNESDAY, WEDNESDAY),
        ("до 25 ноября", WEDNESDAY, WEDNESDAY),
        ("5мая", WEDNESDAY, date(2027, 5, 5)),
        ("через 3дня", WEDNESDAY, date(2026, 11, 28)),
        ("I may come 15", WEDNESDAY, date(2026, 12, 15)),
        ("on 15 I also may come", WEDNESDAY, date(2026, 12, 15)),
        ("маған ertenge", WEDNESDAY, date(2026, 11, 26)),
    ],
)
def test_one_day(text: str, today: date, expected: date | None) -> None:
    assert day(text, today) == expected


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("в ноябре", MONDAY, date(2026, 11, 1), date(2026, 11, 30)),
        ("в феврале", MONDAY, date(2027, 2, 1), date(2027, 2, 28)),
        ("в феврале", date(2027, 2, 28), date(2027, 2, 1), date(2027, 2, 28)),
        ("через неделю", WEDNESDAY, date(2026, 12, 2), date(2026, 12, 8)),
        ("через месяц", WEDNESDAY, date(2026, 12, 25), date(2026, 12, 31)),
        ("на этой неделе", WEDNESDAY, WEDNESDAY, date(2026, 11, 29)),
        ("на следующей неделе", WEDNESDAY, date(2026, 11, 30), date(2026, 12, 6)),
        ("в следующем месяце", LAST_OF_YEAR, date(2027, 1, 1), date(2027, 1, 31)),
        ("в следующем месяце", date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31)),
        ("осы айда", WEDNESDAY, date(2026, 11, 1), date(2026, 11, 30)),
        ("с 15 по 15 декабря", WEDNESDAY, date(2026, 12, 15), date(2026, 12, 15)),
        ("со следующей недели", WEDNESDAY, date(2026, 11, 30), date(2027, 12, 1)),
        ("со среды", WEDNESDAY, WEDNESDAY, date(2027, 11, 26)),
        ("после среды", WEDNESDAY, date(2026, 11, 26), date(2027, 11, 27)),
        ("после 25 ноября", WEDNESDAY, date(2026, 11, 26), date(2027, 11, 27)),
        ("с 26 ноября", WEDNESDAY, date(2026, 11, 26), date(2027, 11, 27)),
        ("в середине декабря", WEDNESDAY, date(2026, 12, 11), date(2026, 12, 20)),
        ("в конце декабря", WEDNESDAY, date(2026, 12, 21), date(2026, 12, 31)),
        ("в конце ноября", WEDNESDAY, WEDNESDAY, date(2026, 11, 30)),
        ("в начале ноября", date(2026, 11, 10), date(2026, 11, 10), date(2026, 11, 10)),
        ("в начале недели", WEDNESDAY, WEDNESDAY, WEDNESDAY),
    ],
)
def test_several_days(text: str, today: date, first: date, last: date) -> None:
    found = wish(text, today)
    assert found is not None
    assert (found.spans, found.hours) == (((first, last),), None)


@pytest.mark.parametrize("text", ["в начале ноября", "в середине ноября"])
def test_a_part_of_the_month_that_is_over_is_no_wish(text: str) -> None:
    assert wish(text, WEDNESDAY) is None


@pytest.mark.parametrize("text", ["9:30 кешке", "9:30 вечером", "9:30 pm"])
def test_a_late_hour_is_one_of_the_evening(text: str) -> None:
    found = wish(text, WEDNESDAY)
    assert found is not None
    assert (found.spans, found.hours) == ((), (time(21), time(21, 59)))


def test_days_in_the_wrong_order_are_both_meant() -> None:
    found = wish("с 17 по 15 декабря", WEDNESDAY)
    assert found is not None
    assert [first.day for first, last in found.spans if first == last] == [17, 15]


def test_the_leap_day_is_a_day_of_a_leap_year() -> None:
    assert day("29 февраля", date(2028, 2, 1)) == date(2028, 2, 29)
    assert day("29 февраля", date(2027, 12, 1)) is None
