"""Files that come where none was asked for, words under files, and files that «back» keeps."""

from datetime import timedelta

import pytest

from dialogs import events as v
from dialogs.questions.files import MOST_FILES
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell
from tests.dialogs.test_commands import At


def photo(n: int = 1) -> v.File:
    return v.File(id=f"f{n}", name=f"{n}.jpg", type="image/jpeg", size=9)


def files(shell: Shell) -> list[str]:
    return [file["id"] for file in shell.talk.answers.get("attachments") or []]


def test_words_under_a_file_are_the_answer_and_the_file_is_kept(at: At) -> None:
    shell = at("address")
    said = shell.take(v.Sent, file=photo(), text="улица Абая 5")
    assert "note.file_kept" in told(said)
    assert question(shell) == "confirm"
    assert shell.talk.answers["address"] == "улица Абая 5"
    assert "read.files" in told(said)
    shell.press("confirm")
    draft = next(iter(shell.cases.values())).draft
    assert draft is not None
    assert draft.files == ("f1",)


@pytest.mark.parametrize("point", ["advice", "consent", "surname", "iin", "address", "confirm"])
def test_a_file_alone_is_kept_and_the_question_asked_again(point: str) -> None:
    shell = talk_at(point)
    before = question(shell)
    assert "note.file_kept" in told(shell.take(v.Sent, file=photo()))
    assert (question(shell), files(shell)) == (before, ["f1"])
    assert shell.talk.tries == 0, "a file is no wrong answer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_photo_with_the_matter_under_it_begins_the_talk(language: str) -> None:
    shell = Shell(language, "petropavlovsk")
    shell.take(v.Sent, file=photo(), text=LIGHTS[language])
    assert question(shell) == "advice"
    assert files(shell) == ["f1"]


def test_a_photo_before_the_words_goes_with_them(shell: Shell) -> None:
    shell.take(v.Sent, file=photo())
    shell.say(LIGHTS["ru"])
    assert (question(shell), files(shell)) == ("advice", ["f1"])


def test_before_a_language_is_known_a_photo_is_kept_without_a_word() -> None:
    shell = Shell(None)
    shell.take(v.Started)
    assert told(shell.take(v.Sent, file=photo())) == {"ask.language"}
    shell.say(LIGHTS["ru"])
    assert files(shell) == ["f1"]


def test_a_command_under_a_file_is_obeyed(at: At) -> None:
    shell = at("address")
    shell.take(v.Sent, file=photo(), text="назад")
    assert question(shell) == "iin"
    assert files(shell) == ["f1"]


def test_words_under_a_file_that_was_asked_for_join_the_text(at: At) -> None:
    shell = at("confirm")
    shell.press("attachments")
    shell.take(v.Sent, file=photo(), text="вид из окна")
    shell.take(v.Sent, file=photo(2))
    shell.press("none", "confirm")
    draft = next(iter(shell.cases.values())).draft
    assert draft is not None
    assert draft.text == f"{LIGHTS['ru']}\nвид из окна"
    assert draft.files == ("f1", "f2")


def test_back_keeps_the_files(at: At) -> None:
    shell = at("confirm")
    shell.press("attachments")
    shell.take(v.Sent, file=photo())
    shell.say("назад")
    assert question(shell) == "attachments"
    assert files(shell) == ["f1"]
    shell.take(v.Sent, file=photo(2))
    shell.press("none")
    shell.say("назад", "назад")
    assert files(shell) == ["f1", "f2"]


def test_more_files_than_may_be_are_refused_kindly(at: At) -> None:
    shell = at("address")
    for n in range(MOST_FILES):
        assert "note.file_kept" in told(shell.take(v.Sent, file=photo(n)))
    assert "hint.files_most" in told(shell.take(v.Sent, file=photo(99)))
    assert len(files(shell)) == MOST_FILES


def test_the_pictures_of_an_album_are_answered_once_and_all_kept(at: At) -> None:
    shell = at("address")
    said = [shell.take(v.Sent, file=photo(n), album="a") for n in range(4)]
    assert [len(letters) for letters in said] == [1, 0, 0, 0]
    assert files(shell) == ["f0", "f1", "f2", "f3"]


def test_words_under_a_later_picture_of_an_album_are_heard(at: At) -> None:
    shell = at("address")
    shell.take(v.Sent, file=photo(1), album="a")
    shell.take(v.Sent, file=photo(2), album="a", text="улица Абая 5")
    assert question(shell) == "confirm"
    assert files(shell) == ["f1", "f2"]


def test_pictures_of_a_door_without_albums_are_answered_once_if_they_come_together(at: At) -> None:
    shell = at("address")
    said = []
    for n, second in enumerate(("1772000001", "1772000001", "1772000004", "1772000009")):
        shell.now -= timedelta(seconds=7)
        said.append(shell.take(v.Sent, file=photo(n), album=second))
    assert [len(letters) for letters in said] == [1, 0, 0, 0]
    shell.now += timedelta(minutes=1)
    assert "note.file_kept" in told(shell.take(v.Sent, file=photo(9), album="1772000069"))
    assert files(shell) == ["f0", "f1", "f2", "f3", "f9"]
    assert "read.files" in told(shell.say("улица Абая 5")), "all of them are read back"


def test_an_album_of_a_talk_of_an_earlier_release_is_known(at: At) -> None:
    shell = at("address")
    shell.talk = shell.talk.knowing(album="a")
    assert shell.take(v.Sent, file=photo(1), album="a") == []
    assert shell.take(v.Sent, file=photo(2), album="a") == []
    assert files(shell) == ["f1", "f2"]


def test_a_file_sent_to_a_human_is_the_humans(at: At) -> None:
    shell = at("address")
    shell.say("оператор")
    assert shell.take(v.Sent, file=photo(), text="посмотрите") == []
    assert not files(shell)


def test_a_file_without_words_adds_nothing_to_the_text(at: At) -> None:
    shell = at("confirm")
    shell.press("attachments")
    shell.take(v.Sent, file=photo())
    assert files(shell) == ["f1"]
    assert "text" not in shell.talk.answers
