"""A matter that was spoken: kept, sorted, filed with the voice, written down, confirmed."""

from dataclasses import replace

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.conversation import OWNER_BOT
from dialogs.lifecycle import Illegal, Moved, opened
from tests.dialogs.shell import Shell, book
from tests.dialogs.speech import MORE, asked, chosen, filed, first_option, spoken
from tests.dialogs.test_lifecycle import FOLDER, MONDAY, OURS, act, case_in, draft


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
    assert e.AskWriter("case", number, ("voice-1",)) in shell.records
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
    assert e.AskWriter("booking", booking.id, ("voice-1",)) in shell.records


@pytest.mark.parametrize("kind", ["image/jpeg", "application/pdf"])
def test_another_file_is_no_voice(kind: str) -> None:
    shell = Shell(language="ru")
    shell.take(v.Sent, file=v.File(id="f", name="f", type=kind, size=10))
    assert "voice" not in shell.talk.facts


@pytest.mark.parametrize("what", ["write", "unclear", "confirm", "speak"])
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


@pytest.mark.parametrize(("agency", "goes_again"), [(OURS, False), (FOLDER, True)])
def test_what_is_said_again_is_a_part_of_it_and_reaches_the_agency(
    agency: str, goes_again: bool
) -> None:
    before = replace(draft(agency=agency), files=("photo", "v1"), voice=("v1",))
    spoken = opened(book(), before, "2026-00000001", MONDAY).case
    result = act(spoken, "speak", files=("v2",))
    assert isinstance(result, Moved)
    assert result.case.draft == replace(before, files=("photo", "v1", "v2"), voice=("v1", "v2"))
    assert any(getattr(r, "kind", "") == "hand" for r in result.records) == goes_again


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_question_that_an_earlier_release_asked_is_answered(answer: str) -> None:
    shell = chosen(spoken())
    number = filed(shell)
    shell.act(number, "write", text="Нет воды")
    old = {"number": number, "text": "Нет воды"}
    shell.talk = shell.talk.knowing(written=old, unconfirmed=None, to_write=None)
    shell.press(answer)
    if answer == "no":
        shell.say("Нет воды")
    assert shell.cases[number].draft.text == "Нет воды"
    assert asked(shell) == "menu"
