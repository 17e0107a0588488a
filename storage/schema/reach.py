"""How a person may be reached: notices stopped and started, and people to be called."""

from sqlalchemy import Column, Index, Table

from storage.columns import Counted, Name, Sealed, Utc, partial_index, words
from storage.schema.metadata import metadata

notices = Table(
    "notices",
    metadata,
    Column("id", Counted, primary_key=True),
    *words("person", "state", "front"),  # state: stopped, started; front: the way it was said
    Column("at", Utc, nullable=False),
    sqlite_autoincrement=True,
)
Index("ix_notices_person", notices.c.person, notices.c.id)

calls = Table(
    "calls",
    metadata,
    Column("id", Counted, primary_key=True),
    *words("person", "conversation", "reason", "state"),  # state: open, done
    Column("letter", Counted),  # the row of the outbox that could not be delivered
    Column("phone", Sealed),
    Column("by", Name),
    Column("at", Utc, nullable=False),
    Column("ended", Utc),
    sqlite_autoincrement=True,
)
partial_index("uq_calls_open", "state = 'open'", calls.c.conversation, calls.c.reason, unique=True)
Index("ix_calls_conversation", calls.c.conversation)
