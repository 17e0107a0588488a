"""Counter-examples: messages whose right addressee a redirect or an operator has shown.

In a file they stand one JSON object a line: {"text", "agency"?, "topic"?, "place"?, "by"};
`by` says who has shown it. Other keys are ignored. Decided again with the rules of today they tell
which rows err and what today's rules put right already.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from routing_rules.advise import advise
from routing_rules.errors import RulesError
from routing_rules.replay import Matter, facts_said, rows_of, wished
from routing_rules.rules import Rules
from routing_rules.understand import understand


@dataclass(frozen=True, slots=True)
class CounterExample:
    """A message, the agency or topic that was right, and what is known of how it was decided.

    agency, topic: the right ones; was_agency, was_topic: what had been decided, by the row
    decided («table:row»), if that is known.
    """

    text: str
    by: str
    agency: str | None = None
    topic: str | None = None
    place: str | None = None
    language: str | None = None
    decided: str | None = None
    was_agency: str | None = None
    was_topic: str | None = None

    @property
    def was_wrong(self) -> bool:
        """Whether the decision was another than the right one."""
        same_topic = self.topic in (None, self.was_topic)
        return not same_topic or self.agency not in (None, self.was_agency)


@dataclass(frozen=True, slots=True)
class Judged:
    """A counter-example under the rules of today: what they decide, by which row, rightly or not.

    group: the best candidate's, for a message whose topic is not settled.
    """

    example: CounterExample
    topic: str | None
    group: str | None
    agency: str | None
    row: str
    right: bool


@dataclass(frozen=True, slots=True)
class Precision:
    """How many matters a row decided, how many of them were right, and the share."""

    row: str
    decided: int
    right: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.right / self.decided


def parse_counter_examples(file: str, text: str) -> tuple[CounterExample, ...]:
    """The counter-examples of a JSONL text; raises RulesError with file and line."""
    lines = enumerate(text.splitlines(), start=1)
    return tuple(_parsed(file, number, line) for number, line in lines if line.strip())


def judged(rules: Rules, examples: Iterable[CounterExample], on: date) -> list[Judged]:
    """Each counter-example decided with these rules on a day."""
    return [_judged(rules, example, on) for example in examples]


def precision(wrong: Mapping[str, int], decided: Mapping[str, int]) -> list[Precision]:
    """Rows by precision, the worst first, of several alike the one that erred oftenest.

    wrong: row -> matters that were corrected; decided: row -> all matters that it decided.
    """
    rows = []
    for row in {*wrong, *decided}:
        all_of_row = max(decided.get(row, 0), wrong.get(row, 0))
        rows.append(Precision(row, all_of_row, all_of_row - wrong.get(row, 0)))
    return sorted(rows, key=lambda p: (p.share, p.right - p.decided, p.row))


def precision_today(found: Iterable[Judged]) -> list[Precision]:
    """The same of the rows that decide counter-examples today."""
    every = list(found)
    wrong = Counter(one.row for one in every if not one.right)
    return precision(wrong, Counter(one.row for one in every))


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
        language=_word(stored, "language"),
    )
    if example.agency is None and example.topic is None:
        raise RulesError(file, number, "the right agency or topic is expected")
    return example


def _word(stored: Mapping[str, object], key: str) -> str | None:
    value = stored.get(key)
    return value if isinstance(value, str) and value else None


def _judged(rules: Rules, example: CounterExample, on: date) -> Judged:
    said = understand(rules, example.text, example.language)
    own = wished(rules, example.decided, example.was_agency)
    site, insists = own.get("site"), own.get("insists")
    matter = Matter(example.text, example.language, example.place, site=site, insists=insists)
    advice = advise(rules, facts_said(said, matter, said.topic), on)
    right = example.agency in (None, advice.agency) and example.topic in (None, said.topic)
    return Judged(example, said.topic, said.group, advice.agency, rows_of(advice)[0], right)
