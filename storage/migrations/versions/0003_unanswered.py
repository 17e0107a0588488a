"""Questions that have no approved answer yet."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Counted, Name, Sealed, Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the list of unanswered questions."""
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
        sqlite_autoincrement=True,
    )
