"""Key words of groups and topics with their weights, from lexicon/GROUP.yaml.

What an official writes: for a topic (or for the whole group) words by how surely they speak for
it, by language. `rules` beat all others (a bribe), `chief` beat institutions, `sure` are
institutions and nouns with one meaning (ЦОН, провайдер), `strong` are things of the matter,
`middle` are objects, `weak` are qualities and acts, `least` are words that occur everywhere
(house, water, car). The order of the classes is law, their figures are tuned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from routing_rules.atoms import Hit
from routing_rules.entries import Entry, read
from routing_rules.patterns import Patterns
from routing_rules.values import LANGUAGES

LONG = 8  # letters of a key word that is known in spite of a typo
CLASSES = ("rules", "chief", "sure", "strong", "middle", "weak", "least")


@dataclass(frozen=True, slots=True)
class Speaks:
    """What a key word speaks for, and how strongly."""

    group: str
    topic: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All key words as patterns, and what each speaks for."""

    patterns: Patterns
    speaks: tuple[Speaks, ...]
    most_mistyped: float

    def heard(self, said: Sequence[str], reading: str) -> list[tuple[Hit, Speaks]]:
        """Key words found in a message, and what they speak for."""
        hits = self.patterns.find(said, reading)
        return [(hit, self._speaks(hit)) for hit in hits]

    def _speaks(self, hit: Hit) -> Speaks:
        """What a hit speaks for; a short word with a typo never beats all others."""
        speaks = self.speaks[hit.pattern]
        if hit.worth < 1 and len(self.patterns.all[hit.pattern].written) < LONG:
            return replace(speaks, weight=min(speaks.weight, self.most_mistyped))
        return speaks


def parse_lexicon(
    texts: Mapping[str, str], topics: Mapping[str, str], common: Sequence[str]
) -> Lexicon:
    """The lexicon from every lexicon/*.yaml; topics maps topic ids to their groups."""
    weights = _weights(read("lexicon/weights.yaml", texts["lexicon/weights.yaml"]))
    written: list[tuple[str, str]] = []
    speaks: list[Speaks] = []
    for file in sorted(texts):
        if file.startswith("lexicon/") and file != "lexicon/weights.yaml":
            for word, language, what in _words_of(read(file, texts[file]), weights, topics):
                written.append((word, language))
                speaks.append(what)
    return Lexicon(Patterns(written, common), tuple(speaks), weights["sure"])


def _weights(root: Entry) -> Mapping[str, float]:
    return {name: root.at("weights").number(name) for name in CLASSES}


def _words_of(
    root: Entry, weights: Mapping[str, float], topics: Mapping[str, str]
) -> list[tuple[str, str, Speaks]]:
    group = root.text("group")
    found = []
    for part in root.at("words").each():
        topic = part.optional("topic")
        if topic is not None and topics.get(topic) != group:
            raise part.fault(f"«{topic}» is not a topic of «{group}»")
        for name, by_language in part.pairs():
            if name == "topic":
                continue
            if name not in weights:
                raise by_language.fault(f"«{name}» is none of {', '.join(CLASSES)}")
            what = Speaks(group, topic, weights[name])
            for language in LANGUAGES:
                found += [(word, language, what) for word in by_language.words(language)]
    return found
