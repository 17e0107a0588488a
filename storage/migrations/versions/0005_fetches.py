"""Files that are promised first and fetched afterwards."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Name, Sealed, Utc

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the jobs that fetch files; keep what is known of each file."""
    op.create_table(
        "fetches",
        sa.Column("file", Name, sa.ForeignKey("files.id"), primary_key=True),
        sa.Column("front", Name, nullable=False),
        sa.Column("conversation", Name, nullable=False),
        sa.Column("state", Name, nullable=False),
        sa.Column("remote", Sealed, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", Utc, nullable=False),
        sa.Column("worker", Name),
        sa.Column("error", sa.Text),
        sa.Column("at", Utc, nullable=False),
        sa.Column("ended", Utc),
    )
    due = sa.text("state = 'waiting'")
    op.create_index(
        "ix_fetches_due", "fetches", ["not_before"], sqlite_where=due, postgresql_where=due
    )
    op.add_column("files", sa.Column("state", Name, nullable=False, server_default="here"))
    op.add_column("files", sa.Column("sha256", Name))
