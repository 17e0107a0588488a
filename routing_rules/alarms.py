"""Emergencies and crises: they win over every topic and are answered with a number at once.

An alarm sounds when one of its patterns is found (`alone`: in a message of a few words and nothing
else) and none of its `unless` patterns is: a price, a
tariff, a proposal, a story of last year or «there is no fire» are no emergency. Both lists are
data with 300 sentences beside them; a false alarm is as bad as a missed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routing_rules.entries import Entry, read
from routing_rules.patterns import Patterns
from routing_rules.values import LANGUAGES


@dataclass(frozen=True, slots=True)
class Alarm:
    """One emergency: the number to show, the topic it is, and its patterns by number."""

    hotline: str
    topic: str


@dataclass(frozen=True, slots=True)
class Alarms:
    """All alarms in the order of the file, and what each pattern says: an alarm and a manner."""

    alarms: tuple[Alarm, ...]
    patterns: Patterns
    says: tuple[tuple[int, str], ...]

    def sounding(self, said: Sequence[str], reading: str) -> Alarm | None:
        """The first alarm that a message sounds, or None."""
        hits = [self.says[hit.pattern] for hit in self.patterns.find(said, reading)]
        silenced = {number for number, manner in hits if manner == "unless"}
        loud = ("says", "alone") if len(said) <= FEW_WORDS else ("says",)
        sounding = {number for number, manner in hits if manner in loud}
        if EVERY in silenced:
            return None
        left = sorted(sounding - silenced)
        return self.alarms[left[0]] if left else None


FEW_WORDS = 5
EVERY = -1  # the number of patterns that silence all alarms


def parse_alarms(file: str, text: str, common: Sequence[str]) -> Alarms:
    """Alarms from words/alarms.yaml."""
    root = read(file, text)
    alarms: list[Alarm] = []
    written: list[tuple[str, str]] = []
    says: list[tuple[int, str]] = []

    def add(part: Entry | None, number: int, manner: str) -> None:
        for language in LANGUAGES:
            patterns = part.words(language) if part else ()
            written.extend((pattern, language) for pattern in patterns)
            says.extend([(number, manner)] * len(patterns))

    add(root.maybe("never"), EVERY, "unless")
    for number, entry in enumerate(root.at("alarms").each()):
        alarms.append(Alarm(entry.text("hotline"), entry.text("topic")))
        for manner in ("says", "alone", "unless"):
            add(entry.maybe(manner), number, manner)
    return Alarms(tuple(alarms), Patterns(written, common, strict=True), tuple(says))
