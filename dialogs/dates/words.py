"""The table of words for days and hours, and cutting a message into items by it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from typing import Any, NamedTuple

import yaml

from dialogs.fold import fold
from routing_rules.letters import is_latin, skeleton

DASHES = str.maketrans("–—−‑", "----")
TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<dotted>\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d\d))?)(?![\d.:])"
    r"|(?P<hm>\d{1,2}(?::\d\d|-(?:00|30))(?!\d))"
    r"|(?P<number>\d+)(?:-?(?P<ending>[^\W\d_]{1,4})(?![^\W\d_]))?"
    r"|(?P<word>[^\W\d_]+)|(?P<to>-(?![^\W\d_])|(?<!\d)-)"  # «8-желтоқсан» is no «from 8 to»
)
LONGEST = 300  # letters of a message that are read for days and hours
YEAR_DIGITS = 4
NOTHING = "nothing"
TENS = 20  # «двадцать» may be the beginning of «двадцать первого»
ENDINGS = {"from_endings": "from", "day_endings": "of_month", "hour_endings": "here"}


class Item(NamedTuple):
    """A piece of a message by its kind: number, month, weekday, span, hours, or a sign."""

    kind: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side, each (letters, whether exactly so), and the item that they are."""

    words: tuple[tuple[str, bool], ...]
    item: Item

    def begins(self, words: list[str]) -> bool:
        """Whether a list of words begins with this phrase."""
        return len(words) >= len(self.words) and all(
            said == word if exact else said.startswith(word)
            for said, (word, exact) in zip(words, self.words, strict=False)
        )


@dataclass(frozen=True, slots=True)
class DateWords:
    """Phrases by their first two letters, longest first; months that need a day; endings.

    endings: what the ending of a number in digits says about it: from, of_month or here;
    coarse: the same words as they are typed in Latin letters.
    """

    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    beside_a_day: frozenset[int] = frozenset()
    endings: Mapping[str, str] = field(default_factory=dict)
    coarse: "DateWords | None" = None

    def items(self, text: str) -> list[Item]:
        """The pieces of a message that speak of days and hours, in order."""
        tokens = list(TOKEN.finditer(fold(text[:LONGEST].translate(DASHES))))
        items: list[Item] = []
        at = 0
        while at < len(tokens):
            found, used = self._item(tokens[at:])
            items += [item for item in found if item.kind != NOTHING]
            at += used
        return items

    def _item(self, tokens: list[re.Match[str]]) -> tuple[list[Item], int]:
        first = tokens[0]
        if first["word"] is None:
            return list(self._literal(first)), 1
        said = _words(tokens)
        for phrase in self.phrases.get(said[0][:2], ()):
            if phrase.begins(said):
                return [phrase.item], len(phrase.words)
        return [Item("other")], 1

    def _literal(self, token: re.Match[str]) -> Iterator[Item]:
        kind, text = str(token.lastgroup), token[0]
        if kind in {"iso", "dotted", "hm", "to"}:
            yield Item("to" if kind == "to" else kind, text)
            return
        said, ending = token["number"], token["ending"] or ""
        meant = self.endings.get(ending, "")
        if meant == "from":
            yield Item("from")
        yield Item("year" if len(said) == YEAR_DIGITS else "number", int(said[:YEAR_DIGITS]))
        if meant in {"of_month", "here"}:
            yield Item(meant)
        elif ending and not meant:
            yield from (p.item for p in self.phrases.get(ending[:2], ()) if p.begins([ending]))


def parse(text: str) -> DateWords:
    """Read the table of words for days and hours."""
    table = yaml.safe_load(text)
    phrases = tuple(_phrases(table))
    in_latin = tuple(_in_latin(phrase) for phrase in phrases if not is_latin(phrase.words[0][0]))
    return replace(_by_beginning(table, phrases), coarse=_by_beginning(table, in_latin))


def _in_latin(phrase: Phrase) -> Phrase:
    return Phrase(tuple((skeleton(word), exact) for word, exact in phrase.words), phrase.item)


def _by_beginning(table: dict[str, Any], phrases: tuple[Phrase, ...]) -> DateWords:
    begun: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -_length(phrase)):
        begun.setdefault(phrase.words[0][0][:2], []).append(phrase)
    return DateWords(
        phrases={letters: tuple(found) for letters, found in begun.items()},
        beside_a_day=frozenset(table["beside_a_day"]),
        endings={fold(ending): meant for name, meant in ENDINGS.items() for ending in table[name]},
    )


def _phrases(table: dict[str, Any]) -> Iterator[Phrase]:
    for kind, name in (("weekday", "weekdays"), ("month", "months"), ("plus", "days")):
        for value, row in table[name].items():
            yield from _written(row, Item(kind, value))
    for day, row in table["feasts"].items():
        yield from _written(row, Item("dotted", day))
    for row in table["parts"]:
        hours = time.fromisoformat(row["from"]), time.fromisoformat(row["to"])
        yield from _written(row, Item("evening" if row.get("late") else "part", hours))
    for sign, row in table["signs"].items():
        yield from _written(row, Item(sign))
    for number, row in table["numbers"].items():
        yield from _written(row, Item("tens" if number >= TENS else "number", number))


def _written(row: dict[str, Any], item: Item) -> Iterator[Phrase]:
    for language in ("kk", "ru", "en"):
        for words in row[language].split():
            parts = words.lstrip("=").split("_")
            exact = words.startswith("=")
            yield Phrase(tuple((fold(part), exact) for part in parts), item)


def _length(phrase: Phrase) -> int:
    return 100 * len(phrase.words) + sum(len(word) for word, _ in phrase.words)


def _words(tokens: list[re.Match[str]]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token["word"] is None:
            break
        found.append(token["word"])
    return found
