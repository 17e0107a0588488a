"""What a notice is about, as it stands now: read when a template has to be filled in."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from storage.database import Database
from storage.schema import bookings, cases, officials, slots

CASE = select(cases.c.agency, cases.c.state).where(cases.c.number == bindparam("which"))
BOOKING = (
    select(slots.c.agency, slots.c.starts, officials.c.name)
    .join_from(bookings, slots, slots.c.id == bookings.c.slot)
    .join(officials, officials.c.id == slots.c.official)
    .where(bookings.c.id == bindparam("which"))
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
