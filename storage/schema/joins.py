"""Who holds a talk: codes that join doors, people who held it before, talks that were erased."""

from sqlalchemy import Column, Index, Integer, Table

from storage.columns import Counted, Name, Utc, words
from storage.schema.metadata import metadata

joins = Table(
    "joins",
    metadata,
    Column("code_hash", Name, primary_key=True),
    Column("conversation", Name, nullable=False, index=True),  # where the code was asked for
    Column("until", Utc, nullable=False),
    Column("at", Utc, nullable=False),
    Column("used_at", Utc),
    Column("used_in", Name),  # the conversation that gave the code
)

holders = Table(
    "holders",
    metadata,
    Column("id", Counted, primary_key=True),
    *words("conversation", "person", "next"),  # who held it, and who came after
    *words("why"),  # joined (doors), other (another person)
    Column("at", Utc, nullable=False),
    Column("ended", Utc),  # when they got it back
    sqlite_autoincrement=True,
)
Index("ix_holders_conversation", holders.c.conversation, holders.c.id)
Index("ix_holders_person", holders.c.person)

erasures = Table(
    "erasures",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("conversation", Name, nullable=False, index=True),
    Column("line", Integer, nullable=False),  # the last line of the journal that went
    *words("by"),
    Column("at", Utc, nullable=False),
    sqlite_autoincrement=True,
)
