"""Where people of an agency decided otherwise than the rules: labelled counter-examples."""

from sqlalchemy import Column, Table

from storage.columns import Counted, Name, Sealed, Utc, words
from storage.schema.metadata import metadata

corrections = Table(
    "corrections",
    metadata,
    Column("id", Counted, primary_key=True),
    *words("conversation"),
    Column("number", Name),  # the case that was redirected
    Column("text", Sealed, nullable=False),  # the citizen's words
    Column("language", Name),
    Column("place", Name),
    Column("topic", Name),  # what the rules had found
    Column("agency", Name),
    Column("decided", Name),  # «table:row» that had chosen the agency
    Column("right_topic", Name),  # what a person says it should have been
    Column("right_agency", Name),
    *words("by"),
    Column("at", Utc, nullable=False),
    sqlite_autoincrement=True,
)
