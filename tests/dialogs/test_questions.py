"""Every kind of question: what is a good answer, what is a problem, and by which hint."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from dialogs import questions
from dialogs.conversation import Conversation
from dialogs.events import Chose, File, Pinned, Puzzled, Said, Sent
from dialogs.fold import clean, fold
from dialogs.question import Answer, Problem, View
from dialogs.questions.person import iin_fits
from dialogs.script import ScriptError
from tests.dialogs.shell import AT, LANGUAGES, book

LONG = "ы" * 20_000
PHOTO = File(id="f1", name="photo.jpg", type="image/jpeg", size=10)
NORTH = "590000000"  # North Kazakhstan
MAMLYUT = "595000000"


def view(answers: dict[str, Any] | None = None, **facts: Any) -> View:
    talk = Conversation(id="t", language="ru", answers=answers or {}, facts=facts)
    return View(book(), talk, AT)


def read(key: str, reply: Any, answers: dict[str, Any] | None = None, **facts: Any) -> Any:
    said = Said(id="e", at=AT, text=reply) if isinstance(reply, str) else reply
    return book().questions[key].read(view(answers, **facts), said)


def value(key: str, reply: Any, answers: dict[str, Any] | None = None, **facts: Any) -> Any:
    """The answer's value, or the key of the hint."""
    found = read(key, reply, answers, **facts)
    return found.value if isinstance(found, Answer) else found.hint


def chose(option: str) -> Chose:
    return Chose(id="e", at=AT, option=option)


def sent(text: str = "") -> Sent:
    return Sent(id="e", at=AT, file=PHOTO, text=text)


PIN = Pinned(id="e", at=AT, latitude=54.87, longitude=69.15)
OCEAN = Pinned(id="e", at=AT, latitude=-70.0, longitude=-150.0)
STICKER = Puzzled(id="e", at=AT, kind="sticker")


# -- words ----------------------------------------------------------------------------------------


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


# -- one of some ------------------------------------------------------------------------------------


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


# -- files ------------------------------------------------------------------------------------------


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


# -- the person ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "surname", "name"),
    [
        ("Ахметова Айгуль", "Ахметова", "Айгуль"),
        ("ахметова айгүл серікқызы", "Ахметова", "Айгүл Серікқызы"),
        ("Петрова-Сидорова, Анна", "Петрова-Сидорова", "Анна"),
        ("O’Neil D'Arcy", "O’Neil", "D'Arcy"),
        ("Ли", "Ли", None),
        ("Әбдіқалықов Ә.", "Әбдіқалықов", "Ә."),
    ],
)
def test_surname_and_name(reply: str, surname: str, name: str | None) -> None:
    found = read("surname", reply)
    assert found.value == surname
    assert found.also.get("name") == name


@pytest.mark.parametrize(
    "reply", ["Ахметова 5", "<b>", "Иван 🙂", "а б в г д е", "87011234567", "--", "{surname}"]
)
def test_no_name(reply: str) -> None:
    assert value("name", reply) in {"hint.name", "hint.short"}


def test_a_first_name_of_two_words_is_one_name() -> None:
    assert value("name", "айша бибі") == "Айша Бибі"


def control_digit(first: str) -> int | None:
    """The check digit by the order of the government, written anew for this test."""
    rows = ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2])
    for row in rows:
        total = 0
        for place in range(11):
            total += row[place] * int(first[place])
        if total % 11 != 10:
            return total % 11
    return None


def numbers() -> Iterator[str]:
    for year, serial in product(("90", "04", "59"), range(0, 9999, 37)):
        yield f"{year}0115" + f"4{serial:04}"


def test_iin_by_an_independent_count() -> None:
    second_row = never = 0
    for first in numbers():
        digit = control_digit(first)
        plain = sum(int(d) * n for n, d in enumerate(first, 1)) % 11
        second_row += plain == 10 and digit is not None
        never += digit is None
        for last in range(10):
            assert iin_fits(f"{first}{last}") is (last == digit)
    assert second_row > 10, "the second row of weights was not tried"
    assert never, "no number that is never issued was tried"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (f"90011540001{control_digit('90011540001')}", f"90011540001{control_digit('90011540001')}"),
        (f" 900115 4000-1{control_digit('90011540001')} ", f"90011540001{control_digit('90011540001')}"),
        ("900115400019" if control_digit("90011540001") != 9 else "900115400010", "hint.iin_check"),
        ("90011540001", "hint.iin_length"),
        ("9001154000123", "hint.iin_length"),
        ("девять ноль", "hint.iin_length"),
        ("٩٠٠١١٥٤٠٠٠١٢", "hint.iin_length"),
        ("🙂", "hint.short"),
        ("пропустить", ""),
        ("не знаю", ""),
        (chose("skip"), ""),
        (LONG, "hint.long"),
        (STICKER, "hint.text"),
    ],
)  # fmt: skip
def test_iin(reply: Any, expected: str) -> None:
    assert value("iin", reply) == expected


# -- places -------------------------------------------------------------------------------------------


def path(reply: Any, key: str = "region", **answers: Any) -> list[Any]:
    found = read(key, reply, answers)
    assert isinstance(found, Answer), found
    return [found.also[level] for level in ("region", "district", "settlement")]


def test_a_region_settles_nothing_below_it() -> None:
    assert path(chose(NORTH)) == [NORTH, None, None]
    assert path("Северо-Казахстанская область") == [NORTH, None, None]
    assert path("солтүстік қазақстан облысы") == [NORTH, None, None]


def test_another_region_forgets_the_places_inside_the_first() -> None:
    other = book().rules.places.regions()[0].kato
    assert path(chose(other), district="x", settlement="y") == [other, None, None]


def test_a_town_settles_its_region_and_a_pin_does_too() -> None:
    region, district, _ = path("Петропавловск")
    assert region == NORTH
    assert path(PIN)[:2] == [NORTH, district]


def test_namesakes_are_a_question_of_their_own() -> None:
    found = read("region", "Октябрьское")
    assert found.value is None
    assert 2 <= len(found.facts["namesakes"]) <= 8
    chosen = found.facts["namesakes"][1]
    settled = read("settlement", chose(chosen), namesakes=found.facts["namesakes"])
    assert settled.facts == {"namesakes": None}
    assert chosen in settled.also.values()


def test_a_settlement_that_is_not_in_the_list() -> None:
    found = read("settlement", chose("none"), {"region": NORTH, "district": MAMLYUT})
    assert (found.value, found.facts) == ("", {"namesakes": None})


@pytest.mark.parametrize(
    "reply", ["ыыыыыы", "", "🙂", LONG, "<b>", OCEAN, STICKER, sent("Петропавловск"), chose("000")]
)
def test_no_place(reply: Any) -> None:
    assert value("region", reply) == "hint.place"


# -- the table, and folding ---------------------------------------------------------------------------


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
