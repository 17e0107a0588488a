"""The clock: wakes what is due. What is due is in the database, this only looks.

1. A moment that came due is an event like any other: it goes through the turn, and the turn ends
   the timer in the same transaction.
2. APScheduler is the ticker and nothing else: its one job is in memory.
3. A claim is a lease. A moment whose turn failed stays waiting, and is claimed again later.
"""

import asyncio
from collections import Counter
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import House
from bot.arrivals import Arrival, Done, Failed, Outcome, Refused, Talk
from bot.filing.chancery import Chancery
from bot.log import log, told
from bot.mint import ALMATY
from dialogs.events import TimerFired
from storage import timers
from storage.timers import TimerRow

TICK = 1  # seconds
AT_ONCE = 100  # timers of one turn


class Clock:
    """Ticks until it is cancelled (`run`), or looks once (`sweep`).

    failed: how many moments of the last sweep were left waiting because their turn failed.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._chancery = Chancery(house)
        self._worker = house.mint.new_id()
        self.failed = 0

    async def run(self) -> None:
        """Tick every second until cancelled."""
        scheduler = AsyncIOScheduler(timezone=ALMATY)
        scheduler.add_job(self.tick, "interval", seconds=TICK, max_instances=1, coalesce=True)
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Fire what is due now; the sweep's edge: what fails is logged and stays in its row."""
        try:
            await self.sweep(self._house.mint.now())
        except Exception as error:
            log().error("sweep_failed", **told(error))

    async def sweep(self, now: datetime) -> dict[str, int]:
        """Fire what is due at `now`: how many of each kind were fired."""
        fired: Counter[str] = Counter()
        self.failed = 0
        while rows := await timers.due(self._house.database, now, self._worker, AT_ONCE):
            ready = [row for row in rows if await self._handed_over(row)]
            outcomes = await self._house.turn.take([_arrival(row, now) for row in ready])
            for row, outcome in zip(ready, outcomes, strict=True):
                fired[row.kind] += isinstance(outcome, Done)
                self._report(row, outcome)
        return dict(+fired)

    async def _handed_over(self, row: TimerRow) -> bool:
        """An appeal is given to its agency before its case says so; a failure waits its lease."""
        if row.kind != "hand" or await self._chancery.hand_over(row.subject):
            return True
        self.failed += 1
        return False

    def _report(self, row: TimerRow, outcome: Outcome) -> None:
        if isinstance(outcome, Failed):
            self.failed += 1
            log().error("timer_failed", timer=row.id, kind=row.kind, **told(outcome.error))
        elif isinstance(outcome, Refused):
            self.failed += 1
            log().error("timer_refused", timer=row.id, kind=row.kind, code=outcome.code)


def _arrival(row: TimerRow, now: datetime) -> Arrival:
    event = TimerFired(id=f"timer:{row.id}", at=now, kind=row.kind, subject=row.subject)
    return Arrival(event, Talk(row.conversation))
