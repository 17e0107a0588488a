"""What comes from outside in the middle of a talk: ratings, clarifications, reminders, times."""

import pytest

from dialogs import effects as e
from dialogs import events as v
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AT, Shell
from tests.dialogs.test_commands import At
from tests.dialogs.test_receptions import booked

TEXT = "Фонари заменены, проверьте вечером."


def file_again(shell: Shell) -> str:
    """Another appeal of the same citizen; its number."""
    shell.say("На нашей улице не горят фонари")
    shell.press("file", "confirm", "skip")
    return list(shell.cases)[-1]


def answer(shell: Shell, number: str, result: str = "satisfied") -> None:
    assert shell.act(number, "answer", text=TEXT, result=result) is None


@pytest.fixture
def filed(at: At) -> tuple[Shell, str]:
    shell = at("filed")
    return shell, next(iter(shell.cases))


# -- ratings


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
    assert question(shell) == "ways", "a low one leads to both ways of helping"
    shell.press("menu")
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


def test_words_that_fit_neither_question_are_hinted(at: At) -> None:
    shell = at("filed")
    number = next(iter(shell.cases))
    answer(shell, number)
    shell.say("На нашей улице не горят фонари")
    shell.press("file", "edit", "address")
    shell.fire(f"rating:{number}")
    assert "hint.choice" in told(shell.say("🙂"))
    assert question(shell) == "rating"


def test_a_rating_is_not_asked_while_a_human_has_the_talk(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    answer(shell, number)
    shell.say("оператор")
    assert shell.fire(f"rating:{number}") == []
    assert not [r for r in shell.records if isinstance(r, e.Rate)]
    assert f"rating:{number}" in shell.timers, "it is asked another day"
    shell.say("меню")
    assert shell.fire(f"rating:{number}")
    assert question(shell) == "rating"


def test_the_rating_of_a_reception() -> None:
    shell = booked()
    shell.fire("rating:b0")
    shell.press("4", "skip")
    assert e.Rate("booking", "b0", 4, "") in shell.records


# -- clarifications


def test_a_clarification_goes_to_its_case_and_the_form_goes_on(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    shell.press("problem")
    shell.act(number, "ask", text="Какой дом?")
    assert question(shell) == "clarification"
    said = shell.say("Дом 5")
    assert shell.replies == [(number, "Дом 5", ())]
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
    assert shell.replies == [(first, "Дом 5", ()), (second, "С первого мая", ())]
    assert question(shell) == "menu"


def test_a_clarification_asked_while_a_human_has_the_talk_is_told(
    filed: tuple[Shell, str],
) -> None:
    shell, number = filed
    shell.say("оператор")
    shell.act(number, "ask", text="Какой дом?")
    assert "case.ask" in told(shell.said[-1:])
    assert shell.said[-1].question is None


def test_who_stopped_notices_is_asked_for_no_rating(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    shell.say("стоп")
    answer(shell, number)
    assert shell.fire(f"rating:{number}") == []
    assert question(shell) != "rating"


# -- moves of a case


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


@pytest.mark.parametrize(("score", "low"), [("3", True), ("4", False)])
def test_from_four_on_a_rating_is_good(filed: tuple[Shell, str], score: str, low: bool) -> None:
    shell, number = filed
    answer(shell, number)
    shell.fire(f"rating:{number}")
    shell.press(score)
    assert ("rating.thanks_low" in told(shell.press("skip"))) == low


def test_three_ratings_are_asked_in_their_order(filed: tuple[Shell, str]) -> None:
    shell, first = filed
    numbers = [first, file_again(shell), file_again(shell)]
    for number in numbers:
        answer(shell, number)
    for number in numbers:
        shell.fire(f"rating:{number}")
    for number in numbers:
        assert [said.case for said in shell.said if said.kind == "rating"][-1] == number
        shell.press("5", "skip")
    assert [r.subject for r in shell.records if isinstance(r, e.Rate) and not r.text]
    assert question(shell) == "menu"


@pytest.mark.parametrize("begin_anew", [False, True])
def test_three_clarifications_are_answered_in_their_order(
    filed: tuple[Shell, str], begin_anew: bool
) -> None:
    shell, first = filed
    numbers = [first, file_again(shell), file_again(shell)]
    for number in numbers:
        shell.act(number, "ask", text="Какой дом?")
    if begin_anew:
        shell.say("меню", "/start")
    for number in numbers:
        asked = [said for said in shell.said if said.question]
        assert asked[-1].case == number
        shell.say(f"Дом у столба {number}")
    assert shell.replies == [(number, f"Дом у столба {number}", ()) for number in numbers]
    assert question(shell) == "menu"
