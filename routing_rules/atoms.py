"""The parts of patterns: words to look for (atoms), patterns of them, and what is found.

An atom is looked for in the letters of the message: as it is written, folded, in coarse Latin.
Short Kazakh beginnings are not looked for in a Russian message, and coarse Latin forms that are
too short fit everything and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from routing_rules.letters import fold, skeleton

# Readings: russian, plain, folded, latin, english, and mixed: plain, else folded.
OWN = 5  # letters: shorter Kazakh beginnings are not looked for in a Russian message
SPELT = 3  # letters of a coarse Latin form: shorter ones fit everything


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of a pattern: the beginning of words, or a whole word when exact."""

    text: str
    exact: bool
    language: str

    def reading(self, reading: str) -> str | None:
        """The atom as it is looked for in a reading; None when it is not looked for there."""
        if reading == "english" or self.language == "en":
            return self.text if reading == "english" and self.language == "en" else None
        if reading == "russian":
            return self.text if self.language == "ru" or len(self.text) >= OWN else None
        if reading == "plain":
            return self.text
        return fold(self.text) if reading == "folded" else self._spelt()

    def _spelt(self) -> str | None:
        spelt = skeleton(self.text)
        return (
            spelt if len(spelt) >= SPELT or (self.exact and len(self.text) == len(spelt)) else None
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """Runs of atoms by number: atoms of a run follow each other, runs are near each other."""

    runs: tuple[tuple[int, ...], ...]
    written: str

    @property
    def atoms(self) -> tuple[int, ...]:
        """All atoms of the pattern."""
        return tuple(atom for run in self.runs for atom in run)


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern found: at which words, and its worth (1, or less when a word had a typo)."""

    pattern: int
    at: tuple[int, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Seen:
    """Atoms seen at a word: all beginnings that fit, and those of the longest one."""

    every: frozenset[int]
    longest: frozenset[int]
    worth: float
