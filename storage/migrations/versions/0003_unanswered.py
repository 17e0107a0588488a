"""Questions that have no approved answer yet, and how often each answer helped."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Counted, Name, Sealed, Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables of the editors."""
    op.create_table(
        "unanswered",
        sa.Column("id", Counted, primary_key=True),
        sa.Column("conversation", Name, nullable=False),
        sa.Column("language", Name),
        sa.Column("topic", Name),
        sa.Column("text", Sealed, nullable=False),
        sa.Column("state", Name, nullable=False),
        sa.Column("by", Name),
        sa.Column("at", Utc, nullable=False),
        sa.Column("ended", Utc),
        sqlite_autoincrement=True,
    )
    where = sa.text("state = 'open'")
    op.create_index(
        "ix_unanswered_open", "unanswered", ["id"], sqlite_where=where, postgresql_where=where
    )
    op.create_table(
        "answers",
        sa.Column("answer", Name, primary_key=True),
        sa.Column("outcome", Name, primary_key=True),
        sa.Column("language", Name, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("at", Utc, nullable=False),
    )
