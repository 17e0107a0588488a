"""Who applies: what was said of oneself, corrected, remembered, and added later."""

from dataclasses import replace

from dialogs import effects as e
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell


def test_half_a_name_does_not_change_the_one_that_is_remembered() -> None:
    shell = talk_at("filed")
    shell.say("Меня зовут Айгерим, на нашей улице не горят фонари")
    shell.press("file")
    assert question(shell) == "confirm"
    shell.press("confirm")
    applicant = list(shell.cases.values())[-1].draft.applicant
    assert (applicant["surname"], applicant["name"]) == ("Ахметова", "Айгуль")


def test_a_corrected_name_outlives_the_correction_of_the_place() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Меня зовут Ахметова Айгуль, на нашей улице не горят фонари")
    shell.press("file", "yes", "skip")
    shell.say("улица Абая 5")
    shell.press("edit", "surname")
    shell.say("Серикова Айна")
    shell.press("edit", "place")
    shell.say("Алматы")
    while question(shell) != "confirm":
        shell.press("file" if question(shell) == "advice" else "skip")
    shell.press("confirm")
    applicant = list(shell.cases.values())[-1].draft.applicant
    assert (applicant["surname"], applicant["name"]) == ("Серикова", "Айна")


def test_who_declines_to_add_an_iin_changes_nothing_and_is_not_asked_again() -> None:
    shell = talk_at("filed")
    (number,) = shell.cases
    shell.say("статус")
    assert question(shell) == "iin"
    said = shell.press("skip")
    assert "case.iin_added" not in told(said)
    assert not [r for r in shell.records if isinstance(r, e.ReplyToCase) and r.number == number]
    shell.say("статус")
    assert question(shell) != "iin"


def test_an_appeal_of_a_company_lacks_no_iin() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("На нашей улице не горят фонари")
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль", "050140000011", "ТОО Алау")
    shell.say("улица Абая 5")
    shell.press("confirm", "skip")
    (case,) = shell.cases.values()
    assert case.draft.applicant["company"]
    shell.say("статус")
    assert question(shell) != "iin"


def test_an_appeal_whose_words_are_erased_still_shows_its_state() -> None:
    shell = talk_at("filed")
    ((number, case),) = shell.cases.items()
    shell.cases[number] = replace(case, draft=None)
    said = shell.say("статус")
    assert "status.case" in told(said)
    assert question(shell) != "iin"
