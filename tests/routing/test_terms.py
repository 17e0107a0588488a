"""Terms of the law: the worked cases, and what must hold for every case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.book_rules import book_rules
from routing_rules import Rules, due_on, registered_on, reminder_on
from routing_rules.terms import due
from routing_rules.working_days import ALMATY

RULES = book_rules()


def test_application_received_on_friday_evening(rules: Rules) -> None:
    received = datetime(2026, 12, 11, 19, 0, tzinfo=ALMATY)
    registered = registered_on(received, rules, "petropavlovsk")
    assert registered == date(2026, 12, 14)
    assert due_on("application", registered, rules) == date(2027, 1, 8)


def test_complaint_takes_twenty_working_days(rules: Rules) -> None:
    assert due_on("complaint", date(2026, 11, 23), rules) == date(2026, 12, 22)


def test_information_request_takes_fifteen_calendar_days(rules: Rules) -> None:
    assert due_on("request", date(2026, 11, 23), rules) == date(2026, 12, 8)


def test_redirect_within_three_working_days(rules: Rules) -> None:
    latest = due(rules.terms["redirect"], date(2026, 12, 14), rules.calendar)
    assert latest == date(2026, 12, 18)


def test_no_reminder_for_a_reception_seven_days_ahead(rules: Rules) -> None:
    assert reminder_on(date(2026, 12, 1), date(2026, 12, 8), rules) is None


def test_reminder_three_days_before_a_later_reception(rules: Rules) -> None:
    assert reminder_on(date(2026, 12, 1), date(2026, 12, 9), rules) == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("received", "registered"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=ALMATY), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 18, 29, tzinfo=ALMATY), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 18, 30, tzinfo=ALMATY), date(2026, 11, 24)),
        (datetime(2026, 11, 22, 12, 0, tzinfo=ALMATY), date(2026, 11, 23)),
        (datetime(2026, 12, 16, 12, 0, tzinfo=ALMATY), date(2026, 12, 17)),
        (datetime(2026, 11, 23, 20, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_registration_by_the_clock_of_almaty(
    rules: Rules, received: datetime, registered: date
) -> None:
    assert registered_on(received, rules, None) == registered


def test_a_moment_without_a_zone_is_refused(rules: Rules) -> None:
    with pytest.raises(ValueError, match="time zone"):
        registered_on(datetime(2026, 11, 23, 9, 0), rules, None)  # noqa: DTZ001


def test_almaty_is_five_hours_ahead_of_utc() -> None:
    assert datetime(2026, 11, 23, tzinfo=ALMATY).utcoffset() == timedelta(hours=5)


def test_which_calendars_are_official(rules: Rules) -> None:
    assert rules.calendar.official(2026)
    assert not rules.calendar.official(2027)
    assert not rules.calendar.official(2031)


def test_a_year_without_a_calendar_moves_its_holidays(rules: Rules) -> None:
    # 16 December 2028 is a Saturday: Monday is off instead.
    assert not rules.calendar.is_working(date(2028, 12, 18))
    assert rules.calendar.is_working(date(2028, 12, 19))


def test_terms_stay_unconfirmed_until_an_official_confirms(rules: Rules) -> None:
    assert {term.confirmed_by for term in rules.terms.values()} == {None}
    assert rules.terms["complaint"].extendable == "no"
    assert rules.terms["application"].reference


@given(
    st.sampled_from(sorted(RULES.kinds)),
    st.dates(min_value=date(2026, 1, 1), max_value=date(2035, 12, 31)),
)
def test_an_answer_is_due_later_and_on_a_working_day(kind: str, registered: date) -> None:
    last = due_on(kind, registered, RULES)
    assert last > registered
    assert RULES.calendar.is_working(last)
