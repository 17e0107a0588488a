"""Notices stopped and started, people to be called, doors that are blocked."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Counted, Name, Sealed, Utc

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


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
    op.add_column("identities", sa.Column("blocked_at", Utc))
