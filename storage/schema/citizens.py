"""Citizens, the doors they come through, their talks, and every line said."""

from sqlalchemy import Column, ForeignKey, Integer, Table

from storage.columns import Name, Sealed, Utc, partial_index, words
from storage.schema.metadata import metadata

inbox = Table(
    "inbox",
    metadata,
    Column("key", Name, primary_key=True),
    Column("at", Utc, nullable=False),
    sqlite_with_rowid=False,
)

persons = Table(
    "persons",
    metadata,
    Column("id", Name, primary_key=True),
    Column("profile", Sealed, nullable=False),
    Column("at", Utc, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", Name, primary_key=True),
    Column("person", Name, ForeignKey("persons.id"), nullable=False, index=True),
    Column("language", Name),
    Column("owner", Name, nullable=False),
    Column("line", Integer, nullable=False),
    Column("state", Sealed, nullable=False),
    Column("at", Utc, nullable=False),
)

identities = Table(
    "identities",
    metadata,
    Column("blind", Name, primary_key=True),  # Seal.blind of front and address
    *words("front"),
    Column("address", Sealed, nullable=False),
    Column("person", Name, ForeignKey("persons.id"), nullable=False, index=True),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False, unique=True),
    Column("heard_at", Utc),  # when they last wrote, where the front asks for it
    Column("blocked_at", Utc),  # since when the messenger says that they do not want our letters
    Column("at", Utc, nullable=False),
)
partial_index("ix_identities_blocked", "blocked_at IS NOT NULL", identities.c.blocked_at)

journal = Table(
    "journal",
    metadata,
    Column("conversation", Name, primary_key=True),
    Column("seq", Integer, primary_key=True),
    *words("speaker", "kind"),
    Column("number", Name),  # the case it is about
    Column("letter", Sealed, nullable=False),
    Column("at", Utc, nullable=False),
)
partial_index("ix_journal_number", "number IS NOT NULL", journal.c.number)
