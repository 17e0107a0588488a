"""The chapter of corrections, and what rules are tried on again: stored corrections and cases.

A row is named by the event that made it, so that the same event makes no second one. Where nobody
may know whose a matter was, the row has no talk, no number, and only the day, not the moment.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import bindparam, select

from dialogs.cases import Draft
from dialogs.effects import Correct
from storage.chapter import Chapter
from storage.columns import adding
from storage.database import Database
from storage.envelopes import open_draft, open_words, shut_words
from storage.schema import cases, corrections
from storage.seal import Seal

AT_ONCE = 500  # rows that are read and opened at a time
LABELS = ("language", "place", "topic", "agency", "decided", "right_topic", "right_agency", "by")
CORRECT = adding(
    corrections, "id", "conversation", "number", "text", *LABELS, "at"
).on_conflict_do_nothing()
CORRECTED = (
    select(corrections)
    .where(corrections.c.id > bindparam("after"), corrections.c.at >= bindparam("since"))
    .order_by(corrections.c.id)
    .limit(bindparam("most"))
)
FILED = (
    select(cases.c.number, cases.c.draft)
    .where(cases.c.number > bindparam("after"), cases.c.received_at >= bindparam("since"))
    .order_by(cases.c.number)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A stored correction, without whose it was."""

    text: str
    language: str | None
    place: str | None
    topic: str | None
    agency: str | None
    decided: str | None
    right_topic: str | None
    right_agency: str | None
    by: str


class Corrections(Chapter):
    """What people of agencies have set right."""

    async def correct(self, correct: Correct, talk: str, event: str, at: datetime) -> None:
        """Keep a correction that an event led to; the same event again keeps nothing more."""
        id = self._seal.blind("correction", event)
        await self._link.run(
            CORRECT,
            **{label: getattr(correct, label) for label in LABELS},
            id=id,
            conversation=talk if correct.named else None,
            number=correct.number,
            text=shut_words(self._seal, correct.text, f"correction:{id}"),
            at=at if correct.named else datetime.combine(at.date(), time(), at.tzinfo),
        )


async def corrected(database: Database, seal: Seal, since: datetime) -> AsyncIterator[Corrected]:
    """The corrections since a moment, in no order that tells anything."""
    after = ""
    while rows := await _page(database, CORRECTED, after, since):
        for row in rows:
            labels = {label: getattr(row, label) for label in LABELS}
            yield Corrected(text=open_words(seal, row.text, f"correction:{row.id}"), **labels)
        after = rows[-1].id


async def filed(database: Database, seal: Seal, since: datetime) -> AsyncIterator[Draft]:
    """What was filed since a moment, by number."""
    after = ""
    while rows := await _page(database, FILED, after, since):
        for row in rows:
            draft = open_draft(seal, row.draft, row.number)
            if draft is not None:
                yield draft
        after = rows[-1].number


async def _page(database: Database, statement: Any, after: str, since: datetime) -> list[Any]:
    async with database.read() as link:
        return list(await link.all(statement, after=after, since=since, most=AT_ONCE))
