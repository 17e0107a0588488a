"""Fetching files that messengers keep for us: jobs in rows, tried again until they come or cannot.

1. The turn promised the file in the transaction of its message; here only bytes come after it.
2. A fetch is claimed by a lease, so any number of workers may ask and a crash loses nothing.
3. What cannot be had is told to the citizen by an event through the turn, and only then written
   off: a crash between the two tells it once, because the event's key is the file's.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.app import House
from bot.arrivals import Arrival, Failed, Talk
from bot.doors import Gone, Held, Undelivered
from bot.limits import FILE_MOST
from bot.log import log, told
from bot.uploads import prepared
from dialogs.events import FileLost
from storage import fetches
from storage.database import CommitFailed
from storage.fetches import Job

LEASE = timedelta(seconds=120)  # longer than a fetch may take
AT_ONCE = 4  # files in memory at the same time
IDLE = 1.0  # seconds until the rows are looked at again without being called
MAX_ATTEMPTS = 8
FIRST_WAIT, GROWTH, LONGEST_WAIT, JITTER = 2.0, 3.0, 3600.0, 0.2  # seconds; about two hours in all
CODES = ("file_large", "file_type")  # reasons of their own; all others are file_failed


class Keeper(Protocol):
    """A door whose messenger keeps files for us."""

    async def fetch(self, file: str, most: int) -> bytes:
        """The content of a file of at most so many bytes; raises Later, Held, Gone."""
        ...


class Fetching:
    """Fetches until it is cancelled (`run`), or once (`once`); doors by front name."""

    def __init__(self, house: House, doors: Mapping[str, Keeper]) -> None:
        self._house = house
        self._doors = doors
        self._worker = house.mint.new_id()

    async def run(self) -> None:
        """Fetch until cancelled; the sweep's edge: what fails is logged and stays in its row."""
        while True:
            try:
                busy = await self._round(self._house.mint.now(), Counter())
            except CommitFailed as error:
                log().warning("fetching_waits", **told(error))
                busy = False
            if not busy:
                await self._house.bell.files(IDLE)

    async def once(self, now: datetime) -> dict[str, int]:
        """Fetch what is due at `now`, each file once; how many came, wait, or were lost."""
        ended: Counter[str] = Counter()
        while await self._round(now, ended):
            pass
        return dict(ended)

    async def _round(self, now: datetime, ended: Counter[str]) -> bool:
        """Fetch a few; whether there were any."""
        house = self._house
        jobs = await fetches.claim(house.database, house.seal, self._worker, now, LEASE, AT_ONCE)
        async with asyncio.TaskGroup() as group:
            outcomes = [group.create_task(self._carry(job, now)) for job in jobs]
        ended.update(outcome.result() for outcome in outcomes)
        return bool(jobs)

    async def _carry(self, job: Job, now: datetime) -> str:
        """Fetch one file and write down what became of it: came, waiting or lost."""
        try:
            return await self._fetch(job, now)
        except Held as held:
            await self._later(job, now + timedelta(seconds=held.seconds), held.error, free=True)
            return "waiting"
        except Gone as gone:
            return await self._lost(job, gone.error, now)
        except CommitFailed as error:
            log().warning("file_waits", **told(error))
            return "waiting"
        except Undelivered as error:
            return await self._again(job, error.error, now)
        except Exception as error:  # the sweep's edge: the row stays, and is tried again
            log().error("fetch_failed", file=job.file, **told(error))
            return await self._again(job, type(error).__name__, now)

    async def _fetch(self, job: Job, now: datetime) -> str:
        door = self._doors.get(job.front)
        if door is None:
            raise Held(f"no door: {job.front}", seconds=LONGEST_WAIT)
        content = await door.fetch(job.remote, FILE_MOST)
        ready = await asyncio.to_thread(prepared, job.name, content, job.type)
        if ready is None:
            return await self._lost(job, "file_type", now)
        house = self._house
        await fetches.came(house.database, house.seal, job.file, ready.type, ready.content, now)
        return "came"

    async def _again(self, job: Job, why: str, now: datetime) -> str:
        if job.attempts + 1 >= MAX_ATTEMPTS:
            return await self._lost(job, why, now)
        wait = min(LONGEST_WAIT, FIRST_WAIT * GROWTH**job.attempts)
        wait *= self._house.mint.random.uniform(1 - JITTER, 1 + JITTER)
        await self._later(job, now + timedelta(seconds=wait), why)
        return "waiting"

    async def _later(self, job: Job, until: datetime, why: str, *, free: bool = False) -> None:
        await fetches.later(self._house.database, job.file, until, why, attempt=not free)

    async def _lost(self, job: Job, why: str, now: datetime) -> str:
        """Tell the citizen, then write the file off; «waiting» when it could not be told."""
        house = self._house
        code = why.split(":")[0]
        event = FileLost(
            id=f"file:{job.file}:lost",
            at=now,
            file=job.file,
            name=job.name,
            kind=code if code in CODES else "file_failed",
            case=await fetches.case_with(house.database, house.seal, job.conversation, job.file),
        )
        [outcome] = await house.turn.take([Arrival(event, Talk(job.conversation))])
        if isinstance(outcome, Failed):
            log().error("loss_not_told", file=job.file, **told(outcome.error))
            return "waiting"
        log().warning("file_lost", file=job.file, why=code)
        await fetches.lost(house.database, job.file, why, now)
        return "lost"
