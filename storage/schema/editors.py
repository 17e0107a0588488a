"""What editors of the words should know: questions to which no approved answer was found."""

from sqlalchemy import Column, Table

from storage.columns import Counted, Name, Sealed, Utc, words
from storage.schema.metadata import metadata

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Counted, primary_key=True),
    *words("conversation"),
    Column("language", Name),
    Column("topic", Name),
    Column("text", Sealed, nullable=False),
    *words("state"),  # open, done
    Column("by", Name),
    Column("at", Utc, nullable=False),
    sqlite_autoincrement=True,
)
