"""Notices: what one is about as it stands now, and who stopped them.

1. Stopped and started is kept with time and way; what was said last holds. The same again is no
   new row.
2. What waits when somebody stops notices is withdrawn in the same transaction; what is written
   later is withheld when it is about to be sent. Both stand in the journal.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.chapter import Chapter
from storage.columns import Utc, among, literal_word, names, one_of
from storage.database import Database
from storage.pages import Page
from storage.schema import bookings, cases, notices, officials, outbox, slots
from storage.windows import UNFINISHED

STOPPED = "stopped"  # also the error of a letter that is withheld for it

CASE = select(cases.c.agency, cases.c.state).where(cases.c.number == bindparam("which"))
BOOKING = (
    select(slots.c.agency, slots.c.starts, officials.c.name)
    .join_from(bookings, slots, slots.c.id == bookings.c.slot)
    .join(officials, officials.c.id == slots.c.official)
    .where(bookings.c.id == bindparam("which"))
)
_last = (
    select(notices.c.state)
    .where(notices.c.person == bindparam("whose"))
    .order_by(notices.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_given = [
    bindparam(name, type_=notices.c.state.type).label(name) for name in ("whose", "to", "way")
]
SET = insert(notices).from_select(
    ["person", "state", "front", "at"],
    select(*_given, bindparam("at", type_=Utc())).where(
        func.coalesce(_last, literal_word("started")) != bindparam("to")
    ),
)
WITHHOLD = (
    update(outbox)
    .values(state="withdrawn", ended=bindparam("at"), error=STOPPED)
    .where(
        outbox.c.person == bindparam("whose"),
        one_of(outbox.c.state, *UNFINISHED),
        outbox.c.state != literal_word("sending"),
        among(outbox.c.kind, names("kinds")),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """A reception: agency, when it starts (UTC), the official's name by language."""

    agency: str
    starts: datetime
    official: dict[str, str]


async def case_of(database: Database, number: str) -> tuple[str, str] | None:
    """Agency and state of a case."""
    async with database.read() as link:
        row = await link.first(CASE, which=number)
    return row and (row.agency, row.state)


async def reception_of(database: Database, booking: str) -> Reception | None:
    """What was booked."""
    async with database.read() as link:
        row = await link.first(BOOKING, which=booking)
    return row and Reception(agency=row.agency, starts=row.starts, official=json.loads(row.name))


class Notices(Chapter):
    """Stopping and starting."""

    async def set_notices(
        self, page: Page, state: str, kinds: frozenset[str], at: datetime
    ) -> None:
        """This person stops or starts letters of these kinds, at the door of the page."""
        await self._link.run(SET, whose=page.person, to=state, way=page.address.front, at=at)
        if state == STOPPED:
            await self._link.run(WITHHOLD, whose=page.person, kinds=sorted(kinds), at=at)
