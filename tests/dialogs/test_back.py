"""«Back»: over several questions, through interruptions, and to where nothing is left."""

from collections.abc import Callable

from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell

At = Callable[[str], Shell]


def test_back_goes_step_by_step_to_the_first_question(at: At) -> None:
    shell = at("confirm")
    seen = []
    while shell.talk.trail:
        shell.say("назад")
        seen.append(question(shell))
    assert seen == ["address", "iin", "surname", "advice", "menu"], "consent is given once"
    assert "note.no_back" in told(shell.say("назад"))
    assert question(shell) == "menu"


def test_an_answer_may_be_given_anew_after_back(at: At) -> None:
    shell = at("confirm")
    shell.say("назад", "улица Сатпаева 7")
    assert question(shell) == "confirm"
    assert shell.talk.answers["address"] == "улица Сатпаева 7"


def test_back_leaves_an_interruption_first(at: At) -> None:
    shell = at("address")
    shell.say("/language", "назад")
    assert question(shell) == "address"
    shell.say("назад")
    assert question(shell) == "iin"


def test_back_after_an_interruption_does_not_ask_it_again(at: At) -> None:
    shell = at("address")
    shell.say("/language")
    shell.press("en")
    assert question(shell) == "address"
    shell.say("back")
    assert question(shell) == "iin"


def test_back_inside_an_interruption_goes_one_question_back(at: At) -> None:
    shell = at("filed")
    number = next(iter(shell.cases))
    shell.act(number, "take")
    shell.act(number, "answer", text="Фонари заменены, проверьте вечером.", result="satisfied")
    shell.fire(f"rating:{number}")
    shell.press("5")
    assert question(shell) == "rating_text"
    shell.say("назад")
    assert question(shell) == "rating"


def test_back_passes_a_question_that_has_nothing_to_offer_any_more() -> None:
    shell = Shell("ru")
    shell.press("problem")
    shell.say("В Андреевке на улице не горят фонари")
    assert question(shell) == "settlement", "namesakes are asked about"
    shell.press(shell.said[-1].choices[0].id)
    shell.say("назад")
    assert question(shell) in {"problem", "topic"}
    assert shell.said[-1].question is not None


def test_back_from_another_topic_never_leads_to_the_old_advice(at: At) -> None:
    shell = at("advice")
    shell.press("other")
    shell.say("назад")
    assert question(shell) == "menu"


def test_back_from_another_topic_and_no_consent_never_leads_into_the_form() -> None:
    shell = talk_at("consent")
    shell.press("no", "other")
    shell.say("назад")
    assert question(shell) == "menu"


def test_back_to_nothing_but_a_passed_question_stays_and_keeps_its_answer(at: At) -> None:
    shell = at("surname")
    shell.talk = shell.talk.but(trail=("file.consent",))
    assert "note.no_back" in told(shell.say("назад"))
    assert question(shell) == "surname"
    assert shell.talk.answers["consent"] == "yes"
