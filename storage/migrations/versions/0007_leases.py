"""What only one worker at a time may do."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Name, Utc

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of leases."""
    op.create_table(
        "leases",
        sa.Column("name", Name, primary_key=True),
        sa.Column("worker", Name, nullable=False),
        sa.Column("until", Utc, nullable=False),
    )
