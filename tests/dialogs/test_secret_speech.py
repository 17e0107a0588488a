"""Spoken and not to be read by others, erased, over, lost: what is still asked, what is not."""

from dataclasses import replace

import pytest

from dialogs import events as v
from tests.dialogs.reading import keys, told
from tests.dialogs.shell import Shell
from tests.dialogs.speech import MORE, WORDS, a_case, a_secret, asked, marks


@pytest.fixture(name="case")
def _case() -> tuple[Shell, str]:
    return a_case()


@pytest.fixture(name="secret")
def _secret() -> tuple[Shell, str]:
    return a_secret()


@pytest.mark.parametrize("done", ["write", "unclear"])
def test_a_secret_matter_is_named_in_no_letter(secret: tuple[Shell, str], done: str) -> None:
    shell, number = secret
    at = shell.talk.at
    shell.act(number, done, text=WORDS)
    assert told(shell.said[-1:]) == {"case.neutral"}
    assert (shell.said[-1].case, shell.said[-1].question, shell.talk.at) == (None, None, at)
    assert WORDS not in shell.letters[-1].text
    shell.say("/start")
    assert WORDS not in shell.letters[-1].text
    assert asked(shell) == "menu"


def test_status_shows_the_words_and_asks(secret: tuple[Shell, str]) -> None:
    shell, number = secret
    shell.act(number, "write", text=WORDS)
    shell.say("статус")
    assert WORDS in shell.letters[-1].text
    assert asked(shell) == "written"
    shell.press("yes")
    assert shell.cases[number].draft.text == WORDS
    assert marks(shell, number) == ["written", "confirmed"]
    assert asked(shell) == "menu"
    shell.say("статус")
    assert asked(shell) != "written"


def test_status_asks_to_say_a_secret_matter_again(secret: tuple[Shell, str]) -> None:
    shell, number = secret
    shell.act(number, "unclear")
    shell.say("статус")
    assert asked(shell) == "said_again"
    shell.say(WORDS)
    assert shell.cases[number].draft.text == WORDS


def test_a_secret_answer_is_set_right_too(secret: tuple[Shell, str]) -> None:
    shell, number = secret
    shell.act(number, "write", text=WORDS)
    shell.say("статус")
    shell.press("no")
    shell.say("Нет света")
    assert shell.cases[number].draft.text == "Нет света"


@pytest.mark.parametrize("done", ["write", "unclear"])
def test_of_what_was_erased_nobody_is_asked_and_the_operator_is_refused(
    case: tuple[Shell, str], done: str
) -> None:
    shell, number = case
    shell.take(v.EraseAsked, by="citizen")
    said = len(shell.said)
    shell.act(number, done, text=WORDS)
    assert shell.refused == ["erased"]
    assert len(shell.said) == said
    shell.say("статус")
    assert not any(WORDS in letter.text for letter in shell.letters)


def test_nothing_is_asked_of_a_case_that_is_closed(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "write", text=WORDS)
    shell.say("меню")
    shell.cases[number] = replace(shell.cases[number], state="closed")
    shell.say("статус")
    assert asked(shell) != "written"
    assert "unconfirmed" not in shell.talk.facts


@pytest.mark.parametrize("waits", ["written", "written_right", "said_again"])
def test_the_question_goes_when_the_case_is_answered(case: tuple[Shell, str], waits: str) -> None:
    shell, number = case
    shell.act(number, "unclear" if waits == "said_again" else "write", text=WORDS)
    if waits == "written_right":
        shell.press("no")
    assert asked(shell) == waits
    shell.act(number, "answer", text="Вода подана.", result="satisfied")
    assert asked(shell) == "menu"
    assert shell.said[-1].question is not None
    shell.say("/start")
    assert asked(shell) == "menu"


def test_a_secret_question_goes_too(secret: tuple[Shell, str]) -> None:
    shell, number = secret
    shell.act(number, "write", text=WORDS)
    shell.say("статус")
    shell.act(number, "answer", text="Ответ по делу.", result="explained")
    assert asked(shell) == "menu"


def test_what_was_spoken_and_is_lost_on_the_way_is_asked_for_again(
    case: tuple[Shell, str],
) -> None:
    shell, number = case
    lost = {"file": "voice-1", "name": "voice.ogg", "kind": "file_failed", "case": number}
    shell.take(v.FileLost, **lost)
    assert {"file.lost", "ask.said_again"} <= keys(shell.said[-1])
    assert marks(shell, number) == ["unclear"]
    shell.take(v.Sent, file=MORE)
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    assert shell.cases[number].draft.text == WORDS


def test_lost_of_a_secret_matter_it_is_asked_for_with_status(secret: tuple[Shell, str]) -> None:
    shell, number = secret
    shell.talk = shell.talk.knowing(
        to_write={number: {"what": "case", "voice": ["voice-1"], "typed": "", "quiet": True}}
    )
    shell.take(v.FileLost, file="voice-1", name="voice.ogg", kind="file_failed")
    assert "ask.said_again" not in keys(shell.said[-1])
    shell.say("статус")
    assert asked(shell) == "said_again"
