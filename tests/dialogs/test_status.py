"""The status: what is late, what was refused, and what is offered below it."""

from dataclasses import replace
from datetime import timedelta

from dialogs.sources import KEPT
from routing_rules.working_days import ALMATY
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import told
from tests.dialogs.shell import Shell
from tests.dialogs.test_moments import answer


def due_in(days: int) -> Shell:
    """An appeal whose answer is due so many days from now."""
    shell = talk_at("filed")
    shell.press("skip")
    ((number, case),) = shell.cases.items()
    due = shell.now.astimezone(ALMATY).date() + timedelta(days=days)
    shell.cases[number] = replace(case, due=due, registered=due)
    shell.say("статус")
    return shell


def offers(shell: Shell) -> bool:
    return KEPT in shell.talk.facts and "signal" in shell.talk.facts[KEPT]


def test_an_answer_is_late_after_its_last_day() -> None:
    assert not offers(due_in(1))
    assert not offers(due_in(0))
    late = due_in(-1)
    assert offers(late)
    assert late.talk.facts[KEPT]["signal"] == "no_answer"


def test_an_answer_that_was_no_yes_is_disputed_although_it_came_in_time() -> None:
    shell = talk_at("filed")
    (number,) = shell.cases
    answer(shell, number, "refused")
    shell.say("меню")
    assert "status.case" in told(shell.say("статус"))
    assert shell.talk.facts[KEPT]["signal"] == "formal_answer"
