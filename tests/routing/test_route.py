"""The JSON of `esik route`."""

from __future__ import annotations

import json
from datetime import date

from bot.routing import route_batch, route_one
from routing_rules import Rules

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
