"""Every moment at which something comes for who does not write on the telephone now."""

import pytest

from tests.dialogs.reading import question, told
from tests.dialogs.shared import MOMENTS, back, names_nothing, prepared, somebody_else


@pytest.mark.parametrize("name", MOMENTS)
def test_who_writes_now_reads_only_that_there_is_a_message(name: str) -> None:
    moment = MOMENTS[name]
    shell, subject = prepared(moment)
    somebody_else(shell)
    before, letters = shell.talk, len(shell.letters)
    moment.happen(shell, subject)
    came = shell.letters[letters:]
    assert [told([say]) for say in shell.said[letters:]] == [{"person.message"}]
    names_nothing(came, subject)
    after = shell.talk.knowing(for_others=None)
    assert after == before, "nothing is asked, nothing else is remembered"
    assert shell.refused == []


@pytest.mark.parametrize("name", MOMENTS)
def test_who_comes_back_is_told_it_once(name: str) -> None:
    moment = MOMENTS[name]
    shell, subject = prepared(moment)
    somebody_else(shell)
    moment.happen(shell, subject)
    said = back(shell)
    assert moment.tells in told(said)
    assert "person.message" not in told(said)
    asked = [say.question.id for say in said if say.question]
    assert asked.count(moment.asks) == bool(moment.asks)
    if moment.asks:
        assert question(shell) == moment.asks
    assert "for_others" not in shell.talk.facts
    somebody_else(shell)
    assert moment.tells not in told(back(shell)), "once"


@pytest.mark.parametrize("name", MOMENTS)
def test_the_same_person_is_told_at_once(name: str) -> None:
    moment = MOMENTS[name]
    shell, subject = prepared(moment)
    letters = len(shell.said)
    moment.happen(shell, subject)
    assert moment.tells in told(shell.said[letters:])
    assert "for_others" not in shell.talk.facts


@pytest.mark.parametrize("name", MOMENTS)
def test_in_the_middle_of_a_form_of_who_writes_now(name: str) -> None:
    moment = MOMENTS[name]
    shell, subject = prepared(moment)
    somebody_else(shell)
    shell.say("Во дворе не вывозят мусор")
    while question(shell) != "consent":
        shell.press("file" if question(shell) == "advice" else shell.said[-1].choices[0].id)
    asked = shell.talk.asked
    moment.happen(shell, subject)
    assert shell.talk.asked == asked
    shell.press("yes")
    assert question(shell) == "surname", "the form goes on"
    assert moment.tells in told(back(shell))
