"""Questions that citizens ask in the middle of a form: recognised by words, answered, and on.

A side question is a row of words: each group of the row must have one of its words begin a word of
what was said. Short messages only: a long one is a matter, not a question about the form.
"""

from dataclasses import dataclass

import yaml

from dialogs.fold import fold

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Side:
    """A question by its id, and the groups of word beginnings of which each must be met."""

    id: str
    rows: tuple[tuple[tuple[str, ...], ...], ...]

    def meant_by(self, words: list[str]) -> bool:
        """Whether some row has all its groups among the words."""
        return any(all(_met(group, words) for group in row) for row in self.rows)


def parse(text: str) -> tuple[Side, ...]:
    """Read the table of side questions, in the order in which they are tried."""
    return tuple(
        Side(side["id"], tuple(tuple(_group(group) for group in row) for row in side["words"]))
        for side in yaml.safe_load(text)["sides"]
    )


def side_in(sides: tuple[Side, ...], text: str) -> str | None:
    """The id of the side question that a message asks, if it does."""
    words = fold(text).split()
    if not 0 < len(words) <= MOST_WORDS:
        return None
    return next((side.id for side in sides if side.meant_by(words)), None)


def _group(written: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in written.split("|"))


def _met(group: tuple[str, ...], words: list[str]) -> bool:
    return any(word.startswith(begin) for begin in group for word in words)
