"""What comes in the middle of a form leaves it as it was: nothing lost, nothing left behind."""

from collections.abc import Callable

import pytest

from dialogs import events as v
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import CODE, Shell
from tests.dialogs.test_care import filed as sensitive
from tests.dialogs.test_moments import answer, file_again

IIN = "900101300017"
MOVED = ("ended", "draft_on")  # what may be gone on with, and since when the draft waits
FILE = v.File(id="f9", name="a.jpg", type="image/jpeg", size=1)


def in_a_form(cases: int = 1) -> tuple[Shell, list[str]]:
    """Somebody who filed before corrects the address of another appeal."""
    shell = talk_at("filed")
    for _ in range(cases - 1):
        file_again(shell)
    numbers = list(shell.cases)
    shell.say(LIGHTS["ru"])
    shell.press("file", "edit", "address")
    assert question(shell) == "address"
    return shell, numbers


def rated(shell: Shell, number: str) -> None:
    answer(shell, number)
    shell.fire(f"rating:{number}")
    shell.press("5")
    shell.say("спасибо")


def clarified(shell: Shell, number: str) -> None:
    shell.act(number, "ask", text="Какой дом?")
    shell.take(v.Sent, file=FILE)
    shell.say("Вот фото")


def too_late(shell: Shell, number: str) -> None:
    shell.act(number, "ask", text="Какой дом?")
    answer(shell, number)
    shell.say("Дом 5")


def called(shell: Shell, number: str) -> None:
    shell.say("перезвоните мне", "+7 701 123 45 67")


def identified(shell: Shell, number: str) -> None:
    shell.say("статус")
    shell.say(IIN)


ASIDES: dict[str, Callable[[Shell, str], None]] = {
    "a rating": rated,
    "a clarification": clarified,
    "a clarification too late": too_late,
    "a call": called,
    "an IIN": identified,
}


@pytest.mark.parametrize("aside", ASIDES)
def test_a_form_is_as_it_was_after_something_else(aside: str) -> None:
    shell, (number,) = in_a_form()
    before = shell.talk
    ASIDES[aside](shell, number)
    assert question(shell) == "address"
    assert shell.talk.answers == before.answers
    kept = {name: v for name, v in shell.talk.facts.items() if name not in MOVED}
    assert kept == {name: v for name, v in before.facts.items() if name not in MOVED}
    assert (shell.talk.at, shell.talk.asides) == (before.at, ())


def test_no_to_the_consent_is_asked_again_and_the_matter_stays() -> None:
    shell = talk_at("consent")
    before = {k: v for k, v in shell.talk.answers.items() if k != "advice"}
    said = shell.press("no")
    assert "note.no_consent" in told(said)
    assert {k: v for k, v in shell.talk.answers.items() if k != "advice"} == before
    shell.press("file")
    assert question(shell) == "consent"


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_question_about_reminders_leaves_nothing_behind(answer: str) -> None:
    shell, _ = sensitive(answer)
    assert "remind" not in shell.talk.answers
    assert "to_remind" not in shell.talk.facts


def test_words_instead_of_yes_or_no_are_a_new_matter() -> None:
    shell, _ = sensitive()
    shell.say(LIGHTS["ru"])
    assert question(shell) == "advice"


def test_a_rating_of_the_site_leaves_nothing_behind() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(LIGHTS["ru"])
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль", "пропустить", "улица Абая 5")
    shell.press("confirm", "4")
    assert question(shell) == "menu"
    assert "site" not in shell.talk.answers
    assert "of_site" not in shell.talk.facts


def test_a_secret_code_shows_its_case_and_asks_nothing_about_it() -> None:
    shell = talk_at("filed")
    shell.press("skip")
    said = shell.say(CODE)
    assert "status.case" in told(said)
    assert question(shell) == "menu", "although the case lacks an IIN"
    assert not {"code", "no_iin"} & shell.talk.facts.keys()


def test_after_one_interruption_inside_another_the_way_back_is_whole() -> None:
    shell = talk_at("address")
    before = shell.talk
    shell.say("/language")
    called(shell, "")
    assert question(shell) == "language"
    shell.press("ru")
    assert (question(shell), shell.talk.trail) == ("address", before.trail)
    shell.say("назад")
    assert question(shell) == "iin"


def test_words_for_what_was_interrupted_are_its_answer_and_no_mistake() -> None:
    shell = talk_at("iin")
    shell.say("/language")
    said = told(shell.say(IIN))
    assert (question(shell), shell.talk.answers["iin"]) == ("address", IIN)
    assert not {key for key in said if key.startswith("hint.")}
