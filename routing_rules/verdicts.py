"""What this folder answers: what was understood, what was decided, what is advised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that the words speak for. evidence: the words that counted, as they were written."""

    topic: str
    group: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message says.

    emergency: the hotline to show first, or None. hotline: a number that helps, or None.
    topic: None unless settled. group: of the best candidate with any evidence.
    places: KATO codes that fit what was said; one = found, many = ask.
    """

    text: str
    language: str
    emergency: str | None
    hotline: str | None
    intent: str
    signals: frozenset[str]
    topic: str | None
    group: str | None
    confidence: float
    candidates: tuple[Candidate, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact that led to a decision; key is the message that says it in words."""

    fact: str
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The row of a table that held, what it results in, and why."""

    table: str
    version: int
    row: str
    result: Mapping[str, str]
    reasons: tuple[Reason, ...]

    def to_json(self) -> dict[str, object]:
        """The decision as plain JSON values, to be stored with a case."""
        reasons = [{"fact": r.fact, "value": r.value, "key": r.key} for r in self.reasons]
        return {
            "table": self.table,
            "version": self.version,
            "row": self.row,
            "result": dict(self.result),
            "reasons": reasons,
        }


@dataclass(frozen=True, slots=True)
class Help:
    """Whether a way of helping is offered. why: message key; row: the row that said so.

    insist: message key of what is told to who insists on a help that is hidden; None: impossible.
    """

    allowed: bool
    why: str
    row: str
    insist: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another channel. because: message key of what it gives and what it costs."""

    channel: str
    because: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What the citizen is advised, with every decision that led to it.

    agency: None when the place must be asked first. channel: None when a hotline comes first.
    act: file, book, tell, handoff, status, complain, emergency or ask.
    executor: the unit inside the agency that will work on it, when it is another than agency.
    change: message key of the one fact that would change the advice.
    """

    agency: str | None
    channel: str | None
    hotline: str | None
    act: str
    kind: str
    urgency: str
    alternatives: tuple[Alternative, ...]
    file: Help
    book: Help
    decisions: tuple[Decision, ...]
    change: str | None
    executor: str | None = None
