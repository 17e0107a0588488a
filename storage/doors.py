"""The doors of a person: which talks are theirs at this moment."""

from sqlalchemy import bindparam, select

from storage.database import Database
from storage.schema import conversations

TALKS = (
    select(conversations.c.id)
    .where(conversations.c.person == bindparam("whose"))
    .order_by(conversations.c.id)
)


async def talks_of(database: Database, person: str) -> list[str]:
    """The ids of the talks of a person; none for an id that is nobody's."""
    async with database.read() as link:
        return [row.id for row in await link.all(TALKS, whose=person)]
