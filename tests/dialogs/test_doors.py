"""Doors joined and parted, people of one telephone: codes, names, how often one may try."""

from datetime import timedelta

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.acts.persons import GUESSES_FORGOTTEN, MOST_GUESSES
from dialogs.conversation import Conversation
from tests.dialogs.conftest import talk_at
from tests.dialogs.people import DOOR_CODE
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AT, Shell

WRONG = "ZZZZ2345"


def given(shell: Shell, code: str) -> list[e.Say]:
    """A link of another door is opened with a code."""
    return shell.take(v.Started, join=code)


def test_a_code_joins_and_says_so() -> None:
    shell = Shell("ru")
    assert {"door.code", "door.how"} <= told(shell.say("/door"))
    assert "door.joined" in told(given(shell, DOOR_CODE))
    assert "join" not in shell.talk.facts
    assert question(shell) == "menu"


def test_a_code_before_a_language_brings_the_language_of_the_other_door() -> None:
    shell = Shell(None)
    said = given(shell, DOOR_CODE)
    assert "door.joined" in told(said)
    assert shell.talk.language == "ru"


def test_a_code_changes_no_language_that_was_chosen() -> None:
    shell = Shell("kk")
    given(shell, DOOR_CODE)
    assert shell.talk.language == "kk"


def test_wrong_codes_are_taken_so_many_times_an_hour() -> None:
    shell = Shell("ru")
    for _ in range(MOST_GUESSES):
        assert "door.unknown" in told(given(shell, WRONG))
    assert "door.wait" in told(given(shell, DOOR_CODE)), "even the right one"
    shell.now += GUESSES_FORGOTTEN - timedelta(minutes=5)
    assert "door.wait" in told(given(shell, DOOR_CODE))
    shell.now += timedelta(minutes=5)
    assert "door.joined" in told(given(shell, DOOR_CODE))


@pytest.mark.parametrize("written", [DOOR_CODE, "abcd 2345"])
def test_a_code_written_in_the_middle_of_a_form_joins_and_the_form_goes_on(written: str) -> None:
    shell = talk_at("address")
    assert "door.joined" in told(shell.say(written))
    assert question(shell) == "address"
    assert "address" not in shell.talk.answers


def test_right_codes_are_no_guesses() -> None:
    shell = Shell("ru")
    for _ in range(MOST_GUESSES + 1):
        assert "door.joined" in told(given(shell, DOOR_CODE))


@pytest.mark.parametrize(("doors", "key"), [(2, "door.parted"), (0, "door.alone")])
def test_doors_are_parted_where_there_are_any(doors: int, key: str) -> None:
    shell = talk_at("address")
    shell.people.doors = doors
    assert key in told(shell.say("/part"))
    assert question(shell) == "address"


def test_another_door_that_joined_is_told_in_a_letter_that_asks_nothing() -> None:
    shell = Shell("ru")
    (said,) = shell.take(v.TimerFired, kind="joined", subject="t")
    assert told([said]) == {"door.other_joined"}
    assert (said.kind, said.question) == ("status", None)


# -- people of one telephone


def somebody_else(surname: bool = True) -> Shell:
    """Who filed here before is Akhmetova; now somebody else writes."""
    shell = talk_at("filed") if surname else Shell("ru")
    shell.say("это не я", "да")
    return shell


def test_who_wrote_before_is_asked_for_again_while_there_are_guesses() -> None:
    shell = somebody_else()
    said = shell.say("снова я", "Неизвестная")
    assert "person.unknown" in told(said)
    assert question(shell) == "who"
    for _ in range(MOST_GUESSES - 2):
        assert question(shell) == "who"
        said = shell.say("Неизвестная")
    said = shell.say("Неизвестная")
    assert "person.unknown" in told(said)
    assert question(shell) == "menu", "so many wrong names are enough"
    assert "person.wait" in told(shell.say("снова я", "Ахметова"))
    assert question(shell) == "menu"


def test_who_comes_back_leaves_the_form_of_the_other_to_the_other() -> None:
    shell = somebody_else()
    shell.say("Во дворе большая яма на дороге")
    shell.press("file", "yes")
    assert question(shell) == "surname"
    shell.say("снова я", "Ахметова")
    assert shell.talk.profile["surname"] == "Ахметова"
    assert question(shell) != "who"
    (other,) = (p for id, p in shell.people.profiles.items() if id != "p0")
    assert other["left"]["answers"]["problem"] == "Во дворе большая яма на дороге"


def test_where_nobody_wrote_before_nobody_is_asked_for_again() -> None:
    shell = Shell("ru")
    said = shell.say("снова я", "Ахметова")
    assert "person.nobody" in told(said)
    assert question(shell) == "menu"


def test_only_a_form_is_left_behind_and_taken_up_once() -> None:
    shell = talk_at("filed")
    shell.press("skip")
    shell.say("это не я", "да")
    assert "left" not in shell.people.profiles["p0"], "the menu is no form"
    shell.say("снова я", "Ахметова")
    shell.say("На нашей улице не горят фонари")
    shell.press("file")
    assert question(shell) == "confirm"
    shell.say("это не я", "да", "снова я", "Ахметова")
    assert question(shell) == "confirm"
    assert "left" not in shell.talk.profile
    shell.say("меню", "это не я", "да", "снова я", "Ахметова")
    assert question(shell) == "menu", "what was dropped stays dropped"


# -- a talk that was erased


def test_what_is_as_old_as_the_erasing_is_erased() -> None:
    talk = Conversation(id="t")
    assert not talk.erased_since(AT)
    erased = talk.knowing(hushed=AT.isoformat())
    assert erased.erased_since(AT)
    assert not erased.erased_since(AT + timedelta(seconds=1))


@pytest.mark.parametrize("owned", [False, True])
def test_an_erased_talk_ends_with_one_line_that_nobody_can_answer(owned: bool) -> None:
    shell = talk_at("address")
    if owned:
        shell.say("оператор")
        shell.take(v.OperatorTook, by="demo")
    (said,) = shell.take(v.EraseAsked, by="demo")
    assert told([said]) == {"erase.done"}
    assert said.question == e.Asked(
        id="erased", kind="end", expects="none", optional=True, asked=0
    )
