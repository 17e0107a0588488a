"""The post: takes letters from the outbox, hands each to its door, writes what became of it.

1. At least once: a letter is shown and then marked, so a crash between the two shows it again.
   A crash before loses nothing: the claim runs out and another worker takes the letter. A text
   message is marked as one that must not repeat: after a crash it is not sent again.
2. Letters of one person keep their order, because the outbox gives only the earliest; letters of
   different persons go out beside each other.
3. What may be shown now is decided at one gate (`gate`), what becomes of a letter that was not
   shown in one place (`returns`).
4. That letters were shown is written together with the next claim: one commit instead of two.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Protocol, cast

from bot.app import House
from bot.doors import Door, Held, Later, Undelivered, WindowDoor
from bot.gate import let_through
from bot.log import log, told
from bot.pace import Paces
from bot.returns import Carried, Returns
from bot.window import Verdict, pass_window, verdict_on
from dialogs.letters import Letter
from storage import outbox
from storage.database import CommitFailed
from storage.outbox import Lease, Shown
from storage.posting import PULLED, WINDOWED
from storage.rows import UNSURE, OutRow
from storage.ways import SMS

IN_FLIGHT = 64  # letters at the doors at once
LEASE = 30.0  # seconds a claim holds; a letter still on its way then is claimed again by us
AT_ONCE = 64  # rows of one claim
IDLE = 1.0  # seconds until the outbox is looked at again without being called
LINGER = 0.005  # seconds in which new letters may come, to be claimed as what was shown is written
GOODBYE = 0.8  # seconds that letters on their way get when the post is closed

Sleep = Callable[[float], Awaitable[None]]


class RowDoor(Protocol):
    """A way out that tells of a letter in words of its own."""

    async def send_row(self, row: OutRow) -> list[str]:
        """Tell of the letter of a row; as `Door.send`."""
        ...


class Post:
    """Carries letters until it is cancelled (`run`), or once (`once`); doors by front name."""

    def __init__(
        self, house: House, doors: Mapping[str, Door], *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._house = house
        self._doors = doors
        self._sleep = sleep
        self._worker = house.mint.new_id()
        self._returns = Returns(house, frozenset(doors))
        self._paces: Paces | None = None
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
        while True:
            rows, states = await self._exchange(now, AT_ONCE)
            ended += states
            if not rows:
                return dict(ended)
            async with asyncio.TaskGroup() as group:
                for row in rows:
                    group.create_task(self._carry(row, now))

    async def round(self) -> bool:
        """Write down what came back, take what is due; whether there may be more to take."""
        try:
            now = self._house.mint.now()
            most = max(0, min(AT_ONCE, IN_FLIGHT - len(self._out)))
            rows, _ = await self._exchange(now, most)
        except CommitFailed as error:  # kept and written in the next round
            log().warning("post_waits", **told(error))
            return False
        for row in rows:
            task = asyncio.get_running_loop().create_task(self._carry(row, now))
            self._out.add(task)
            task.add_done_callback(self._returned)
        return 0 < len(rows) == most

    def _returned(self, task: "asyncio.Task[None]") -> None:
        self._out.discard(task)
        asyncio.get_running_loop().call_later(LINGER, self._write_soon)

    def _write_soon(self) -> None:
        """Unless a round for new letters wrote it down meanwhile."""
        if self._back:
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
        await self._exchange(self._house.mint.now(), 0)

    async def _take_over(self) -> None:
        """With SQLite no other post is at work: what is «sending» was left by a crashed one."""
        database = self._house.database
        if not database.postgres:
            await outbox.take_over(database, self._house.mint.now())

    # -- one letter -----------------------------------------------------------------------

    async def _carry(self, row: OutRow, now: datetime) -> None:
        before, refs, error = self._shown.get(row.id, []), list[str](), None
        verdict = verdict_on(row, now)
        self._busy.add(row.id)
        try:
            letter = let_through(self._house.book.notices, row, now)
            refs = await self._send(row, letter, verdict, len(before))
        except Undelivered as undelivered:
            refs, error = undelivered.refs, undelivered
        except asyncio.CancelledError:  # nobody knows whether it was shown: soon tried again
            error = Later(UNSURE if row.once else "stopped")
            raise
        except Exception as fault:  # the post's edge: the row stays, and is tried again
            log().error("letter_failed", letter=row.id, **told(fault))
            error = Later(type(fault).__name__)
        finally:
            self._back.append(Carried(row, verdict, (*before, *refs), error))

    async def _send(self, row: OutRow, letter: Letter, verdict: Verdict, skip: int) -> list[str]:
        front, to = row.address.front, row.address.id
        if front in PULLED:
            return []
        door = self._doors.get(front)
        if door is None:
            raise Later(f"no door: {front}")
        if wait := self._delay(front, to):
            await self._sleep(wait)
        if front == SMS:
            return await cast(RowDoor, door).send_row(row)
        if front in WINDOWED:
            return await pass_window(cast(WindowDoor, door), row, verdict, skip)
        return await door.send(to, letter, skip=skip)

    def _delay(self, front: str, to: str) -> float:
        if self._paces is None:
            self._paces = Paces(self._house.settings, asyncio.get_running_loop().time)
        return self._paces.delay(front, to)

    # -- what came of it ------------------------------------------------------------------

    async def _exchange(self, now: datetime, most: int) -> tuple[list[OutRow], Counter[str]]:
        """Write down what came back, and lease at most so many letters that are due.

        What is on its way here only has its lease renewed by that. Each letter is forgotten as
        soon as it is written, not before. Also gives how many ended in which state.
        """
        ended: Counter[str] = Counter()
        for carried in [carried for carried in self._back if carried.error is not None]:
            ended[await self._put_off(carried, now)] += 1
            self._forget([carried])
        shown = [carried for carried in self._back if carried.error is None]
        for carried in shown:
            if carried.row.address.front in PULLED:
                await self._returns.not_pushed(carried.row, now)
        rows = await self._mark_and_claim(shown, now, most)
        self._forget(shown)
        ended["sent"] += len(shown)
        return [row for row in rows if row.id not in self._busy], +ended

    async def _mark_and_claim(
        self, shown: list[Carried], now: datetime, most: int
    ) -> list[OutRow]:
        house, lease = self._house, Lease(worker=self._worker, seconds=LEASE, most=most)
        if not shown:
            if not most:
                return []
            return await outbox.claim(house.database, house.seal, self._worker, now, LEASE, most)
        if not most:
            await outbox.sent(house.database, _shown(shown), now)
            return []
        return await outbox.sent_and_claim(house.database, house.seal, _shown(shown), now, lease)

    async def _put_off(self, carried: Carried, now: datetime) -> str:
        try:
            return await self._returns.put_off(carried, now)
        except CommitFailed:
            raise
        except Exception as fault:  # the post's edge: another way that fails stops nobody else
            log().error("letter_not_passed_on", letter=carried.row.id, **told(fault))
            until = now + self._returns.wait(carried.row.attempts)
            await outbox.later(self._house.database, carried.row.id, until, type(fault).__name__)
            return "waiting"

    def _forget(self, written: list[Carried]) -> None:
        """Of letters shown in part keep which messages were; of all others nothing."""
        ids = {carried.row.id for carried in written}
        self._busy -= ids
        self._back = [carried for carried in self._back if carried.row.id not in ids]
        for carried in written:
            self._shown.pop(carried.row.id, None)
            if carried.refs and isinstance(carried.error, (Later, Held)):
                self._shown[carried.row.id] = list(carried.refs)


def _shown(carried: list[Carried]) -> Shown:
    """Which letters were shown, and the messages of which more will be told."""
    told_of = [c for c in carried if c.row.address.front in WINDOWED]
    return Shown(
        messages={c.row.id: ",".join(c.refs) for c in carried},
        instead={c.row.id: c.verdict.template for c in carried if c.verdict.template},
        receipts={ref: c.row.id for c in told_of for ref in c.refs},
    )
