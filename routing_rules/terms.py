"""When something is due by law: registration, answer, passing on, reminder before a reception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from routing_rules.entries import Entry, read
from routing_rules.values import Kind, Term
from routing_rules.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Terms:
    """Kinds of appeal, terms by kind (and «redirect»), and the rule of the reminder in days."""

    kinds: Mapping[str, Kind]
    terms: Mapping[str, Term]
    remind_when_over: int
    remind_before: int


def parse_terms(file: str, text: str) -> Terms:
    """Kinds and terms from terms.yaml."""
    root = read(file, text)
    kinds = {e.text("id"): Kind(e.text("id"), e.names("name")) for e in root.at("kinds").each()}
    rows = [*root.at("kinds").each(), *root.at("others").each()]
    reminder = root.at("reminder")
    return Terms(
        kinds=MappingProxyType(kinds),
        terms=MappingProxyType({row.text("id"): _term(row) for row in rows}),
        remind_when_over=int(reminder.number("more_than_days")),
        remind_before=int(reminder.number("days_before")),
    )


def registered(received: datetime, calendar: WorkingDays) -> date:
    """The date of registration: the day of receipt, after hours or on a day off the next working
    day (APPC art. 64(3)). `received` must carry a time zone."""
    if received.tzinfo is None:
        raise ValueError("a moment with a time zone is expected")
    return calendar.received_on(received)


def due(term: Term, start: date, calendar: WorkingDays) -> date:
    """The last day of a term that starts with an event on `start` (APPC art. 76(2), 76(5))."""
    if term.unit == "working_days":
        return calendar.add_working(start, term.n)
    return calendar.next_working(start + timedelta(days=term.n))


def reminder(booked: date, starts: date, terms: Terms) -> date | None:
    """The day of the reminder, or None for a reception that is too near to need one."""
    if (starts - booked).days <= terms.remind_when_over:
        return None
    return starts - timedelta(days=terms.remind_before)


def _term(entry: Entry) -> Term:
    unit = entry.text("unit")
    if unit not in ("working_days", "calendar_days"):
        raise entry.fault("unit is working_days or calendar_days")
    return Term(
        kind=entry.text("id"),
        n=int(entry.number("n")),
        unit=unit,
        extendable=entry.text("extendable", "no"),
        reference=entry.text("reference"),
        confirmed_by=entry.optional("confirmed_by"),
        confirmed_on=entry.optional("confirmed_on"),
    )
