"""Every table of the house. A change here needs a migration: a test compares the two.

1. Whatever a citizen said, or says who they are, is a `Sealed` column; what is left in the open
   are ids, states, times, topics and agencies, which figures and queues are made of.
2. States are words, never numbers. Moments are UTC, due and registered are Almaty dates.
3. Rows that are waited for (letters, timers) carry `not_before`: the moment before which nobody
   may take them. Taking one moves it to the end of the lease, so a crashed taker blocks nothing.
4. The hot tables (journal, outbox) have no foreign keys: the audit looks for orphans instead.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from storage.columns import Counted, Name, Sealed, Utc, partial_index, words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

inbox = Table(
    "inbox",
    metadata,
    Column("key", Name, primary_key=True),
    Column("at", Utc, nullable=False),
    sqlite_with_rowid=False,
)

# -- citizens and their talks -----------------------------------------------------------------

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
    Column("at", Utc, nullable=False),
)

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

outbox = Table(
    "outbox",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("conversation", Name, nullable=False),
    Column("seq", Integer, nullable=False),
    *words("person", "front", "chat", "kind", "state"),  # chat: blind, as in identities
    Column("number", Name),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("worker", Name),
    Column("error", Text),
    Column("message", Name),  # what the front calls the message it sent
    Column("template", Name),  # what was sent in its place, or to tell that it waits
    Column("at", Utc, nullable=False),
    Column("ended", Utc),
    sqlite_autoincrement=True,
)
UNFINISHED = "state IN ('queued', 'waiting', 'sending')"
partial_index("ix_outbox_turn", UNFINISHED, outbox.c.conversation, outbox.c.id)
partial_index("ix_outbox_due", UNFINISHED, outbox.c.not_before)
partial_index("ix_outbox_number", "number IS NOT NULL", outbox.c.number)

receipts = Table(
    "receipts",
    metadata,
    Column("message", Name, primary_key=True),  # blind, as in outbox
    Column("letter", Counted),  # the row of the outbox, as soon as it is known
    Column("state", Name),  # what the messenger told of it
    Column("error", Text),
    Column("at", Utc, nullable=False),
)

timers = Table(
    "timers",
    metadata,
    Column("key", Name, primary_key=True),
    Column("round", Integer, nullable=False),  # how often it was set: each is its own happening
    *words("kind", "conversation", "state"),  # state: waiting, fired, dropped
    Column("subject", Name, nullable=False, index=True),
    Column("due", Utc, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("worker", Name),
)
partial_index("ix_timers_due", "state = 'waiting'", timers.c.not_before)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Counted, primary_key=True),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False),
    *words("reason", "state"),  # state: waiting, taken, ended
    Column("by", Name),
    Column("asked", Utc, nullable=False),
    Column("taken", Utc),
    Column("ended", Utc),
    sqlite_autoincrement=True,
)
partial_index(
    "uq_handoffs_open", "state IN ('waiting', 'taken')", handoffs.c.conversation, unique=True
)

# -- appeals ----------------------------------------------------------------------------------

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

files = Table(
    "files",
    metadata,
    Column("id", Name, primary_key=True),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False, index=True),
    Column("name", Sealed, nullable=False),
    Column("type", Name, nullable=False),
    Column("size", Integer, nullable=False),
    Column("at", Utc, nullable=False),
)

file_chunks = Table(
    "file_chunks",
    metadata,
    Column("file", Name, ForeignKey("files.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("body", Sealed, nullable=False),
)

# -- receptions -------------------------------------------------------------------------------

officials = Table(
    "officials",
    metadata,
    Column("id", Name, primary_key=True),
    Column("agency", Name, nullable=False, index=True),
    Column("name", Text, nullable=False),  # JSON: language -> name
    Column("formats", Text, nullable=False),  # JSON: list
)

slots = Table(
    "slots",
    metadata,
    Column("id", Name, primary_key=True),
    Column("official", Name, ForeignKey("officials.id"), nullable=False),
    *words("agency"),
    Column("starts", Utc, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("seats", Integer, nullable=False),
)
Index("ix_slots_official", slots.c.official, slots.c.starts)

bookings = Table(
    "bookings",
    metadata,
    Column("id", Name, primary_key=True),
    Column("slot", Name, ForeignKey("slots.id"), nullable=False, index=True),
    Column("seat", Integer, nullable=False),  # 1 to the seats of the slot
    Column("person", Name, ForeignKey("persons.id"), nullable=False, index=True),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False),
    *words("state", "format"),
    Column("until", Utc),  # a held seat is promised until then
    Column("matter", Sealed, nullable=False),
    Column("booked_at", Utc, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("number", Name),  # the case it belongs to
)
_seat = (bookings.c.slot, bookings.c.seat)
partial_index("uq_bookings_seat", "state IN ('held', 'booked')", *_seat, unique=True)

requests = Table(
    "requests",
    metadata,
    Column("id", Name, primary_key=True),
    Column("person", Name, ForeignKey("persons.id"), nullable=False),
    Column("conversation", Name, ForeignKey("conversations.id"), nullable=False, index=True),
    *words("agency", "post"),
    Column("wish", Sealed, nullable=False),  # days and matter, in the citizen's words
    Column("state", Name, nullable=False, index=True),
    Column("asked_at", Utc, nullable=False),
)

# -- the house --------------------------------------------------------------------------------

operators = Table(
    "operators",
    metadata,
    Column("login", Name, primary_key=True),
    Column("role", Name, nullable=False),
    Column("agency", Name),
    Column("at", Utc, nullable=False),
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
