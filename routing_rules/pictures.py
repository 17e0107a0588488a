"""Pictures of the tables for officials: Markdown with Mermaid, made from the rows themselves.

The page shows first how the tables follow each other, then every table twice: as a picture of
its rows from above to below, and as a list with dates and references. docs/tables.md is this page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from routing_rules.tables import Cell, Row, Table

LONGEST = 90  # letters of a condition in a picture; the list beside it has it whole
_WORDS = {
    "is": "is",
    "one_of": "is one of",
    "not": "is not",
    "all_of": "has all of",
    "at_least": "is at least",
    "between": "is between",
    "starts_with": "begins with",
}
_ROAD = (
    *("agency", "channel", "alternatives", "hotline", "act", "kind"),
    *("help_file", "help_book", "change"),
)
_TITLE = """\
# The tables in pictures

Made from the rows of `routing_rules/tables/` by `python -m bot.book_rules`; not written by hand.
Rows are tried from above; the first one that holds decides.
"""


def page(tables: Mapping[str, Table]) -> str:
    """The whole page: the road through the tables, then each table by name."""
    parts = [_TITLE, _road(tables)]
    for name in sorted(tables):
        parts.append(_section(tables[name]))
    return "\n".join(parts)


def _road(tables: Mapping[str, Table]) -> str:
    steps = [name for name in _ROAD if name in tables]
    arrows = [f"  {one} --> {other}" for one, other in pairwise(steps)]
    lines = ["```mermaid", "flowchart LR", "  facts([what is known]) --> agency", *arrows, "```"]
    return "\n".join([*lines, ""])


def _section(table: Table) -> str:
    lines = [
        f"## {table.name}",
        "",
        f"Version {table.version}. Asks: {', '.join(table.facts)}.",
        "",
        *_picture(table),
        "",
        "| row | when | then | from | to | reference |",
        "|---|---|---|---|---|---|",
        *(_line(row) for row in table.rows),
        "",
    ]
    return "\n".join(lines)


def _picture(table: Table) -> Iterator[str]:
    yield "```mermaid"
    yield "flowchart TD"
    names = [row.id.replace("-", "") for row in table.rows]
    for number, row in enumerate(table.rows):
        name, result = names[number], _shortened(_result(row))
        if not row.when:
            yield f'  {name}["{row.id}: {result}"]'
            continue
        yield f'  {name}{{"{row.id}: {_shortened(_conditions(row))}"}}'
        yield f'  {name} -- yes --> {name}r["{result}"]'
        if number + 1 < len(names):
            yield f"  {name} -- no --> {names[number + 1]}"
    yield "```"


def _line(row: Row) -> str:
    since, until = (day.isoformat() if day else "" for day in (row.since, row.until))
    cells = (row.id, _conditions(row) or "always", _result(row), since, until, row.reference)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _conditions(row: Row) -> str:
    return " and ".join(map(_condition, row.when))


def _condition(cell: Cell) -> str:
    if cell.test == "not" and cell.values == ("none",):
        return f"{cell.fact} is known"
    return f"{cell.fact} {_WORDS[cell.test]} {', '.join(cell.values)}"


def _result(row: Row) -> str:
    if len(row.then) == 1:
        return next(iter(row.then.values()))
    return ", ".join(f"{key}: {value}" for key, value in row.then.items())


def _shortened(text: str) -> str:
    text = text.replace('"', "'")
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,") + "…"
