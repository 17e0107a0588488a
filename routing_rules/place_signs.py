"""When a name inside a message about something else means the place.

A word beside it says the kind (село, ауылы, район): the name counts. Without one a city or a
region counts by its name alone; a district or a village needs a preposition («в Боровом») or a
Kazakh ending of place («Бурабайда»), and a capital letter unless the name is long. Names that are
words too are guarded («Арал» is an island: a capital letter and a sign of place) or ordinary
(«Үлкен» is big: only beside a word that says the kind). A few words look like inflected names:
`lower` in small letters (караганда), `never` in any («қарағанда» is «compared with»).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from routing_rules.letters import fold, is_latin, skeleton, small, words
from routing_rules.place_words import PlaceWords

LONG = 8  # letters of a known name with its ending that needs no capital letter
SHORT = 6  # letters: a shorter name of a village needs one even beside a word that says the kind
_SENTENCE = re.compile(r"[.!?\n]+")
_PART = re.compile(r"[,;:]")


@dataclass(frozen=True, slots=True)
class Told:
    """A text as words: as written, folded, and the numbers of words that stand apart.

    opens: words that begin a sentence. stops: words that a comma follows.
    """

    said: Sequence[str]
    folded: list[str]
    opens: frozenset[int]
    stops: frozenset[int]

    def is_heading(self, start: int, end: int) -> bool:
        """Whether words stand before the first comma with a capital letter: «Аксай, нет света»."""
        return start == 0 and end - 1 in self.stops and self.said[0].istitle()

    def beside(self, start: int, end: int) -> tuple[str, str]:
        """The folded words before and after words start..end; empty across a comma or a stop."""
        before = self.folded[start - 1] if start > 0 and not self._is_apart(start) else ""
        after = self.folded[end] if end < len(self.folded) and not self._is_apart(end) else ""
        return before, after

    def _is_apart(self, at: int) -> bool:
        """Whether a comma or the end of a sentence stands before a word."""
        return at - 1 in self.stops or at in self.opens

    def is_capital_inside(self, at: int) -> bool:
        """Whether a word has a capital letter that no beginning of a sentence explains."""
        return self.said[at].istitle() and at not in self.opens


def told(text: str) -> Told:
    """A text taken apart."""
    said: list[str] = []
    opens, stops = set[int](), set[int]()
    for sentence in _SENTENCE.split(text):
        opens.add(len(said))
        *parts, last = _PART.split(sentence)
        for part in parts:
            said += words(part)
            stops.add(len(said) - 1)
        said += words(last)
    return Told(said, [fold(word) for word in said], frozenset(opens), frozenset(stops))


class PlaceSigns:
    """Words and endings around names, and the names that are ordinary words."""

    def __init__(self, beside: PlaceWords, names: Mapping[str, frozenset[str]]) -> None:
        """names: the lists guarded, ordinary, lower and never."""
        self._words = beside
        self._lower, self._never = names["lower"], names["never"]
        self._ordinary = frozenset(map(skeleton, names["ordinary"]))
        guarded = names["guarded"]
        self._guarded = frozenset(map(skeleton, (*guarded, *map(beside.stem, guarded))))

    def count(self, text: Told, start: int, end: int, kind: str | None, rank: str) -> bool:
        """Whether a name at words start..end means the place.

        kind: of the place, by a word beside it. rank: city (or region), known or small.
        """
        if self._words.is_street_or_person(text.folded, start, end) or self._is_word(text, start):
            return False
        forms = {skeleton(form) for form in self._words.cut_forms(text.folded[start])}
        ordinary = not self._ordinary.isdisjoint(forms)
        guarded = not self._guarded.isdisjoint(forms)
        if kind is not None and (text.said[start].istitle() or self._is_owned(text, end)):
            return True
        if ordinary:
            return False
        if kind is not None:
            opens = guarded and start == 0
            return self._counts_in_small_letters(text.folded[start], opens, rank)
        if guarded:
            return self._counts_though_guarded(text, start, end, rank)
        return rank == "city" or self._counts_by_signs(text, start, end, rank)

    def _is_word(self, text: Told, at: int) -> bool:
        """Whether a word that looks like an inflected name is none."""
        written = small(text.said[at])
        return written in self._never or (written in self._lower and not text.said[at].istitle())

    def _counts_in_small_letters(self, word: str, opens: bool, rank: str) -> bool:
        """Whether a name without a capital letter counts beside a word that says the kind."""
        if opens or is_latin(word):
            return rank == "city" and not opens
        return rank != "small" or len(word) >= SHORT

    def _counts_by_signs(self, text: Told, start: int, end: int, rank: str) -> bool:
        word = text.folded[start]
        if rank == "small" and is_latin(word):
            return False
        before = self._words.inside if rank == "small" else self._words.towards
        long = rank == "known" and len(word) >= LONG
        if rank == "known" and text.is_heading(start, end):
            return True
        signed = self._follows(text, start, before) or self._ends(text, end)
        return signed and (long or text.is_capital_inside(start))

    def _counts_though_guarded(self, text: Told, start: int, end: int, rank: str) -> bool:
        if not text.said[start].istitle():
            return False
        if self._follows(text, start, self._words.inside) or text.is_heading(start, end):
            return True
        return self._ends(text, end) and (rank == "city" or text.is_capital_inside(start))

    def _is_owned(self, text: Told, end: int) -> bool:
        """Whether a Kazakh word after the name says that it is one: Үлкен ауылы."""
        return end < len(text.folded) and text.folded[end].startswith(self._words.owned)

    def _follows(self, text: Told, start: int, before: frozenset[str]) -> bool:
        return start > 0 and text.folded[start - 1] in before

    def _ends(self, text: Told, end: int) -> bool:
        """Whether the name has a Kazakh ending of place."""
        last = text.folded[end - 1]
        return not is_latin(last) and last.endswith(self._words.at)
