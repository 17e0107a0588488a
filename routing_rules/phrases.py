"""Phrases of topics, compared with a message by the share of their rare words that was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from routing_rules.letters import skeleton

LATIN_FROM = 3  # letters of a Latin beginning that is compared


Posting = tuple[int, float]  # a phrase that a stem occurs in, and its share of that phrase


class PhraseBook:
    """All phrases by their stems: which topics a message resembles, from 0 to 1."""

    def __init__(self, phrases: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """phrases: pairs of a topic id and the stems of one phrase."""
        self.topics = [topic for topic, _ in phrases]
        often = Counter(stem for _, stems in phrases for stem in set(stems))
        self._rare = {stem: log(1 + len(phrases) / n) for stem, n in often.items()}
        self._postings: dict[str, list[Posting]] = {}
        for number, (_, stems) in enumerate(phrases):
            whole = sum(self._rare[stem] ** 2 for stem in set(stems)) or 1.0
            for stem in set(stems):
                posting = (number, self._rare[stem] ** 2 / whole)
                self._postings.setdefault(stem, []).append(posting)
        self._latin: dict[str, str] = {}
        for stem in self._postings:
            self._latin.setdefault(skeleton(stem), stem)

    def of_latin(self, word: str) -> str | None:
        """The stem that a word in everyday Latin begins with."""
        for size in range(len(word), LATIN_FROM - 1, -1):
            if word[:size] in self._latin:
                return self._latin[word[:size]]
        return None

    def resembling(self, stems: Iterable[str]) -> Mapping[str, float]:
        """How much the best phrase of each topic is covered by the stems of a message."""
        found: dict[int, float] = {}
        for stem in set(stems):
            for phrase, share in self._postings.get(stem, ()):
                found[phrase] = found.get(phrase, 0.0) + share
        best: dict[str, float] = {}
        for phrase, share in found.items():
            topic = self.topics[phrase]
            if share > best.get(topic, 0.0):
                best[topic] = share
        return best
