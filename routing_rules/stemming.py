"""Stems of words: Snowball for Russian and English, a suffix stripper of our own for Kazakh.

Kazakh is agglutinative: plural, possessive, case and verb endings follow each other, so endings
are taken off one after another from tables of data, as long as enough of the word is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from routing_rules.entries import read
from routing_rules.letters import fold

_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")
REMEMBERED = 20000  # words: a message has the same few thousand


@dataclass(frozen=True, slots=True)
class KazakhEndings:
    """Layers of endings, outermost first, folded; and how many letters must be left."""

    layers: tuple[tuple[str, ...], ...]
    shortest: int
    remembered: dict[str, str]

    def recall(self, word: str) -> str:
        """The stem of a word, remembered from the last time."""
        if word not in self.remembered:
            if len(self.remembered) >= REMEMBERED:
                self.remembered.clear()
            self.remembered[word] = self.stem(word)
        return self.remembered[word]

    def stem(self, word: str) -> str:
        """What is left of a Kazakh word, folded, without its endings."""
        word = fold(word)
        for layer in self.layers:
            word = self._without(word, layer)
        return word

    def _without(self, word: str, layer: Sequence[str]) -> str:
        for ending in layer:
            if word.endswith(ending) and len(word) - len(ending) >= self.shortest:
                return word[: -len(ending)]
        return word


def parse_endings(file: str, text: str) -> KazakhEndings:
    """Kazakh endings from words/endings_kk.yaml; longer endings of a layer are tried first."""
    root = read(file, text)
    layers = []
    for layer in root.at("layers").each():
        endings = {fold(ending) for ending in layer.words("endings")}
        layers.append(tuple(sorted(endings, key=lambda e: (-len(e), e))))
    return KazakhEndings(tuple(layers), int(root.number("shortest")), {})


@lru_cache(maxsize=REMEMBERED)
def russian(word: str) -> str:
    """The Snowball stem of a small Russian word."""
    return str(_RUSSIAN.stemWord(word))


@lru_cache(maxsize=REMEMBERED)
def english(word: str) -> str:
    """The Snowball stem of a small English word."""
    return str(_ENGLISH.stemWord(word))
