"""Who holds a talk: one person at several doors, several people at one, and talks erased."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Counted, Name, Utc

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of codes, of holders and of erased talks."""
    op.create_table(
        "joins",
        sa.Column("code_hash", Name, primary_key=True),
        sa.Column("conversation", Name, nullable=False),
        sa.Column("until", Utc, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sa.Column("used_at", Utc),
        sa.Column("used_in", Name),
    )
    op.create_index("ix_joins_conversation", "joins", ["conversation"])
    op.create_table(
        "holders",
        sa.Column("id", Counted, primary_key=True),
        *(
            sa.Column(name, Name, nullable=False)
            for name in ("conversation", "person", "next", "why")
        ),
        sa.Column("at", Utc, nullable=False),
        sa.Column("ended", Utc),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_holders_conversation", "holders", ["conversation", "id"])
    op.create_index("ix_holders_person", "holders", ["person"])
    op.create_table(
        "erasures",
        sa.Column("id", Counted, primary_key=True),
        sa.Column("conversation", Name, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("by", Name, nullable=False),
        sa.Column("at", Utc, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_erasures_conversation", "erasures", ["conversation"])
    for table in ("corrections", "unanswered", "calls"):  # to be found when a talk is erased
        op.create_index(f"ix_{table}_conversation", table, ["conversation"])
