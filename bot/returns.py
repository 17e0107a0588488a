"""What becomes of a letter that was not shown: later, held, resting, another way, or given up.

1. A door in trouble is tried again, later and later. After MAX_ATTEMPTS, or when trying again
   cannot help, the letter is given up: its row says why, and the log says so as an error.
2. What a person should not miss goes another way first, as `notices.yaml` has it: another
   messenger of theirs, a text message, a call. One way at a time, each a row that tells its story.
3. First the other way is made, then the letter is put off: a crash in between makes the way twice
   but only one of them counts, because a letter that was passed on is passed on no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app import House
from bot.arrivals import Arrival, Refused, Talk
from bot.doors import Closed, Gone, Held, Undelivered
from bot.gate import Resting, Unwanted, is_live
from bot.log import log
from bot.phones import phone_in
from bot.window import Verdict, names_nothing
from dialogs.events import LetterReturned
from storage import outbox, reachability, ways, windows
from storage.calls import Wanted, want_call
from storage.posting import PULLED
from storage.reachability import BLOCKED
from storage.rows import OutRow
from storage.windows import UNTIL_HEARD

MAX_ATTEMPTS = 20  # about eleven hours
MAX_TEXTS = 5  # attempts of a text message: a call must not come too late
FIRST_WAIT, LONGEST_WAIT, JITTER = 2.0, 3600.0, 0.2
NOT_PUSHED = "no push door"


@dataclass(frozen=True, slots=True)
class Carried:
    """A row that came back: shown (with its messages' ids), or with what stood in its way."""

    row: OutRow
    verdict: Verdict
    refs: tuple[str, ...]
    error: Undelivered | None = None


class Returns:
    """Puts letters off and finds other ways; fronts: those to which this post has a door."""

    def __init__(self, house: House, fronts: frozenset[str]) -> None:
        self._house = house
        self._fronts = fronts

    async def put_off(self, carried: Carried, now: datetime) -> str:
        """Write what became of a letter that was not shown; its state now."""
        row, error, database = carried.row, carried.error, self._house.database
        why = error.error if error else ""
        match error:
            case Held():
                await self._hold(row, now + timedelta(seconds=error.seconds), why)
            case Resting():
                await outbox.rest(database, row.id, error.until, why)
            case Unwanted():
                await outbox.withdraw(database, row.id, why, now)
                return "withdrawn"
            case Closed():
                return await self._wait_for_citizen(carried, now, why)
            case _ if isinstance(error, Gone) or row.attempts + 1 >= _most(row):
                return await self._give_up(row, now, why)
            case _:
                await outbox.later(database, row.id, now + self.wait(row.attempts), why)
        return "waiting"

    async def not_pushed(self, row: OutRow, now: datetime) -> None:
        """A letter that its citizen has to fetch: what they should not miss is told them too."""
        notices = self._house.book.notices
        if not is_live(notices, row, now):
            await self._pass_on(row, notices.of(row.kind).pulled, NOT_PUSHED, now)

    def wait(self, attempts: int) -> timedelta:
        """The time until the next attempt: twice as long each time, and not quite the same."""
        seconds = min(LONGEST_WAIT, FIRST_WAIT * 2**attempts)
        return timedelta(seconds=seconds * self._house.mint.random.uniform(1 - JITTER, 1 + JITTER))

    async def _hold(self, row: OutRow, until: datetime, why: str) -> None:
        """Leave the chat in peace; a gateway of text messages knows no chats."""
        if row.address.front == ways.SMS:
            await outbox.rest(self._house.database, row.id, until, why)
        else:
            await outbox.hold_chat(self._house.database, self._house.seal, row.address, until)

    async def _give_up(self, row: OutRow, now: datetime, why: str) -> str:
        database, closed = self._house.database, why.split(":")[0] == BLOCKED
        if closed:
            await reachability.blocked(database, self._house.seal, row.address, now)
        if await self._pass_on(row, self._ways(row), why, now):
            return "withdrawn"
        if closed:
            await outbox.rest(database, row.id, UNTIL_HEARD, why)
            return "waiting"
        await outbox.gave_up(database, row.id, why, now)
        log().error("letter_given_up", letter=row.id, attempts=row.attempts + 1)
        return "failed"

    async def _wait_for_citizen(self, carried: Carried, now: datetime, why: str) -> str:
        """The letter waits; where we thought it may go, the messenger knows better."""
        row, verdict = carried.row, carried.verdict
        known = (self._house.database, row.id, row.heard_at, now, why)
        if verdict.allowed:
            await windows.shut(*known)
            return "waiting"
        told = bool(carried.refs) or row.announced
        if not told and await self._pass_on(row, self._ways(row), why, now):
            return "withdrawn"
        await windows.wait(*known, verdict.template if carried.refs else None)
        return "waiting"

    def _ways(self, row: OutRow) -> Sequence[str]:
        """The ways that are left: after a text message only a call.

        Of what a letter may not name nobody is called: somebody else may take the telephone.
        """
        rule = self._house.book.notices.of(row.kind)
        given = rule.pulled if row.address.front in PULLED else rule.closed
        left = [way for way in given if way == "call" or row.address.front != ways.SMS]
        return [way for way in left if way != "call" or not names_nothing(row.letter)]

    async def _pass_on(self, row: OutRow, given: Sequence[str], why: str, now: datetime) -> bool:
        """Take the first way that there is; true when another door tells the letter now."""
        if not given or await ways.passed_on(self._house.database, row):
            return False
        if "doors" in given and await self._at_another_door(row, why, now):
            return row.address.front not in PULLED
        phone = await self._phone(row.person)
        if "sms" in given and phone and ways.SMS in self._fronts:
            await ways.by_sms(self._house.database, row, now)
            self._house.bell.ring((), letters=True)
        elif "call" in given and (phone or row.address.front not in PULLED):
            await self._call(row, phone, now)
        return False

    async def _at_another_door(self, row: OutRow, why: str, now: datetime) -> bool:
        fronts = self._fronts - PULLED - {ways.SMS}
        for door in await ways.other_doors(self._house.database, row, fronts):
            event = LetterReturned(
                id=f"returned:{row.id}:{door.conversation}",
                at=now,
                letter=row.id,
                why=f"{why}; told at {door.front}",
                kind=row.kind,
                text=row.letter.text,
                case=row.letter.case,
                booking=row.letter.booking,
            )
            outcome = await self._house.batch.put(Arrival(event, Talk(door.conversation)))
            if not isinstance(outcome, Refused):
                return True
        return False

    async def _phone(self, person: str) -> str | None:
        given = await ways.contacts(self._house.database, self._house.seal, person)
        return phone_in(*given)

    async def _call(self, row: OutRow, phone: str | None, now: datetime) -> None:
        wanted = Wanted(
            person=row.person,
            conversation=row.conversation,
            reason=row.kind,
            phone=phone,
            letter=row.id,
        )
        await want_call(self._house.database, self._house.seal, wanted, now)


def _most(row: OutRow) -> int:
    return MAX_TEXTS if row.address.front == ways.SMS else MAX_ATTEMPTS
