"""Labelled counter-examples of the rules."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Name, Sealed, Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of corrections."""
    op.create_table(
        "corrections",
        sa.Column("id", Name, primary_key=True),
        sa.Column("conversation", Name),
        sa.Column("number", Name),
        sa.Column("text", Sealed, nullable=False),
        sa.Column("language", Name),
        sa.Column("place", Name),
        sa.Column("topic", Name),
        sa.Column("agency", Name),
        sa.Column("decided", Name),
        sa.Column("right_topic", Name),
        sa.Column("right_agency", Name),
        sa.Column("by", Name, nullable=False),
        sa.Column("at", Utc, nullable=False),
    )
