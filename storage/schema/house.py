"""The people and the contents of the house itself."""

from sqlalchemy import Column, Integer, Table, Text

from storage.columns import Counted, Name, Sealed, Utc
from storage.schema.metadata import metadata

operators = Table(
    "operators",
    metadata,
    Column("login", Name, primary_key=True),
    Column("role", Name, nullable=False),
    Column("agency", Name),
    Column("at", Utc, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Name, primary_key=True),
    Column("worker", Name, nullable=False),
    Column("until", Utc, nullable=False),
)

content = Table(
    "content",
    metadata,
    Column("name", Name, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("author", Name, nullable=False),
    Column("approver", Name),
    Column("at", Utc, nullable=False),
)

parked = Table(
    "parked",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("front", Name, nullable=False),
    Column("body", Sealed, nullable=False),
    Column("error", Text, nullable=False),
    Column("at", Utc, nullable=False),
    sqlite_autoincrement=True,
)
