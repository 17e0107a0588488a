"""The law, pure: who answers, by which channel, in what form, by when, and why.

Rules of this folder:

1. Every rule and every fact is a row in YAML or CSV with an id and a reference; code only reads
   rows. An official can change the outcome without a programmer (docs/rules.md).
2. Texts come in, frozen values go out: no file, clock, chance or network. `parse` takes the text
   of every file under this folder by its name; `bot.book_rules` is who reads the files.
3. The road of a message: `understand` (what is said: language, emergency, intent, topic, place),
   then `advise` (what follows: agency, channel, form, act, help), then terms (by when).
4. A decision is data: table, version, row, reasons. Words for citizens are message keys; their
   texts are in locales. `Rules.message_keys()` is the list of them all.
5. An emergency wins over everything; without evidence no topic is pretended; two places that fit
   are asked about and not guessed.

Tables are tried from above, the first row that holds decides (tables.py); the words of
understanding are patterns with weights (patterns.py, lexicon/), and lint.py finds what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from routing_rules.advise import advise
from routing_rules.errors import RulesError
from routing_rules.parse import parse as _parse
from routing_rules.rules import Rules
from routing_rules.tables import Cell, Row, Table, decide
from routing_rules.terms import due, registered, reminder
from routing_rules.understand import danger_in, understand
from routing_rules.values import (
    Agency,
    Card,
    Channel,
    Group,
    Hotline,
    Kind,
    Names,
    Place,
    Term,
    Topic,
)
from routing_rules.verdicts import (
    Advice,
    Alternative,
    Candidate,
    Decision,
    Help,
    Reason,
    Understood,
)
from routing_rules.working_days import WorkingDays

__all__ = [
    "Advice",
    "Agency",
    "Alternative",
    "Candidate",
    "Card",
    "Cell",
    "Channel",
    "Decision",
    "Group",
    "Help",
    "Hotline",
    "Kind",
    "Names",
    "Place",
    "Reason",
    "Row",
    "Rules",
    "RulesError",
    "Table",
    "Term",
    "Topic",
    "Understood",
    "WorkingDays",
    "advise",
    "danger_in",
    "decide",
    "due_on",
    "parse",
    "registered_on",
    "reminder_on",
    "understand",
]


def parse(texts: Mapping[str, str]) -> Rules:
    """Rules from the texts of this folder's tables, by file name (tables/channel.yaml).

    Raises RulesError with file, line and message.
    """
    return _parse(texts)


def registered_on(received: datetime, rules: Rules, agency: str | None = None) -> date:
    """The date on which an appeal received at a moment (with a time zone) counts as registered.

    After office hours and on a day off it is the next working day (APPC art. 64(3)).
    """
    del agency  # office hours are those of all bodies until a table says otherwise
    return registered(received, rules.calendar)


def due_on(kind: str, registered: date, rules: Rules) -> date:
    """The last day for the answer to a form of appeal registered on a date."""
    return due(rules.terms[kind], registered, rules.calendar)


def reminder_on(booked: date, starts: date, rules: Rules) -> date | None:
    """The day to remind of a reception, or None when it was booked seven days ahead or less."""
    return reminder(booked, starts, rules.law)
