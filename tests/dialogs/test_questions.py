"""Words, choices and files: what is a good answer, what is a problem, and by which hint."""

from typing import Any

import pytest

from dialogs import questions
from dialogs.events import Said
from dialogs.fold import clean, fold
from dialogs.question import Answer, Problem
from dialogs.script import ScriptError
from tests.dialogs.asking import LONG, NORTH, PIN, STICKER, chose, read, sent, value, view
from tests.dialogs.shell import AT, LANGUAGES, book

# -- words


@pytest.mark.parametrize(
    ("key", "reply", "expected"),
    [
        ("text", "Фонари не горят", "Фонари не горят"),
        ("text", "  пробелы  ", "пробелы"),
        ("text", "<b>жирный</b> & {имя} %s", "<b>жирный</b> & {имя} %s"),
        ("text", "строка\nдругая", "строка\nдругая"),
        ("text", "\u200f\u202eсправа\u202c налево\u0000\u0007", "справа налево"),
        ("text", "ы" * 4000, "ы" * 4000),
        ("text", "ы" * 4001, "hint.long"),
        ("text", LONG, "hint.long"),
        ("text", "", "hint.short"),
        ("text", " \n\t ", "hint.short"),
        ("text", "да", "hint.short"),
        ("text", "🙂🙂🙂🙂", "hint.short"),
        ("text", "...!!!", "hint.short"),
        ("text", "\u200f\u202e\u2066", "hint.short"),
        ("text", sent("Фонари не горят"), "Фонари не горят"),
        ("text", sent(), "hint.short"),
        ("text", PIN, "hint.text"),
        ("text", STICKER, "hint.text"),
        ("text", chose("confirm"), "hint.text"),
        ("address", "дом 5", "дом 5"),
        ("address", "ы" * 301, "hint.long"),
        ("clarification", "5Б", "5Б"),
        ("rating_text", chose("skip"), ""),
        ("rating_text", "Пропустить", ""),
        ("rating_text", "спасибо", "спасибо"),
    ],
)
def test_words(key: str, reply: Any, expected: str) -> None:
    assert value(key, reply) == expected


def test_a_hint_says_how_long_is_too_long() -> None:
    assert read("address", LONG) == Problem("hint.long", {"most": 300})


# -- one of some


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (chose("yes"), "yes"),
        (chose("maybe"), "hint.choice"),
        ("1", "yes"),
        (" 2. ", "no"),
        ("2", "no"),
        ("3", "hint.choice"),
        ("0", "hint.choice"),
        ("-1", "hint.choice"),
        ("²", "no"),
        ("ДА!", "yes"),
        ("иә", "yes"),
        ("ия", "yes"),
        ("Yes.", "yes"),
        ("Жоқ", "no"),
        ("жок", "no"),
        ("yes", "yes"),
        ("", "hint.choice"),
        ("🙂", "hint.choice"),
        ("\u202eда", "yes"),
        (LONG, "hint.choice"),
        (sent("да"), "hint.choice"),
        (PIN, "hint.choice"),
        (STICKER, "hint.choice"),
    ],
)
def test_consent(reply: Any, expected: str) -> None:
    assert value("consent", reply) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [k for k, q in book().questions.items() if q.kind == "choice"])
def test_a_button_pressed_and_its_number_mean_the_same(key: str, language: str) -> None:
    question = book().questions[key]
    seen = view({"region": NORTH}, **FOUND)
    for number, choice in enumerate(question.choices(seen), 1):
        pressed = question.read(seen, chose(choice.id))
        written = question.read(seen, Said(id="e", at=AT, text=str(number)))
        assert isinstance(pressed, Answer)
        if key != "rating":  # there the numbers are the options
            assert written == pressed, (key, choice.id)


FOUND: dict[str, Any] = {
    "candidates": ["street_lighting", "water_outage"],
    "advised": {"file": {"allowed": True}, "book": {"allowed": True}},
    "officials": [
        {"id": "akim", "name": {"kk": "Әкім", "ru": "Аким", "en": "Akim"}, "formats": ["online"]}
    ],
    "slots": [{"id": "s1", "starts": "2026-12-04T05:00:00+00:00"}],
}


def test_names_of_the_tables_may_be_typed_in_any_language() -> None:
    for language in LANGUAGES:
        assert value("kind", book().name("kind", "complaint", language)) == "complaint"
        assert value("official", FOUND["officials"][0]["name"][language], **FOUND) == "akim"


def test_other_words_are_taken_for_the_matter_where_the_question_allows_it() -> None:
    found = read("menu", "вода не идёт")
    assert (found.value, found.also) == ("said", {"problem": "вода не идёт"})
    assert value("menu", "🙂🙂🙂") == "hint.choice"
    assert value("menu", "ая") == "hint.choice"
    assert value("menu", sent("вода не идёт")) == "hint.choice"


@pytest.mark.parametrize("score", range(1, 6))
def test_rating(score: int) -> None:
    assert value("rating", str(score)) == str(score)
    assert value("rating", chose(str(score))) == str(score)


@pytest.mark.parametrize("reply", ["6", "0", "пять с плюсом", "10"])
def test_no_rating(reply: str) -> None:
    assert value("rating", reply) == "hint.choice"


def test_a_way_of_helping_that_is_not_allowed_is_not_offered() -> None:
    closed = {"file": {"allowed": False}, "book": {"allowed": True}}
    ids = [c.id for c in book().questions["advice"].choices(view(advised=closed))]
    assert "file" not in ids
    assert ids[0] == "book"


def test_times_are_those_of_the_day_chosen() -> None:
    slots = [*FOUND["slots"], {"id": "s2", "starts": "2026-12-07T20:00:00+00:00"}]
    times = book().questions["time"]
    assert [c.id for c in times.choices(view({"day": "2026-12-08"}, slots=slots))] == ["s2"]
    assert [c.id for c in times.choices(view(slots=slots))] == ["s1", "s2"]
    days = book().questions["day"].choices(view(slots=slots))
    assert [c.id for c in days] == ["2026-12-04", "2026-12-08"], "days of Almaty, not of UTC"
    assert value("time", "01:00", {"day": "2026-12-08"}, slots=slots) == "s2"


# -- files


def test_files_gather_up_to_ten_and_end_when_it_is_enough() -> None:
    first = read("attachments", sent("вот"))
    assert first.facts == {"more_files": "yes"}
    assert first.value == [{"id": "f1", "name": "photo.jpg", "type": "image/jpeg", "size": 10}]
    ten = {"attachments": first.value * 10}
    assert read("attachments", sent(), ten) == Problem("hint.files_most", {"most": 10})
    done = read("attachments", "готово", ten)
    assert (done.value, done.facts) == (ten["attachments"], {"more_files": "no"})
    assert value("attachments", "вот фото") == "hint.file"
    assert value("attachments", STICKER) == "hint.file"


# -- the table, and folding


@pytest.mark.parametrize(
    "row",
    [
        "{id: x, kind: poem}",
        "{id: x, kind: text, color: red}",
        "{kind: text}",
        "{id: x}",
        "{id: x, kind: iin, source: fixed}",
        "{id: x, kind: one_of, options: 5}",
        "word",
        "{",
    ],
)
def test_a_wrong_row_is_an_error(row: str) -> None:
    with pytest.raises(ScriptError):
        questions.parse(f"questions:\n  - {row}")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Иә!  ", "иа"),
        ("ИӘ", "иа"),
        ("ҚАЗАҚША", "казакша"),
        ("/Menu@esik_bot now", "/menu@esik_bot now"),
        ("ﬁne", "fine"),
        ("«да».", "да"),
        ("\u202eда\u202c", "да"),
        ("ёлка", "елка"),
        ("🙂", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_clean_keeps_lines_and_drops_what_cannot_be_seen() -> None:
    assert clean("a\r\n\u2066b\u2069\ufeff\ud800 \x00c ") == "a\nb c"
