"""The terminal's screen: what a typed line means after what was shown."""

from datetime import UTC, datetime

import pytest

from bot.fronts.terminal import Screen
from dialogs.events import Chose, Puzzled, Said
from dialogs.letters import Letter

AT = datetime(2026, 11, 23, 5, tzinfo=UTC)
MENU = Letter(
    text="Чем помочь?",
    choices=(("file", "Подать обращение"), ("book", "Записаться на приём")),
    question={"id": "menu", "kind": "choice", "expects": "choice", "optional": False, "asked": 4},
)
STARS = Letter(
    text="Оцените",
    choices=(("5", "Отлично"), ("4", "Хорошо"), ("1", "Плохо")),
    question={
        "id": "rating",
        "kind": "choice",
        "expects": "choice",
        "optional": False,
        "asked": 7,
    },
)
NOTICE = Letter(text="Напоминаем о приёме", choices=(("come", "Приду"), ("move", "Перенести")))


@pytest.fixture
def screen() -> Screen:
    return Screen()


def read(screen: Screen, line: str):
    return screen.read(line, "id", AT)


def test_choices_are_shown_with_numbers(screen):
    shown = screen.show(MENU)
    assert shown == "Чем помочь?\n    1. Подать обращение\n    2. Записаться на приём"


def test_links_files_and_another_speaker_are_shown(screen):
    letter = Letter(
        text="Смотрите",
        speaker="operator",
        links=(("Карта", "https://example.kz"),),
        files=({"id": "f", "name": "ответ.pdf", "type": "application/pdf", "size": 3},),
    )
    lines = screen.show(letter).splitlines()
    assert lines == ["[operator] Смотрите", "    Карта: https://example.kz", "    ответ.pdf"]


def test_a_number_takes_a_choice_of_the_newest_list(screen):
    screen.show(MENU)
    chosen = read(screen, " 2 ")
    assert chosen == Chose(id="id", at=AT, option="book", question="menu", asked=4)


def test_an_option_id_takes_a_choice(screen):
    screen.show(MENU)
    assert read(screen, "file") == Chose(id="id", at=AT, option="file", question="menu", asked=4)


def test_an_option_that_is_a_number_is_meant_before_its_place(screen):
    screen.show(STARS)
    assert read(screen, "5").option == "5"
    assert read(screen, "2").option == "4"  # no option is called 2: the second one is meant


def test_a_number_never_means_an_option_of_an_older_list(screen):
    screen.show(STARS)
    screen.show(MENU)
    assert read(screen, "1").option == "file"


def test_an_older_list_is_still_answered_by_id(screen):
    screen.show(MENU)
    screen.show(NOTICE)
    assert read(screen, "book").asked == 4
    assert read(screen, "come") == Chose(id="id", at=AT, option="come")


@pytest.mark.parametrize(
    "line", ["яма во дворе", "3", "0", "02", "1" * 5000, "-1", "١", "/menu", "File"]
)
def test_everything_else_is_words(screen, line):
    screen.show(MENU)
    assert read(screen, line) == Said(id="id", at=AT, text=line)


@pytest.mark.parametrize(
    ("line", "kind"), [("", "empty"), (" \t", "empty"), ("\x07", "empty"), ("я" * 20_001, "long")]
)
def test_lines_that_no_question_can_take(screen, line, kind):
    assert read(screen, line) == Puzzled(id="id", at=AT, kind=kind)


def test_control_marks_are_left_out(screen):
    assert read(screen, "яма\x1b[31m").text.startswith("яма")
    assert "\x1b" not in read(screen, "яма\x1b[31m").text


def test_words_before_anything_was_shown(screen):
    assert read(screen, "1") == Said(id="id", at=AT, text="1")


def test_a_letter_without_choices_leaves_the_question_open(screen):
    screen.show(MENU)
    screen.show(Letter(text="К слову"))
    assert read(screen, "1").option == "file"
