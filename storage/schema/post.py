"""Letters on their way, and what the messengers tell of them."""

from sqlalchemy import Boolean, Column, Integer, Table, Text, false

from storage.columns import Counted, Name, Utc, partial_index, words
from storage.schema.metadata import metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("conversation", Name, nullable=False),
    Column("seq", Integer, nullable=False),
    *words("person", "front", "chat", "kind", "state"),  # chat: blind, as in identities
    Column("number", Name),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("worker", Name),
    Column("error", Text),
    Column("message", Name),  # what the front calls the message it sent
    Column("template", Name),  # what was sent in its place, or to tell that it waits
    Column("origin", Counted),  # the letter that it stands in for, which could not be shown
    Column("once", Boolean, nullable=False, server_default=false()),  # never sent again if unsure
    Column("at", Utc, nullable=False),
    Column("ended", Utc),
    sqlite_autoincrement=True,
)
UNFINISHED = "state IN ('queued', 'waiting', 'sending')"
partial_index("ix_outbox_person", UNFINISHED, outbox.c.person, outbox.c.id)
partial_index("ix_outbox_due", UNFINISHED, outbox.c.not_before)
partial_index("ix_outbox_number", "number IS NOT NULL", outbox.c.number)
partial_index("ix_outbox_origin", "origin IS NOT NULL", outbox.c.origin)

receipts = Table(
    "receipts",
    metadata,
    Column("message", Name, primary_key=True),  # blind, as in outbox
    Column("letter", Counted),  # the row of the outbox, as soon as it is known
    Column("state", Name),  # what the messenger told of it
    Column("error", Text),
    Column("at", Utc, nullable=False),
)
