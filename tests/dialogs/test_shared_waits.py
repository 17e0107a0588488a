"""What waits for who does not write on the telephone now: what becomes of it meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.absent import MOST
from tests.dialogs.conftest import LIGHTS
from tests.dialogs.reading import question, told
from tests.dialogs.shared import (
    ANSWER,
    ASKED,
    asked_for,
    back,
    filed,
    names_nothing,
    offer,
    somebody_else,
    with_seat,
)
from tests.dialogs.shell import AT
from tests.dialogs.test_unasked import TOPICS, requested
from tests.dialogs.test_unasked import filed as filed_about


@pytest.mark.parametrize("what", ["case", "booking"])
def test_a_rating_waits_in_silence_and_is_asked_once(what: str) -> None:
    shell, subject = with_seat() if what == "booking" else filed()
    if what == "case":
        shell.act(subject, "answer", text=ANSWER, result="satisfied")
    somebody_else(shell)
    letters = len(shell.said)
    shell.fire(f"rating:{subject}")
    assert shell.said[letters:] == []
    asked = [say.question.id for say in back(shell) if say.question]
    assert asked.count("rating") == 1
    shell.press("5")
    (rate,) = [one for one in shell.records if isinstance(one, e.Rate) and one.what == what]
    assert (rate.subject, rate.score) == (subject, 5)


def test_the_answer_of_an_agency_is_rated_after_it_was_read() -> None:
    shell, number = filed()
    somebody_else(shell)
    shell.act(number, "answer", text=ANSWER, result="satisfied")
    assert f"rating:{number}" not in shell.timers
    back(shell)
    assert shell.timers[f"rating:{number}"].due >= shell.now + timedelta(hours=23)


def test_what_an_agency_asks_back_is_answered_by_who_came_back() -> None:
    shell, number = filed()
    somebody_else(shell)
    shell.act(number, "ask", text=ASKED)
    assert shell.cases[number].state == "clarification", "the agency's act stands"
    assert "for_others" in shell.talk.facts
    assert ASKED not in str(shell.say("статус")), "nor does «status» show it"
    back(shell)
    assert ASKED in shell.letters[-1].text
    shell.say("С 1 по 9 дом")
    assert shell.replies == [(number, "С 1 по 9 дом", ())]


def test_a_question_that_was_answered_meanwhile_is_not_asked() -> None:
    shell, number = filed()
    somebody_else(shell)
    shell.act(number, "ask", text=ASKED)
    shell.act(number, "answer", text=ANSWER, result="satisfied")
    said = back(shell)
    assert "case.answer" in told(said)
    assert not {"case.ask", "ask.clarification"} & told(said)


def test_of_where_an_appeal_is_only_the_last_is_told() -> None:
    shell, number = filed()
    shell.cases[number] = replace(shell.cases[number], state="handed_over")
    somebody_else(shell)
    for one in ("register", "take"):
        shell.act(number, one)
    said = told(back(shell))
    assert "case.take" in said
    assert "state_told.registered" not in said


def test_a_term_that_was_extended_is_not_told_as_over() -> None:
    shell, number = filed()
    somebody_else(shell)
    shell.fire(f"overdue:{number}")
    until = (shell.cases[number].due or AT.date()) + timedelta(days=20)
    shell.act(number, "extend", until=until, reason="Ждём справку")
    said = told(back(shell))
    assert "case.extend" in said
    assert "case.overdue" not in said


def test_the_same_moment_twice_is_told_and_kept_once() -> None:
    shell, number = filed()
    somebody_else(shell)
    timer = shell.timers[f"overdue:{number}"]
    first = shell.fire(f"overdue:{number}")
    shell.timers[timer.key] = timer
    assert told(first) == {"person.message"}
    assert shell.fire(timer.key) == []
    (waiting,) = shell.talk.facts["for_others"].values()
    assert len(waiting) == 1
    assert len([one for one in back(shell) if "case.overdue" in told([one])]) == 1


def test_a_moment_that_is_over_is_told_to_nobody() -> None:
    shell, booking = with_seat()
    somebody_else(shell)
    shell.now = shell.bookings[booking].starts
    letters = len(shell.said)
    shell.fire(f"reminder:{booking}")
    assert shell.said[letters:] == []
    assert "for_others" not in shell.talk.facts


def test_a_reception_that_passed_meanwhile_is_not_reminded_of() -> None:
    shell, booking = with_seat()
    somebody_else(shell)
    shell.fire(f"reminder:{booking}")
    shell.now = shell.bookings[booking].starts
    assert "book.remind" not in told(back(shell))


def test_times_that_passed_meanwhile_are_said_to_have_passed() -> None:
    shell, request = asked_for()
    somebody_else(shell)
    offer(shell, request)
    assert shell.requests[request].state == "offered", "the agency has done its part"
    shell.now += timedelta(days=10)
    said = back(shell)
    assert "book.offer_over" in told(said)
    assert question(shell) != "time"
    assert {choice.id for say in said for choice in say.choices} >= {"file", "book"}


def test_times_are_offered_while_a_human_talks_to_who_writes_now() -> None:
    shell, request = asked_for()
    somebody_else(shell)
    shell.press("human")
    shell.take(v.OperatorTook, by="else")
    offer(shell, request)
    assert shell.refused == []
    assert shell.talk.owner == "else"
    assert told(shell.said[-1:]) == {"person.message"}


def test_an_offer_without_times_is_refused() -> None:
    shell, request = asked_for()
    somebody_else(shell)
    shell.offer(request)
    assert shell.refused == ["no_times"]
    assert "for_others" not in shell.talk.facts


@pytest.mark.parametrize("topic", TOPICS)
def test_of_a_sensitive_matter_who_comes_back_is_told_by_a_neutral_letter(topic: str) -> None:
    shell, number = filed_about(topic)
    somebody_else(shell)
    shell.act(number, "hand")
    shell.act(number, "register")
    letters = len(shell.letters)
    assert shell.act(number, "ask", text=ASKED) is None
    names_nothing(shell.letters[letters:], number)
    assert "case.neutral" in told(back(shell))
    assert ASKED not in shell.letters[-1].text
    shell.say("статус")
    assert ASKED in shell.letters[-1].text


def test_times_for_a_sensitive_reception_wait_for_status() -> None:
    shell, request = requested(TOPICS[0])
    shell.talk = shell.talk.but(profile={"surname": "Ахметова", "name": "Айгуль"})
    somebody_else(shell)
    offer(shell, request)
    said = told(back(shell))
    assert "case.neutral" in said
    assert "book.offered" not in said
    assert "book.offered" in told(shell.say("статус"))


def test_each_of_two_people_is_told_their_own() -> None:
    shell, first = filed()
    somebody_else(shell)
    shell.say(LIGHTS["ru"])
    shell.press("file", "yes")
    shell.say("Петрова Анна")
    shell.press("skip")
    shell.say("улица Мира 7")
    shell.press("confirm", "skip")
    (second,) = set(shell.cases) - {first}
    shell.act(first, "take")
    assert told(shell.said[-1:]) == {"person.message"}
    shell.act(second, "take")
    assert "case.take" in told(shell.said[-1:])
    assert first in "".join(say.case or "" for say in back(shell))
    shell.act(second, "answer", text=ANSWER, result="satisfied")
    assert told(shell.said[-1:]) == {"person.message"}
    shell.say("снова я")
    said = shell.say("Петрова")
    assert "case.answer" in told(said)
    assert {say.case for say in said if say.case} == {second}


def test_what_waits_outlives_the_menu_and_a_form_that_is_left() -> None:
    shell, number = filed()
    somebody_else(shell)
    shell.act(number, "take")
    shell.say("меню")
    shell.press("file")
    shell.say("/cancel")
    assert "case.take" in told(back(shell))


def test_a_form_that_was_left_brings_nothing_back_that_was_told() -> None:
    shell, number = filed()
    shell.say(LIGHTS["ru"])
    shell.press("file")
    somebody_else(shell)
    shell.act(number, "take")
    shell.say(LIGHTS["ru"])
    shell.press("file", "yes")
    shell.say("Петрова Анна")  # leaves a form, too
    assert "case.take" in told(back(shell))
    shell.say("снова я")
    shell.say("Петрова")
    assert "for_others" not in shell.talk.facts


def test_of_what_was_erased_the_rules_of_erasing_hold() -> None:
    shell, number = filed()
    shell.say("удалить переписку")
    shell.press("erase")
    shell.people.owners[number] = "gone"
    shell.act(number, "take")
    assert told(shell.said[-1:]) == {"case.hushed"}
    assert "for_others" not in shell.talk.facts


def test_so_much_waits_that_who_comes_back_can_be_told() -> None:
    shell, number = filed()
    case = shell.cases[number]
    numbers = [f"2026-{n:08}" for n in range(50, 50 + MOST + 5)]
    shell.cases |= {one: replace(case, number=one) for one in numbers}
    somebody_else(shell)
    for one in numbers:
        shell.act(one, "take")
    said = back(shell)
    assert [say.case for say in said if say.case] == numbers[-MOST:], "the latest of them"


def test_what_was_told_and_not_read_yet_waits_too() -> None:
    shell, request = requested(TOPICS[0])
    shell.talk = shell.talk.but(profile={"surname": "Ахметова", "name": "Айгуль"})
    offer(shell, request)
    somebody_else(shell)
    assert "withheld" not in shell.talk.facts
    assert "book.offered" not in told(shell.say("статус"))
    back(shell)
    assert "book.offered" in told(shell.say("статус"))


def test_a_question_of_an_agency_waits_for_who_was_asked() -> None:
    shell, number = filed()
    shell.act(number, "ask", text=ASKED)
    somebody_else(shell)
    assert "waiting" not in shell.talk.facts
    assert "case.clarify_waits" not in told(shell.take(v.Started, language="ru"))
    back(shell)
    assert "case.clarify_waits" in told(shell.take(v.Started, language="ru"))
    shell.say("С 1 по 9 дом")
    assert shell.replies == [(number, "С 1 по 9 дом", ())]
