"""The post: takes letters from the outbox, hands each to its door, writes what became of it.

1. At least once: a letter is shown and then marked, so a crash between the two shows it again.
   A crash before loses nothing: the claim runs out and another worker takes the letter.
2. Letters of one person keep their order, because the outbox gives only the earliest; letters of
   different persons go out beside each other.
3. A door in trouble is tried again, later and later. After MAX_ATTEMPTS, or when trying again
   cannot help, the letter is given up: its row says why, and the log says so as an error.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from bot.app import House
from bot.doors import Closed, Door, Gone, Held, Later, Undelivered, WindowDoor
from bot.log import log, told
from bot.pace import Pace
from bot.window import Verdict, pass_window, verdict_on
from storage import outbox, windows
from storage.database import CommitFailed
from storage.outbox import OutRow
from storage.posting import PULLED, WINDOWED
from storage.views import Views

IN_FLIGHT = 64  # letters at the doors at once
LEASE = 30.0  # seconds a claim holds; a letter still on its way then is claimed again by us
AT_ONCE = 64  # rows of one claim
IDLE = 1.0  # seconds until the outbox is looked at again without being called
MAX_ATTEMPTS = 20  # about eleven hours
FIRST_WAIT, LONGEST_WAIT, JITTER = 2.0, 3600.0, 0.2
GOODBYE = 0.8  # seconds that letters on their way get when the post is closed

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Carried:
    """A row that came back: shown (with its messages' ids), or with what stood in its way."""

    row: OutRow
    verdict: Verdict
    refs: tuple[str, ...]
    error: Undelivered | None = None


class Post:
    """Carries letters until it is cancelled (`run`), or once (`once`); doors by front name."""

    def __init__(
        self, house: House, doors: Mapping[str, Door], *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._house = house
        self._doors = doors
        self._sleep = sleep
        self._worker = house.mint.new_id()
        self._pace: Pace | None = None
        self._shown: dict[int, list[str]] = {}  # messages of letters that are shown in part
        self._busy: set[int] = set()  # letters on their way, or back and not yet written down
        self._back: list[Carried] = []
        self._out: set[asyncio.Task[None]] = set()
        self._round: asyncio.Task[bool] | None = None

    async def run(self) -> None:
        """Carry letters until cancelled; what is on its way then is brought to an end."""
        loop, me = asyncio.get_running_loop(), asyncio.current_task()
        await self._take_over()
        try:
            while not (me and me.cancelling()):  # waiting may swallow a cancellation
                self._round = loop.create_task(self.round())
                if not await asyncio.shield(self._round):
                    await self._house.bell.letters(IDLE)
        finally:
            await self._close()

    async def once(self, now: datetime) -> dict[str, int]:
        """Send what is due at `now`, each letter once; how many ended in which state."""
        ended: Counter[str] = Counter()
        while rows := await self._claim(now, AT_ONCE):
            async with asyncio.TaskGroup() as group:
                for row in rows:
                    group.create_task(self._carry(row))
            ended += await self._settle(now)
        return dict(ended)

    async def round(self) -> bool:
        """Write down what came back, take what is due; whether there may be more to take."""
        try:
            now = self._house.mint.now()
            await self._settle(now)
            most = min(AT_ONCE, IN_FLIGHT - len(self._out))
            rows = await self._claim(now, most) if most > 0 else []
        except CommitFailed as error:  # kept and written in the next round
            log().warning("post_waits", **told(error))
            return False
        for row in rows:
            task = asyncio.get_running_loop().create_task(self._carry(row))
            self._out.add(task)
            task.add_done_callback(self._returned)
        return 0 < len(rows) == most

    def _returned(self, task: "asyncio.Task[None]") -> None:
        self._out.discard(task)
        self._house.bell.ring((), letters=True)

    async def _close(self) -> None:
        """Let what is on its way arrive, for a while, and write it down."""
        if self._round is not None:
            await asyncio.wait([self._round], timeout=GOODBYE)
        if self._out:
            await asyncio.wait(self._out, timeout=GOODBYE)
        for task in self._out:
            task.cancel()
        await asyncio.gather(*self._out, return_exceptions=True)
        await self._settle(self._house.mint.now())

    async def _take_over(self) -> None:
        """With SQLite no other post is at work: what is «sending» was left by a crashed one."""
        database, now = self._house.database, self._house.mint.now()
        if not database.postgres:
            for row in await Views(database, self._house.seal).outbox_rows(state="sending"):
                await outbox.later(database, row["id"], now, "interrupted")

    async def _claim(self, now: datetime, most: int) -> list[OutRow]:
        """Lease what is due; what is on its way here only has its lease renewed by that."""
        house = self._house
        rows = await outbox.claim(house.database, house.seal, self._worker, now, LEASE, most)
        return [row for row in rows if row.id not in self._busy]

    async def _carry(self, row: OutRow) -> None:
        before, refs, error = self._shown.get(row.id, []), list[str](), None
        verdict = verdict_on(row, self._house.mint.now())
        self._busy.add(row.id)
        try:
            refs = await self._send(row, verdict, len(before))
        except Undelivered as undelivered:
            refs, error = undelivered.refs, undelivered
        except asyncio.CancelledError:  # nobody knows whether it was shown: soon tried again
            error = Later("stopped")
            raise
        except Exception as fault:  # the post's edge: the row stays, and is tried again
            log().error("letter_failed", letter=row.id, **told(fault))
            error = Later(type(fault).__name__)
        finally:
            self._back.append(Carried(row, verdict, (*before, *refs), error))

    async def _send(self, row: OutRow, verdict: Verdict, skip: int) -> list[str]:
        if row.address.front in PULLED:
            return []
        door = self._doors.get(row.address.front)
        if door is None:
            raise Later(f"no door: {row.address.front}")
        if wait := self._paced().delay(row.address.id):
            await self._sleep(wait)
        if row.address.front in WINDOWED:
            return await pass_window(cast(WindowDoor, door), row, verdict, skip)
        return await door.send(row.address.id, row.letter, skip=skip)

    def _paced(self) -> Pace:
        if self._pace is None:
            clock = asyncio.get_running_loop().time
            self._pace = Pace(self._house.settings.telegram_chat_rate, clock)
        return self._pace

    async def _settle(self, now: datetime) -> Counter[str]:
        """Write down what came back; each is forgotten as soon as it is written, not before."""
        ended: Counter[str] = Counter()
        shown = [carried for carried in self._back if carried.error is None]
        if shown:
            await self._mark(shown, now)
            self._forget(shown)
            ended["sent"] = len(shown)
        for carried in [carried for carried in self._back if carried.error is not None]:
            ended[await self._put_off(carried, now)] += 1
            self._forget([carried])
        return ended

    async def _mark(self, shown: list[Carried], now: datetime) -> None:
        """Write down which letters were shown, and the messages of which more will be told."""
        ids = [carried.row.id for carried in shown]
        refs = [",".join(carried.refs) for carried in shown]
        instead = {c.row.id: c.verdict.template for c in shown if c.verdict.template}
        told_of = [c for c in shown if c.row.address.front in WINDOWED]
        receipts = {ref: carried.row.id for carried in told_of for ref in carried.refs}
        await outbox.sent(self._house.database, ids, now, refs, instead, receipts)

    def _forget(self, written: list[Carried]) -> None:
        """Of letters shown in part keep which messages were; of all others nothing."""
        ids = {carried.row.id for carried in written}
        self._busy -= ids
        self._back = [carried for carried in self._back if carried.row.id not in ids]
        for carried in written:
            self._shown.pop(carried.row.id, None)
            if carried.refs and isinstance(carried.error, (Later, Held)):
                self._shown[carried.row.id] = list(carried.refs)

    async def _put_off(self, carried: Carried, now: datetime) -> str:
        """Write what became of a letter that was not shown; its state now."""
        row, error, database = carried.row, carried.error, self._house.database
        why = error.error if error else ""
        if isinstance(error, Held):
            until = now + timedelta(seconds=error.seconds)
            await outbox.hold_chat(database, self._house.seal, row.address, until)
            return "waiting"
        if isinstance(error, Closed):
            await self._wait_for_citizen(carried, now, why)
            return "waiting"
        if isinstance(error, Gone) or row.attempts + 1 >= MAX_ATTEMPTS:
            await outbox.gave_up(database, row.id, why, now)
            log().error("letter_given_up", letter=row.id, attempts=row.attempts + 1)
            return "failed"
        await outbox.later(database, row.id, now + self._wait(row.attempts), why)
        return "waiting"

    async def _wait_for_citizen(self, carried: Carried, now: datetime, why: str) -> None:
        """The letter waits; where we thought it may go, the messenger knows better."""
        row, verdict = carried.row, carried.verdict
        known = (self._house.database, row.id, row.heard_at, now, why)
        if verdict.allowed:
            await windows.shut(*known)
        else:
            await windows.wait(*known, verdict.template if carried.refs else None)

    def _wait(self, attempts: int) -> timedelta:
        """The time until the next attempt: twice as long each time, and not quite the same."""
        seconds = min(LONGEST_WAIT, FIRST_WAIT * 2**attempts)
        return timedelta(seconds=seconds * self._house.mint.random.uniform(1 - JITTER, 1 + JITTER))
