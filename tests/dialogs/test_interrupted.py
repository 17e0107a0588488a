"""A reception moved, offered or cancelled in the middle of something else: that goes on."""

from datetime import timedelta

import pytest

from dialogs import events as v
from dialogs.receptions import Slot
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question
from tests.dialogs.shell import AKIM, AT, DEPUTY, Shell

LIGHTS = "На нашей улице не горят фонари"


def reminded(form: tuple[str, ...] = ()) -> Shell:
    """A reception is booked, something else is begun, and the reminder comes."""
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "deputy", "2026-12-04", "deputy-11-5", "offline")
    shell.say("Ремонт улицы")
    shell.press("confirm")
    while question(shell) != "menu":
        shell.press("skip")
    shell.say(LIGHTS)
    if form:
        shell.press(*form)
    shell.slots["late"] = Slot(
        id="late", official="deputy", agency=AKIM.agency,
        starts=AT + timedelta(days=20), minutes=20,
    )  # fmt: skip
    shell.fire("reminder:b0")
    return shell


@pytest.mark.parametrize(
    ("form", "waits"),
    [((), "advice"), (("file",), "consent"), (("file", "yes"), "surname"),
     (("book",), "official"), (("book", "akim"), "day")],
)  # fmt: skip
def test_what_was_interrupted_by_a_move_goes_on(form: tuple[str, ...], waits: str) -> None:
    shell = reminded(form)
    before = shell.talk
    assert before.asked, "the reminder interrupts nothing"
    shell.take(v.Chose, option="move")
    assert question(shell) == "day"
    shell.press("2026-12-13", "late", "confirm")
    assert shell.bookings["b0"].state == "cancelled"
    while question(shell) != waits:
        assert question(shell) == "rating", "the site is asked about once"
        shell.press("skip")
    assert shell.talk.at == before.at
    after = {**shell.talk.answers, "menu": 0}
    assert after == {**before.answers, "menu": 0}
    assert shell.talk.facts.get("officials") == before.facts.get("officials")
    assert not {"moving", "shelf"} & shell.talk.facts.keys()


def test_a_booking_that_was_interrupted_by_a_move_is_booked_and_moves_nothing() -> None:
    shell = reminded(("book", "akim", "2026-12-02", "akim-9-5"))
    assert shell.talk.facts["held"] == "b1"
    shell.take(v.Chose, option="move")
    shell.press("2026-12-13", "late", "confirm")
    moved = [b.id for b in shell.bookings.values() if b.state == "booked"]
    assert len(moved) == 1
    while question(shell) == "rating":
        shell.press("skip")
    assert question(shell) == "confirm"
    shell.press("confirm")
    booked = {b.slot: b.matter for b in shell.bookings.values() if b.state == "booked"}
    assert booked == {"late": "Ремонт улицы", "akim-9-5": LIGHTS}


def test_a_cancelled_reception_leaves_the_one_that_is_being_booked() -> None:
    shell = reminded(("book", "akim"))
    shell.take(v.Chose, option="cancel_booking")
    assert shell.bookings["b0"].state == "cancelled"
    while question(shell) != "day":
        shell.press("menu" if question(shell) == "menu" else shell.said[-1].choices[-1].id)
    assert shell.talk.answers["official"] == "akim"


def test_a_form_interrupted_by_an_offer_goes_on_after_it() -> None:
    shell = Shell("ru", "almaty")
    shell.say(LIGHTS)
    shell.press("book", "head", "any_day", "confirm")
    while question(shell) != "menu":
        shell.press("skip")
    shell.say(LIGHTS)
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль")
    assert question(shell) == "iin"
    starts = AT + timedelta(days=9)
    one = Slot(id="o1", official=DEPUTY.id, agency=DEPUTY.agency, starts=starts, minutes=20)
    shell.offer("r0", one)
    assert question(shell) == "time"
    shell.press("o1", "offline", "confirm")
    assert shell.requests["r0"].state == "booked"
    assert question(shell) == "iin"
    assert shell.talk.answers["surname"] == "Ахметова"
    assert [key for key in shell.timers if key.startswith("expire")], "the form is still a draft"


def test_no_draft_is_left_where_no_form_was_interrupted() -> None:
    shell = reminded()
    shell.take(v.Chose, option="move")
    shell.press("2026-12-13", "late", "confirm")
    assert "draft" not in shell.talk.facts
    assert not [key for key in shell.timers if key.startswith(("nudge", "expire"))]


def test_an_interruption_that_is_left_by_back_takes_its_reception_with_it() -> None:
    shell = reminded(("book", "akim"))
    before = shell.talk
    shell.take(v.Chose, option="move")
    shell.say("назад")
    assert (question(shell), shell.talk.answers["official"]) == ("day", "akim")
    changing = {"reminded": 0, "draft": 0, "draft_on": 0}
    assert {**shell.talk.facts, **changing} == {**before.facts, **changing}


def test_after_a_move_from_the_menu_the_menu_is_shown() -> None:
    shell = talk_at("confirm")
    shell.say("/menu")
    assert not shell.talk.facts.get("shelf")
    assert question(shell) == "menu"
