"""Corners of the rules: what is wrong in a file, what is remembered, what is rare in messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from routing_rules import Rules, RulesError, parse, place_words, stemming
from routing_rules.entries import Entry, line_of, read
from routing_rules.examples import parse_examples
from routing_rules.lint import check
from routing_rules.pictures import page
from routing_rules.tables import parse_table


@pytest.mark.parametrize(
    ("text", "look", "words"),
    [
        ("a: \x07", lambda root: root, "not YAML"),
        ("a: 1", lambda root: list(root.at("a").each()), "a list"),
        ("a: 1", lambda root: root.text("b"), "«b» is missing"),
        ("a: [1]", lambda root: root.text("a"), "a text"),
        ("a: yes", lambda root: root.text("a"), "in quotes"),
        ("a: x", lambda root: root.number("a"), "a number"),
        ("a: x", lambda root: root.day("a"), "a date"),
        ("a: 1", lambda root: list(root.at("a").pairs()), "a mapping"),
    ],
)
def test_what_a_file_must_hold(text: str, look: Callable[[Entry], object], words: str) -> None:
    with pytest.raises(RulesError, match=words):
        look(read("t.yaml", text))


def test_words_may_be_a_list_and_a_text_has_a_default() -> None:
    root = read("t.yaml", "a: [x, y]\nb: x y\nc:\n")
    assert root.words("a") == root.words("b") == ("x", "y")
    assert root.at("c").source_words() == ()
    assert root.text("d", "z") == "z"


def test_the_line_of_a_place_that_is_gone_is_that_of_its_parent() -> None:
    source = "a:\n  b: 1\nc: [2]\n"
    assert line_of(source, ("a", "b")) == 2
    assert line_of(source, ("a", "gone")) == 2
    assert line_of(source, ("a", "b", "deeper")) == 2
    assert line_of(source, ("c", 5)) == 3
    assert line_of("", ("a",)) == 1


def test_a_table_without_examples_is_refused() -> None:
    with pytest.raises(RulesError, match="needs examples"):
        parse_examples("t.examples.yaml", "examples: []")


def findings(texts: dict[str, str], **changed: tuple[str, str]) -> list[str]:
    """What the lint says of texts with one place changed in each file."""
    new = dict(texts)
    for file, (old, to) in changed.items():
        assert old in texts[file], (file, old)
        new[file] = texts[file].replace(old, to, 1)
    return [finding.text for finding in check(parse(new), new)]


def test_a_table_whose_examples_are_gone(rules: Rules, texts: dict[str, str]) -> None:
    less = {file: text for file, text in texts.items() if file != "tables/act.examples.yaml"}
    assert any("has no examples" in finding.text for finding in check(rules, less))


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "tables/act.yaml",
            "  - id: D-900",
            "  - id: D-880\n    when: {intent: human, topic: parking}\n    then: {act: file}\n"
            "    reference: r\n  - id: D-881\n    when: {intent: human, topic: parking}\n"
            "    then: {act: tell}\n    reference: r\n  - id: D-900",
            "D-880 and D-881 have the same conditions",
        ),
        (
            "topics/other.yaml",
            'reference: "Study',
            'reference: "" # "Study',
            "reference is missing",
        ),
        ("hotlines.yaml", "  fire_emergency:", "  fire_in_space:", "no topic «fire_in_space»"),
        ("calendar/2026.yaml", "worked: []", 'worked: ["2026-11-23"]', "a working day already"),
        ("agencies/studied.yaml", "parent: nko", "parent: moon", "no agency «moon»"),
        (
            "agencies/studied.yaml",
            'place: "591000000"',
            'place: "000000001"',
            "no place 000000001",
        ),
    ],
)
def test_more_faults_are_found(
    texts: dict[str, str], file: str, old: str, new: str, words: str
) -> None:
    found = findings(texts, **{file: (old, new)})
    assert any(words in text for text in found), found


def test_a_number_that_is_shown_but_not_there(texts: dict[str, str]) -> None:
    text = texts["hotlines.yaml"]
    start = text.index("- id: emergency_112")
    number = text.index("number:", start)
    end = text.index("\n", number)
    changed = {**texts, "hotlines.yaml": text[:number] + "number: null" + text[end:]}
    found = check(parse(changed), changed)
    assert any("emergency_112 is shown without a number" in f.text for f in found)


def test_the_line_of_a_topic_that_is_written_otherwise(texts: dict[str, str]) -> None:
    file = "topics/housing.yaml"
    text = texts[file].replace('"дом аварийный"', '"нет воды"', 1)
    text = text.replace("- id: emergency_housing", '- id: "emergency_housing"', 1)
    changed = {**texts, file: text}
    (line,) = {f.line for f in check(parse(changed), changed) if "reads like a phrase" in f.text}
    assert line == 1


def test_a_class_of_key_words_that_is_not_known(texts: dict[str, str]) -> None:
    file = "lexicon/other.yaml"
    with pytest.raises(RulesError, match="«loud» is none of"):
        parse({**texts, file: texts[file].replace("    strong:", "    loud:", 1)})


def test_a_picture_of_a_table_whose_last_row_has_conditions() -> None:
    text = (
        "table: t\nversion: 1\nfacts: a\nresults: {answer: x}\nrows:\n"
        "  - id: T-1\n    when: {a: b}\n    then: {answer: x}\n    reference: r\n"
    )
    drawn = page({"t": parse_table("t.yaml", text)})
    assert "T1 -- yes --> T1r" in drawn
    assert "-- no -->" not in drawn


# -- places -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("places/aliases.yaml", "names:\n", 'names:\n  "000000001": "Нигде"\n'),
        ("places/pins.csv", "\n", "\n591000000,54.87\n"),
    ],
)
def test_places_that_cannot_be_read(texts: dict[str, str], file: str, old: str, new: str) -> None:
    with pytest.raises(RulesError) as caught:
        parse({**texts, file: texts[file].replace(old, new, 1)})
    assert caught.value.file == file


def test_a_mistyped_answer_in_latin_letters(rules: Rules) -> None:
    assert [place.kato for place in rules.places.find("Petropavlvsk")] == ["591000000"]


@pytest.mark.parametrize(
    ("text", "katos"),
    [
        ("net vody v almaty region", ["190000000"]),
        ("no water in city almaty", ["750000000"]),
        ("no light in ledenevo village", []),  # small letters, a small place: a word like others
        ("No light in Ledenevo village", ["595243100"]),
        ("We live in Ledenevo", []),
        ("We live in Yavlenka", ["594230100"]),
    ],
)
def test_latin_names_in_messages(rules: Rules, text: str, katos: list[str]) -> None:
    assert [place.kato for place in rules.places.mentioned(text)] == katos


@pytest.mark.parametrize(
    ("text", "katos"),
    [
        ("в селе леденево нет света", ["595243100"]),
        ("Явленка, нет света", ["594230100"]),
        ("явленка, нет света", []),
    ],
)
def test_names_without_a_capital_letter_and_before_a_comma(
    rules: Rules, text: str, katos: list[str]
) -> None:
    assert [place.kato for place in rules.places.mentioned(text)] == katos


def test_a_small_name_outside_what_is_surely_named_does_not_count(rules: Rules) -> None:
    alone = rules.places.mentioned("Мы живём в Леденево, нет света")
    assert [place.kato for place in alone] == ["595243100"]
    found = rules.places.mentioned("В Астане нет света, а мы живём в Леденево")
    assert [place.kato for place in found] == ["710000000"]


def test_a_word_of_kind_belongs_to_the_name_on_its_side_of_a_comma(rules: Rules) -> None:
    found = [place.kato for place in rules.places.mentioned("мы из Караганды, село Явленка")]
    assert found == ["351000000", "594230100"]
    one = rules.places.mentioned("Айыртауский район, село Саумалколь")
    assert [place.kato for place in one] == ["593230100"]


# -- calendars and memory -----------------------------------------------------------------------


def test_a_weekend_day_may_be_worked(texts: dict[str, str]) -> None:
    file = "calendar/2026.yaml"
    text = texts[file].replace("worked: []", 'worked: ["2026-11-28"]')
    changed = parse({**texts, file: text})
    assert check(changed, {**texts, file: text}) == []
    assert changed.calendar.is_working(date(2026, 11, 28))
    assert not changed.calendar.is_working(date(2026, 11, 29))


def test_what_is_remembered_stays_small(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stemming, "REMEMBERED", 1)
    monkeypatch.setattr(place_words, "REMEMBERED", 1)
    endings = rules.reading.endings
    endings.remembered.clear()
    assert [endings.recall(word) for word in ("үйлерде", "мектепте", "үйлерде")][1] == "мектеп"
    assert len(endings.remembered) == 1
    for name in ("Булаево", "Смирново"):
        assert [place.name("ru") for place in rules.places.find(name)] == [name]


def test_made_agencies_are_forgotten_when_they_are_many(
    rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routing_rules.agencies.REMEMBERED", 1)
    for agency in ("akimat_593200000", "akimat_595200000"):
        assert rules.bodies.get(agency) is not None
    assert len(rules.bodies.made) == 1
