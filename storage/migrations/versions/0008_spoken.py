"""What was spoken and waits to be written down, in a table of its own.

It stood in the queue of talks that asked for a human, one row for a talk: a second spoken matter
found no place there, and asking for a human took the first one out.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Listed, Name, Utc

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# «voice:SUBJECT» was the reason of such a row; of one whose talk was erased nothing is asked.
# Where the citizen asked for a human later, the row stands for that, too.
TAKE_OVER = """
INSERT INTO spoken (subject, what, state, files, conversation, asked)
SELECT substr(h.reason, 7),
  CASE WHEN EXISTS (SELECT 1 FROM cases WHERE number = substr(h.reason, 7)) THEN 'case'
    ELSE 'booking' END,
  CASE WHEN EXISTS (SELECT 1 FROM erasures e WHERE e.conversation = h.conversation
    AND e.at >= h.asked) THEN 'erased' ELSE 'waiting' END,
  '[]', h.conversation, h.asked
FROM handoffs h
WHERE h.reason LIKE 'voice:%' AND h.state IN ('waiting', 'taken')
"""
_of_voice = "WHERE reason LIKE 'voice:%' AND state IN ('waiting', 'taken')"
LEAVE = f"""
UPDATE handoffs SET state = 'ended' {_of_voice}
  AND conversation IN (SELECT id FROM conversations WHERE owner = 'bot')
"""
STAY = f"UPDATE handoffs SET reason = 'asked' {_of_voice}"


def upgrade() -> None:
    """Make the table, and take over what waits."""
    op.create_table(
        "spoken",
        sa.Column("subject", Name, primary_key=True),
        sa.Column("what", Name, nullable=False),
        sa.Column("state", Name, nullable=False),
        sa.Column("conversation", Name, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("files", Listed, nullable=False),
        sa.Column("asked", Utc, nullable=False),
        sa.Column("by", Name),
        sa.Column("moved", Utc),
    )
    op.create_index("ix_spoken_conversation", "spoken", ["conversation"])
    where = sa.text("state = 'waiting'")
    op.create_index(
        "ix_spoken_waiting", "spoken", ["asked"], sqlite_where=where, postgresql_where=where
    )
    op.execute(TAKE_OVER)
    op.execute(LEAVE)
    op.execute(STAY)
