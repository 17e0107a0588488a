"""Days and hours in words of three languages, on a Monday in November."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.dates import Wish, read
from dialogs.dates.wish import Hours
from tests.dialogs.shell import book

TODAY = date(2026, 11, 23)
MORNING, AFTER_LUNCH = (time(0), time(11, 59)), (time(13), time(23, 59))
PIECES = """в следующий вторник после обеда ертең таңертең 15 декабря 12.12 с по до 10 12:30
келесі апта бейсенбі күннен кейін three days next friday morning 31 февраля - , кроме 99 999
2026-13-45 31.02 жиырма бірінші через час half 00:61 25:00 0 00 второе число месяц ай week"""
WORDS = st.sampled_from(PIECES.split())


def wish(text: str, today: date = TODAY, **bare: Any) -> Wish | None:
    return read(book().dates, text, today, **bare)


def day(text: str, today: date = TODAY) -> date | None:
    """The one day that words mean."""
    found = wish(text, today)
    if found is None or len(found.spans) != 1 or found.spans[0][0] != found.spans[0][1]:
        return None
    return found.spans[0][0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("завтра", date(2026, 11, 24)),
        ("ертең", date(2026, 11, 24)),
        ("tomorrow", date(2026, 11, 24)),
        ("послезавтра", date(2026, 11, 25)),
        ("бүрсігүні", date(2026, 11, 25)),
        ("day after tomorrow", date(2026, 11, 25)),
        ("бүгін", TODAY),
        ("завтро", date(2026, 11, 24)),
        ("ertenge", date(2026, 11, 24)),
        ("8-желтоқсанда", date(2026, 12, 8)),
        ("12.12", date(2026, 12, 12)),
        ("12/12", date(2026, 12, 12)),
        ("12.12.2027", date(2027, 12, 12)),
        ("12.12.27", date(2027, 12, 12)),
        ("2026-12-15", date(2026, 12, 15)),
        ("15 декабря", date(2026, 12, 15)),
        ("15 желтоқсанда", date(2026, 12, 15)),
        ("15 желтоксан", date(2026, 12, 15)),
        ("желтоқсанның 15-і", date(2026, 12, 15)),
        ("December 15", date(2026, 12, 15)),
        ("the 15th of December", date(2026, 12, 15)),
        ("пятнадцатого декабря", date(2026, 12, 15)),
        ("двадцать первого декабря", date(2026, 12, 21)),
        ("он бесінші желтоқсан", date(2026, 12, 15)),
        ("15-го", date(2026, 12, 15)),
        ("15 числа", date(2026, 12, 15)),
        ("on the 15th", date(2026, 12, 15)),
        ("25", date(2026, 11, 25)),
        ("5 мая", date(2027, 5, 5)),
        ("в следующий вторник", date(2026, 12, 1)),
        ("келесі сейсенбі", date(2026, 12, 1)),
        ("next Tuesday", date(2026, 12, 1)),
        ("в эту пятницу", date(2026, 11, 27)),
        ("осы жұма", date(2026, 11, 27)),
        ("через 3 дня", date(2026, 11, 26)),
        ("үш күннен кейін", date(2026, 11, 26)),
        ("in three days", date(2026, 11, 26)),
    ],
)
def test_a_day(text: str, expected: date) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "weekdays", "hours"),
    [
        ("только по четвергам", {4}, None),
        ("тек бейсенбіде", {4}, None),
        ("only Thursdays", {4}, None),
        ("вторник или четверг утром", {2, 4}, MORNING),
        ("с понедельника по среду", {1, 2, 3}, None),
        ("кроме пятницы", {1, 2, 3, 4, 6, 7}, None),
        ("any day but friday", {1, 2, 3, 4, 6, 7}, None),
        ("жұмадан басқа", {1, 2, 3, 4, 6, 7}, None),
        ("в будни после обеда", {1, 2, 3, 4, 5}, AFTER_LUNCH),
        ("at the weekend", {6, 7}, None),
        ("в пятницу с утра", {5}, MORNING),
    ],
)
def test_days_of_the_week(text: str, weekdays: set[int], hours: Hours | None) -> None:
    found = wish(text)
    assert found is not None
    assert (found.weekdays, found.hours, found.spans) == (weekdays, hours, ())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("с 1 по 10 декабря", date(2026, 12, 1), date(2026, 12, 10)),
        ("15–20 декабря", date(2026, 12, 15), date(2026, 12, 20)),
        ("в декабре", date(2026, 12, 1), date(2026, 12, 31)),
        ("в начале декабря", date(2026, 12, 1), date(2026, 12, 10)),
        ("желтоқсанның ортасында", date(2026, 12, 11), date(2026, 12, 20)),
        ("в конце месяца", TODAY, date(2026, 11, 30)),
        ("аптаның соңында", date(2026, 11, 27), date(2026, 11, 29)),
        ("до нового года", TODAY, date(2027, 1, 1)),
        ("на следующей неделе", date(2026, 11, 30), date(2026, 12, 6)),
        ("келесі аптада", date(2026, 11, 30), date(2026, 12, 6)),
        ("next week", date(2026, 11, 30), date(2026, 12, 6)),
        ("через неделю", date(2026, 11, 30), date(2026, 12, 6)),
        ("екі аптадан кейін", date(2026, 12, 7), date(2026, 12, 13)),
        ("до 10 декабря", TODAY, date(2026, 12, 10)),
        ("до пятницы", TODAY, date(2026, 11, 27)),
        ("before Friday", TODAY, date(2026, 11, 27)),
        ("в следующем месяце", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_several_days_in_a_row(text: str, first: date, last: date) -> None:
    found = wish(text)
    assert found is not None
    assert found.spans == ((first, last),)


def test_days_one_by_one_and_days_from_a_day_on() -> None:
    found = wish("15, 16 или 18 декабря")
    assert found is not None
    assert [first.day for first, _ in found.spans] == [15, 16, 18]
    later = wish("20 желтоқсаннан кейін")
    assert later is not None
    assert not later.takes_day(date(2026, 12, 20))
    assert later.takes_day(date(2026, 12, 21))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("утром", *MORNING),
        ("таңертең", *MORNING),
        ("after lunch", *AFTER_LUNCH),
        ("түстен кейін", *AFTER_LUNCH),
        ("до обеда", time(0), time(12, 59)),
        ("в 10", time(10), time(10, 59)),
        ("в 10:30", time(10, 30), time(10, 30)),
        ("в половине одиннадцатого", time(10, 30), time(10, 30)),
        ("half past ten", time(10, 30), time(10, 30)),
        ("после работы", time(17), time(23, 59)),
        ("10.30", time(10, 30), time(10, 30)),
        ("10-30", time(10, 30), time(10, 30)),
        ("сағат 10-да", time(10), time(10, 59)),
        ("сағат он жарымда", time(10, 30), time(10, 30)),
        ("at 10am", time(10), time(10, 59)),
        ("в 3 часа дня", time(15), time(15, 59)),
        ("3 pm", time(15), time(15, 59)),
        ("8 вечера", time(20), time(20, 59)),
        ("в десять", time(10), time(10, 59)),
        ("после 15:00", time(15), time(23, 59)),
        ("сағат 15-тен кейін", time(15), time(23, 59)),
        ("до 12", time(0), time(12)),
        ("сағат 12-ге дейін", time(0), time(12)),
        ("с 10 до 12", time(10), time(12)),
        ("10-нан 12-ге дейін", time(10), time(12)),
        ("between 10 and 12", time(10), time(12)),
        ("с 9 утра до 12", time(9), time(12)),
    ],
)
def test_hours(text: str, first: time, last: time) -> None:
    found = wish(text)
    assert found is not None
    assert (found.hours, found.days_said) == ((first, last), False)


def test_a_day_and_an_hour_in_one_message() -> None:
    for text in ("15 декабря в 10", "15 желтоқсан сағат онда", "December 15 at 10am"):
        found = wish(text)
        assert found is not None
        assert found.takes(datetime(2026, 12, 15, 10, 20)), text  # noqa: DTZ001 - in Almaty
        assert not found.takes(datetime(2026, 12, 15, 11, 0)), text  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "любой день",
        "жақын арада",
        "когда удобно",
        "кез келген уақытта",
        "any time",
        "не знаю",
        "білмеймін",
        "asap",
    ],
)
def test_any_day_would_do(text: str) -> None:
    assert wish(text) == Wish()


@pytest.mark.parametrize(
    "text",
    [
        "через 99 недель",
        "с 12 до 10",
        "",
        "🙂",
        "ничего такого",
        "I may come",
        "31 февраля",
        "99.99",
        "Казань",
        "вода",
    ],
)
def test_words_that_name_no_day(text: str) -> None:
    assert wish(text) is None


@pytest.mark.parametrize("text", ["после пятницы", "жұмадан кейін"])
def test_the_days_after_a_day_of_the_week(text: str) -> None:
    found = wish(text)
    assert found is not None
    assert not found.takes_day(date(2026, 11, 27))
    assert found.takes_day(date(2026, 11, 28))
    assert not found.weekdays


def test_a_list_of_many_days_ends_with_its_last_ones() -> None:
    found = wish(", ".join(map(str, range(1, 14))) + " декабря")
    assert found is not None
    days = [first.day for first, last in found.spans if first == last]
    assert 9 <= len(days) < 13
    assert days == list(range(14 - len(days), 14))


def test_a_number_alone_is_a_day_or_an_hour() -> None:
    assert day("15") == date(2026, 12, 15)
    found = wish("15", bare="hour")
    assert found is not None
    assert found.hours == (time(15), time(15, 59))


def test_a_day_that_is_over_is_of_the_next_year_or_month() -> None:
    assert day("1 марта") == date(2027, 3, 1)
    assert day("5", date(2026, 12, 20)) == date(2027, 1, 5)
    assert day("29 февраля") is None, "2027 has none"


def test_a_wish_goes_to_json_and_back() -> None:
    found = wish("с 1 по 10 декабря по средам после 15")
    assert found is not None
    assert Wish.from_json(found.to_json()) == found
    assert found.first_day(TODAY) == date(2026, 12, 1)
    assert Wish().first_day(TODAY) == TODAY


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.lists(WORDS, max_size=9).map(" ".join), st.text(max_size=60)),
    st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    st.sampled_from(("day", "hour")),
)
def test_any_words_are_read_without_breaking(text: str, today: date, bare: Any) -> None:
    found = wish(text, today, bare=bare)
    if found is not None:
        assert Wish.from_json(found.to_json()) == found
        assert all(first <= last for first, last in found.spans)
        found.takes(datetime(2027, 1, 1, tzinfo=UTC))
