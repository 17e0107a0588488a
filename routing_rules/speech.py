"""What a message wants (intent) and what it lets show (signals), by patterns in tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from routing_rules.entries import Entry, read
from routing_rules.patterns import Patterns
from routing_rules.values import LANGUAGES


@dataclass(frozen=True, slots=True)
class Speech:
    """Meanings in the order of the file, the patterns that say them, and those that deny them.

    aside: meanings whose words are no evidence of a topic.
    """

    meanings: tuple[str, ...]
    patterns: Patterns
    says: tuple[tuple[str, bool], ...]
    aside: frozenset[str]

    def meant(self, said: Sequence[str], reading: str) -> tuple[str, ...]:
        """Meanings of a message, in the order of the file."""
        hits = [self.says[hit.pattern] for hit in self.patterns.find(said, reading, typos=False)]
        denied = {meaning for meaning, denies in hits if denies}
        meant = {meaning for meaning, denies in hits if not denies} - denied
        return tuple(meaning for meaning in self.meanings if meaning in meant)

    def set_aside(self, said: Sequence[str], reading: str) -> frozenset[int]:
        """Words that only say how the citizen is (no internet), not what the matter is."""
        meant = self.aside & frozenset(self.meant(said, reading))
        if not meant:
            return frozenset()
        hits = self.patterns.find(said, reading, typos=False)
        return frozenset(
            at
            for hit in hits
            for at in hit.at
            if self.says[hit.pattern] in {(m, False) for m in meant}
        )


def parse_speech(file: str, text: str) -> Speech:
    """Meanings from words/intents.yaml or words/signals.yaml."""
    root = read(file, text)
    return speech(root.at("meanings").each(), frozenset(root.words("set_aside")))


def speech(
    entries: Iterable[Entry], aside: frozenset[str] = frozenset(), never: Entry | None = None
) -> Speech:
    """Meanings of entries with `id`, `says` and `unless`; `never` is an `unless` of them all."""
    meanings: list[str] = []
    written: list[tuple[str, str]] = []
    says: list[tuple[str, bool]] = []
    for entry in entries:
        meaning = entry.text("id")
        meanings.append(meaning)
        for part, denies in (
            (entry.maybe("says"), False),
            (entry.maybe("unless"), True),
            (never, True),
        ):
            for language in LANGUAGES:
                patterns = part.words(language) if part else ()
                written += [(pattern, language) for pattern in patterns]
                says += [(meaning, denies)] * len(patterns)
    return Speech(tuple(meanings), Patterns(written), tuple(says), aside)
