"""Where people of an agency decided otherwise than the rules: labelled counter-examples."""

from sqlalchemy import Column, Table

from storage.columns import Name, Sealed, Utc, words
from storage.schema.metadata import metadata

corrections = Table(
    "corrections",
    metadata,
    Column("id", Name, primary_key=True),  # of the event that made it, blinded
    # Neither talk nor number where nobody may know whose it was.
    Column("conversation", Name, index=True),
    Column("number", Name),  # the case that was corrected
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
)
