"""Receptions whose matter was spoken: written down, confirmed, moved, taken to the other way."""

from dataclasses import replace

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.acts.writing import MOST_OF_MATTER
from dialogs.lifecycle import MOST_WRITTEN
from tests.dialogs.reading import keys, told
from tests.dialogs.shell import Shell
from tests.dialogs.speech import (
    MORE,
    WORDS,
    a_booking,
    a_case,
    a_request,
    asked,
    filed,
    first_option,
    marks,
)


@pytest.fixture(name="case")
def _case() -> tuple[Shell, str]:
    return a_case()


@pytest.fixture(name="booking")
def _booking() -> tuple[Shell, str]:
    return a_booking()


@pytest.fixture(name="request_")
def _request() -> tuple[Shell, str]:
    return a_request()


def test_confirmed_words_are_what_a_reception_is_about(booking: tuple[Shell, str]) -> None:
    shell, id = booking
    shell.spoke(id, "write", WORDS)
    assert {"book.write", "ask.written"} <= keys(shell.said[-1])
    shell.press("yes")
    assert shell.bookings[id].matter == WORDS
    assert marks(shell, id) == ["written", "confirmed"]
    assert "voice.confirmed_matter" in told(shell.said)


def test_or_of_a_request(request_: tuple[Shell, str]) -> None:
    shell, id = request_
    assert e.AskWriter("request", id, ("voice-1",)) in shell.records
    shell.spoke(id, "write", WORDS)
    shell.press("no")
    shell.say("Нет холодной воды")
    assert shell.requests[id].matter == "Нет холодной воды"


def test_a_spoken_matter_of_a_reception_is_said_again(booking: tuple[Shell, str]) -> None:
    shell, id = booking
    shell.spoke(id, "unclear")
    assert {"book.unclear", "ask.said_again"} <= keys(shell.said[-1])
    shell.take(v.Sent, file=MORE)
    assert e.AskWriter("booking", id, ("voice-1", "voice-2")) in shell.records
    shell.spoke(id, "write", WORDS)
    shell.press("yes")
    assert shell.bookings[id].matter == WORDS


def test_a_secret_reception_is_named_in_no_letter(booking: tuple[Shell, str]) -> None:
    shell, id = booking
    shell.talk = shell.talk.knowing(quiet=[id])
    shell.spoke(id, "write", WORDS)
    assert told(shell.said[-1:]) == {"case.neutral"}
    assert shell.said[-1].booking is None
    shell.say("статус")
    assert asked(shell) == "written"
    assert WORDS in shell.letters[-1].text
    shell.press("yes")
    assert shell.bookings[id].matter == WORDS


@pytest.mark.parametrize("done", ["write", "unclear"])
@pytest.mark.parametrize("state", ["cancelled", "expired", "came"])
def test_of_a_reception_that_is_over_nothing_is_asked(
    booking: tuple[Shell, str], state: str, done: str
) -> None:
    shell, id = booking
    shell.bookings[id] = replace(shell.bookings[id], state=state)
    shell.spoke(id, done, WORDS)
    assert shell.refused == ["over"]


def test_who_cancels_the_reception_is_asked_nothing_more(booking: tuple[Shell, str]) -> None:
    shell, id = booking
    shell.spoke(id, "write", WORDS)
    shell.talk = shell.talk.knowing(reminded=id)
    shell.take(v.Chose, option="cancel_booking")
    assert shell.bookings[id].state == "cancelled"
    assert not {"written", "unconfirmed", "to_write"} & set(shell.talk.facts)
    assert asked(shell) != "written"


def test_nor_of_one_that_has_begun(booking: tuple[Shell, str]) -> None:
    shell, id = booking
    shell.now = shell.bookings[id].starts
    shell.spoke(id, "write", WORDS)
    assert shell.refused == ["over"]


@pytest.mark.parametrize("state", ["booked", "dropped"])
def test_nor_of_a_request_that_is(request_: tuple[Shell, str], state: str) -> None:
    shell, id = request_
    shell.requests[id] = replace(shell.requests[id], state=state)
    shell.spoke(id, "write", WORDS)
    assert shell.refused == ["over"]


def test_nor_after_the_talk_was_erased(booking: tuple[Shell, str]) -> None:
    shell, id = booking
    shell.take(v.EraseAsked, by="citizen")
    shell.spoke(id, "write", WORDS)
    assert shell.refused == ["erased"]


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty_text"), ("  ", "empty_text"), ("я" * 1001, "too_long")]
)
def test_what_no_reception_can_be_about_is_refused(
    booking: tuple[Shell, str], text: str, code: str
) -> None:
    shell, id = booking
    assert MOST_OF_MATTER == 1000
    shell.spoke(id, "write", text)
    assert shell.refused == [code]


def test_too_many_words_for_an_appeal_are_refused(case: tuple[Shell, str]) -> None:
    shell, number = case
    assert shell.act(number, "write", text="я" * (MOST_WRITTEN + 1)) == "too_long"
    assert shell.act(number, "write", text=" ") == "empty_text"


def test_a_reception_that_is_moved_takes_along_what_was_spoken(booking: tuple[Shell, str]) -> None:
    shell, first = booking
    shell.spoke(first, "write", WORDS)
    shell.say("меню")
    shell.talk = shell.talk.knowing(reminded=first)
    shell.take(v.Chose, option="move")
    shell.press(first_option(shell))
    shell.press(first_option(shell))
    shell.press("confirm")
    second = next(id for id, one in shell.bookings.items() if one.state == "booked")
    assert second != first
    assert e.PassSpoken(first, second) in shell.records
    shell.say("/start")
    assert asked(shell) == "written"
    shell.press("yes")
    assert shell.bookings[second].matter == WORDS


def test_times_offered_to_a_request_take_it_along(request_: tuple[Shell, str]) -> None:
    shell, id = request_
    slot = next(one for one in shell.slots.values() if one.official == "deputy")
    shell.offer(id, replace(slot, id="offered"))
    shell.press("offered")
    shell.press("offline")
    shell.say("Вода")
    shell.press("confirm")
    (booking,) = (one.id for one in shell.bookings.values() if one.state == "booked")
    assert e.PassSpoken(id, booking) in shell.records
    shell.spoke(booking, "write", WORDS)
    shell.press("yes")
    assert shell.bookings[booking].matter == WORDS


# -- both ways of helping -------------------------------------------------------------------------


def test_the_other_way_of_helping_takes_the_voice_along(booking: tuple[Shell, str]) -> None:
    shell, _ = booking
    shell.say("подать")
    number = filed(shell)
    draft = shell.cases[number].draft
    assert (draft.text, draft.voice) == ("", ("voice-1",))


def test_one_message_for_both_ways_is_confirmed_once(booking: tuple[Shell, str]) -> None:
    shell, id = booking
    shell.say("подать")
    number = filed(shell)
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    assert shell.cases[number].draft.text == WORDS
    assert shell.bookings[id].matter == WORDS
    assert marks(shell, id) == ["confirmed"]


def test_what_is_confirmed_meanwhile_is_taken_along_in_words(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    shell.say("записаться на приём")
    assert shell.talk.answers["problem"] == WORDS
    assert "voice" not in shell.talk.facts
