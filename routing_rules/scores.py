"""Evidence added up: how much the words of a message speak for each group and topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from routing_rules.rules import Rules
from routing_rules.verdicts import Candidate

PHRASE_FOR_GROUP = 1.5  # the worth of a whole phrase, beside the weights of key words
PHRASE_FOR_TOPIC = 4.0  # phrases choose the topic inside a group
PHRASE_WHOLE = 2.0  # more when every word of a phrase was said
WHOLE = 0.99
HEARD = 0.34  # less of a phrase than this is chance
HEARD_ALONE = 0.6  # a phrase that no key word supports must be heard nearly whole
MOST = 5  # candidates
LEAST_SCORE = 0.4


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by group and by topic, and the written words that counted."""

    by_group: Mapping[str, float]
    by_topic: Mapping[str, float]
    evidence: Mapping[str, tuple[str, ...]]


def score(
    rules: Rules, written: Sequence[str], said: Sequence[str], reading: str, tongue: str
) -> Scores:
    """Scores of a message: key words with their weights, then phrases of topics."""
    by_group: dict[str, float] = {}
    by_topic: dict[str, float] = {}
    evidence: dict[str, list[str]] = {}
    counted: dict[str, set[int]] = {}
    heard = rules.reading.lexicon.heard(said, reading)
    aside = rules.reading.signals.set_aside(said, reading)
    heard = [(hit, what) for hit, what in heard if aside.isdisjoint(hit.at)]
    for hit, what in sorted(heard, key=lambda pair: -pair[1].weight * pair[0].worth):
        used = counted.setdefault(what.group, set())
        fresh = sum(at not in used for at in hit.at) / len(hit.at)
        weight = what.weight * hit.worth
        by_group[what.group] = by_group.get(what.group, 0.0) + weight * fresh
        if what.topic is not None:
            by_topic[what.topic] = by_topic.get(what.topic, 0.0) + weight
        used.update(hit.at)
        shown = evidence.setdefault(what.group, [])
        shown += [written[at] for at in hit.at if written[at] not in shown]
    _add_phrases(rules, _stems(rules, said, reading, tongue), by_group, by_topic)
    return Scores(
        by_group=MappingProxyType({g: s for g, s in by_group.items() if s >= LEAST_SCORE}),
        by_topic=MappingProxyType(by_topic),
        evidence={group: tuple(shown) for group, shown in evidence.items()},
    )


def candidates_of(rules: Rules, scores: Scores) -> tuple[Candidate, ...]:
    """The best topic of each of the best groups, then further topics of the best group."""
    groups = sorted(scores.by_group, key=lambda group: -scores.by_group[group])
    ranked = {group: _topics_of(rules, scores, group) for group in groups[:MOST]}
    first = [topics[0] for topics in ranked.values() if topics]
    rest = ranked[groups[0]][1:] if groups else []
    further = [topic for topic in rest if scores.by_topic.get(topic, 0.0) > 0]
    found = [_candidate(rules, scores, topic) for topic in (*first, *further)]
    return tuple(found[:MOST])


def _topics_of(rules: Rules, scores: Scores, group: str) -> list[str]:
    topics = rules.topics_of(group)
    return sorted(topics, key=lambda topic: -scores.by_topic.get(topic, 0.0))


def _candidate(rules: Rules, scores: Scores, topic: str) -> Candidate:
    group = rules.topics[topic].group
    score = round(scores.by_group[group], 2)
    return Candidate(topic, group, score, scores.evidence.get(group, ()))


def _stems(rules: Rules, said: Sequence[str], reading: str, tongue: str) -> list[str]:
    if reading != "latin":
        return list(rules.reading.stems(said, tongue))
    found = (rules.reading.phrases.of_latin(word) for word in said)
    return [stem for stem in found if stem is not None]


def _add_phrases(
    rules: Rules, stems: Sequence[str], by_group: dict[str, float], by_topic: dict[str, float]
) -> None:
    best: dict[str, float] = {}
    for topic, share in rules.reading.phrases.resembling(stems).items():
        if share < HEARD:
            continue
        by_topic[topic] = by_topic.get(topic, 0.0) + PHRASE_FOR_TOPIC * share
        group = rules.topics[topic].group
        best[group] = max(best.get(group, 0.0), share)
    for group, share in best.items():
        if share >= HEARD_ALONE or group in by_group:
            worth = PHRASE_FOR_GROUP + (PHRASE_WHOLE if share >= WHOLE else 0.0)
            by_group[group] = by_group.get(group, 0.0) + worth * share
