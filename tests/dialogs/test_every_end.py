"""Every end of a branch: both ways of helping with the old words, once each, also days later."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from dialogs import events as v
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question
from tests.dialogs.shell import Shell

GOOD = {"surname": "Ахметова Айгуль", "address": "улица Абая 5"}
BEST = {"consent": "yes", "iin": "skip", "confirm": "confirm", "rating": "skip", "day": "any_day"}


def number(shell: Shell) -> str:
    return next(iter(shell.cases))


def refused() -> Shell:
    shell = talk_at("filed")
    shell.act(number(shell), "answer", text="Отказано: нет средств", result="refused")
    return shell


def redirected() -> Shell:
    shell = talk_at("filed")
    shell.act(number(shell), "redirect", to="almaty", reason="не наш вопрос")
    return shell


def overdue() -> Shell:
    shell = talk_at("filed")
    shell.fire(f"overdue:{number(shell)}")
    return shell


def rated_low() -> Shell:
    shell = talk_at("filed")
    shell.act(number(shell), "answer", text="Всё починили", result="satisfied")
    shell.fire(f"rating:{number(shell)}")
    shell.press("1", "skip")
    return shell


def given_back() -> Shell:
    shell = talk_at("advice")
    shell.press("human")
    shell.take(v.OperatorTook, by="a")
    shell.take(v.OperatorReturned, by="a")
    return shell


def cancelled() -> Shell:
    shell = talk_at("advice")
    shell.press("book", "deputy", "2026-12-04", "deputy-11-5", "offline", "confirm", "skip")
    shell.fire("reminder:b0")
    shell.take(v.Chose, option="cancel_booking")
    return shell


def late() -> Shell:
    shell = Shell("ru", "almaty")
    shell.say(LIGHTS["ru"])
    shell.press("book", "head", "any_day", "confirm", "skip")
    shell.fire("request:r0")
    return shell


def expired() -> Shell:
    shell = talk_at("address")
    shell.fire("expire:t")
    return shell


DISPUTED = (refused, overdue, rated_low)
ENDS = (*DISPUTED, redirected, given_back, cancelled, late, expired)


def press(shell: Shell, option: str) -> None:
    """Press a button below a notice, or of the question that waits if it has it."""
    asked = shell.said[-1].question
    shell.take(v.Chose, option=option, asked=asked.asked if asked else None)


def goes(shell: Shell, way: str) -> None:
    """Take a way of helping to its end."""
    press(shell, way)
    for _ in range(14):
        asked = question(shell)
        if asked in {"menu", "advice"}:
            return
        offered = [choice.id for choice in shell.said[-1].choices]
        if asked in GOOD:
            shell.say(GOOD[asked])
        else:
            best = BEST.get(asked, "")
            shell.press(best if best in offered else offered[0])
    raise AssertionError(question(shell))


def made(shell: Shell) -> tuple[int, int]:
    booked = sum(booking.state == "booked" for booking in shell.bookings.values())
    return len(shell.cases), booked + len(shell.requests)


@pytest.mark.parametrize("ways", [("file", "book"), ("book", "file")])
@pytest.mark.parametrize("end", ENDS)
def test_both_ways_of_an_end_take_the_old_words_once_each(
    end: Callable[[], Shell], ways: tuple[str, str]
) -> None:
    shell = end()
    cases, receptions = made(shell)
    for way in ways:
        goes(shell, way)
    assert made(shell) == (cases + 1, receptions + 1)
    draft = list(shell.cases.values())[-1].draft
    assert draft.text == LIGHTS["ru"]
    booked = [b.matter for b in shell.bookings.values() if b.state == "booked"]
    assert LIGHTS["ru"] in {*booked, *(r.matter for r in shell.requests.values())}
    if end in DISPUTED:
        assert (draft.kind, draft.earlier) == ("complaint", "2026-00000000"), "whatever came first"


@pytest.mark.parametrize("days", [0, 1, 9])
@pytest.mark.parametrize("way", ["file", "book"])
@pytest.mark.parametrize("end", [refused, redirected, overdue, late])
def test_a_button_of_an_old_notice_still_takes_the_old_words(
    end: Callable[[], Shell], way: str, days: int
) -> None:
    shell = end()
    shell.say("меню")
    shell.now += timedelta(days=days)
    shell.take(v.Chose, option=way)
    assert shell.talk.answers["problem"] == LIGHTS["ru"]
    waits, before = question(shell), made(shell)
    shell.take(v.Chose, option=way)
    assert (question(shell), made(shell)) == (waits, before), "pressed twice it is pressed once"


def test_after_both_ways_were_gone_an_old_button_files_nothing_again() -> None:
    shell = refused()
    for way in ("file", "book"):
        goes(shell, way)
    before = made(shell)
    for way in ("file", "book", "file"):
        shell.take(v.Chose, option=way)
        shell.say("меню")
    assert made(shell) == before
    assert "problem" not in shell.talk.answers


def test_another_person_on_the_telephone_gets_no_old_words_by_an_old_button() -> None:
    shell = refused()
    shell.say("я другой человек")
    shell.press("yes")
    shell.take(v.Chose, option="file")
    assert question(shell) == "problem"
    assert LIGHTS["ru"] not in str(shell.talk.to_json())
