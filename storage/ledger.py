"""What the turn writes, in one transaction.

Each chapter of the ledger stands in a file of its own (talks, appeals, schedule, seats, wishes,
promises); an `Entry` is all of them over one transaction. Only the turn opens entries.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.appeals import Appeals
from storage.database import Database
from storage.promises import Promises
from storage.schedule import Schedule
from storage.seal import Seal
from storage.seats import Seats
from storage.talks import Talks
from storage.wishes import Wishes


class Entry(Talks, Appeals, Schedule, Seats, Wishes, Promises):
    """One write transaction of the ledger."""


class Ledger:
    """Opens entries in one database, under one seal."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database, self._seal = database, seal

    @asynccontextmanager
    async def entry(self) -> AsyncIterator[Entry]:
        """One transaction; an exception takes everything back. Raises CommitFailed."""
        async with self._database.write() as link:
            yield Entry(link, self._seal)
