"""Turns of two buttons: every option can be reached, and nothing else changes."""

from dialogs import events as v
from dialogs.question import View
from dialogs.two import CALL
from tests.dialogs.shell import Shell


def small(language: str = "ru") -> Shell:
    shell = Shell(language=language)
    shell.say("плохо вижу")
    return shell


def buttons(shell: Shell) -> list[str]:
    return [choice.id for choice in shell.said[-1].choices]


def test_a_question_shows_two_buttons_until_the_last_pair() -> None:
    shell = small()
    view = View(shell.book, shell.talk, shell.now)
    every = [choice.id for choice in shell.book.questions["menu"].choices(view)]
    seen = []
    while len(buttons(shell)) == 2 and buttons(shell)[1].startswith("others_"):
        seen.append(buttons(shell)[0])
        shell.press(buttons(shell)[1])
    seen += buttons(shell)
    assert [id for id in seen if id != CALL] == every
    assert CALL in seen


def test_an_old_button_of_another_pair_shows_its_own_pair() -> None:
    shell = small()
    first = buttons(shell)
    shell.press("others_1")
    again = buttons(shell)
    shell.press("others_1")
    assert buttons(shell) == again != first


def test_all_options_may_still_be_said() -> None:
    shell = small()
    shell.say("проблема")
    assert shell.book.steps[shell.talk.at].ask == "problem"


def test_a_question_asked_again_begins_with_its_first_pair() -> None:
    shell = small()
    first = buttons(shell)
    shell.press("others_2")
    shell.say("меню")
    assert buttons(shell) == first


def test_two_options_stay_two() -> None:
    shell = small()
    shell.say("нет света в подъезде", "Петропавловск")
    shell.press("file")
    assert buttons(shell) == ["yes", "no"]


def test_a_button_of_another_question_is_old() -> None:
    shell = small()
    asked = shell.talk.asked
    shell.say("проблема")
    before = shell.talk.at
    shell.take(v.Chose, option="others_1", asked=asked)
    assert shell.talk.at == before


def test_all_buttons_come_back() -> None:
    shell = small()
    shell.say("все кнопки")
    assert len(buttons(shell)) > 2


def test_a_call_stands_wherever_there_is_room() -> None:
    """Every question has two buttons or fewer; one that wants words offers a call as well."""
    shell = small()
    shell.say("нет света в подъезде", "Петропавловск")
    shell.press("file", "yes")
    for words, shown in (
        ("Ахметова Айгуль", [CALL]),
        ("пропустить", ["skip", CALL]),
        ("улица Абая 5", [CALL]),
    ):
        assert buttons(shell) == shown
        shell.say(words)
    assert buttons(shell)[0] == "confirm"
    assert len(buttons(shell)) == 2


def test_the_call_is_not_offered_where_it_is_asked_for() -> None:
    shell = small()
    shell.say("нет света в подъезде", "Петропавловск")
    shell.press("file", "yes", CALL)
    assert buttons(shell) == ["skip"]
    shell.press("skip")
    assert buttons(shell) == [CALL], "and the form goes on where it was"
