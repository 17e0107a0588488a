"""Messages decided again: who would go elsewhere than before, and by which rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from routing_rules.advise import advise
from routing_rules.rules import Rules
from routing_rules.understand import understand
from routing_rules.verdicts import Advice, Understood

WISHES = {"asked": "site", "insist": "insists"}  # addressee in the table -> field of a matter
DECIDERS = ("agency", "channel")  # the tables whose rows say where a matter goes


@dataclass(frozen=True, slots=True)
class Matter:
    """A message to decide again, and what is known beside its words.

    place: a KATO code that wins over the words; topic: what it was about in the end, by its words
    or by the citizen's choice; site: the agency whose site they came from; insists: the one they
    insisted on; before: where it went, if that is known.
    """

    text: str
    language: str | None = None
    place: str | None = None
    topic: str | None = None
    site: str | None = None
    insists: str | None = None
    before: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a message goes: topic, agency, channel, act; None where nobody knows.

    rows: «table:row» that decided; two outcomes are the same whatever rows led to them.
    """

    topic: str | None
    agency: str | None
    channel: str | None
    act: str | None
    rows: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Moved:
    """The number of a message (from 1) that goes elsewhere, its text, where it went and goes."""

    number: int
    text: str
    before: Outcome
    after: Outcome


Counts = dict[tuple[str | None, str | None], int]  # from, to -> messages


def outcome(rules: Rules, matter: Matter, on: date, chosen: str | None = None) -> Outcome:
    """Where a message goes under some rules on a day; chosen: a topic whatever its words say."""
    said = understand(rules, matter.text, matter.language)
    topic = chosen or said.topic or matter.topic
    advice = advise(rules, facts_said(said, matter, topic), on)
    return Outcome(topic, advice.agency, advice.channel, advice.act, rows_of(advice))


def facts_said(said: Understood, matter: Matter, topic: str | None) -> Mapping[str, object]:
    """The facts of a message; a place that is known already wins over the one it names."""
    return {
        "topic": topic,
        "group": said.group,
        "intent": said.intent,
        "signals": said.signals,
        "emergency": said.emergency,
        "place": matter.place or (said.places[0] if len(said.places) == 1 else None),
        "agency": matter.site,
        "insist_agency": matter.insists,
    }


def wished(rules: Rules, row: str | None, agency: str | None) -> dict[str, str]:
    """What a row says of a citizen's own choice of an agency: `site`, `insists`, or nothing."""
    ids = (each for each in rules.tables["agency"].rows if f"agency:{each.id}" == row)
    chosen = next((WISHES.get(each.then["addressee"]) for each in ids), None)
    return {chosen: agency} if chosen and agency else {}


def rows_of(advice: Advice) -> tuple[str, ...]:
    """The rows of an advice that say where a matter goes, as «table:row»."""
    return tuple(f"{d.table}:{d.row}" for d in advice.decisions if d.table in DECIDERS)


def replay(old: Rules, new: Rules, matters: Iterable[Matter], on: date) -> list[Moved]:
    """Messages that the new rules send elsewhere than the old ones, or than they went before."""
    moved = []
    for number, matter in enumerate(matters, start=1):
        chosen = _chosen(old, matter)
        before = matter.before or outcome(old, matter, on, chosen)
        after = outcome(new, matter, on, chosen)
        if _known(before, after) != before:
            moved.append(Moved(number, matter.text, before, after))
    return moved


def counts(moved: Iterable[Moved], what: str) -> Counts:
    """How many messages change their topic, agency, channel or act, by from and to; most first."""
    pairs = (
        (getattr(move.before, what), getattr(_known(move.before, move.after), what))
        for move in moved
    )
    return dict(Counter(pair for pair in pairs if pair[0] != pair[1]).most_common())


def _chosen(old: Rules, matter: Matter) -> str | None:
    """The topic that the citizen chose though the words had settled another one."""
    settled = understand(old, matter.text, matter.language).topic if matter.topic else None
    return matter.topic if settled not in (None, matter.topic) else None


def _known(before: Outcome, after: Outcome) -> Outcome:
    """The new outcome, with the act left out where the old act is not known."""
    act = None if before.act is None else after.act
    return Outcome(after.topic, after.agency, after.channel, act)
