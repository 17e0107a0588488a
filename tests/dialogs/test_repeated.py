"""Who writes again: the old number is found, asked or skipped; nothing else is asked."""

from dialogs import effects as e
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell
from tests.dialogs.test_ways import case_of, press

REPEATED = "Третий раз пишу! На нашей улице не горят фонари, ответили отпиской"


def test_the_old_number_is_found_among_the_citizens_cases() -> None:
    shell = talk_at("filed")
    number = case_of(shell)
    said = shell.say(REPEATED)
    assert {"note.repeated", "note.earlier_found"} <= told(said)
    labels = {choice.id: choice.label for choice in shell.said[-1].choices}
    assert labels["file"] == e.Words("option.complain")
    assert list(labels)[:2] == ["file", "book"], "a complaint and a reception stand first, equal"
    shell.press("file", "confirm")
    draft = shell.cases[case_of(shell)].draft
    assert draft is not None
    assert draft.earlier == number


def test_an_old_number_that_is_not_known_here_is_asked_once() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(REPEATED)
    assert question(shell) == "earlier"
    shell.say("ЗТ-2025-00112233")
    assert question(shell) == "advice"
    press(shell, shell.said[-1], "file")
    shell.press("confirm")
    draft = shell.cases[case_of(shell)].draft
    assert draft is not None
    assert draft.earlier == "ЗТ-2025-00112233"


def test_an_old_number_may_be_skipped() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(REPEATED)
    shell.press("skip")
    assert question(shell) == "advice"
    press(shell, shell.said[-1], "file")
    assert "read.earlier" not in told(shell.said[-1:])
    shell.press("confirm")
    draft = shell.cases[case_of(shell)].draft
    assert draft is not None
    assert draft.earlier is None


def test_an_appeal_about_something_else_is_not_the_old_one() -> None:
    shell = talk_at("filed")
    said = shell.say("Третий раз пишу! Во дворе большая яма на дороге, ответили отпиской")
    assert "note.earlier_found" not in told(said)
    assert question(shell) == "earlier"
