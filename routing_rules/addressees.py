"""Other addressees: whom a citizen may choose instead of the body that the tables name.

`others` are the bodies near the matter; `named` finds the body that words mean. A word weighs by
how few bodies it can mean: «министерство» says little, «здравоохранения» nearly everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rapidfuzz import fuzz

from routing_rules.advise import placed
from routing_rules.letters import skeleton, words
from routing_rules.rules import Rules
from routing_rules.values import LANGUAGES

MOST = 8  # candidates that can still be looked through
ALIKE = 82.0  # likeness of two words, of 100, that counts as the same word with another ending
SHORTEST = 3  # letters: shorter words only bind others
ENOUGH, NEAR = 0.6, 0.08  # a score that counts, and how far under the best one still counts
OF_SAID, OF_NAME = 0.8, 0.2  # the said words weigh more than the whole of a name


def others(rules: Rules, topic: str | None, place: str | None, on: date) -> tuple[str, ...]:
    """Bodies near a matter: of its topic, its ministry, the akimats of its place; without doubles.

    Bodies that exist no more on the day stand as their successors.
    """
    near = [*_of_topic(rules, topic, place), *_akimats(rules, place)]
    today = (rules.bodies.successor(agency, on) for agency in near)
    return tuple(dict.fromkeys(today))


def _of_topic(rules: Rules, topic: str | None, place: str | None) -> Iterator[str]:
    about = rules.topics.get(topic or "")
    if about is None:
        return
    district = rules.places.district(place) if place else None
    for wanted in (about.first, about.escalate):
        agency = placed(rules, wanted, district)
        if agency is not None:
            yield agency
    ministry = _ministry(rules, about.group)
    if ministry is not None:
        yield ministry


def _ministry(rules: Rules, group: str) -> str | None:
    """The central body that most topics of a group name."""
    inside = (rules.topics[topic] for topic in rules.topics_of(group))
    named = (agency for topic in inside for agency in (topic.first, topic.escalate))
    central = Counter(agency for agency in named if not rules.bodies.is_unit_kind(agency))
    return central.most_common(1)[0][0] if central else None


def _akimats(rules: Rules, place: str | None) -> Iterator[str]:
    """Akimats of a place, the nearest first: of the district or city, then of the region."""
    path = rules.places.path(place) if place else ()
    for step in reversed(path[:2]):
        yield rules.bodies.akimat(step.kato)


def named(rules: Rules, text: str, place: str | None, on: date) -> tuple[str, ...]:
    """The bodies that words may mean, best first; empty when none or too many fit.

    place: where the matter is, for «акимат» and units of it; a place that the words name wins.
    """
    said = [word for word in _read(text) if len(word) >= SHORTEST]
    pool = {agency: tuple(_read_names(rules, agency)) for agency in _pool(rules, text, place, on)}
    means = {word: [a for a, names in pool.items() if _in_any(word, names)] for word in said}
    weights = {word: 1 / len(bodies) for word, bodies in means.items() if bodies}
    if not weights:
        return ()
    scores = {agency: _score(weights, names) for agency, names in pool.items()}
    best = max(scores.values())
    found = sorted((a for a in scores if scores[a] >= max(ENOUGH, best - NEAR)), key=scores.get)  # type: ignore[arg-type]
    return tuple(reversed(found)) if len(found) <= MOST else ()


def _pool(rules: Rules, text: str, place: str | None, on: date) -> Iterator[str]:
    """Central bodies of today, and akimats and units of the place that is meant."""
    for agency in rules.agencies.values():
        if agency.place is None and rules.bodies.successor(agency.id, on) == agency.id:
            yield agency.id
    said = [found.kato for found in rules.places.mentioned(text)]
    for kato in said if 0 < len(said) <= MOST else [place] if place else []:
        yield from dict.fromkeys(_akimats(rules, kato))
        for step in rules.places.path(kato)[:2]:
            yield from (rules.bodies.unit(kind, step.kato) for kind in rules.bodies.units)


def _read_names(rules: Rules, agency: str) -> Iterator[tuple[str, ...]]:
    body = rules.agency(agency)
    key = agency
    if body.level != "unit" and body.place is not None:
        key = "akimat.region" if body.parent == "government" else "akimat.district"
    names = (body.name(language) for language in LANGUAGES)
    yield from (_read(name) for name in (*names, *rules.sayings.get(key, ())))


def _read(text: str) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in words(text.replace("_", " ")))


def _in_any(word: str, names: Iterable[tuple[str, ...]]) -> bool:
    return any(_alike(word, other) for name in names for other in name)


def _alike(one: str, other: str) -> bool:
    return len(other) >= SHORTEST - 1 and fuzz.ratio(one, other) >= ALIKE


def _score(weights: Mapping[str, float], names: Iterable[tuple[str, ...]]) -> float:
    """How well the best of the names fits the weighted words, 0 to 1."""
    whole = sum(weights.values())
    best = 0.0
    for name in names:
        met = [word for word in weights if any(_alike(word, other) for other in name)]
        covered = sum(any(_alike(word, other) for word in met) for other in name) / len(name)
        best = max(best, OF_SAID * sum(weights[w] for w in met) / whole + OF_NAME * covered)
    return best
