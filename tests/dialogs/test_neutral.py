"""Matters that others must not read over a shoulder: notices say only that there is a message."""

from dataclasses import replace

import pytest

from dialogs import effects as e
from dialogs import events as v
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell, book

TOPIC = min(book().neutral)


@pytest.fixture
def filed() -> tuple[Shell, str]:
    """An appeal about such a matter."""
    shell = talk_at("filed")
    (number,) = shell.cases
    shell.cases[number] = replace(shell.cases[number], topic=TOPIC)
    return shell, number


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("take", {}),
        ("answer", {"text": "Ответ по делу.", "result": "refused"}),
        ("ask", {"text": "Где это было?"}),
    ],
)
def test_a_notice_names_nothing(
    filed: tuple[Shell, str], act: str, fields: dict[str, str]
) -> None:
    shell, number = filed
    assert shell.act(number, act, **fields) is None
    assert told(shell.said[-1:]) == {"case.neutral"}
    assert (shell.said[-1].case, shell.said[-1].choices) == (None, ())
    assert number not in shell.letters[-1].text


def test_no_rating_is_asked_for(filed: tuple[Shell, str]) -> None:
    shell, number = filed
    shell.act(number, "answer", text="Ответ по делу.", result="satisfied")
    assert f"rating:{number}" not in shell.timers


def test_who_asks_for_the_status_reads_what_was_asked_and_answers_it(
    filed: tuple[Shell, str],
) -> None:
    shell, number = filed
    shell.act(number, "ask", text="Где это было?")
    shell.say("статус")
    assert "Где это было?" in shell.letters[-1].text
    assert question(shell) == "clarification"
    shell.say("Во дворе")
    assert shell.cases[number].state == "in_work"


def test_an_unfinished_form_is_not_nudged() -> None:
    shell = Shell(None)
    shell.take(v.Started, language="ru", agency="petropavlovsk", help="file")
    shell.say("Сына в школе травят одноклассники")
    assert shell.talk.facts["topic"] in book().neutral
    assert question(shell) == "consent"
    assert list(shell.timers) == ["expire:t"], "it is forgotten by rule like any other"


def test_a_question_beside_such_a_form_is_read_by_no_editor() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Сына в школе травят одноклассники")
    shell.press("file")
    assert "note.no_answer" in told(shell.say("А вы дружите с котами?"))
    assert not [record for record in shell.records if isinstance(record, e.KeepQuestion)]
