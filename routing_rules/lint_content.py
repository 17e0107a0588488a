"""Faults of what tables point at: topics, agencies, hotlines, phrases, key words, calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from routing_rules.entries import Entry, line_of, read
from routing_rules.letters import small, words
from routing_rules.reading import stem_in
from routing_rules.rules import Rules
from routing_rules.values import Topic
from routing_rules.working_days import SATURDAY, Year

LEVELS = frozenset({"local", "oblast", "ministry", "agency", "any"})
URGENCIES = frozenset({"emergency", "urgent", "normal", "info"})
RECEPTIONS = frozenset({"yes", "maybe", "no"})
SHORTEST = 3  # letters of the beginning of a word that stands alone
_PATTERN = re.compile(r"=?[^\W\d_]+([_+]=?[^\W\d_]+)*")
Fault = tuple[str, int, str]


def check_content(rules: Rules, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Faults of all content that is not rows of tables."""
    yield from _topics(rules, texts)
    yield from _phrases(rules, texts)
    yield from _agencies(rules)
    yield from _hotlines(rules, texts)
    yield from _key_words(texts)
    yield from _calendars(rules)


def _topics(rules: Rules, texts: Mapping[str, str]) -> Iterator[Fault]:
    for topic in rules.topics.values():
        file = f"topics/{topic.group}.yaml"
        for text in _topic_faults(rules, topic):
            yield file, _line_of_topic(texts[file], topic), f"{topic.id}: {text}"


def _topic_faults(rules: Rules, topic: Topic) -> Iterator[str]:
    for addressee in (topic.first, topic.escalate):
        if addressee not in rules.agencies and not rules.bodies.is_unit_kind(addressee):
            yield f"«{addressee}» is no agency and no unit"
    if topic.channel not in rules.channels and topic.channel not in rules.hotlines:
        yield f"«{topic.channel}» is no channel and no hotline"
    words = ((topic.level, LEVELS), (topic.urgency, URGENCIES), (topic.reception, RECEPTIONS))
    yield from (
        f"«{word}» is none of the known words" for word, known in words if word not in known
    )
    if not topic.reference.strip():
        yield "reference is missing"
    yield from (f"no phrases in {tongue}" for tongue, said in topic.phrases.items() if not said)


def _phrases(rules: Rules, texts: Mapping[str, str]) -> Iterator[Fault]:
    seen: dict[tuple[str, tuple[str, ...]], str] = {}
    for topic in rules.topics.values():
        file = f"topics/{topic.group}.yaml"
        for tongue, phrases in topic.phrases.items():
            for phrase in phrases:
                stems = (stem_in(w, tongue, rules.reading.endings) for w in words(small(phrase)))
                key = (tongue, tuple(sorted(stems)))
                other = seen.setdefault(key, topic.id)
                if other != topic.id:
                    line = _line_of_topic(texts[file], topic)
                    yield file, line, f"«{phrase}» of {topic.id} reads like a phrase of {other}"


def _line_of_topic(source: str, topic: Topic) -> int:
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() == f"- id: {topic.id}":
            return number
    return 1


def _agencies(rules: Rules) -> Iterator[Fault]:
    for agency in rules.agencies.values():
        if agency.parent != "government" and agency.parent not in rules.agencies:
            yield "agencies/studied.yaml", 1, f"{agency.id}: no agency «{agency.parent}»"
        if agency.place is not None and rules.places.get(agency.place) is None:
            yield "agencies/studied.yaml", 1, f"{agency.id}: no place {agency.place}"


def _hotlines(rules: Rules, texts: Mapping[str, str]) -> Iterator[Fault]:
    source = texts["hotlines.yaml"]
    for topic, hotline in rules.situations.items():
        line = line_of(source, ("situations", topic))
        if topic not in rules.topics:
            yield "hotlines.yaml", line, f"no topic «{topic}»"
        if hotline not in rules.hotlines:
            yield "hotlines.yaml", line, f"no hotline «{hotline}»"
    for hotline_id, value in rules.hotlines.items():
        if value.shown and value.number is None and value.kind == "emergency":
            yield "hotlines.yaml", 1, f"{hotline_id} is shown without a number"


def _key_words(texts: Mapping[str, str]) -> Iterator[Fault]:
    for file, text in texts.items():
        if file.startswith("lexicon/") and file != "lexicon/weights.yaml":
            for entry, word in _written(read(file, text)):
                if not _PATTERN.fullmatch(word):
                    yield file, entry.line, f"«{word}» is never heard: only letters, = _ and +"
                elif _too_short(word):
                    yield file, entry.line, f"«{word}» is too short: write ={word}"


def _written(root: Entry) -> Iterator[tuple[Entry, str]]:
    for part in root.at("words").each():
        for name, by_language in part.pairs():
            if name == "topic":
                continue
            for _, entry in by_language.pairs():
                yield from ((entry, word) for word in entry.source_words())


def _too_short(word: str) -> bool:
    return "+" not in word and "_" not in word and word[0] != "=" and len(word) < SHORTEST


def _calendars(rules: Rules) -> Iterator[Fault]:
    for year in rules.calendar.years.values():
        for text in _calendar_faults(year):
            yield f"calendar/{year.year}.yaml", 1, text


def _calendar_faults(year: Year) -> Iterator[str]:
    for day in sorted(year.off):
        if day.year != year.year:
            yield f"{day} is not in {year.year}"
        elif day.weekday() >= SATURDAY:
            yield f"{day} is a day off already"
    for day in sorted(year.worked):
        if day.weekday() < SATURDAY:
            yield f"{day} is a working day already"
