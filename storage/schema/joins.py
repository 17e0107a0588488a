"""One person at several doors: joined by a one-time code, and parted again on request."""

from sqlalchemy import Column, Table

from storage.columns import Name, Utc, words
from storage.schema.metadata import metadata

joins = Table(
    "joins",
    metadata,
    Column("code_hash", Name, primary_key=True),
    *words("person", "conversation"),  # who asked for the code, and where
    Column("until", Utc, nullable=False),
    Column("at", Utc, nullable=False),
    Column("used_at", Utc),
    Column("used_in", Name),  # the conversation that gave the code
    Column("person_before", Name),  # whose it was until then
    Column("undone_at", Utc),
)
