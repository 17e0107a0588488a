"""${message}."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Counted, Name, Sealed, Utc

revision = "${up_revision}"
down_revision = ${repr(down_revision).replace("'", '"')}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What changes."""
    ${upgrades if upgrades else "pass"}
