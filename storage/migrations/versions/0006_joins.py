"""One person at several doors."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Name, Utc

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of one-time codes that join doors."""
    op.create_table(
        "joins",
        sa.Column("code_hash", Name, primary_key=True),
        sa.Column("person", Name, nullable=False),
        sa.Column("conversation", Name, nullable=False),
        sa.Column("until", Utc, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("used_at", Utc),
        sa.Column("used_in", Name),
        sa.Column("person_before", Name),
        sa.Column("undone_at", Utc),
    )
