"""The cheapest reads: what the web asks every second for whoever waits, what monitors ask.

Nothing here opens anything sealed.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from storage.columns import one_of
from storage.database import Database
from storage.schema import conversations, outbox

STANDING = select(conversations.c.language, conversations.c.line).where(
    conversations.c.id == bindparam("which")
)
UNFINISHED = (
    select(
        outbox.c.front,
        outbox.c.state,
        func.count().label("letters"),
        func.max(outbox.c.attempts).label("attempts"),
    )
    .where(one_of(outbox.c.state, "queued", "waiting", "sending"))
    .group_by(outbox.c.front, outbox.c.state)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a talk stands: its language if one was chosen, and the number of its last line."""

    language: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Letters of one front in one state, and the most attempts that one of them took."""

    front: str
    state: str
    letters: int
    attempts: int


class Pulse:
    """Cheap reads of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standing(self, conversation: str) -> Standing | None:
        """Where a talk stands, or None when there is no such talk."""
        async with self._database.read() as link:
            row = await link.first(STANDING, which=conversation)
        return row and Standing(row.language, row.line)

    async def unfinished(self) -> list[Unfinished]:
        """Letters that are not shown yet, by front and state."""
        async with self._database.read() as link:
            rows = await link.all(UNFINISHED)
        return [Unfinished(r.front, r.state, r.letters, r.attempts) for r in rows]
