"""Leases: what only one worker at a time may do, such as telling a messenger where we are.

A lease is a row with its holder and an end. Whoever asks first holds it; the holder prolongs it;
after its end anybody may take it, so a crashed holder keeps nothing for long.
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_

from storage.columns import Utc, adding
from storage.database import Database
from storage.schema import leases

_asked = adding(leases, "name", "worker", "until")
HOLD = _asked.on_conflict_do_update(
    index_elements=["name"],
    set_={"worker": _asked.excluded.worker, "until": _asked.excluded.until},
    where=or_(
        leases.c.worker == _asked.excluded.worker, leases.c.until <= bindparam("now", type_=Utc())
    ),
).returning(leases.c.worker)
GIVE_BACK = delete(leases).where(
    leases.c.name == bindparam("what"), leases.c.worker == bindparam("who")
)


async def hold(database: Database, what: str, who: str, now: datetime, length: timedelta) -> bool:
    """Take or prolong a lease; whether this worker holds it now. Raises CommitFailed."""
    async with database.write() as link:
        row = await link.first(HOLD, name=what, worker=who, until=now + length, now=now)
    return row is not None


async def give_back(database: Database, what: str, who: str) -> None:
    """Let somebody else have it at once; nothing happens when it is held by another."""
    async with database.write() as link:
        await link.run(GIVE_BACK, what=what, who=who)
