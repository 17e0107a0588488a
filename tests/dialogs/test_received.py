"""Files that come together, files that never came, files where words are wanted."""

from typing import Any

import pytest

from dialogs.effects import Say, Words
from dialogs.events import File, FileLost, Sent
from tests.dialogs.conftest import talk_at
from tests.dialogs.shell import Shell


def sends(shell: Shell, id: str, **more: Any) -> list[Say]:
    known = {"type": "image/jpeg", **more}
    file = File(id=id, name=f"{id}.jpg", type=known.pop("type"), size=1)
    return shell.take(Sent, file=file, **known)


def keys(said: list[Say]) -> list[str]:
    return [words.key for say in said for words in say.words if isinstance(words, Words)]


def attached(shell: Shell) -> list[str]:
    return [file["id"] for file in shell.talk.answers.get("attachments") or ()]


def loses(shell: Shell, id: str, **more: Any) -> list[Say]:
    return shell.take(FileLost, file=id, name=f"{id}.jpg", **{"kind": "file_failed", **more})


@pytest.fixture
def form() -> Shell:
    shell = talk_at("confirm")
    shell.press("attachments")
    return shell


def test_album_is_attached_whole_and_answered_once(form: Shell) -> None:
    said = [sends(form, f"f{n}", album="a") for n in range(4)]
    assert [len(letters) for letters in said] == [1, 0, 0, 0]
    assert attached(form) == ["f0", "f1", "f2", "f3"]
    form.press("none", "confirm")
    (case,) = form.cases.values()
    assert case.draft is not None
    assert case.draft.files == ("f0", "f1", "f2", "f3")


def test_two_albums_and_single_files_are_answered_each(form: Shell) -> None:
    albums = ["a", "a", None, "b", "b", None]
    said = [sends(form, f"f{n}", album=album) for n, album in enumerate(albums)]
    assert [len(letters) for letters in said] == [1, 0, 1, 1, 0, 1]
    assert len(attached(form)) == 6


def test_file_over_the_number_that_fits_is_told_even_in_an_album(form: Shell) -> None:
    said = [sends(form, f"f{n}", album="a") for n in range(11)]
    assert [len(letters) for letters in said] == [1] + [0] * 9 + [1]
    assert "hint.files_most" in keys(said[-1])
    assert len(attached(form)) == 10


def test_album_that_nobody_asked_for_is_kept_whole_and_answered_once() -> None:
    shell = talk_at("surname")
    said = [sends(shell, f"f{n}", album="a") for n in range(3)]
    assert [len(letters) for letters in said] == [1, 0, 0]
    assert attached(shell) == ["f0", "f1", "f2"]


def test_words_under_a_later_picture_of_an_album_are_read() -> None:
    shell = talk_at("address")
    assert len(sends(shell, "f1", album="a")) == 1
    sends(shell, "f2", album="a", text="улица Абая, дом 5")
    assert shell.talk.answers["address"] == "улица Абая, дом 5"
    assert attached(shell) == ["f1", "f2"]


@pytest.mark.parametrize("kind", ["file_failed", "file_large", "file_type"])
def test_lost_file_leaves_the_form_and_the_question_waits(form: Shell, kind: str) -> None:
    sends(form, "f1")
    sends(form, "f2")
    asked = form.talk.asked
    [told] = loses(form, "f1", kind=kind)
    assert keys([told]) == ["file.lost", f"puzzled.{kind}"]
    assert told.question is not None
    assert (told.question.id, told.question.asked) == ("attachments", asked)
    assert attached(form) == ["f2"]
    form.press("none", "confirm")
    (case,) = form.cases.values()
    assert case.draft is not None
    assert case.draft.files == ("f2",)


def test_file_lost_after_filing_names_the_appeal(form: Shell) -> None:
    sends(form, "f1")
    form.press("none", "confirm")
    (number,) = form.cases
    [told] = loses(form, "f1", case=number)
    assert keys([told])[-1] == "file.lost_case"


def test_file_lost_while_a_human_has_the_talk_is_told_and_asks_nothing() -> None:
    shell = talk_at("surname")
    shell.say("/human")
    [told] = loses(shell, "f1")
    assert (keys([told])[0], told.question) == ("file.lost", None)


def test_only_voice_of_a_matter_that_is_lost_asks_for_the_matter_again() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("problem")
    sends(shell, "v1", type="audio/ogg")
    assert shell.talk.facts["voice"]
    said = loses(shell, "v1")
    assert keys(said)[0] == "file.lost"
    assert said[-1].question is not None
    assert said[-1].question.id == "problem"
    assert "voice" not in shell.talk.facts


def test_of_two_voices_one_that_is_lost_is_no_end() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("problem")
    sends(shell, "v1", type="audio/ogg")
    sends(shell, "v2", type="audio/ogg")
    kept = {file["id"] for file in shell.talk.facts["voice"]}
    loses(shell, "v1")
    assert {file["id"] for file in shell.talk.facts["voice"]} == kept - {"v1"}


def test_file_lost_before_anything_was_asked_is_told() -> None:
    shell = Shell(None)
    [told] = loses(shell, "f1")
    assert keys([told])[0] == "file.lost"
    assert told.question is not None
    assert told.question.id == "language", "and what is asked first is asked"
