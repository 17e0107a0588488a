"""Appeals, what happened to them, and how they were rated."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table

from storage.columns import Counted, Name, Sealed, Utc, words
from storage.schema.metadata import metadata

cases = Table(
    "cases",
    metadata,
    Column("number", Name, primary_key=True),
    Column("code_hash", Name, nullable=False, unique=True, index=True),
    Column("person", Name, ForeignKey("persons.id"), nullable=False),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False, index=True),
    *words("state", "kind", "agency", "language"),
    Column("topic", Name),
    Column("place", Name),
    Column("received_at", Utc, nullable=False),
    Column("registered", Date),
    Column("due", Date),
    Column("extended", Boolean, nullable=False),
    Column("result", Name),
    Column("answer", Sealed),
    Column("draft", Sealed),
)
Index("ix_cases_person", cases.c.person, cases.c.received_at)

case_history = Table(
    "case_history",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("number", Name, ForeignKey("cases.number"), nullable=False, index=True),
    *words("act", "by"),
    Column("at", Utc, nullable=False),
    Column("detail", Sealed, nullable=False),
    sqlite_autoincrement=True,
)

ratings = Table(
    "ratings",
    metadata,
    Column("what", Name, primary_key=True),
    Column("subject", Name, primary_key=True),
    Column("conversation", Name, nullable=False),
    Column("score", Integer, nullable=False),
    Column("text", Sealed, nullable=False),
    Column("at", Utc, nullable=False),
    CheckConstraint("score BETWEEN 1 AND 5", name="score"),
)
