"""The JSON of `esik route`, and messages decided again with changed rules."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.routing import judge, route_batch, route_one
from routing_rules import Rules, RulesError, parse
from routing_rules.replay import Correction, precision, proposed_phrases, replay

ON = date(2026, 11, 23)
KEYS = {
    "text", "language", "emergency", "hotline", "topic", "group", "confidence", "candidates",
    "place", "agency", "channel", "alternatives", "act", "help", "kind", "decision",
}  # fmt: skip


def say(key: str, lang: str, **values: str) -> str:
    return key


def test_one_message_as_json(rules: Rules) -> None:
    routed = route_one(rules, "В Петропавловске нет воды", None, None, ON, say)
    assert set(routed) >= KEYS
    assert json.loads(json.dumps(routed)) == routed
    assert routed["emergency"] is False
    assert routed["topic"] == "water_outage"
    assert routed["place"] == "591000000"
    assert routed["agency"] == {
        "id": "lu_utilities_591000000",
        "name": rules.agency("lu_utilities_591000000").name("ru"),
    }
    assert routed["channel"] == "contact_centre"
    assert routed["act"] == "file"
    decision = routed["decision"]
    assert isinstance(decision, dict)
    assert set(decision) == {"table", "version", "row", "reasons"}
    assert decision["row"] == "C-300"
    assert {"fact", "value", "text"} == set(decision["reasons"][0])


def test_an_emergency_has_a_number_and_no_channel(rules: Rules) -> None:
    routed = route_one(rules, "горит дом", "ru", None, ON, say)
    assert (routed["emergency"], routed["hotline"]) == (True, "emergency_112")
    assert (routed["channel"], routed["act"]) == (None, "emergency")


def test_a_known_place_wins_over_the_text(rules: Rules) -> None:
    routed = route_one(rules, "В Петропавловске нет воды", None, "750000000", ON, say)
    assert routed["place"] == "750000000"


def test_a_batch_ignores_other_keys(rules: Rules) -> None:
    rows: list[dict[str, object]] = [
        {"text": "нет света", "label": "x"},
        {"text": "", "lang": None},
        {},
    ]
    routed = list(route_batch(rules, rows, ON, say))
    assert [row["group"] for row in routed] == ["housing_utilities", None, None]


def test_replay_tells_who_would_go_elsewhere(rules: Rules, texts: dict[str, str]) -> None:
    file = "topics/housing_utilities.yaml"
    changed = texts[file].replace("first: lu_utilities", "first: lu_energy", 1)
    new = parse({**texts, file: changed})
    messages = [("Петропавлда су жоқ", None), ("лифт не работает", "591000000"), ("привет", None)]
    moved = replay(rules, new, messages, ON)
    assert [move.text for move in moved] == ["Петропавлда су жоқ"]
    assert moved[0].before.agency == "lu_utilities_591000000"
    assert moved[0].after.agency == "lu_energy_591000000"


def test_precision_of_rows_worst_first() -> None:
    corrections = [
        Correction("a", "A-060", True),
        Correction("b", "A-060", False),
        Correction("c", "A-110", True),
        Correction("d", "A-120", False),
    ]
    assert precision(corrections) == {"A-120": (1, 0.0), "A-060": (2, 0.5), "A-110": (1, 1.0)}


def test_corrections_propose_phrases(rules: Rules) -> None:
    corrections = [
        Correction("Кран шипит без воды", "A-120", False, "water_outage"),
        Correction("Кран шипит без воды", "A-120", False, "water_outage"),
        Correction("нет воды", "A-120", False, "water_outage"),
        Correction("это верно", "A-060", True, "water_outage"),
        Correction("слово " * 20, "A-060", False, "water_outage"),
        Correction("не та тема", "A-060", False, "no_such_topic"),
    ]
    assert proposed_phrases(rules, corrections) == [("water_outage", "кран шипит без воды")]


STORED = """\
{"text": "В Петропавловске нет воды", "agency": "lu_utilities_591000000", "by": "operator"}

{"text": "лифт не работает", "place": "591000000", "agency": "mia", "by": "redirect"}
{"text": "Кран шипит без воды", "topic": "water_outage", "by": "operator", "at": "2026-11-20"}
{"text": "привет", "topic": "water_outage", "by": "operator"}
"""


def test_stored_counter_examples_are_judged(rules: Rules) -> None:
    report = judge(rules, "shown.jsonl", STORED, ON)
    assert (report["messages"], report["right"]) == (4, 2)
    assert report["rows"] == [
        {"row": "A-900", "messages": 1, "right": 0.0},
        {"row": "A-060", "messages": 2, "right": 0.5},
        {"row": "A-080", "messages": 1, "right": 1.0},
    ]
    assert report["wrong"] == [
        {"text": "лифт не работает", "row": "A-060"},
        {"text": "привет", "row": "A-900"},
    ]
    assert report["phrases"] == [{"topic": "water_outage", "phrase": "привет"}]
    assert json.loads(json.dumps(report)) == report


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "no JSON"),
        ("[]", "text and by"),
        ('{"text": "x"}', "text and by"),
        ('{"text": "x", "by": "operator"}', "right agency or topic"),
    ],
)
def test_a_wrong_line_is_named(rules: Rules, line: str, words: str) -> None:
    with pytest.raises(RulesError, match=words) as caught:
        judge(rules, "shown.jsonl", STORED + line, ON)
    assert (caught.value.file, caught.value.line) == ("shown.jsonl", 6)
