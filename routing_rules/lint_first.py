"""Faults of situations and answers: what they point at, and examples that come out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routing_rules.entries import Entry, line_of, read
from routing_rules.meeting import Met, meet
from routing_rules.rules import Rules
from routing_rules.values import LANGUAGES

EXAMPLES = "first/examples.yaml"
MOST_SITUATIONS = 9  # with «none of these» as many as the smallest list of a messenger holds
MOST_TODOS = 6
Fault = tuple[str, int, str]


def check_first(rules: Rules, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Faults of the rows of first/*.yaml and of their examples."""
    yield from _rows(rules, texts)
    yield from _sizes(rules)
    yield from _examples(rules, texts)


def _rows(rules: Rules, texts: Mapping[str, str]) -> Iterator[Fault]:
    for where, confirmed, topics in rules.firsts.rows():
        name, _, row = where.partition(" ")
        file = f"first/{name}"
        line = _line(texts[file], row.rpartition(".")[2])
        if confirmed.source not in rules.firsts.sources:
            yield file, line, f"{row}: no source «{confirmed.source}» in first/sources.yaml"
        if (confirmed.by is None) != (confirmed.on is None):
            yield file, line, f"{row}: confirmed_by and confirmed_on go together"
        for topic in topics:
            if topic not in rules.topics:
                yield file, line, f"{row}: no topic «{topic}»"
    for intent in rules.firsts.intents - rules.known_values()["intent"]:
        yield "first/answers.yaml", 1, f"«{intent}» is no known intent"


def _sizes(rules: Rules) -> Iterator[Fault]:
    situations = rules.firsts.situations
    if len(situations) > MOST_SITUATIONS:
        yield "first/situations.yaml", 1, f"more than {MOST_SITUATIONS} situations fit no list"
    for situation in situations.values():
        if not 0 < len(situation.todos) <= MOST_TODOS:
            yield "first/situations.yaml", 1, f"{situation.id}: one to {MOST_TODOS} things to do"


def _examples(rules: Rules, texts: Mapping[str, str]) -> Iterator[Fault]:
    root = read(EXAMPLES, texts[EXAMPLES])
    for part, rows in (("answers", rules.firsts.answers), ("situations", rules.firsts.situations)):
        written = dict(root.at(part).pairs())
        for id in rows.keys() ^ written.keys():
            yield EXAMPLES, 1, f"{part}: «{id}» stands in one of the two files only"
        for id, entry in written.items():
            for language in LANGUAGES:
                yield from _example(rules, entry.at(language), language, part, id)
    for language, entry in root.at("nothing").pairs():
        for said in entry.each():
            yield from _example(rules, said, language, "nothing", "nothing")


def _example(rules: Rules, entry: Entry, language: str, part: str, id: str) -> Iterator[Fault]:
    found = _found(meet(rules, entry.word(), language))
    wanted = "nothing" if part == "nothing" else f"{part} {id}"
    if found != wanted:
        yield EXAMPLES, entry.line, f"«{entry.word()}» is met by {found} and not by {wanted}"


def _found(met: Met) -> str:
    if met.answer:
        return f"answers {met.answer.id}"
    return f"situations {met.situation.id}" if met.situation else "nothing"


def _line(source: str, id: str) -> int:
    mark = f"id: {id}"
    lines = enumerate(source.splitlines(), start=1)
    return next((n for n, text in lines if mark in text), line_of(source, ()))
