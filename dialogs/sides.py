"""Questions that citizens ask in the middle of a form: recognised by words, answered, and on.

A side question is a row of words: each group of the row must have one of its beginnings (a word or
several) in what was said; or it is a whole message. Short messages only: a long one is a matter
and no question about the form.
"""

from dataclasses import dataclass

import yaml

from dialogs.fold import fold

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Side:
    """A question by its id, and the words that ask it.

    rows: groups of beginnings of words, of which each must be met; whole: messages that mean it
    only as they are.
    """

    id: str
    rows: tuple[tuple[tuple[str, ...], ...], ...] = ()
    whole: frozenset[str] = frozenset()

    def meant_by(self, said: str) -> bool:
        """Whether folded words are one of the whole messages, or have all the groups of a row."""
        there = f" {said}"
        return said in self.whole or any(
            all(any(f" {begin}" in there for begin in group) for group in row) for row in self.rows
        )


def parse(text: str) -> tuple[Side, ...]:
    """Read the table of side questions, in the order in which they are tried."""
    return tuple(
        Side(
            side["id"],
            tuple(tuple(_group(group) for group in row) for row in side.get("words", ())),
            frozenset(fold(text) for text in side.get("whole", ())),
        )
        for side in yaml.safe_load(text)["sides"]
    )


def side_in(sides: tuple[Side, ...], text: str) -> str | None:
    """The id of the side question that a message asks, if it does."""
    said = fold(text)
    if not 0 < len(said.split()) <= MOST_WORDS:
        return None
    return next((side.id for side in sides if side.meant_by(said)), None)


def _group(written: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in written.split("|"))
