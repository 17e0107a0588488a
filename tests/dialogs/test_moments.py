"""What comes from outside in the middle of a talk: ratings, clarifications, reminders, times."""

from datetime import date, timedelta

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.conversation import OWNER_BOT
from dialogs.receptions import Slot
from tests.dialogs.conftest import talk_at
from tests.dialogs.shell import AKIM, AT, DEPUTY, Shell
from tests.dialogs.test_commands import At, question, told

TEXT = "Фонари заменены, проверьте вечером."


def file_again(shell: Shell) -> str:
    """Another appeal of the same citizen; its number."""
    shell.say("На нашей улице не горят фонари")
    shell.press("file", "confirm")
    return list(shell.cases)[-1]


def answer(shell: Shell, number: str, result: str = "satisfied") -> None:
    assert shell.act(number, "answer", text=TEXT, result=result) is None


@pytest.fixture
def filed(at: At) -> tuple[Shell, str]:
    shell = at("filed")
    return shell, next(iter(shell.cases))


# -- ratings ------------------------------------------------------------------------------------------


def test_a_rating_is_asked_kept_and_thanked_for(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    answer(shell, number)
    (said,) = shell.fire(f"rating:{number}")
    assert (said.case, said.kind, question(shell)) == (number, "rating", "rating")
    shell.press("5")
    assert e.Rate("case", number, 5, "") in shell.records
    assert "rating.thanks" in told(shell.say("спасибо"))
    assert e.Rate("case", number, 5, "спасибо") in shell.records
    assert question(shell) == "menu"


def test_after_a_low_rating_both_ways_are_named(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    answer(shell, number, "refused")
    shell.fire(f"rating:{number}")
    shell.press("2")
    assert "rating.thanks_low" in told(shell.press("skip"))


def test_two_ratings_are_asked_one_after_the_other(filed: tuple[Shell, str]) -> None:
    shell, first = filed
    second = file_again(shell)
    for number in (first, second):
        answer(shell, number)
    shell.fire(f"rating:{first}")
    assert shell.fire(f"rating:{second}") == [], "one at a time"
    shell.press("5")
    said = shell.press("skip")
    assert (said[-1].case, question(shell)) == (second, "rating")
    shell.press("1", "skip")
    kept = {(r.subject, r.score) for r in shell.records if isinstance(r, e.Rate)}
    assert kept == {(first, 5), (second, 1)}
    assert question(shell) == "menu"
    shell.say("назад")
    assert question(shell) == "menu"


def test_words_that_fit_the_interrupted_question_are_taken_for_it(at: At) -> None:
    shell = at("filed")
    number = next(iter(shell.cases))
    answer(shell, number)
    shell.say("На нашей улице не горят фонари")
    shell.press("file", "edit", "address")
    shell.fire(f"rating:{number}")
    shell.say("улица Сатпаева 7")
    assert question(shell) == "confirm"
    assert shell.talk.answers["address"] == "улица Сатпаева 7"
    assert not shell.talk.asides


def test_a_rating_is_not_asked_while_a_human_has_the_talk(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    answer(shell, number)
    shell.say("оператор")
    assert shell.fire(f"rating:{number}") == []
    assert not [r for r in shell.records if isinstance(r, e.Rate)]


def test_the_rating_of_a_reception() -> None:
    shell = booked()
    shell.fire("rating:b0")
    shell.press("4", "skip")
    assert e.Rate("booking", "b0", 4, "") in shell.records


# -- clarifications -----------------------------------------------------------------------------------


def test_a_clarification_goes_to_its_case_and_the_form_goes_on(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    shell.press("problem")
    shell.act(number, "ask", text="Какой дом?")
    assert question(shell) == "clarification"
    said = shell.say("Дом 5")
    assert e.ReplyToCase(number, "Дом 5") in shell.records
    assert "case.clarified" in told(said)
    assert question(shell) == "problem"
    assert shell.cases[number].state == "in_work"


def test_two_clarifications_are_answered_one_after_the_other(filed: tuple[Shell, str]) -> None:
    shell, first = filed
    second = file_again(shell)
    shell.act(first, "ask", text="Какой дом?")
    shell.act(second, "ask", text="С какого дня?")
    said = shell.say("Дом 5")
    assert {"case.clarified", "case.clarify_next", "ask.clarification"} <= told(said)
    shell.say("С первого мая")
    assert [r for r in shell.records if isinstance(r, e.ReplyToCase)] == [
        e.ReplyToCase(first, "Дом 5"),
        e.ReplyToCase(second, "С первого мая"),
    ]
    assert question(shell) == "menu"


def test_a_clarification_asked_while_a_human_has_the_talk_is_told(
    filed: tuple[Shell, str],
) -> None:
    shell, number = filed
    shell.say("оператор")
    shell.act(number, "ask", text="Какой дом?")
    assert "case.ask" in told(shell.said[-1:])
    assert shell.said[-1].question is None


# -- moves of a case ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "buttons"), [("satisfied", []), ("refused", ["file", "book", "human"])]
)
def test_after_an_answer_that_is_no_yes_both_ways_stand(
    filed: tuple[Shell, str], result: str, buttons: list[str]
) -> None:
    shell, number = filed
    answer(shell, number, result)
    letter = shell.said[-1]
    assert (letter.kind, letter.case) == ("answer", number)
    assert [choice.id for choice in letter.choices] == buttons
    assert shell.talk.asked, "the menu still waits"


def test_the_day_after_the_deadline_the_citizen_is_told(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    (said,) = shell.fire(f"overdue:{number}")
    assert told([said]) == {"case.overdue"}
    assert [c.id for c in said.choices] == ["file", "book", "human"]


def test_a_deadline_of_a_case_that_was_answered_is_nothing(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    timer = shell.timers[f"overdue:{number}"]
    answer(shell, number)
    assert f"overdue:{number}" not in shell.timers
    shell.timers[f"overdue:{number}"] = timer
    assert shell.fire(f"overdue:{number}") == []


@pytest.mark.parametrize("kind", ["rating", "overdue", "reminder", "request", "rating_booking"])
def test_a_moment_about_something_that_is_gone_is_nothing(shell: Shell, kind: str) -> None:
    talk = shell.talk
    assert shell.take(v.TimerFired, kind=kind, subject="gone") == []
    assert shell.talk == talk


# -- receptions -----------------------------------------------------------------------------------------


def booked(language: str = "ru") -> Shell:
    """A reception booked with the deputy nine days from now, in person."""
    shell = Shell(language, "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04")
    shell.press("deputy-11-5", "offline")
    shell.say("Ремонт улицы")
    shell.press("confirm")
    assert shell.bookings["b0"].state == "booked"
    return shell


def test_the_reminder_has_three_buttons_and_interrupts_nothing() -> None:
    shell = booked()
    shell.press("problem")
    (said,) = shell.fire("reminder:b0")
    assert (said.kind, said.booking) == ("reminder", "b0")
    assert [c.id for c in said.choices] == ["come", "move", "cancel_booking"]
    assert question(shell) == ""
    assert "book.coming" in told(shell.take(v.Chose, option="come"))
    assert shell.bookings["b0"].confirmed
    assert question(shell) == "problem"


def test_cancelling_gives_the_seat_back_and_its_timers() -> None:
    shell = booked()
    shell.fire("reminder:b0")
    assert "book.cancelled" in told(shell.take(v.Chose, option="cancel_booking"))
    assert shell.bookings["b0"].state == "cancelled"
    assert not [key for key in shell.timers if "b0" in key]
    assert "book.none" in told(shell.take(v.Chose, option="move"))


def test_moving_takes_the_new_seat_before_the_old_is_given_back() -> None:
    shell = booked()
    shell.fire("reminder:b0")
    shell.slots["late"] = Slot(
        id="late", official="deputy", agency=AKIM.agency,
        starts=AT + timedelta(days=20), minutes=20,
    )  # fmt: skip
    shell.take(v.Chose, option="move")
    shell.press("2026-12-13", "late")
    assert shell.bookings["b0"].state == "booked"
    shell.press("confirm")
    assert shell.bookings["b0"].state == "cancelled"
    assert shell.bookings["b1"].state == "booked"
    assert not [key for key in shell.timers if "b0" in key]


def test_a_reminder_of_a_past_reception_is_nothing() -> None:
    shell = booked()
    shell.now = shell.bookings["b0"].starts
    assert shell.fire("reminder:b0") == []


@pytest.mark.parametrize("option", ["come", "move", "cancel_booking"])
def test_reminder_buttons_without_a_booking(shell: Shell, option: str) -> None:
    assert "book.none" in told(shell.take(v.Chose, option=option))
    assert question(shell) == "menu"


def test_a_seat_lost_at_the_last_moment_shows_the_days_again() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04", "deputy-11-5", "offline")
    shell.say("Ремонт улицы")
    shell.stolen.add("deputy-11-5")
    assert "book.taken" in told(shell.press("confirm"))
    assert question(shell) == "day"


def test_a_lost_seat_and_no_other_becomes_a_request_without_the_old_time() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04", "deputy-11-5", "offline")
    shell.say("Ремонт улицы")
    shell.stolen |= set(shell.slots)
    assert {"book.taken", "book.nothing_free"} <= told(shell.press("confirm"))
    assert "read.request" in told(shell.say("в четверг утром"))
    shell.press("confirm")
    assert shell.requests["r0"].days == "в четверг утром"


# -- requests -----------------------------------------------------------------------------------------


@pytest.fixture
def requested() -> Shell:
    """A request for a reception where no schedule is known."""
    shell = Shell("ru", "almaty")
    shell.say("На нашей улице не горят фонари")
    shell.press("book")
    shell.press("head")
    shell.say("в четверг утром")
    shell.press("confirm")
    assert shell.requests["r0"].state == "open"
    return shell


def slot(days: int = 9) -> Slot:
    return Slot(
        id="o1", official=DEPUTY.id, agency=DEPUTY.agency,
        starts=AT + timedelta(days=days), minutes=20,
    )  # fmt: skip


def test_an_offered_time_is_booked(requested: Shell) -> None:
    requested.offer("r0", slot())
    assert question(requested) == "time"
    requested.press("o1", "offline")
    requested.say("Ремонт улицы")
    requested.press("confirm")
    assert requested.requests["r0"].state == "booked"
    assert "request:r0" not in requested.timers


def test_an_offer_without_times_is_refused(requested: Shell) -> None:
    assert requested.offer("r0") == []
    assert requested.refused == ["no_times"]


def test_an_offer_gives_the_operators_own_talk_back_to_the_bot(requested: Shell) -> None:
    requested.say("оператор")
    assert requested.offer("r0", slot()) == []
    requested.take(v.OperatorTook, by="other")
    requested.offer("r0", slot())
    assert requested.refused == ["taken", "taken"]
    requested.take(v.OperatorReturned, by="other")
    requested.say("оператор")
    requested.take(v.OperatorTook, by="demo")
    requested.offer("r0", slot())
    assert requested.talk.owner == OWNER_BOT
    assert e.EndHandOff("demo") in requested.records
    requested.press("o1")
    assert question(requested) == "format"


def test_a_request_nobody_answered_is_told_and_filing_offered(requested: Shell) -> None:
    due = requested.timers["request:r0"].due
    assert due.date() == date(2026, 11, 27), "three working days from Monday, then the morning"
    (said,) = requested.fire("request:r0")
    assert told([said]) == {"book.request_late"}
    assert [c.id for c in said.choices] == ["file", "human"]
    assert requested.requests["r0"].state == "late"


# -- unfinished talks -------------------------------------------------------------------------------------


def test_an_unfinished_form_is_offered_once_and_goes_on_where_it_stood(at: At) -> None:
    shell = at("address")
    shell.fire("nudge:t")
    assert question(shell) == "resume"
    shell.press("go_on")
    assert question(shell) == "address"
    shell.say("улица Абая 5")
    assert question(shell) == "confirm"


def test_a_form_that_is_dropped_is_forgotten(at: At) -> None:
    shell = at("address")
    shell.say("/start")
    assert question(shell) == "resume"
    assert "note.dropped" in told(shell.press("drop"))
    assert (question(shell), shell.talk.answers) == ("menu", {})
    assert not shell.timers


def test_an_unfinished_form_expires_and_it_is_said(at: At) -> None:
    shell = at("address")
    assert "note.expired" in told(shell.fire("expire:t"))
    assert shell.talk.answers == {}


def test_nothing_is_nudged_when_the_form_is_done() -> None:
    shell = talk_at("filed")
    assert not [key for key in shell.timers if key.startswith(("nudge", "expire"))]
    assert shell.take(v.TimerFired, kind="nudge", subject="t") == []


def test_a_form_is_begun_again(at: At) -> None:
    shell = at("address")
    shell.fire("nudge:t")
    assert "note.dropped" not in told(shell.press("again"))
    assert (question(shell), shell.talk.answers) == ("menu", {})


def test_one_nudge_and_no_second_while_the_first_waits(at: At) -> None:
    shell = at("address")
    shell.say("/start")
    assert shell.fire("nudge:t") == []
    assert question(shell) == "resume"


@pytest.mark.parametrize("key", ["nudge:t", "expire:t"])
def test_nothing_is_nudged_while_a_human_has_the_talk(at: At, key: str) -> None:
    shell = at("address")
    shell.say("оператор")
    assert shell.fire(key) == []


def test_a_booking_left_half_way_is_offered_by_its_name() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book")
    assert "note.unfinished_book" in told(shell.take(v.Started, language="kk"))
    assert shell.talk.language == "kk"
    shell.press("go_on")
    assert question(shell) == "official"


def test_who_waits_for_a_human_is_told_that_the_wait_goes_on(shell: Shell) -> None:
    assert shell.take(v.TimerFired, kind="window", subject="t") == []
    shell.say("оператор")
    assert told(shell.take(v.TimerFired, kind="window", subject="t")) == {"note.still_at_work"}


def test_an_answer_given_without_words_about_a_deadline() -> None:
    shell = Shell("ru", "almaty")
    shell.say("На нашей улице не горят фонари")
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль", "пропустить", "проспект Абая 5")
    assert "state_told.received" in told(shell.press("confirm"))
    (number,) = shell.cases
    assert "state_told.handed_over" in told(shell.fire(f"hand:{number}"))
    shell.act(number, "register")
    assert "state_told.registered" in told(shell.said[-1:])


def test_an_appeal_filed_after_hours_is_told_its_day() -> None:
    shell = talk_at("confirm")
    shell.now = AT.replace(hour=15)
    assert "state_told.handed_over_planned" in told(shell.press("confirm"))
    (number,) = shell.cases
    assert "state_told.registered" in told(shell.fire(f"register:{number}"))


def test_the_status_tells_the_answer_and_no_deadline_then(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    assert "status.due" in told(shell.press("status"))
    answer(shell, number)
    said = told(shell.say("статус"))
    assert "status.answer" in said
    assert "status.due" not in said
