"""Stopping and starting notices in words, and letters of another door told here."""

from datetime import datetime, time

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.notices import ALMATY, Notices
from tests.dialogs.shell import Shell
from tests.dialogs.test_receptions import booked

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


def test_a_reminder_of_another_door_is_told_as_things_stand_now():
    shell = booked()
    said = shell.take(
        v.LetterReturned, letter=7, why="blocked", kind="reminder", text="Words", booking="b0"
    )
    assert e.TakeLetterOver(7, "blocked") in shell.records
    [say] = said
    assert (keys(said), say.booking) == (["book.remind"], "b0")
    shell.take(v.Chose, option="cancel_booking")
    again = shell.take(
        v.LetterReturned, letter=8, why="blocked", kind="reminder", text="Words", booking="b0"
    )
    assert again == []


@pytest.mark.parametrize(
    ("begins", "ends", "at", "until"),
    [
        (22, 8, (23, 21, 59), None),
        (22, 8, (23, 22, 0), (24, 8)),
        (22, 8, (24, 7, 59), (24, 8)),
        (22, 8, (24, 8, 0), None),
        (13, 14, (23, 13, 30), (23, 14)),
        (13, 14, (23, 23, 0), None),
    ],
)
def test_quiet_hours_may_go_over_midnight_or_not(begins, ends, at, until):
    day, hour, minute = at
    found = Notices(begins=time(begins), ends=time(ends)).quiet_until(
        datetime(2026, 11, day, hour, minute, tzinfo=ALMATY)
    )
    assert found == (until and datetime(2026, 11, *until, tzinfo=ALMATY))


def test_only_kinds_that_may_be_stopped_are_withheld(book):
    notices = book.notices
    kinds = notices.stoppable()
    assert kinds
    assert all(notices.of(kind).stops for kind in kinds)
    assert not notices.of("no such kind").stops
    assert "talk" not in kinds
