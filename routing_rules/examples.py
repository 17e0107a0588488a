"""Examples beside tables and of messages: sentences that say what must come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from routing_rules.entries import Entry, read
from routing_rules.errors import RulesError
from routing_rules.tables import Table, decide

USUAL_DAY = date(2026, 11, 23)  # a Monday: examples without a day are decided on it


@dataclass(frozen=True, slots=True)
class Example:
    """A matter as facts, the day, and the row that must decide it."""

    name: str
    file: str
    line: int
    facts: Mapping[str, object]
    row: str
    on: date


def parse_examples(file: str, text: str) -> tuple[Example, ...]:
    """The examples of a table; none at all is a fault."""
    entries = list(read(file, text).at("examples").each())
    if not entries:
        raise RulesError(file, 1, "a table needs examples")
    return tuple(_example(file, entry) for entry in entries)


def failing(table: Table, examples: tuple[Example, ...]) -> Iterator[tuple[Example, str]]:
    """Examples that another row decides, with that row."""
    for example in examples:
        row = decide(table, example.facts, example.on).row
        if row != example.row:
            yield example, row


def uncovered(table: Table, examples: tuple[Example, ...]) -> tuple[str, ...]:
    """Rows that no example reaches."""
    reached = {decide(table, example.facts, example.on).row for example in examples}
    return tuple(row.id for row in table.rows if row.id not in reached)


def _example(file: str, entry: Entry) -> Example:
    facts = {key: value.value for key, value in entry.at("facts").pairs()}
    on = entry.day("day") or USUAL_DAY
    return Example(entry.text("name"), file, 0, facts, entry.text("row"), on)
