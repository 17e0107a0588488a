"""`esik check`: what is wrong with the tables, by file and line, before a citizen meets it.

Every check is a generator of findings and looks at one kind of fault; none of them changes
anything. A row is called shadowed only when it provably can never decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from routing_rules.entries import line_of
from routing_rules.examples import failing, parse_examples, uncovered
from routing_rules.lint_content import check_content
from routing_rules.lint_first import check_first
from routing_rules.rules import Rules
from routing_rules.tables import NONE, Cell, Row, Table
from routing_rules.values import LANGUAGES

FIRST, LAST = date.min, date.max
PLAIN = frozenset({"is", "one_of"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the file under routing_rules/, the line counted from 1, and what is wrong."""

    file: str
    line: int
    text: str


def check(
    rules: Rules,
    texts: Mapping[str, str],
    words: Mapping[str, frozenset[str]] | None = None,
) -> list[Finding]:
    """All faults of all tables; words are the message keys that each language has, if known."""
    found: list[Finding] = []
    for table in rules.all_tables().values():
        source = texts[table.file]
        for row, text in check_table(rules, table):
            line = line_of(source, ("rows", row)) if row >= 0 else 1
            found.append(Finding(table.file, line, text))
        found += [Finding(f, 1, text) for f, text in check_table_examples(table, texts)]
    found += [Finding(file, line, text) for file, line, text in check_content(rules, texts)]
    found += [Finding(file, line, text) for file, line, text in check_first(rules, texts)]
    found += [Finding(f"locales/{tongue}/rules.po", 1, t) for tongue, t in _words(rules, words)]
    return found


def check_table(rules: Rules, table: Table) -> Iterator[tuple[int, str]]:
    """Faults of one table, each with the number of its row (-1 for the whole table)."""
    yield from _ids(table)
    yield from _gaps(table)
    yield from _dates(table)
    yield from _shadows(table)
    yield from _unknown(rules, table)
    for number, row in enumerate(table.rows):
        if not row.reference.strip():
            yield number, f"row {row.id} has no reference"


def check_table_examples(table: Table, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Examples that come out otherwise, and rows that no example reaches."""
    file = table.file.replace(".yaml", ".examples.yaml")
    if file not in texts:
        yield table.file, f"«{table.name}» has no examples ({file})"
        return
    examples = parse_examples(file, texts[file])
    for example, row in failing(table, examples):
        yield file, f"«{example.name}» is decided by {row} and not by {example.row}"
    for missed in uncovered(table, examples):
        yield file, f"no example reaches row {missed}"


def _ids(table: Table) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for number, row in enumerate(table.rows):
        if row.id in seen:
            yield number, f"the id {row.id} is used twice"
        seen.add(row.id)


def _gaps(table: Table) -> Iterator[tuple[int, str]]:
    last = table.rows[-1] if table.rows else None
    if last is None or last.when or last.since or last.until:
        yield len(table.rows) - 1, "the last row must hold always (no `when`, no dates): a gap"


def _dates(table: Table) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(table.rows):
        if row.since and row.until and row.since > row.until:
            yield number, f"row {row.id} ends before it begins"
        for other in table.rows[:number]:
            if other.when == row.when and other.then != row.then and _overlap(row, other):
                yield number, f"rows {other.id} and {row.id} have the same conditions and dates"


def _shadows(table: Table) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(table.rows):
        for earlier in table.rows[:number]:
            if _covers(earlier, row):
                yield number, f"row {row.id} can never decide: {earlier.id} holds before it"
                break


def _overlap(one: Row, other: Row) -> bool:
    return max(one.since or FIRST, other.since or FIRST) <= min(
        one.until or LAST, other.until or LAST
    )


def _covers(earlier: Row, later: Row) -> bool:
    begins = (earlier.since or FIRST) <= (later.since or FIRST)
    ends = (earlier.until or LAST) >= (later.until or LAST)
    return begins and ends and all(_implied(cell, later) for cell in earlier.when)


def _implied(cell: Cell, row: Row) -> bool:
    for other in row.when:
        if other.fact != cell.fact:
            continue
        if other == cell or _narrower(other, cell):
            return True
    return False


def _narrower(one: Cell, wide: Cell) -> bool:
    if wide.test in PLAIN and one.test in PLAIN:
        return set(one.values) <= set(wide.values)
    if wide.test == "not" and one.test in PLAIN:
        return wide.values == (NONE,) and NONE not in one.values
    return wide.test == one.test == "not" and set(wide.values) <= set(one.values)


def _unknown(rules: Rules, table: Table) -> Iterator[tuple[int, str]]:
    known = rules.known_values()
    for number, row in enumerate(table.rows):
        cells = [(cell.fact, value) for cell in row.when for value in cell.values]
        for cell in row.when:
            if cell.test == "starts_with":
                cells = [(fact, value) for fact, value in cells if fact != cell.fact]
        for fact, value in cells:
            if fact in known and value != NONE and value not in known[fact]:
                yield number, f"row {row.id}: «{value}» is no known {fact}"


def _words(rules: Rules, words: Mapping[str, frozenset[str]] | None) -> Iterator[tuple[str, str]]:
    if words is None:
        return
    for tongue in LANGUAGES:
        for key in sorted(rules.message_keys() - words.get(tongue, frozenset())):
            yield tongue, f"the text of {key} is missing"
