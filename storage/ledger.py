"""What the turn writes, in one transaction.

Each chapter of the ledger stands in a file of its own (talks, appeals, schedule, seats, wishes,
promises, spoken, corrections, notices, calls, ways...); an `Entry` is all of them over one
transaction. Only the turn opens entries.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.appeals import Appeals
from storage.calls import Calls
from storage.corrections import Corrections
from storage.database import Database
from storage.editing import Editing
from storage.erasing import Erasing
from storage.fetches import Fetches
from storage.notices import Notices
from storage.promises import Promises
from storage.schedule import Schedule
from storage.seal import Seal
from storage.seats import Seats
from storage.spoken import SpokenMatters
from storage.ways import Ways
from storage.wishes import Wishes


class Entry(
    Erasing,
    Appeals,
    Schedule,
    Seats,
    Wishes,
    Promises,
    SpokenMatters,
    Corrections,
    Fetches,
    Calls,
    Notices,
    Ways,
    Editing,
):
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
