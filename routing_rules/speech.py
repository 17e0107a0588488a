"""What a message wants (intent) and what it lets show (signals), by patterns in tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routing_rules.entries import read
from routing_rules.patterns import Patterns
from routing_rules.values import LANGUAGES


@dataclass(frozen=True, slots=True)
class Speech:
    """Meanings in the order of the file, the patterns that say them, and those that deny them."""

    meanings: tuple[str, ...]
    patterns: Patterns
    says: tuple[tuple[str, bool], ...]

    def meant(self, said: Sequence[str], reading: str) -> tuple[str, ...]:
        """Meanings of a message, in the order of the file."""
        hits = [self.says[hit.pattern] for hit in self.patterns.find(said, reading, typos=True)]
        denied = {meaning for meaning, denies in hits if denies}
        meant = {meaning for meaning, denies in hits if not denies} - denied
        return tuple(meaning for meaning in self.meanings if meaning in meant)


def parse_speech(file: str, text: str, common: Sequence[str]) -> Speech:
    """Meanings from words/intents.yaml or words/signals.yaml."""
    meanings: list[str] = []
    written: list[tuple[str, str]] = []
    says: list[tuple[str, bool]] = []
    for entry in read(file, text).at("meanings").each():
        meaning = entry.text("id")
        meanings.append(meaning)
        for key, denies in (("says", False), ("unless", True)):
            part = entry.maybe(key)
            for language in LANGUAGES:
                patterns = part.words(language) if part else ()
                written += [(pattern, language) for pattern in patterns]
                says += [(meaning, denies)] * len(patterns)
    return Speech(tuple(meanings), Patterns(written, common), tuple(says))
