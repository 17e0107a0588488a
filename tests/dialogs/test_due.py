"""What comes due: of which matter the letter is, of which kind, and when it is nothing more."""

from datetime import timedelta

import pytest

from dialogs import effects as e
from dialogs import events as v
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell
from tests.dialogs.test_care import filed as sensitive
from tests.dialogs.test_care import overdue
from tests.dialogs.test_moments import answer, file_again
from tests.dialogs.test_receptions import booked, slot
from tests.dialogs.test_receptions import requested as _requested


@pytest.fixture
def requested() -> Shell:
    shell: Shell = _requested.__wrapped__()  # type: ignore[attr-defined]
    return shell


def test_a_reminder_that_comes_when_the_reception_begins_is_nothing() -> None:
    shell = booked()
    shell.now = shell.bookings["b0"].starts - timedelta(seconds=10)  # a step takes so long
    assert shell.take(v.TimerFired, kind="reminder", subject="b0") == []


def test_a_late_request_is_told_as_news_of_that_request(requested: Shell) -> None:
    said = shell_says(requested, "request:r0", "book.request_late")
    assert (said.booking, said.kind) == ("r0", "status")


def test_a_deadline_that_passed_is_told_as_news_of_that_case() -> None:
    shell = talk_at("filed")
    (number,) = shell.cases
    said = shell_says(shell, f"overdue:{number}", "case.overdue")
    assert (said.case, said.kind) == (number, "status")


def test_what_may_not_be_named_comes_as_news_of_nothing() -> None:
    shell, number = sensitive("yes")
    (said,) = overdue(shell, number)
    assert (said.case, said.kind) == (None, "status")
    shell.act(number, "take")
    assert (shell.said[-1].case, shell.said[-1].kind) == (None, "status")


def test_only_what_is_asked_waits_to_be_read() -> None:
    shell, number = sensitive("no")
    shell.act(number, "take")
    assert "unread" not in shell.talk.facts
    shell.act(number, "ask", text="Какой дом?")
    assert shell.talk.facts["unread"] == {number: "Какой дом?"}


def test_a_deadline_after_erasing_is_news_of_nothing() -> None:
    shell = talk_at("filed")
    (number,) = shell.cases
    shell.say("өшіру")
    shell.press("erase")
    said = shell_says(shell, f"overdue:{number}", "case.hushed")
    assert (said.case, said.kind) == (None, "status")


@pytest.mark.parametrize(("what", "kind"), [("case", "rating"), ("booking", "rating_booking")])
def test_a_rating_waits_a_day_while_a_human_has_the_talk(what: str, kind: str) -> None:
    shell = talk_at("filed") if what == "case" else booked()
    if what == "case":
        answer(shell, next(iter(shell.cases)))
    (key,) = (key for key in shell.timers if key.startswith("rating:"))
    shell.say("оператор")
    assert shell.fire(key) == []
    assert (shell.timers[key].kind, shell.timers[key].due) == (kind, shell.now + timedelta(days=1))


def test_a_second_question_of_an_agency_waits_for_the_first() -> None:
    shell = talk_at("filed")
    first, second = next(iter(shell.cases)), file_again(shell)
    shell.act(first, "ask", text="Какой дом?")
    asked = shell.talk.asked
    shell.act(second, "ask", text="С какого дня?")
    assert shell.said[-1].question is None
    assert shell.talk.asked == asked


def shell_says(shell: Shell, timer: str, key: str) -> e.Say:
    (said,) = (said for said in shell.fire(timer) if key in told([said]))
    return said


# -- times offered


def test_an_offer_is_an_answer_to_that_request(requested: Shell) -> None:
    slots = tuple(slot for slot in requested.slots.values() if slot.official == "deputy")[-2:]
    (said,) = requested.offer("r0", *slots)
    assert (said.booking, said.kind) == ("r0", "answer")
    assert requested.requests["r0"].state == "offered"
    assert not [record for record in requested.records if isinstance(record, e.EndHandOff)]


def test_an_offer_takes_nothing_of_the_reception_that_is_being_booked() -> None:
    shell = talk_at("advice")
    shell.press("book", "akim", "2026-12-02", "akim-9-5")
    before = shell.talk
    assert before.answers["day"] == "2026-12-02"
    shell.offer("r9", slot())
    assert question(shell) == "time"
    assert "day" not in shell.talk.answers
    assert "held" not in shell.talk.facts
    shell.say("назад")
    assert shell.talk.answers == before.answers
    assert shell.talk.facts["held"] == before.facts["held"]
