"""The chapter of seats: bookings of slots.

1. A slot of n seats has the seats 1 to n. No two bookings in state held or booked share one: a
   unique index says so on both databases, and taking a seat never relies on having looked first.
2. A held seat is promised until a moment. After it the seat stays its holder's until somebody
   wants it: only then does the hold expire, by an update in the transaction of the one who asks.
3. A citizen has at most one held seat with an official, and one seat in a slot.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, false, func, literal, select, union_all, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.receptions import Booking
from storage.chapter import Chapter
from storage.columns import Utc, one_of
from storage.envelopes import open_words, shut_words
from storage.pages import Page
from storage.schedule import OFFICIAL_COLUMNS, official_of
from storage.schema import bookings, officials, slots
from storage.seal import Seal

ACTIVE = ("held", "booked")
SHOWN = 10

LOCKED_SLOT = select(slots.c.id).where(slots.c.id == bindparam("which")).with_for_update()
EXPIRE = (
    update(bookings)
    .values(state="expired")
    .where(
        bookings.c.slot == bindparam("which"),
        one_of(bookings.c.state, "held"),
        bookings.c.until <= bindparam("now", type_=Utc()),
        bookings.c.person != bindparam("whose"),
    )
)
_same_official = select(slots.c.official).where(slots.c.id == bindparam("which")).scalar_subquery()
RELEASE = (
    update(bookings)
    .values(state="cancelled")
    .where(
        bookings.c.person == bindparam("whose"),
        one_of(bookings.c.state, "held"),
        bookings.c.slot != bindparam("which"),
        bookings.c.slot.in_(select(slots.c.id).where(slots.c.official == _same_official)),
    )
)
OWN_SEAT = select(bookings.c.id, bookings.c.state).where(
    bookings.c.slot == bindparam("which"),
    bookings.c.person == bindparam("whose"),
    one_of(bookings.c.state, *ACTIVE),
)
HOLD_ON = (
    update(bookings)
    .values({name: bindparam(name) for name in ("until", "format", "matter")})
    .where(bookings.c.id == bindparam("which"))
)

# The lowest free seat is 1, or stands right after a seat that is taken.
_other = bookings.alias("other")
_next = union_all(
    select(literal(1).label("seat")),
    select(bookings.c.seat + 1).where(
        bookings.c.slot == bindparam("which"), one_of(bookings.c.state, *ACTIVE)
    ),
).subquery("next")
_free = (
    select(func.min(_next.c.seat))
    .where(
        _next.c.seat <= slots.c.seats,
        ~select(_other.c.id)
        .where(
            _other.c.slot == bindparam("which"),
            _other.c.seat == _next.c.seat,
            one_of(_other.c.state, *ACTIVE),
        )
        .exists(),
    )
    .correlate(slots)
    .scalar_subquery()
)
_given = ("id", "person", "conversation", "until", "format", "matter", "booked_at")
TAKE_SEAT = (
    insert(bookings)
    .from_select(
        [*_given, "slot", "seat", "state", "confirmed"],
        select(
            *[bindparam(name, type_=bookings.c[name].type) for name in _given],
            slots.c.id,
            _free,
            literal("held"),
            false(),
        ).where(slots.c.id == bindparam("which"), _free.is_not(None)),
    )
    .on_conflict_do_nothing()
    .returning(bookings.c.id)
)

BOOKING = (
    select(
        *[
            bookings.c[name]
            for name in (
                "id",
                "slot",
                "seat",
                "state",
                "format",
                "matter",
                "booked_at",
                "confirmed",
                "number",
            )
        ],
        slots.c.starts,
        *OFFICIAL_COLUMNS,
    )
    .join(slots, slots.c.id == bookings.c.slot)
    .join(officials, officials.c.id == slots.c.official)
)
BOOKING_OF = BOOKING.where(bookings.c.id == bindparam("which"))
BOOKINGS_OF = (
    BOOKING.where(
        bookings.c.person == bindparam("whose"),
        one_of(bookings.c.state, "booked", "came", "missed"),
    )
    .order_by(slots.c.starts.desc(), bookings.c.id.desc())
    .limit(SHOWN)
)
BOOKING_OF_PERSON = BOOKING_OF.where(bookings.c.person == bindparam("whose"))
BOOK = (
    update(bookings)
    .values(
        state="booked",
        until=None,
        **{name: bindparam(name) for name in ("format", "matter", "booked_at")},
    )
    .where(
        bookings.c.id == bindparam("which"),
        bookings.c.person == bindparam("whose"),
        one_of(bookings.c.state, "held"),
    )
)
DROP = (
    update(bookings)
    .values(state="cancelled")
    .where(
        bookings.c.id == bindparam("which"),
        bookings.c.person == bindparam("whose"),
        one_of(bookings.c.state, *ACTIVE),
    )
    .returning(bookings.c.id)
)
CONFIRM = (
    update(bookings)
    .values(confirmed=True)
    .where(bookings.c.id == bindparam("which"), one_of(bookings.c.state, "booked"))
)

MATTER = (
    update(bookings).values(matter=bindparam("matter")).where(bookings.c.id == bindparam("which"))
)


def booking_of(row: Any, seal: Seal) -> Booking:
    """The booking of a row of `BOOKING`."""
    plain = ("id", "slot", "seat", "starts", "state", "format", "booked_at", "confirmed")
    return Booking(
        **{name: getattr(row, name) for name in plain},
        official=official_of(row),
        matter=open_words(seal, row.matter, f"booking:{row.id}"),
        case=row.number,
    )


class Seats(Chapter):
    """Seats held and booked."""

    async def hold(  # noqa: PLR0913, PLR0917 - all that a booking is
        self,
        booking_id: str,
        page: Page,
        slot: str,
        until: datetime,
        format: str,
        matter: str,
        at: datetime,
    ) -> Booking | None:
        """The lowest free seat of a slot, kept until a moment; None when there is none.

        Who holds a seat there already keeps that one, under its own id; who has one booked gets
        None. A seat held with the same official in another slot is given back.
        """
        if await self._link.first(LOCKED_SLOT, which=slot) is None:
            return None
        whose = page.person
        await self._link.run(EXPIRE, which=slot, now=at, whose=whose)
        await self._link.run(RELEASE, which=slot, whose=whose)
        own = await self._link.first(OWN_SEAT, which=slot, whose=whose)
        if own is None:
            row = self._seat(booking_id, until=until, format=format, matter=matter)
            where = {"person": whose, "conversation": page.conversation.id, "which": slot}
            taken = await self._link.first(TAKE_SEAT, **row, **where, booked_at=at)
            return taken and await self.booking(booking_id, whose)
        if own.state == "booked":
            return None
        row = self._seat(own.id, until=until, format=format, matter=matter)
        await self._link.run(HOLD_ON, **row, which=own.id)
        return await self.booking(own.id, whose)

    async def book(
        self, booking_id: str, page: Page, format: str, matter: str, at: datetime
    ) -> Booking | None:
        """Make a held seat the citizen's, even late, if nobody took it; again changes nothing."""
        row = self._seat(booking_id, format=format, matter=matter)
        await self._link.run(BOOK, **row, which=booking_id, whose=page.person, booked_at=at)
        booking = await self.booking(booking_id, page.person)
        return booking if booking and booking.state == "booked" else None

    async def booking(self, id: str, person: str | None = None) -> Booking | None:
        """A booking by id; with a person only theirs."""
        if person is None:
            row = await self._link.first(BOOKING_OF, which=id)
        else:
            row = await self._link.first(BOOKING_OF_PERSON, which=id, whose=person)
        return row and booking_of(row, self._seal)

    async def bookings_of(self, person: str) -> tuple[Booking, ...]:
        """Seats a person has or had, latest reception first; holds and cancelled ones are not."""
        rows = await self._link.all(BOOKINGS_OF, whose=person)
        return tuple(booking_of(row, self._seal) for row in rows)

    async def drop_booking(self, id: str, person: str) -> bool:
        """Give a held or booked seat back; False when it is not this person's, or not any more."""
        return await self._link.first(DROP, which=id, whose=person) is not None

    async def confirm_booking(self, id: str) -> None:
        """The citizen said «I will come»."""
        await self._link.run(CONFIRM, which=id)

    async def set_matter(self, id: str, matter: str) -> None:
        """A booking is about these words."""
        sealed = shut_words(self._seal, matter, f"booking:{id}")
        await self._link.run(MATTER, which=id, matter=sealed)

    def _seat(self, id: str, *, matter: str, **row: Any) -> dict[str, Any]:
        return {"id": id, "matter": shut_words(self._seal, matter, f"booking:{id}"), **row}
