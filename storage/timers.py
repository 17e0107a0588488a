"""Moments that come due, as rows: any number of clocks may ask, each row is given to one.

1. Asking for due timers leases them: `not_before` moves to the end of the lease, and if the asker
   crashes the next one gets them.
2. A timer is finished by the turn, in the transaction of what it caused, never here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from storage.columns import Utc, one_of
from storage.database import Database
from storage.schema import timers

LEASE = timedelta(seconds=60)

_due = (
    select(timers.c.key)
    .where(one_of(timers.c.state, "waiting"), timers.c.not_before <= bindparam("now", type_=Utc()))
    .order_by(timers.c.not_before)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("claimed")
    .prefix_with("MATERIALIZED")
)
CLAIM = (
    update(timers)
    .values(not_before=bindparam("until"), worker=bindparam("by"))
    .where(timers.c.key.in_(select(_due.c.key)))
    .returning(
        timers.c.key,
        timers.c.round,
        timers.c.kind,
        timers.c.subject,
        timers.c.conversation,
        timers.c.due,
    )
)


@dataclass(frozen=True, slots=True)
class TimerRow:
    """A timer that is due; `id` is unique for each time it was set."""

    id: str
    key: str
    kind: str
    subject: str
    conversation: str
    due: datetime


async def due(database: Database, now: datetime, worker: str, limit: int) -> list[TimerRow]:
    """Lease what is due at `now`, earliest first."""
    async with database.write() as link:
        rows = await link.all(CLAIM, now=now, by=worker, until=now + LEASE, most=limit)
    return sorted((_timer(row) for row in rows), key=lambda timer: (timer.due, timer.key))


def _timer(row: Any) -> TimerRow:
    id = f"{row.key}#{row.round}"
    return TimerRow(id, row.key, row.kind, row.subject, row.conversation, row.due)
