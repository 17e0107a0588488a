"""What an official sees of a reception: a booking, or the request for one."""

from typing import Any

from sqlalchemy import bindparam, func, select

from storage.columns import one_of
from storage.database import Link
from storage.envelopes import open_words
from storage.schema import bookings, officials, requests, slots, spoken, timers
from storage.seal import Seal

_spoken = select(spoken.c.state).where(spoken.c.subject == bindparam("which")).scalar_subquery()
BOOKING = (
    select(
        bookings.c.id,
        slots.c.official,
        officials.c.agency,
        slots.c.starts,
        bookings.c.format,
        bookings.c.state,
        select(func.max(timers.c.due))
        .where(
            timers.c.subject == bookings.c.id,
            one_of(timers.c.kind, "reminder"),
            one_of(timers.c.state, "waiting", "fired"),
        )
        .scalar_subquery()
        .label("reminder_at"),
        bookings.c.matter,
        _spoken.label("spoken"),
    )
    .join(slots, slots.c.id == bookings.c.slot)
    .join(officials, officials.c.id == slots.c.official)
    .where(bookings.c.id == bindparam("which"))
)
_plain = ("id", "agency", "post", "state", "asked_at")
REQUEST = select(
    *[requests.c[name] for name in _plain], requests.c.wish, _spoken.label("spoken")
).where(requests.c.id == bindparam("which"))


async def reception_view(link: Link, seal: Seal, id: str) -> dict[str, Any] | None:
    """A booking: id, official, agency, starts, format, state, reminder_at, matter, spoken.

    Of a request: id, agency, post, state, asked_at, days, matter, spoken. `spoken` is the state of
    a voice message about it, or None.
    """
    row = await link.first(BOOKING, which=id)
    if row is not None:
        return {**row._asdict(), "matter": open_words(seal, row.matter, f"booking:{id}")}
    row = await link.first(REQUEST, which=id)
    if row is None:
        return None
    plain = row._asdict()
    wish = seal.read_json(plain.pop("wish"), f"request:{id}")
    return {**plain, **wish}
