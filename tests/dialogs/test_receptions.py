"""Receptions in the talk: booked, reminded, moved, cancelled, lost, and asked for."""

from datetime import date, timedelta

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.acts.reception import HOLD_MINUTES
from dialogs.carried import ONLY
from dialogs.conversation import OWNER_BOT
from dialogs.receptions import Slot
from dialogs.sources import KEPT
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AKIM, AT, DEPUTY, Shell


def booked(language: str = "ru") -> Shell:
    """A reception booked with the deputy nine days from now, in person."""
    shell = Shell(language, "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04")
    shell.press("deputy-11-5", "offline")
    shell.say("Ремонт улицы")
    shell.press("confirm", "skip")
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
    assert not {"day", "time"} & shell.talk.answers.keys()


def test_a_lost_seat_and_no_other_becomes_a_request_without_the_old_time() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04", "deputy-11-5", "offline")
    shell.say("Ремонт улицы")
    shell.stolen |= set(shell.slots)
    assert {"book.taken", "book.nothing_free"} <= told(shell.press("confirm"))
    assert "read.request" in told(shell.say("в четверг утром"))
    shell.press("confirm")
    assert shell.requests["r0"].days == "в четверг утром"


# -- requests


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
    assert "book.offered" in told(requested.offer("r0", slot()))
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
    assert [c.id for c in said.choices] == ["file", "book", "human"]
    assert requested.requests["r0"].state == "late"


@pytest.mark.parametrize("option", ["move", "cancel_booking"])
def test_a_reception_that_begins_now_is_neither_moved_nor_cancelled(option: str) -> None:
    shell = booked()
    shell.fire("reminder:b0")
    shell.now = shell.bookings["b0"].starts - timedelta(seconds=10)  # a step takes so long
    assert "book.none" in told(shell.take(v.Chose, option=option))
    assert shell.bookings["b0"].state == "booked"


def test_a_cancelled_reception_is_open_for_both_ways_with_its_own_words() -> None:
    shell = booked()
    shell.fire("reminder:b0")
    shell.take(v.Chose, option="cancel_booking")
    ended = shell.talk.facts[KEPT]
    assert (ended["text"], ended["agency"]) == ("Ремонт улицы", "petropavlovsk")
    assert ONLY not in ended
    assert "moving" not in shell.talk.facts


def test_a_seat_is_held_for_a_while_in_the_form_that_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held: list[e.HoldSeat] = []
    answer = Shell._answer

    def listening(shell: Shell, query: e.Query) -> v.Event:
        held.extend([query] if isinstance(query, e.HoldSeat) else [])
        return answer(shell, query)

    monkeypatch.setattr(Shell, "_answer", listening)
    shell = booked()
    shell.fire("reminder:b0")
    shell.slots["late"] = slot(20)
    shell.take(v.Chose, option="move")
    shell.press("2026-12-13", "o1")
    first, again = held
    assert (first.format, first.replaces) == ("", None)
    assert (again.format, again.replaces) == ("offline", "b0")
    assert again.until == shell.now + timedelta(minutes=HOLD_MINUTES)


def test_booking_again_begins_without_the_seat_of_before() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "akim", "2026-12-02", "akim-9-5")
    assert "held" in shell.talk.facts
    while question(shell) != "menu":
        shell.say("назад")
    shell.press("book")
    assert question(shell) == "official"
    assert not {"held", "starts"} & shell.talk.facts.keys()


@pytest.mark.parametrize("form", ["offline", "online"])
def test_a_reception_is_booked_in_the_chosen_form_and_ends_no_request(form: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04", "deputy-11-5", form)
    shell.say("Ремонт улицы")
    shell.press("confirm")
    assert (shell.bookings["b0"].state, shell.bookings["b0"].format) == ("booked", form)
    ended = (e.CloseRequest, e.DropTimer)
    assert not [r for r in shell.records if isinstance(r, ended) and "request" in repr(r)]


def test_a_reception_is_coming_until_it_has_begun() -> None:
    shell = booked()
    shell.now = shell.bookings["b0"].starts - timedelta(seconds=10)  # a step takes so long
    assert "status.booking" in told(shell.say("статус"))
    assert "status.booking" not in told(shell.say("статус"))
