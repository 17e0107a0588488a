"""Tables: cells, dates, first row that holds, and faults with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.book_rules import tables_page
from routing_rules import RulesError, decide
from routing_rules.pictures import page
from routing_rules.tables import Cell, parse_table, values_of

TABLE = """
table: water
version: 3
facts: topic place signals days agency
results: {answer: "call write wait"}
rows:
  - id: W-1
    when: {topic: water, signals: {all_of: [urgent, cold]}}
    then: {answer: call}
    because: {topic: because.water}
    to: 2026-06-30
    reference: old rule
  - id: W-2
    when: {topic: [water, gas], days: {between: [2, 5]}}
    then: {answer: call}
    reference: r
  - id: W-3
    when: {agency: {starts_with: lu_}, topic: {not: thanks}, days: {at_least: 6}}
    then: {answer: write}
    reference: r
  - id: W-4
    then: {answer: wait}
    reference: r
"""
ON = date(2026, 11, 23)


def test_the_first_row_that_holds_decides() -> None:
    table = parse_table("t.yaml", TABLE)
    facts = {"topic": "water", "signals": {"urgent", "cold"}}
    assert decide(table, facts, date(2026, 6, 30)).row == "W-1"
    assert decide(table, facts, date(2026, 7, 1)).row == "W-4"
    assert decide(table, {"topic": "gas", "days": 3}, ON).row == "W-2"
    assert decide(table, {"topic": "gas", "days": 7, "agency": "lu_x"}, ON).row == "W-3"
    assert decide(table, {"topic": "thanks", "days": 7, "agency": "lu_x"}, ON).row == "W-4"


def test_a_decision_tells_version_result_and_reasons() -> None:
    table = parse_table("t.yaml", TABLE)
    decision = decide(table, {"topic": "water", "signals": ["urgent", "cold"]}, date(2026, 1, 1))
    assert (decision.table, decision.version, dict(decision.result)) == (
        "water",
        3,
        {"answer": "call"},
    )
    assert [(r.fact, r.value, r.key) for r in decision.reasons] == [
        ("topic", "water", "because.water")
    ]


def test_no_row_is_an_error() -> None:
    gap = TABLE[: TABLE.index("  - id: W-4")]
    with pytest.raises(RulesError, match="no row"):
        decide(parse_table("t.yaml", gap), {"topic": "thanks"}, ON)


@pytest.mark.parametrize(
    ("cell", "said", "holds"),
    [
        (Cell("f", "is", ("a",)), ("a",), True),
        (Cell("f", "is", ("none",)), values_of(None), True),
        (Cell("f", "one_of", ("a", "b")), ("c", "b"), True),
        (Cell("f", "not", ("a",)), ("b", "a"), False),
        (Cell("f", "not", ("a",)), values_of(frozenset()), True),
        (Cell("f", "all_of", ("a", "b")), ("a",), False),
        (Cell("f", "at_least", ("3",)), ("2.5",), False),
        (Cell("f", "at_least", ("3",)), ("many",), False),
        (Cell("f", "between", ("1", "2")), ("2",), True),
        (Cell("f", "starts_with", ("lu_",)), ("lu_land",), True),
        (Cell("f", "is", ("yes",)), values_of(True), True),
        (Cell("f", "is", ("no",)), values_of(False), True),
    ],
)
def test_cells(cell: Cell, said: tuple[str, ...], holds: bool) -> None:
    assert cell.holds(frozenset(said)) is holds


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("topic: water, signals", "colour: blue, signals", 7, "colour"),
        ("{answer: call}", "{answer: shout}", 7, "shout"),
        ("{between: [2, 5]}", "{between: [2]}", 14, "between"),
        ("{at_least: 6}", "{at_least: soon}", 18, "numbers"),
        ("{starts_with: lu_}", "{regex: .*}", 18, "one test"),
        ("to: 2026-06-30", "to: soon", 11, "date"),
        ("    then: {answer: wait}\n", "", 21, "then"),
        ("rows:", "rows: [", 7, "YAML"),
    ],
)
def test_faults_name_file_and_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(RulesError) as caught:
        parse_table("t.yaml", TABLE.replace(old, new, 1))
    assert caught.value.file == "t.yaml"
    assert abs(caught.value.line - line) <= 1
    assert words in str(caught.value)


def test_the_page_of_pictures_is_that_of_the_tables() -> None:
    stored = Path(__file__).parents[2] / "docs" / "tables.md"
    made = tables_page()
    assert stored.read_text("utf-8") == made, "python -m bot.book_rules > docs/tables.md"


def test_a_table_as_a_picture() -> None:
    drawn = page({"water": parse_table("t.yaml", TABLE)})
    assert 'W1{"W-1: topic is water and signals has all of urgent, cold"}' in drawn
    assert 'W1 -- yes --> W1r["call"]' in drawn
    assert "W1 -- no --> W2" in drawn
    assert 'W4["W-4: wait"]' in drawn
    assert "| W-1 | topic is water and signals has all of urgent, cold | call |" in drawn
    assert "2026-06-30" in drawn
