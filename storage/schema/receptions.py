"""Who receives, when, and whose seat it is."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from storage.columns import Name, Sealed, Utc, partial_index, words
from storage.schema.metadata import metadata

officials = Table(
    "officials",
    metadata,
    Column("id", Name, primary_key=True),
    Column("agency", Name, nullable=False, index=True),
    Column("name", Text, nullable=False),  # JSON: language -> name
    Column("formats", Text, nullable=False),  # JSON: list
)

slots = Table(
    "slots",
    metadata,
    Column("id", Name, primary_key=True),
    Column("official", Name, ForeignKey("officials.id"), nullable=False),
    *words("agency"),
    Column("starts", Utc, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("seats", Integer, nullable=False),
)
Index("ix_slots_official", slots.c.official, slots.c.starts)

bookings = Table(
    "bookings",
    metadata,
    Column("id", Name, primary_key=True),
    Column("slot", Name, ForeignKey("slots.id"), nullable=False, index=True),
    Column("seat", Integer, nullable=False),  # 1 to the seats of the slot
    Column("person", Name, ForeignKey("persons.id"), nullable=False, index=True),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False),
    *words("state", "format"),
    Column("until", Utc),  # a held seat is promised until then
    Column("matter", Sealed, nullable=False),
    Column("booked_at", Utc, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("number", Name),  # the case it belongs to
)
_seat = (bookings.c.slot, bookings.c.seat)
partial_index("uq_bookings_seat", "state IN ('held', 'booked')", *_seat, unique=True)

requests = Table(
    "requests",
    metadata,
    Column("id", Name, primary_key=True),
    Column("person", Name, ForeignKey("persons.id"), nullable=False),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False, index=True),
    *words("agency", "post"),
    Column("wish", Sealed, nullable=False),  # days and matter, in the citizen's words
    Column("state", Name, nullable=False, index=True),
    Column("asked_at", Utc, nullable=False),
)
