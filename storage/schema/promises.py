"""Moments that come due, and talks that wait for a human."""

from sqlalchemy import Column, ForeignKey, Integer, Table

from storage.columns import Counted, Name, Utc, partial_index, words
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
