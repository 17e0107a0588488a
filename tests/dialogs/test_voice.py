"""A matter that was spoken: kept, sorted, filed with the voice, written down, confirmed."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.conversation import OWNER_BOT
from dialogs.lifecycle import Illegal, Moved, opened
from tests.dialogs.shell import Shell, book
from tests.dialogs.test_lifecycle import FOLDER, MONDAY, OURS, act, case_in, draft

NOTE = v.File(id="voice-1", name="voice.ogg", type="audio/ogg", size=9000)
MORE = v.File(id="voice-2", name="voice.ogg", type="audio/ogg", size=4000)


def spoken(language: str | None = "ru") -> Shell:
    shell = Shell(language=language)
    shell.take(v.Sent, file=NOTE)
    return shell


def chosen(shell: Shell) -> Shell:
    """Group, topic and place chosen by buttons."""
    shell.press("housing_utilities")
    shell.press("water_outage")
    shell.say("Петропавловск")
    return shell


def filed(shell: Shell) -> str:
    shell.press("file")
    shell.press("yes")
    shell.say("Иванов Иван")
    shell.press("skip")
    shell.say("ул. Абая, 5, кв. 1")
    shell.press("confirm")
    return next(iter(shell.cases))


def asked(shell: Shell) -> str:
    return shell.book.steps[shell.talk.at].ask or ""


def test_a_voice_message_is_kept_and_its_group_is_asked() -> None:
    shell = spoken()
    assert asked(shell) == "group"
    assert [file["id"] for file in shell.talk.facts["voice"]] == ["voice-1"]


def test_more_of_it_is_kept_too_and_nothing_is_lost() -> None:
    shell = spoken()
    shell.take(v.Sent, file=MORE)
    assert asked(shell) == "group"
    assert [file["id"] for file in shell.talk.facts["voice"]] == ["voice-1", "voice-2"]


def test_before_a_language_is_known_it_is_asked_first_and_the_voice_is_kept() -> None:
    shell = spoken(language=None)
    assert asked(shell) == "language"
    shell.press("kk")
    assert asked(shell) == "group"
    assert shell.talk.facts["voice"]


def test_it_goes_out_with_the_appeal_and_waits_for_an_operator() -> None:
    shell = chosen(spoken())
    number = filed(shell)
    draft = shell.cases[number].draft
    assert (draft.text, draft.voice, draft.files) == ("", ("voice-1",), ("voice-1",))
    assert e.HandOff(f"voice:{number}") in shell.records
    assert shell.talk.owner == OWNER_BOT


def test_a_reception_about_it_is_about_its_topic() -> None:
    shell = chosen(spoken())
    shell.press("book")
    shell.press("akim")
    shell.press(first_option(shell))
    shell.press(first_option(shell))
    assert asked(shell) == "booking_confirm"
    shell.press("confirm")
    booking = next(iter(shell.bookings.values()))
    assert booking.matter == shell.book.name("topic", "water_outage", "ru")
    assert e.HandOff(f"voice:{booking.id}") in shell.records


def first_option(shell: Shell) -> str:
    return shell.said[-1].choices[0].id


def written(shell: Shell, number: str, **fields: Any) -> None:
    shell.act(number, "write", text="Нет горячей воды", **fields)


def test_what_was_written_down_counts_when_the_citizen_confirms() -> None:
    shell = chosen(spoken())
    number = filed(shell)
    written(shell, number)
    assert asked(shell) == "written"
    assert shell.cases[number].draft.text == ""
    shell.press("yes")
    assert e.ReplyToCase(number, "Нет горячей воды", act="confirm") in shell.records
    assert asked(shell) == "menu"


def test_the_citizen_sets_it_right_in_their_own_words() -> None:
    shell = chosen(spoken())
    number = filed(shell)
    written(shell, number)
    shell.press("no")
    shell.say("Нет холодной воды")
    assert e.ReplyToCase(number, "Нет холодной воды", act="confirm") in shell.records
    assert "written" not in shell.talk.facts


def test_while_a_human_owns_the_talk_it_is_only_told() -> None:
    shell = chosen(spoken())
    number = filed(shell)
    shell.say("оператор")
    shell.take(v.OperatorTook, by="demo")
    written(shell, number)
    assert "written" not in shell.talk.facts
    assert shell.talk.owner == "demo"


@pytest.mark.parametrize("kind", ["image/jpeg", "application/pdf"])
def test_another_file_is_no_voice(kind: str) -> None:
    shell = Shell(language="ru")
    shell.take(v.Sent, file=v.File(id="f", name="f", type=kind, size=10))
    assert "voice" not in shell.talk.facts


@pytest.mark.parametrize("what", ["write", "confirm"])
def test_only_what_was_spoken_is_written_down(what: str) -> None:
    typed = replace(draft(), voice=())
    assert act(case_in("in_work", draft=typed), what) == Illegal("no_voice")
    assert act(case_in("in_work", draft=None), what) == Illegal("no_voice")


@pytest.mark.parametrize(("agency", "goes_again"), [(OURS, False), (FOLDER, True)])
def test_confirmed_words_become_the_text_and_reach_the_agency(
    agency: str, goes_again: bool
) -> None:
    spoken = opened(book(), replace(draft(agency=agency), text=""), "2026-00000001", MONDAY).case
    result = act(spoken, "confirm", text="Нет света во дворе")
    assert isinstance(result, Moved)
    assert result.case.draft is not None
    assert result.case.draft.text == "Нет света во дворе"
    assert any(getattr(r, "kind", "") == "hand" for r in result.records) == goes_again
