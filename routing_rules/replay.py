"""Messages decided again with changed rules: who would go elsewhere, and which rows err most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from routing_rules.advise import advise
from routing_rules.letters import small, words
from routing_rules.rules import Rules
from routing_rules.understand import understand
from routing_rules.verdicts import Understood


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a message goes: topic, agency, channel, act; None where it must be asked."""

    topic: str | None
    agency: str | None
    channel: str | None
    act: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A message that goes elsewhere under the new rules."""

    text: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Correction:
    """What a redirect or an operator has shown: the row that decided and whether it was right.

    topic: the right topic, if the operator has named it.
    """

    text: str
    row: str
    right: bool
    topic: str | None = None


def outcome(rules: Rules, text: str, place: str | None, on: date) -> Outcome:
    """Where a message goes under some rules on a day."""
    said = understand(rules, text)
    advice = advise(rules, facts_said(said, place), on)
    return Outcome(said.topic, advice.agency, advice.channel, advice.act)


def facts_said(said: Understood, place: str | None) -> Mapping[str, object]:
    """The facts of a message; a place that is known already wins over the one it names."""
    return {
        "topic": said.topic,
        "group": said.group,
        "intent": said.intent,
        "signals": said.signals,
        "emergency": said.emergency,
        "place": place or (said.places[0] if len(said.places) == 1 else None),
    }


def replay(
    old: Rules, new: Rules, messages: Iterable[tuple[str, str | None]], on: date
) -> list[Moved]:
    """Messages (text, place) that the new rules send elsewhere than the old ones."""
    moved = []
    for text, place in messages:
        before, after = outcome(old, text, place, on), outcome(new, text, place, on)
        if before != after:
            moved.append(Moved(text, before, after))
    return moved


def precision(corrections: Iterable[Correction]) -> dict[str, tuple[int, float]]:
    """For each row: how many matters it decided and the share that was right, worst row first."""
    decided: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for correction in corrections:
        decided[correction.row] += 1
        right[correction.row] += correction.right
    shares = {row: (n, right[row] / n) for row, n in decided.items()}
    return dict(sorted(shares.items(), key=lambda item: (item[1][1], -item[1][0], item[0])))


def proposed_phrases(
    rules: Rules, corrections: Sequence[Correction], longest: int = 8
) -> list[tuple[str, str]]:
    """Short corrected messages that the right topic has no such phrase for: (topic, phrase)."""
    found = []
    for correction in corrections:
        topic = rules.topics.get(correction.topic or "")
        phrase = " ".join(words(small(correction.text)))
        if correction.right or topic is None or len(phrase.split()) > longest:
            continue
        known = {small(text) for texts in topic.phrases.values() for text in texts}
        if phrase not in known and (topic.id, phrase) not in found:
            found.append((topic.id, phrase))
    return found
