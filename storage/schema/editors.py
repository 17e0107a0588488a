"""What editors of the words should know: questions without an answer, and answers that help."""

from sqlalchemy import Column, Integer, Table

from storage.columns import Counted, Name, Sealed, Utc, partial_index, words
from storage.schema.metadata import metadata

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("conversation", Name, nullable=False, index=True),
    Column("language", Name),
    Column("topic", Name),
    Column("text", Sealed, nullable=False),
    *words("state"),  # open, done
    Column("by", Name),
    Column("at", Utc, nullable=False),
    Column("ended", Utc),
    sqlite_autoincrement=True,
)
partial_index("ix_unanswered_open", "state = 'open'", unanswered.c.id)

answers = Table(  # counts only: nothing tells who asked
    "answers",
    metadata,
    Column("answer", Name, primary_key=True),
    Column("outcome", Name, primary_key=True),  # told, helped, file, book
    Column("language", Name, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("at", Utc, nullable=False),  # the last time
)
