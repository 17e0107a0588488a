"""Files that citizens sent, in sealed pieces."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from storage.columns import Name, Sealed, Utc, partial_index, words
from storage.schema.metadata import metadata

files = Table(
    "files",
    metadata,
    Column("id", Name, primary_key=True),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("name", Sealed, nullable=False),
    Column("type", Name, nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", Name, nullable=False, server_default="here"),  # promised, here, failed
    Column("sha256", Name),  # of the bytes as they are kept
    Column("at", Utc, nullable=False),
)

file_chunks = Table(
    "file_chunks",
    metadata,
    Column("file", Name, ForeignKey("files.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("body", Sealed, nullable=False),
)

fetches = Table(
    "fetches",
    metadata,
    Column("file", Name, ForeignKey("files.id"), primary_key=True),
    *words("front", "conversation", "state"),  # state: waiting, done, failed
    Column("remote", Sealed, nullable=False),  # where the front keeps it
    Column("attempts", Integer, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("worker", Name),
    Column("error", Text),
    Column("at", Utc, nullable=False),
    Column("ended", Utc),
)
partial_index("ix_fetches_due", "state = 'waiting'", fetches.c.not_before)
