"""Words around place names and the endings that names take, from places/words.yaml, folded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from routing_rules.entries import Entry, read
from routing_rules.letters import lowered

SHORTEST = 3  # letters that must be left of a name
_BARE = re.compile(
    r"\b(област[а-я]*|облыс[а-я]*|район[а-я]*|аудан[а-я]*|им|имени|атын[а-я]*|region|district|city)\b"
)
_NOT_LETTERS = re.compile(r"[^\w]+|\d+")
_ABBREVIATED = re.compile(r"\b(\w)\.\s*(?=[А-ЯӘҒҚҢӨҰҮІ])")
REMEMBERED = 20000  # words: people use the same few thousand


# «In the street» after a town is no street of that name: those carry an ending of belonging.
STREETS_AT_LARGE = frozenset({"кошеде", "кошелерде"})


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What the words beside a name say, and how a name is cut down to compare it."""

    before: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]
    exact: Mapping[str, str]
    short: Mapping[str, str]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    towards: frozenset[str]
    inside: frozenset[str]
    at: tuple[str, ...]
    owned: tuple[str, ...]
    endings: frozenset[str]
    stem_endings: tuple[str, ...]
    longest: int
    remembered: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def cut_forms(self, folded: str) -> tuple[str, ...]:
        """A folded word and what is left of it without each ending it may carry, longest first."""
        found = self.remembered.get(folded)
        if found is None:
            if len(self.remembered) >= REMEMBERED:
                self.remembered.clear()
            sizes = range(1, min(self.longest, len(folded) - SHORTEST) + 1)
            cut = (folded[:-size] for size in sizes if folded[-size:] in self.endings)
            found = self.remembered[folded] = (folded, *cut)
        return found

    def stem(self, folded: str) -> str:
        """A folded name without the ending of its dictionary form."""
        for ending in self.stem_endings:
            if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST:
                return folded[: -len(ending)]
        return folded

    def kind(self, folded: str) -> str | None:
        """The kind of place that a word names: region, district, city, village, or None."""
        return self.kind_before(folded) or self.kind_after(folded)

    def kind_before(self, folded: str) -> str | None:
        """The kind that a word before a name says: село Каменка."""
        if folded in self.exact:
            return self.exact[folded]
        return next(
            (kind for kind, starts in self.before.items() if folded.startswith(starts)), None
        )

    def kind_after(self, folded: str) -> str | None:
        """The kind that a word after a name says: Каменка ауылы, Мамлютский район."""
        return next(
            (kind for kind, starts in self.after.items() if folded.startswith(starts)), None
        )

    def kind_beside(self, before: str, after: str) -> str | None:
        """The kind that the words beside a name say; an empty word says none."""
        return self.kind_after(after) or self.kind_before(before)

    def is_street_or_person(self, folded: Sequence[str], start: int, end: int) -> bool:
        """Whether the words beside a name make it a street or a person."""
        before = folded[start - 1] if start > 0 else ""
        after = folded[end] if end < len(folded) else ""
        at_large = after in STREETS_AT_LARGE
        named_after = after.startswith(self.not_after) and not at_large
        return before.startswith(self.not_before) or named_after

    def spelled_out(self, text: str) -> str:
        """The text with «с. Каменка» as «село Каменка»: a lone «с» is a preposition."""
        return _ABBREVIATED.sub(self._long, text)

    def _long(self, match: re.Match[str]) -> str:
        return self.short.get(match.group(1), match.group(1)) + " "


def bare_words(folded: str) -> str:
    """A folded name without the words for region and district, signs and digits."""
    return " ".join(_NOT_LETTERS.sub(" ", _BARE.sub(" ", folded)).split())


def parse_place_words(file: str, text: str) -> PlaceWords:
    """Place words from places/words.yaml."""
    root = read(file, text)
    endings = frozenset(map(lowered, root.at("endings").source_words()))
    return PlaceWords(
        before=_starts(root.at("before")),
        after=_starts(root.at("after")),
        exact={key: entry.word() for key, entry in root.at("exact").pairs()},
        short={key: entry.word() for key, entry in root.at("short").pairs()},
        not_before=root.words("not_before"),
        not_after=root.words("not_after"),
        towards=frozenset(root.words("towards")),
        inside=frozenset(root.words("inside")),
        at=root.words("at"),
        owned=root.words("owned"),
        endings=endings,
        stem_endings=root.at("stem_endings").source_words(),
        longest=max(map(len, endings)),
    )


def _starts(entry: Entry) -> dict[str, tuple[str, ...]]:
    return {kind: words.source_words() for kind, words in entry.pairs()}
