"""Questions that citizens ask in the middle of a form: recognised by words, answered, and on.

A side question is a row of words: each group of the row must have one of its beginnings (a word or
several) in what was said; or it is a whole message. Words are compared folded, and then in their
coarse Latin form: «qansha turady» is «қанша тұрады». Short messages only: a long one is a matter
and no question about the form.
"""

import re
from dataclasses import dataclass, replace

import yaml

from dialogs.fold import fold
from dialogs.plain import coarse
from routing_rules.letters import is_latin

MOST_WORDS = 12

Rows = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A question by its id, and the words that ask it.

    rows: groups of beginnings of words, of which each must be met; whole: messages that mean it
    only as they are; first: what finds a beginning of any first group; coarse: the same in
    coarse Latin letters.
    """

    id: str
    rows: Rows = ()
    whole: frozenset[str] = frozenset()
    first: re.Pattern[str] | None = None
    coarse: "Side | None" = None

    def meant_by(self, said: str) -> bool:
        """Whether folded words are one of the whole messages, or have all the groups of a row."""
        there = f" {said} "
        if said in self.whole:
            return True
        return bool(self.first and self.first.search(there)) and any(
            all(any(f" {begin}" in there for begin in group) for group in row) for row in self.rows
        )

    def in_latin(self) -> "Side":
        """The same words in their coarse Latin form; those that are in Latin letters have none."""
        return _side(
            self.id,
            tuple(row for row in (_coarse_row(row) for row in self.rows) if all(row)),
            frozenset(coarse(said) for said in self.whole if not is_latin(said)),
        )


def parse(text: str) -> tuple[Side, ...]:
    """Read the table of side questions, in the order in which they are tried."""
    sides = (
        _side(
            side["id"],
            tuple(tuple(_group(group) for group in row) for row in side.get("words", ())),
            frozenset(fold(text) for text in side.get("whole", ())),
        )
        for side in yaml.safe_load(text)["sides"]
    )
    return tuple(replace(side, coarse=side.in_latin()) for side in sides)


def side_in(sides: tuple[Side, ...], text: str) -> str | None:
    """The id of the side question that a message asks, if it does."""
    said = fold(text)
    if not 0 < len(said.split()) <= MOST_WORDS:
        return None
    found = next((side.id for side in sides if side.meant_by(said)), None)
    if found or not is_latin(said):
        return found
    latin = coarse(said)
    return next((side.id for side in sides if side.coarse and side.coarse.meant_by(latin)), None)


def _side(id: str, rows: Rows, whole: frozenset[str]) -> Side:
    begins = sorted({begin for row in rows for begin in row[0]})
    first = re.compile(f" (?:{'|'.join(map(re.escape, begins))})") if begins else None
    return Side(id, rows, whole, first)


def _group(written: str) -> tuple[str, ...]:
    return tuple(_begin(word) for word in written.split("|"))


def _begin(word: str) -> str:
    """Folded; «=word» ends with the space that must follow it."""
    return f"{fold(word[1:])} " if word.startswith("=") else fold(word)


def _coarse_row(row: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(coarse(b) + " " * b.endswith(" ") for b in group if not is_latin(b)) for group in row
    )
