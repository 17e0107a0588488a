"""Moments that come due, talks that wait for a human, and spoken matters to be written down."""

from sqlalchemy import Column, ForeignKey, Integer, Table

from storage.columns import Counted, Listed, Name, Utc, partial_index, words
from storage.schema.metadata import metadata

timers = Table(
    "timers",
    metadata,
    Column("key", Name, primary_key=True),
    Column("round", Integer, nullable=False),  # how often it was set: each is its own happening
    *words("kind", "conversation", "state"),  # state: waiting, fired, dropped
    Column("subject", Name, nullable=False, index=True),
    Column("due", Utc, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("worker", Name),
)
partial_index("ix_timers_due", "state = 'waiting'", timers.c.not_before)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False),
    *words("reason", "state"),  # state: waiting, taken, ended
    Column("by", Name),
    Column("asked", Utc, nullable=False),
    Column("taken", Utc),
    Column("ended", Utc),
    sqlite_autoincrement=True,
)
partial_index(
    "uq_handoffs_open", "state IN ('waiting', 'taken')", handoffs.c.conversation, unique=True
)

spoken = Table(
    "spoken",
    metadata,
    Column("subject", Name, primary_key=True),  # number of a case, id of a booking or a request
    *words("what", "state"),  # state: waiting, written, unclear, confirmed, passed, erased
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("files", Listed, nullable=False),  # ids of the voice messages
    Column("asked", Utc, nullable=False),
    Column("by", Name),
    Column("moved", Utc),  # into its state
)
partial_index("ix_spoken_waiting", "state = 'waiting'", spoken.c.asked)
