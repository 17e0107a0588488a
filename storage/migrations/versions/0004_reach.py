"""Notices stopped and started, people to be called, doors that are blocked, letters passed on."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Counted, Name, Sealed, Utc

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UNFINISHED = "state IN ('queued', 'waiting', 'sending')"


def upgrade() -> None:
    """Make notices and calls; remember who blocked a door."""
    op.create_table(
        "notices",
        sa.Column("id", Counted, primary_key=True),
        sa.Column("person", Name, nullable=False),
        sa.Column("state", Name, nullable=False),
        sa.Column("front", Name, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notices_person", "notices", ["person", "id"])
    _calls()
    _doors()


def _calls() -> None:
    op.create_table(
        "calls",
        sa.Column("id", Counted, primary_key=True),
        sa.Column("person", Name, nullable=False),
        sa.Column("conversation", Name, nullable=False),
        sa.Column("reason", Name, nullable=False),
        sa.Column("state", Name, nullable=False),
        sa.Column("letter", Counted),
        sa.Column("phone", Sealed),
        sa.Column("by", Name),
        sa.Column("at", Utc, nullable=False),
        sa.Column("ended", Utc),
        sqlite_autoincrement=True,
    )
    still = sa.text("state = 'open'")
    op.create_index(
        "uq_calls_open",
        "calls",
        ["conversation", "reason"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def _doors() -> None:
    op.add_column("identities", sa.Column("blocked_at", Utc))
    op.add_column("outbox", sa.Column("origin", Counted))
    op.add_column(
        "outbox", sa.Column("once", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.drop_index("ix_outbox_turn", "outbox")
    _partial("ix_outbox_person", "outbox", ["person", "id"], UNFINISHED)
    _partial("ix_outbox_origin", "outbox", ["origin"], "origin IS NOT NULL")
    _partial("ix_identities_blocked", "identities", ["blocked_at"], "blocked_at IS NOT NULL")


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    only = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=only, postgresql_where=only)
