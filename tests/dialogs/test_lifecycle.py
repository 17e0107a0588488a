"""The life of a case: every move, every refusal, and the dates of the law."""

from dataclasses import replace
from datetime import date, datetime
from itertools import product
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from dialogs.cases import Act, Case, Draft
from dialogs.effects import DropTimer, SetTimer
from dialogs.events import CaseActed
from dialogs.lifecycle import (
    BEGINNING,
    MOVES,
    RESULTS,
    UNREGISTERED,
    Illegal,
    Moved,
    arrived,
    moved,
    opened,
    rating_due,
)
from dialogs.receptions import Slot
from tests.dialogs.shell import AKIM, Shell, book

ALMATY = ZoneInfo("Asia/Almaty")
OURS, FOLDER = "petropavlovsk", "almaty"
STATES = ("received", "handed_over", "registered", "in_work", "clarification", "answered",
          "closed", "withdrawn")  # fmt: skip
MONDAY = datetime(2026, 11, 23, 10, 15, tzinfo=ALMATY)
GOOD: dict[str, Any] = {  # everything that any act needs
    "text": "Фонари заменены.",
    "reason": "Нужна экспертиза",
    "until": date(2027, 1, 15),
    "to": FOLDER,
    "result": "satisfied",
}


def draft(kind: str = "application", agency: str = OURS) -> Draft:
    return Draft(
        agency=agency, kind=kind, topic=None, place=None, channel=None, text="Нет света",
        applicant={}, answer_way="here", files=(), language="ru", decisions=(), voice=("spoken",),
    )  # fmt: skip


def case_in(state: str, kind: str = "application", **changes: Any) -> Case:
    made = opened(book(), draft(kind), "2026-00000001", MONDAY).case
    return replace(made, state=state, **changes)


def act(case: Case, what: str, at: datetime = MONDAY, **fields: Any) -> Moved | Illegal:
    given = {**GOOD, **fields}
    acted = CaseActed(id="e", at=at, number=case.number, act=what, by="demo", **given)  # type: ignore[arg-type]
    return moved(book(), case, acted)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


@pytest.mark.parametrize(("state", "what"), list(product(STATES, get_args(Act))))
def test_every_move_and_every_refusal(state: str, what: str) -> None:
    result = act(case_in(state), what)
    to = MOVES.get((state, what))  # type: ignore[call-overload]
    if state in UNREGISTERED and what in BEGINNING:
        to = MOVES["registered", what]  # type: ignore[index]
    if to is None:
        assert result == Illegal("illegal_move")
    elif what == "redirect":
        assert isinstance(result, Moved)
        assert (result.case.agency, result.case.state) == (FOLDER, "received")
    else:
        assert isinstance(result, Moved)
        assert result.case.state == to


@pytest.mark.parametrize(
    ("what", "wrong", "code"),
    [
        ("answer", {"result": None}, "bad_result"),
        ("answer", {"result": "done"}, "bad_result"),
        ("answer", {"text": ""}, "empty_answer"),
        ("answer", {"text": " ... "}, "empty_answer"),
        ("answer", {"text": "🙂"}, "empty_answer"),
        ("answer", {"text": "«Принято к сведению»."}, "empty_answer"),
        ("answer", {"text": "НАЗАРҒА АЛЫНДЫ!"}, "empty_answer"),
        ("answer", {"text": "noted"}, "empty_answer"),
        ("ask", {"text": " \n"}, "empty_text"),
        ("write", {"text": " "}, "empty_text"),
        ("confirm", {"text": ""}, "empty_text"),
        ("extend", {"until": None}, "bad_date"),
        ("extend", {"reason": " "}, "bad_date"),
        ("extend", {"until": date(2026, 12, 14)}, "bad_date"),
        ("extend", {"until": date(2026, 12, 1)}, "bad_date"),
        ("extend", {"until": date(2027, 2, 15)}, "bad_date"),
        ("redirect", {"to": None}, "unknown_agency"),
        ("redirect", {"to": "nobody"}, "unknown_agency"),
        ("redirect", {"to": OURS}, "unknown_agency"),
    ],
)
def test_a_move_without_what_it_needs_is_refused(
    what: str, wrong: dict[str, Any], code: str
) -> None:
    assert act(case_in("in_work"), what, **wrong) == Illegal(code)


@pytest.mark.parametrize("result", RESULTS)
def test_an_answer_is_kept_with_its_result_and_ends_the_deadline(result: str) -> None:
    done = act(case_in("in_work"), "answer", result=result)
    assert isinstance(done, Moved)
    assert (done.case.answer, done.case.result) == (GOOD["text"], result)
    assert done.records == (DropTimer("overdue:2026-00000001"),)


def test_an_extension_moves_the_deadline_once() -> None:
    done = act(case_in("registered"), "extend", until=date(2027, 2, 14))
    assert isinstance(done, Moved)
    assert (done.case.due, done.case.extended) == (date(2027, 2, 14), True)
    (timer,) = done.records
    assert isinstance(timer, SetTimer)
    assert timer.due == local("2027-02-15 10:00")
    assert act(done.case, "extend", until=date(2027, 3, 1)) == Illegal("not_extendable")


def test_a_kind_that_the_law_does_not_extend() -> None:
    assert book().rules.terms["complaint"].extendable == "no"
    assert act(case_in("registered", "complaint"), "extend") == Illegal("not_extendable")


def test_a_case_without_a_deadline_cannot_be_extended() -> None:
    assert act(case_in("in_work", due=None), "extend") == Illegal("bad_date")


# -- the six worked cases of the law


@pytest.mark.parametrize(
    ("kind", "received", "registered", "due"),
    [
        ("application", "2026-12-11 19:00", date(2026, 12, 14), date(2027, 1, 8)),
        ("complaint", "2026-11-23 10:00", date(2026, 11, 23), date(2026, 12, 22)),
        ("request", "2026-11-23 10:00", date(2026, 11, 23), date(2026, 12, 8)),
    ],
)
def test_the_term_runs_from_registration(
    kind: str, received: str, registered: date, due: date
) -> None:
    case = opened(book(), draft(kind), "2026-00000001", local(received)).case
    assert (case.registered, case.due) == (registered, due)


def test_the_latest_day_of_a_redirect() -> None:
    from routing_rules import terms

    rules = book().rules
    received = date(2026, 12, 14)
    assert terms.due(rules.terms["redirect"], received, rules.calendar) == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("starts", "reminder"), [(date(2026, 12, 8), None), (date(2026, 12, 9), date(2026, 12, 6))]
)
def test_the_reminder_of_a_reception_booked_through_the_talk(
    starts: date, reminder: date | None
) -> None:
    shell = Shell("ru", OURS)
    shell.now = local("2026-12-01 12:00")
    at = datetime.combine(starts, local("2026-12-01 10:00").time(), ALMATY)
    shell.officials = (AKIM,)
    shell.slots = {"s": Slot(id="s", official="akim", agency=AKIM.agency, starts=at, minutes=20)}
    shell.press("book", starts.isoformat(), "s")
    shell.say("Ремонт улицы")
    shell.press("confirm")
    timer = shell.timers.get("reminder:b0")
    if reminder is None:
        assert timer is None
    else:
        assert timer is not None
        assert timer.due == datetime.combine(reminder, local("2026-12-01 10:00").time(), ALMATY)


# -- arriving


def test_where_the_register_is_ours_an_appeal_is_registered_at_once() -> None:
    found = opened(book(), draft(), "2026-00000001", MONDAY)
    assert found.case.state == "registered"
    assert {r.key for r in found.records} == {"register:2026-00000001", "overdue:2026-00000001"}


@pytest.mark.parametrize(
    ("received", "day"),
    [
        ("2026-11-23 18:30", date(2026, 11, 24)),
        ("2026-11-28 12:00", date(2026, 11, 30)),
        ("2026-12-15 20:00", date(2026, 12, 17)),
    ],
)
def test_after_hours_it_waits_for_the_next_working_day(received: str, day: date) -> None:
    found = opened(book(), draft(), "2026-00000001", local(received))
    assert (found.case.state, found.case.registered) == ("handed_over", day)
    (timer,) = found.records
    assert timer == SetTimer(
        "register:2026-00000001", "register", "2026-00000001",
        datetime.combine(day, local("2026-01-01 09:00").time(), ALMATY),
    )  # fmt: skip
    registered = act(found.case, "register", timer.due)
    assert isinstance(registered, Moved)
    assert (registered.case.state, registered.case.due) == ("registered", found.case.due)


@pytest.mark.parametrize("what", BEGINNING)
def test_an_agency_may_begin_before_the_day_and_the_dates_stay(what: str) -> None:
    waits = opened(book(), draft(), "2026-00000001", local("2026-11-23 18:30")).case
    done = act(waits, what)
    assert isinstance(done, Moved)
    assert done.case.state == MOVES["registered", what]  # type: ignore[index]
    assert done.case.registered == date(2026, 11, 24)
    assert DropTimer("register:2026-00000001") in done.records


def test_what_is_wrong_is_wrong_before_the_day_too() -> None:
    waits = opened(book(), draft(), "2026-00000001", local("2026-11-23 18:30")).case
    assert act(waits, "answer", text="") == Illegal("empty_answer")


def test_an_agency_with_a_register_of_its_own_is_handed_the_appeal_first() -> None:
    found = opened(book(), draft(agency=FOLDER), "2026-00000001", MONDAY)
    assert (found.case.state, found.case.registered, found.case.due) == ("received", None, None)
    assert found.records == (SetTimer("hand:2026-00000001", "hand", "2026-00000001", MONDAY),)
    handed = act(found.case, "hand")
    assert isinstance(handed, Moved)
    assert act(handed.case, "close") == Illegal("illegal_move")
    registered = act(handed.case, "register", local("2026-11-24 11:00"))
    assert isinstance(registered, Moved)
    assert (registered.case.registered, registered.case.due) == (
        date(2026, 11, 24),
        date(2026, 12, 15),
    )


@pytest.mark.parametrize("state", UNREGISTERED)
def test_who_begins_to_work_on_an_appeal_has_registered_it(state: str) -> None:
    case = replace(opened(book(), draft(agency=FOLDER), "2026-00000001", MONDAY).case, state=state)
    done = act(case, "take", local("2026-11-24 11:00"))
    assert isinstance(done, Moved)
    assert (done.case.state, done.case.registered) == ("in_work", date(2026, 11, 24))
    assert done.case.due == date(2026, 12, 15)


@pytest.mark.parametrize(("to", "state"), [(FOLDER, "received"), (OURS, "registered")])
def test_a_redirect_drops_the_old_dates_and_arrives_anew(to: str, state: str) -> None:
    start = replace(case_in("registered"), agency=OURS if to == FOLDER else FOLDER)
    done = act(start, "redirect", local("2026-11-25 12:00"), to=to)
    assert isinstance(done, Moved)
    assert (done.case.agency, done.case.state) == (to, state)
    assert done.case.registered == (None if to == FOLDER else date(2026, 11, 25))
    assert done.records[:2] == (
        DropTimer("overdue:2026-00000001"),
        DropTimer("register:2026-00000001"),
    )


def test_arriving_on_a_day_off_of_an_agency_of_ours() -> None:
    again = arrived(book(), case_in("received"), local("2026-12-16 12:00"))
    assert again.case.registered == date(2026, 12, 17)


# -- the rating


@pytest.mark.parametrize(
    ("answered", "asked"),
    [
        ("2026-11-23 15:00", "2026-11-24 15:00"),
        ("2026-11-23 07:30", "2026-11-24 09:00"),
        ("2026-11-23 09:00", "2026-11-24 09:00"),
        ("2026-11-23 00:10", "2026-11-24 09:00"),
        ("2026-11-23 23:50", "2026-11-24 23:50"),
    ],
)
def test_the_rating_is_asked_a_day_later_and_not_before_nine(answered: str, asked: str) -> None:
    assert rating_due(local(answered)) == local(asked)
