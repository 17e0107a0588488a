"""Stopping and starting notices in words, and letters of another door told here."""

import pytest

from dialogs import effects as e
from dialogs import events as v
from tests.dialogs.shell import Shell

STOP = (
    "/stop",
    "стоп",
    "Stop",
    "тоқта",
    "Токта",
    "хабарлама жіберме",
    "хабарлама жибермениз",
    "не присылайте",
    "Отписаться.",
    "не пишите мне!",
    "unsubscribe",
)
START = ("хабарлама қос", "включить уведомления", "Присылайте", "start notices")


def states(shell: Shell) -> list[str]:
    return [record.state for record in shell.records if isinstance(record, e.SetNotices)]


def keys(said: list[e.Say]) -> list[str]:
    return [word.key for say in said for word in say.words if isinstance(word, e.Words)]


@pytest.mark.parametrize("words", STOP)
def test_words_that_stop(words):
    shell = Shell()
    said = shell.say(words)
    assert states(shell) == ["stopped"]
    assert keys(said)[0] == "note.notices_stopped"
    assert shell.talk.profile["notices"] == "stopped"


@pytest.mark.parametrize("words", START)
def test_words_that_start_again(words):
    shell = Shell()
    shell.say("стоп", words)
    assert states(shell) == ["stopped", "started"]
    assert "notices" not in shell.talk.profile


@pytest.mark.parametrize("words", ["тоқтату", "отмена", "cancel", "остановка автобуса далеко"])
def test_words_that_do_not_stop(words):
    shell = Shell()
    shell.say(words)
    assert states(shell) == []


def test_stop_in_a_form_leaves_the_form_and_says_how_to_leave_it():
    shell = Shell(agency="petropavlovsk")
    shell.say("На нашей улице не горят фонари")
    shell.press("file")
    shell.press("yes")
    shell.say("Ахметова")
    before = shell.talk
    said = shell.say("стоп")
    assert (shell.talk.at, shell.talk.answers) == (before.at, before.answers)
    assert keys(said)[:2] == ["note.notices_stopped", "note.form_stays"]
    assert said[-1].question.id == "name"


def test_without_a_form_nothing_is_said_of_one():
    shell = Shell()
    assert "note.form_stays" not in keys(shell.say("стоп"))


def test_the_hours_are_told():
    shell = Shell()
    [on, *_] = [w for say in shell.say("/notices") for w in say.words]
    assert (on.key, on.values) == ("note.notices_on", {"begins": "22:00", "ends": "08:00"})
    shell.say("стоп")
    assert keys(shell.say("/notices"))[0] == "note.notices_off"


def test_a_letter_of_another_door_is_told_with_its_marks():
    shell = Shell()
    said = shell.take(
        v.LetterReturned, letter=7, why="blocked", kind="status", text="Words", case="2026-1"
    )
    assert shell.records[-1] == e.TakeLetterOver(7, "blocked")
    [say] = said
    assert (say.words, say.kind, say.case, say.question) == (("Words",), "status", "2026-1", None)
