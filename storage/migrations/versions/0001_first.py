"""The first schema: citizens, talks, letters, appeals, receptions, files, the house."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.columns import Counted, Name, Sealed, Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

UNFINISHED = "state IN ('queued', 'waiting', 'sending')"
ACTIVE = "state IN ('held', 'booked')"


def upgrade() -> None:
    """Make every table, those that others point at first."""
    _talks()
    _letters()
    _cases()
    _files()
    _promises()
    _schedule()
    _bookings()
    _house()


def _talks() -> None:
    op.create_table(
        "inbox",
        sa.Column("key", Name, primary_key=True),
        sa.Column("at", Utc, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "persons",
        sa.Column("id", Name, primary_key=True),
        sa.Column("profile", Sealed, nullable=False),
        sa.Column("at", Utc, nullable=False),
    )
    op.create_table(
        "conversations",
        sa.Column("id", Name, primary_key=True),
        sa.Column("person", Name, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("language", Name),
        *_words("owner"),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("state", Sealed, nullable=False),
        sa.Column("at", Utc, nullable=False),
    )
    op.create_index("ix_conversations_person", "conversations", ["person"])
    op.create_table(
        "identities",
        sa.Column("blind", Name, primary_key=True),
        *_words("front"),
        sa.Column("address", Sealed, nullable=False),
        sa.Column("person", Name, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column(
            "conversation", Name, sa.ForeignKey("conversations.id"), unique=True, nullable=False
        ),
        sa.Column("heard_at", Utc),
        sa.Column("at", Utc, nullable=False),
    )
    op.create_index("ix_identities_person", "identities", ["person"])


def _letters() -> None:
    op.create_table(
        "journal",
        sa.Column("conversation", Name, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        *_words("speaker", "kind"),
        sa.Column("number", Name),
        sa.Column("letter", Sealed, nullable=False),
        sa.Column("at", Utc, nullable=False),
    )
    _partial("ix_journal_number", "journal", ["number"], "number IS NOT NULL")
    op.create_table(
        "outbox",
        sa.Column("id", Counted, primary_key=True),
        *_words("conversation"),
        sa.Column("seq", sa.Integer, nullable=False),
        *_words("person", "front", "chat", "kind"),
        sa.Column("number", Name),
        *_words("state"),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", Utc, nullable=False),
        sa.Column("worker", Name),
        sa.Column("error", sa.Text),
        sa.Column("message", Name),
        sa.Column("template", Name),
        sa.Column("at", Utc, nullable=False),
        sa.Column("ended", Utc),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "receipts",
        sa.Column("message", Name, primary_key=True),
        sa.Column("letter", Counted),
        sa.Column("state", Name),
        sa.Column("error", sa.Text),
        sa.Column("at", Utc, nullable=False),
    )
    _partial("ix_outbox_due", "outbox", ["not_before"], UNFINISHED)
    _partial("ix_outbox_number", "outbox", ["number"], "number IS NOT NULL")
    _partial("ix_outbox_turn", "outbox", ["conversation", "id"], UNFINISHED)


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("number", Name, primary_key=True),
        *_words("code_hash"),
        sa.Column("person", Name, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("conversation", Name, sa.ForeignKey("conversations.id"), nullable=False),
        *_words("state", "kind", "agency"),
        sa.Column("topic", Name),
        sa.Column("place", Name),
        sa.Column("received_at", Utc, nullable=False),
        sa.Column("registered", sa.Date),
        sa.Column("due", sa.Date),
        sa.Column("extended", sa.Boolean, nullable=False),
        sa.Column("result", Name),
        *_words("language"),
        sa.Column("answer", Sealed),
        sa.Column("draft", Sealed),
    )
    op.create_index("ix_cases_conversation", "cases", ["conversation"])
    op.create_index("ix_cases_person", "cases", ["person", "received_at"])
    op.create_index("ix_cases_code_hash", "cases", ["code_hash"], unique=True)
    op.create_table(
        "case_history",
        sa.Column("id", Counted, primary_key=True),
        sa.Column("number", Name, sa.ForeignKey("cases.number"), nullable=False),
        *_words("act", "by"),
        sa.Column("at", Utc, nullable=False),
        sa.Column("detail", Sealed, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_history_number", "case_history", ["number"])


def _files() -> None:
    op.create_table(
        "ratings",
        sa.Column("what", Name, primary_key=True),
        sa.Column("subject", Name, primary_key=True),
        *_words("conversation"),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("text", Sealed, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name="score"),
    )
    op.create_table(
        "files",
        sa.Column("id", Name, primary_key=True),
        sa.Column("conversation", Name, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("name", Sealed, nullable=False),
        *_words("type"),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("at", Utc, nullable=False),
    )
    op.create_index("ix_files_conversation", "files", ["conversation"])
    op.create_table(
        "file_chunks",
        sa.Column("file", Name, sa.ForeignKey("files.id"), primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("body", Sealed, nullable=False),
    )


def _promises() -> None:
    op.create_table(
        "timers",
        sa.Column("key", Name, primary_key=True),
        sa.Column("round", sa.Integer, nullable=False),
        *_words("kind", "subject", "conversation"),
        sa.Column("due", Utc, nullable=False),
        *_words("state"),
        sa.Column("not_before", Utc, nullable=False),
        sa.Column("worker", Name),
    )
    _partial("ix_timers_due", "timers", ["not_before"], "state = 'waiting'")
    op.create_index("ix_timers_subject", "timers", ["subject"])
    op.create_table(
        "handoffs",
        sa.Column("id", Counted, primary_key=True),
        sa.Column("conversation", Name, sa.ForeignKey("conversations.id"), nullable=False),
        *_words("reason", "state"),
        sa.Column("by", Name),
        sa.Column("asked", Utc, nullable=False),
        sa.Column("taken", Utc),
        sa.Column("ended", Utc),
        sqlite_autoincrement=True,
    )
    still = "state IN ('waiting', 'taken')"
    _partial("uq_handoffs_open", "handoffs", ["conversation"], still, unique=True)


def _schedule() -> None:
    op.create_table(
        "officials",
        sa.Column("id", Name, primary_key=True),
        *_words("agency"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("formats", sa.Text, nullable=False),
    )
    op.create_index("ix_officials_agency", "officials", ["agency"])
    op.create_table(
        "slots",
        sa.Column("id", Name, primary_key=True),
        sa.Column("official", Name, sa.ForeignKey("officials.id"), nullable=False),
        *_words("agency"),
        sa.Column("starts", Utc, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
    )
    op.create_index("ix_slots_official", "slots", ["official", "starts"])
    op.create_table(
        "requests",
        sa.Column("id", Name, primary_key=True),
        sa.Column("person", Name, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("conversation", Name, sa.ForeignKey("conversations.id"), nullable=False),
        *_words("agency", "post"),
        sa.Column("wish", Sealed, nullable=False),
        *_words("state"),
        sa.Column("asked_at", Utc, nullable=False),
    )
    op.create_index("ix_requests_conversation", "requests", ["conversation"])
    op.create_index("ix_requests_state", "requests", ["state"])


def _bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", Name, primary_key=True),
        sa.Column("slot", Name, sa.ForeignKey("slots.id"), nullable=False),
        sa.Column("seat", sa.Integer, nullable=False),
        sa.Column("person", Name, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("conversation", Name, sa.ForeignKey("conversations.id"), nullable=False),
        *_words("state"),
        sa.Column("until", Utc),
        *_words("format"),
        sa.Column("matter", Sealed, nullable=False),
        sa.Column("booked_at", Utc, nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("number", Name),
    )
    op.create_index("ix_bookings_person", "bookings", ["person"])
    op.create_index("ix_bookings_slot", "bookings", ["slot"])
    _partial("uq_bookings_seat", "bookings", ["slot", "seat"], ACTIVE, unique=True)


def _house() -> None:
    op.create_table(
        "operators",
        sa.Column("login", Name, primary_key=True),
        *_words("role"),
        sa.Column("agency", Name),
        sa.Column("at", Utc, nullable=False),
    )
    op.create_table(
        "content",
        sa.Column("name", Name, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        *_words("author"),
        sa.Column("approver", Name),
        sa.Column("at", Utc, nullable=False),
    )
    op.create_table(
        "parked",
        sa.Column("id", Counted, primary_key=True),
        *_words("front"),
        sa.Column("body", Sealed, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sqlite_autoincrement=True,
    )


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, Name, nullable=False) for name in names]


def _partial(name: str, table: str, columns: list[str], where: str, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )
