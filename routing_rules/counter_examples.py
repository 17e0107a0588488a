"""Counter-examples: messages whose right addressee a redirect or an operator has shown.

They are stored one JSON object a line: {"text", "agency"?, "topic"?, "place"?, "by"}; `by` says
who has shown it (redirect, operator, court). Other keys are ignored. Decided again with the rules
of today they tell which rows err and which phrases are missing (replay.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from routing_rules.advise import advise
from routing_rules.errors import RulesError
from routing_rules.replay import Correction, facts_said
from routing_rules.rules import Rules
from routing_rules.understand import understand

AGENCY = "agency"  # the table whose rows are judged


@dataclass(frozen=True, slots=True)
class CounterExample:
    """A message, the agency or topic that was right, the place if known, and who has shown it."""

    text: str
    by: str
    agency: str | None = None
    topic: str | None = None
    place: str | None = None


def parse_counter_examples(file: str, text: str) -> tuple[CounterExample, ...]:
    """The counter-examples of a JSONL text; raises RulesError with file and line."""
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_parsed(file, number, line) for number, line in lines if line.strip())


def judged(rules: Rules, examples: Iterable[CounterExample], on: date) -> list[Correction]:
    """Each counter-example decided with these rules: the row of the agency table, right or not."""
    return [_judged(rules, example, on) for example in examples]


def _parsed(file: str, number: int, line: str) -> CounterExample:
    try:
        stored = json.loads(line)
    except json.JSONDecodeError as fault:
        raise RulesError(file, number, f"no JSON: {fault.msg}") from fault
    if not isinstance(stored, dict) or not _word(stored, "text") or not _word(stored, "by"):
        raise RulesError(file, number, "an object with text and by is expected")
    example = CounterExample(
        text=str(stored["text"]),
        by=str(stored["by"]),
        agency=_word(stored, "agency"),
        topic=_word(stored, "topic"),
        place=_word(stored, "place"),
    )
    if example.agency is None and example.topic is None:
        raise RulesError(file, number, "the right agency or topic is expected")
    return example


def _word(stored: Mapping[str, object], key: str) -> str | None:
    value = stored.get(key)
    return value if isinstance(value, str) and value else None


def _judged(rules: Rules, example: CounterExample, on: date) -> Correction:
    said = understand(rules, example.text)
    advice = advise(rules, facts_said(said, example.place), on)
    row = next(decision.row for decision in advice.decisions if decision.table == AGENCY)
    right = (example.agency in (None, advice.agency)) and (example.topic in (None, said.topic))
    return Correction(example.text, row, right, example.topic)
