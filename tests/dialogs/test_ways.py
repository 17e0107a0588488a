"""Both ways of helping stand at the end of every branch, and nobody tells the old words again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.cases import Draft
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import CODE, Shell
from tests.dialogs.test_moments import answer
from tests.dialogs.test_receptions import booked

WORDS = LIGHTS["ru"]
OLD = {"problem", "region", "district", "settlement", "topic", "group", "earlier", "matter"}


def case_of(shell: Shell) -> str:
    return list(shell.cases)[-1]


def advised() -> Shell:
    return talk_at("advice")


def refused(result: str = "refused") -> Shell:
    shell = talk_at("filed")
    answer(shell, case_of(shell), result)
    return shell


def redirected() -> Shell:
    shell = talk_at("filed")
    number = case_of(shell)
    shell.act(number, "take")
    assert shell.act(number, "redirect", to="almaty", reason="Не наш участок") is None
    return shell


def overdue() -> Shell:
    shell = talk_at("filed")
    shell.fire(f"overdue:{case_of(shell)}")
    return shell


def low_rating() -> Shell:
    shell = refused("satisfied")
    shell.fire(f"rating:{case_of(shell)}")
    shell.press("2", "skip")
    return shell


def low_rating_of_reception() -> Shell:
    shell = booked()
    shell.fire("rating:b0")
    shell.press("1", "skip")
    return shell


def cancelled() -> Shell:
    shell = booked()
    shell.fire("reminder:b0")
    shell.take(v.Chose, option="cancel_booking")
    return shell


def late_request() -> Shell:
    from tests.dialogs.test_receptions import requested

    shell: Shell = requested.__wrapped__()  # type: ignore[attr-defined]
    shell.press("skip")
    shell.fire("request:r0")
    return shell


def expired() -> Shell:
    shell = talk_at("address")
    shell.fire("expire:t")
    return shell


def returned() -> Shell:
    shell = talk_at("advice")
    shell.press("human")
    shell.take(v.OperatorTook, by="a")
    shell.take(v.OperatorReturned, by="a")
    return shell


def too_late() -> Shell:
    shell = talk_at("filed")
    number = case_of(shell)
    shell.act(number, "ask", text="Какой дом?")
    answer(shell, number, "explained")
    shell.say("Дом 5, фонари у подъезда")
    return shell


def asked_for_status() -> Shell:
    shell = refused()
    shell.say("меню")
    shell.press("status")
    return shell


ENDS: dict[str, tuple[Callable[[], Shell], str]] = {
    "advice": (advised, WORDS),
    "a refusal": (refused, WORDS),
    "a part": (lambda: refused("partly"), WORDS),
    "an explanation": (lambda: refused("explained"), WORDS),
    "a redirect": (redirected, WORDS),
    "a deadline that passed": (overdue, WORDS),
    "a low rating": (low_rating, WORDS),
    "a low rating of a reception": (low_rating_of_reception, "Ремонт улицы"),
    "a reception cancelled": (cancelled, "Ремонт улицы"),
    "a request nobody answered": (late_request, WORDS),
    "a draft that expired": (expired, WORDS),
    "a human who is done": (returned, WORDS),
    "a clarification too late": (too_late, "Дом 5, фонари у подъезда"),
    "a status with a refusal": (asked_for_status, WORDS),
}


def offered(shell: Shell) -> e.Say:
    """The last letter with both ways, but the menu."""
    return next(said for said in reversed(shell.said) if is_offer(said))


def is_offer(said: e.Say) -> bool:
    return {"file", "book"} <= set(ids(said)) and "problem" not in ids(said)


def ids(said: e.Say) -> list[str]:
    return [choice.id for choice in said.choices]


def press(shell: Shell, said: e.Say, option: str) -> list[str]:
    """Press a button of a letter as a messenger does, go on to the end; the questions asked."""
    shell.take(v.Chose, option=option, asked=said.question.asked if said.question else None)
    before, good = len(shell.said) - 1, {"consent": "yes", "iin": "skip", "whose": "own"}
    for _ in range(12):
        now = question(shell)
        if now in {"menu", "rating", ""} or shell.talk.at.endswith(("confirm", "ways")):
            break
        choices = ids(shell.said[-1])
        if now == "surname":
            shell.say("Ахметова Айгуль")
        elif now == "address":
            shell.say("улица Абая 5")
        elif now in {"days", "day"} and not any(id.startswith("2026") for id in choices):
            shell.press("done") if "done" in choices else shell.say("в четверг утром")
        else:
            shell.press(good.get(now, choices[0] if choices else "skip"))
    return [s.question.id for s in shell.said[before:] if s.question]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("way", ["file", "book"])
def test_a_way_is_taken_with_the_old_words(end: str, way: str) -> None:
    play, words = ENDS[end]
    shell = play()
    letter = offered(shell)
    assert {"file", "book"} <= set(ids(letter))
    asked = press(shell, letter, way)
    assert not OLD & set(asked), f"asked again: {asked}"
    assert shell.talk.at.endswith("confirm"), (shell.talk.at, asked)
    done = shell.talk.answers
    assert words in (done.get("problem") or "") + (done.get("matter") or "")


@pytest.mark.parametrize("end", ["a refusal", "a low rating", "a clarification too late"])
def test_who_disputes_an_answer_complains_and_names_the_old_number(end: str) -> None:
    shell = ENDS[end][0]()
    old, letter = case_of(shell), offered(shell)
    label = next(choice.label for choice in letter.choices if choice.id == "file")
    assert label == e.Words("option.complain")
    press(shell, letter, "file")
    assert "read.earlier" in told(shell.said[-1:])
    shell.press("confirm")
    filed = shell.cases[case_of(shell)]
    assert case_of(shell) != old
    assert (filed.kind, filed.draft and filed.draft.earlier) == ("complaint", old)


def test_a_redirect_is_no_dispute_and_names_no_number() -> None:
    shell = redirected()
    letter = offered(shell)
    assert e.Words("option.file") in [choice.label for choice in letter.choices]
    press(shell, letter, "file")
    shell.press("confirm")
    draft: Draft | None = shell.cases[case_of(shell)].draft
    assert draft is not None
    assert draft.earlier is None


def test_a_button_of_the_menu_is_not_taken_for_one_of_an_old_notice() -> None:
    shell = refused()
    shell.say("меню")
    shell.press("file")
    assert question(shell) == "problem", "another matter is meant"


def test_a_notice_just_told_owns_its_buttons_although_the_menu_waits() -> None:
    shell = refused()
    shell.take(v.Chose, option="file")
    assert shell.talk.answers["problem"] == WORDS


def test_a_satisfied_answer_offers_nothing() -> None:
    shell = refused("satisfied")
    assert not shell.said[-1].choices


def test_in_the_middle_of_a_form_the_ways_stand_as_buttons_and_the_form_goes_on() -> None:
    shell = refused("satisfied")
    number = case_of(shell)
    shell.say(WORDS)
    shell.press("file", "edit", "address")
    shell.fire(f"rating:{number}")
    shell.press("1", "skip")
    assert ids(offered(shell)) == ["file", "book", "human"]
    assert question(shell) == "address", "the form is not lost"


def test_other_words_at_the_end_are_a_new_matter() -> None:
    shell = expired()
    shell.say("Во дворе не вывозят мусор")
    assert shell.talk.answers["problem"] == "Во дворе не вывозят мусор"
    assert "surname" not in shell.talk.answers


@pytest.mark.parametrize(("way", "at"), [("menu", "menu"), ("human", "")])
def test_the_menu_and_a_human_stand_there_too(way: str, at: str) -> None:
    shell = expired()
    shell.press(way)
    assert shell.talk.at == "front.menu"
    assert (question(shell) or "") in {at, "ways"}


def test_a_draft_of_which_nobody_may_know_goes_in_silence() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Начальник управления требует взятку за справку")
    press(shell, shell.said[-1], "file")
    assert shell.talk.at.startswith("file."), shell.talk.at
    assert shell.talk.facts["topic"] in shell.book.neutral
    assert shell.fire("expire:t") == []
    assert (shell.talk.answers, shell.talk.facts.get("ended")) == ({}, None)
    assert "ask.menu" in told(shell.say("привет"))


def test_a_status_with_something_to_tell_does_not_say_that_there_is_nothing() -> None:
    shell = talk_at("filed")
    said = told(shell.press("status"))
    assert "status.case" in said
    assert "status.nothing" not in said
    assert not [letter for letter in shell.said if is_offer(letter) and not letter.question]


def test_a_code_shows_a_case_and_offers_no_ways_of_somebody_elses() -> None:
    shell = refused()
    shell.talk = shell.talk.knowing(ended=None)
    shell.say("меню", CODE)
    assert "status.case" in told(shell.said)
    assert shell.talk.facts.get("ended") is None


def test_a_reception_that_was_asked_for_stands_under_my_appeals() -> None:
    shell = talk_at("advice")
    shell.officials = ()
    shell.press("book", "deputy")
    shell.say("по четвергам")
    shell.press("confirm")
    (request,) = shell.requests
    said = told(shell.say("статус"))
    assert "status.request" in said
    assert "status.nothing" not in said
    shell.requests[request] = replace(shell.requests[request], state="late")
    assert "status.nothing" in told(shell.say("статус"))
