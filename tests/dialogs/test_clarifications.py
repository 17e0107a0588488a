"""Questions of agencies: answered with words and files, asked again, and answered too late."""

import pytest

from dialogs import events as v
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.test_moments import TEXT
from tests.dialogs.test_ways import case_of, too_late


def test_a_clarification_that_comes_too_late_is_not_told_as_added() -> None:
    shell = too_late()
    keys = told(shell.said[-1:])
    assert "case.too_late" in keys
    assert "case.clarified" not in keys
    assert not shell.replies
    assert question(shell) == "ways"


def test_files_go_with_the_answer_to_a_clarification() -> None:
    shell = talk_at("filed")
    number = case_of(shell)
    shell.act(number, "ask", text="Пришлите фото")
    file = v.File(id="f9", name="a.jpg", type="image/jpeg", size=1)
    assert "note.file_kept" in told(shell.take(v.Sent, file=file))
    assert question(shell) == "clarification"
    shell.say("Вот фото")
    assert shell.replies == [(number, "Вот фото", ("f9",))]


@pytest.mark.parametrize("how", ["/start", "сәлем", "door"])
def test_a_clarification_is_not_lost_when_the_talk_begins_anew(how: str) -> None:
    shell = talk_at("filed")
    number = case_of(shell)
    shell.act(number, "ask", text="Какой дом?")
    shell.say("меню")
    assert question(shell) == "menu"
    said = shell.take(v.Started) if how == "door" else shell.say(how)
    assert {"case.clarify_waits", "ask.clarification"} <= told(said)
    shell.say("Дом 5")
    assert shell.replies == [(number, "Дом 5", ())]
    shell.say("/start")
    assert question(shell) == "menu"


def test_a_clarification_asked_while_a_human_had_the_talk_is_asked_later() -> None:
    shell = talk_at("filed")
    number = case_of(shell)
    shell.say("оператор")
    shell.act(number, "ask", text="Какой дом?")
    shell.say("меню", "/start")
    assert question(shell) == "clarification"


def test_a_clarification_asked_inside_itself_is_answered_once() -> None:
    shell = talk_at("filed")
    number = case_of(shell)
    shell.act(number, "ask", text="Какой дом?")
    shell.say("статус")
    assert question(shell) == "clarification"
    shell.say("Дом 5")
    assert shell.replies == [(number, "Дом 5", ())]
    assert question(shell) != "clarification"


def test_a_clarification_that_is_answered_otherwise_waits_no_more() -> None:
    shell = talk_at("filed")
    number = case_of(shell)
    shell.act(number, "ask", text="Какой дом?")
    shell.say("меню")
    shell.act(number, "answer", text=TEXT, result="satisfied")
    shell.say("/start")
    assert question(shell) == "menu"
