"""`esik check`: the tables of the house are clean, and every kind of fault is found."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from routing_rules import Rules, RulesError, parse
from routing_rules.lint import Finding, check

LOCALES = Path(__file__).parents[2] / "locales"
TONGUES = ("kk", "ru", "en")


def catalogs() -> dict[str, dict[str, str]]:
    return {
        tongue: {
            entry.msgid: entry.msgstr
            for name in ("rules", "answers")
            for entry in polib.pofile(LOCALES / tongue / f"{name}.po")
        }
        for tongue in TONGUES
    }


def test_the_tables_of_the_house_have_no_fault(rules: Rules, texts: dict[str, str]) -> None:
    words = {tongue: frozenset(texts_) for tongue, texts_ in catalogs().items()}
    assert check(rules, texts, words) == []


def found(texts: dict[str, str], file: str, old: str, new: str) -> list[Finding]:
    assert old in texts[file]
    changed = {**texts, file: texts[file].replace(old, new, 1)}
    return check(parse(changed), changed)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "tables/act.yaml",
            "  - id: D-900",
            "  - id: D-890\n    when: {emergency: emergency_112}\n    then: {act: file}\n"
            "    reference: r\n  - id: D-900",
            "D-890 can never decide: D-010",
        ),
        ("tables/act.yaml", "id: D-030", "id: D-020", "used twice"),
        ("tables/act.yaml", 'reference: "a human on request"', 'reference: ""', "no reference"),
        (
            "tables/kind.yaml",
            "  - id: F-900\n",
            "  - id: F-900\n    when: {intent: report}\n",
            "gap",
        ),
        (
            "tables/channel.yaml",
            "from: 2025-12-01",
            "from: 2025-12-01\n    to: 2025-01-01",
            "ends before",
        ),
        ("tables/channel.yaml", "topic: [bus_routes, parking]", "topic: [bus_rides]", "bus_rides"),
        ("tables/channel.yaml", "signals: sent_in_circles", "signals: in_circles", "in_circles"),
        ("tables/act.examples.yaml", "row: D-020", "row: D-030", "is decided by D-020"),
        ("topics/housing.yaml", "first: lu_housing", "first: lu_moon", "lu_moon"),
        ("topics/housing.yaml", "channel: egov", "channel: fax", "fax"),
        ("topics/housing.yaml", "urgency: urgent", "urgency: quick", "none of the known"),
        ("hotlines.yaml", "fire_emergency: emergency_112", "fire_emergency: emergency_911", "911"),
        ("calendar/2026.yaml", '"2026-01-01"', '"2026-01-03"', "a day off already"),
        ("calendar/2027.yaml", '"2027-01-01"', '"2026-01-01"', "is not in 2027"),
    ],
)
def test_every_kind_of_fault_is_found(
    texts: dict[str, str], file: str, old: str, new: str, words: str
) -> None:
    findings = found(texts, file, old, new)
    assert any(words in finding.text for finding in findings), findings
    assert all(finding.line >= 1 for finding in findings)


def test_two_topics_with_the_same_phrase(texts: dict[str, str]) -> None:
    findings = found(texts, "topics/housing.yaml", '"дом аварийный"', '"нет воды"')
    assert any("reads like a phrase of" in finding.text for finding in findings)


def test_a_short_key_word_must_be_exact(texts: dict[str, str]) -> None:
    file = "lexicon/communications.yaml"
    word = re.search(r'kk: "(\S+)', texts[file])
    assert word is not None
    findings = found(texts, file, word.group(1), "су " + word.group(1))
    assert any("too short" in finding.text for finding in findings)


@pytest.mark.parametrize("word", ["wi-fi", "tele2", "су++құбыр", "=", "су_"])
def test_a_key_word_that_no_message_holds(texts: dict[str, str], word: str) -> None:
    file = "lexicon/communications.yaml"
    known = re.search(r'kk: "(\S+)', texts[file])
    assert known is not None
    findings = found(texts, file, known.group(1), f"{word} {known.group(1)}")
    assert any("is never heard" in finding.text for finding in findings)


def test_a_missing_translation_is_found(rules: Rules, texts: dict[str, str]) -> None:
    words = {tongue: frozenset(rules.message_keys()) for tongue in ("kk", "ru")}
    findings = check(rules, texts, words)
    assert {finding.file for finding in findings} == {"locales/en/rules.po"}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("terms.yaml", "unit: working_days", "unit: moons"),
        ("topics/order.yaml", "groups:", "rows:"),
        ("places/kato.csv", "kato,kato_version", "kato,kato_version\n1,2"),
        ("places/pins.csv", "kato,lat", "kato,lat\n1,2"),
        ("lexicon/other.yaml", "thanks_feedback", "road_repair"),
        ("channels.yaml", "number: 1\n", "number: one\n"),
        ("hotlines.yaml", 'shown: "yes"', "shown: yes"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_file(
    texts: dict[str, str], file: str, old: str, new: str
) -> None:
    with pytest.raises(RulesError) as caught:
        parse({**texts, file: texts[file].replace(old, new, 1)})
    assert caught.value.file == file
    assert caught.value.line >= 1


def test_reason_texts_are_whole_in_three_languages(rules: Rules) -> None:
    words = catalogs()
    for key in rules.message_keys():
        texts_ = [words[tongue][key] for tongue in TONGUES]
        assert all(texts_)
        assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in texts_}) == 1, key
        for text in texts_:
            sentences = re.split(r"(?<=[.!?])\s", text)
            assert all(len(sentence.split()) <= 15 for sentence in sentences), text


def test_no_text_is_left_without_use(rules: Rules) -> None:
    for tongue, texts_ in catalogs().items():
        assert set(texts_) == rules.message_keys(), tongue
