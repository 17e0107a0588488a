"""The chapter of schedules: who receives citizens, and when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import bindparam, func, or_, select

from dialogs.receptions import Official, Slot
from storage.chapter import Chapter
from storage.columns import Utc, adding, one_of
from storage.database import Link
from storage.schema import bookings, officials, slots

OFFICIAL_COLUMNS = (
    officials.c.id.label("official"),
    officials.c.agency,
    officials.c.name,
    officials.c.formats,
)
OFFICIAL = select(*OFFICIAL_COLUMNS).where(officials.c.id == bindparam("which"))
OFFICIALS = (
    select(*OFFICIAL_COLUMNS)
    .where(officials.c.agency == bindparam("which"))
    .order_by(officials.c.id)
)
ADD_OFFICIAL = adding(officials, "id", "agency", "name", "formats").on_conflict_do_nothing()
ADD_SLOT = adding(
    slots, "id", "official", "agency", "starts", "minutes", "seats"
).on_conflict_do_nothing()

_stands = or_(
    one_of(bookings.c.state, "booked"),
    bookings.c.until > bindparam("now", type_=Utc()),
)
_taken = (
    select(func.count())
    .where(bookings.c.slot == slots.c.id, one_of(bookings.c.state, "held", "booked"), _stands)
    .scalar_subquery()
)
SLOTS = (
    select(
        slots.c.id, slots.c.official, slots.c.agency, slots.c.starts, slots.c.minutes,
        (slots.c.seats - _taken).label("free"),
    )
    .where(
        slots.c.official == bindparam("which"),
        slots.c.starts > bindparam("now", type_=Utc()),
        slots.c.starts <= bindparam("until", type_=Utc()),
        slots.c.seats > _taken,
    )
    .order_by(slots.c.starts, slots.c.id)
)  # fmt: skip


def official_of(row: Any) -> Official:
    """The official of a row with the columns of `officials`."""
    name, formats = orjson.loads(row.name), tuple(orjson.loads(row.formats))
    return Official(id=row.official, agency=row.agency, name=name, formats=formats)


class Schedule(Chapter):
    """Officials and slots."""

    async def officials(self, agency: str) -> tuple[Official, ...]:
        """Who receives at an agency, by id."""
        return tuple(official_of(row) for row in await self._link.all(OFFICIALS, which=agency))

    async def official(self, id: str) -> Official | None:
        """An official by id."""
        row = await self._link.first(OFFICIAL, which=id)
        return row and official_of(row)

    async def slots(self, official: str, after: datetime, days: int = 60) -> tuple[Slot, ...]:
        """Slots with a free seat that start after a moment, by time; an expired hold is free."""
        until = after + timedelta(days=days)
        rows = await self._link.all(SLOTS, which=official, now=after, until=until)
        return tuple(Slot(**row._asdict()) for row in rows)

    async def add_slots(self, official: Official, slots: Sequence[Slot], seats: int) -> None:
        """Open slots of an official, each with so many seats; what is there already stays."""
        await open_slots(self._link, official, slots, seats)


async def open_slots(link: Link, official: Official, slots: Sequence[Slot], seats: int) -> None:
    """Keep an official and slots, where they are not there yet."""
    row = {"id": official.id, "agency": official.agency}
    name = orjson.dumps(official.name).decode()
    formats = orjson.dumps(official.formats).decode()
    await link.run(ADD_OFFICIAL, **row, name=name, formats=formats)
    await link.many(ADD_SLOT, (_opened(slot, seats) for slot in slots))


def _opened(slot: Slot, seats: int) -> dict[str, Any]:
    times = {"starts": slot.starts, "minutes": slot.minutes}
    return {
        "id": slot.id,
        "official": slot.official,
        "agency": slot.agency,
        **times,
        "seats": seats,
    }
