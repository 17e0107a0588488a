"""Letters on their way out, as rows that tell their own story.

1. States: queued, sending (leased to a worker), waiting (to be tried again), sent, delivered,
   read, failed (given up), withdrawn. The first three are unfinished.
2. Letters of one person go out in order: a row is given out only when no earlier row of its person
   is unfinished. An earlier row that rests does not hold back those at another door; one that
   rests until its citizen writes, or until the morning, holds back nobody.
3. A lease that ends gives the row to the next asker: a letter may go out twice after a crash,
   never not at all. A letter that is marked `once` is given out with the error UNSURE then.
4. The words stand in the journal; a row only points at its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, func, or_, select, update

from storage.columns import Utc, literal_word, one_of
from storage.database import Database, Link
from storage.pages import Address
from storage.receipts import belong
from storage.rows import LETTERS, UNSURE, OutRow, out
from storage.schema import outbox
from storage.seal import Seal
from storage.windows import QUIET, UNFINISHED, UNTIL_HEARD

_earlier, _before_it = outbox.alias("earlier"), outbox.alias("before_it")
_now = bindparam("now", type_=Utc())
_same_door = and_(_earlier.c.chat == outbox.c.chat, _earlier.c.front == outbox.c.front)
_rests_aside = and_(
    _earlier.c.state == literal_word("waiting"),
    _earlier.c.not_before > _now,
    or_(
        _earlier.c.not_before == UNTIL_HEARD,
        func.coalesce(_earlier.c.error, literal_word("")) == literal_word(QUIET),
    ),
)
_stuck = (  # another letter of its door is being waited for
    select(_before_it.c.id)
    .where(
        _before_it.c.person == _earlier.c.person,
        _before_it.c.id < _earlier.c.id,
        _before_it.c.chat == _earlier.c.chat,
        _before_it.c.front == _earlier.c.front,
        one_of(_before_it.c.state, *UNFINISHED),
        _before_it.c.state == literal_word("waiting"),
        _before_it.c.not_before > _now,
        _before_it.c.not_before < UNTIL_HEARD,
    )
    .correlate(_earlier)
    .exists()
)
_in_the_way = or_(
    and_(_same_door, ~_rests_aside),
    _earlier.c.state == literal_word("sending"),
    and_(_earlier.c.not_before <= _now, ~_stuck),
)
_claimed = (
    select(outbox.c.id)
    .where(
        one_of(outbox.c.state, *UNFINISHED),
        outbox.c.not_before <= bindparam("now", type_=Utc()),
        ~select(_earlier.c.id)
        .where(
            _earlier.c.person == outbox.c.person,
            _earlier.c.id < outbox.c.id,
            one_of(_earlier.c.state, *UNFINISHED),
            _in_the_way,
        )
        .exists(),
    )
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("claimed")
    .prefix_with("MATERIALIZED")
)
_died = and_(outbox.c.once, outbox.c.state == literal_word("sending"))
_error = case((_died, literal_word(UNSURE)), else_=outbox.c.error)
CLAIM = (
    update(outbox)
    .values(
        state="sending",
        worker=bindparam("by"),
        not_before=bindparam("until"),
        error=_error,
    )
    .where(outbox.c.id.in_(select(_claimed.c.id)))
    .returning(outbox.c.id)
)
TAKE_OVER = (
    update(outbox)
    .values(
        state="waiting",
        attempts=outbox.c.attempts + 1,
        not_before=bindparam("now"),
        error=case((outbox.c.once, literal_word(UNSURE)), else_=literal_word("interrupted")),
    )
    .where(one_of(outbox.c.state, *UNFINISHED), outbox.c.state == literal_word("sending"))
)
SENT = (
    update(outbox)
    .values(
        state="sent",
        ended=bindparam("now"),
        message=bindparam("ref"),
        template=bindparam("instead"),
        error=None,
    )
    .where(outbox.c.id == bindparam("which"))
)
LATER = (
    update(outbox)
    .values(
        state="waiting",
        attempts=outbox.c.attempts + 1,
        not_before=bindparam("until"),
        error=bindparam("why"),
    )
    .where(outbox.c.id == bindparam("which"))
)
REST = (
    update(outbox)
    .values(state="waiting", not_before=bindparam("until"), error=bindparam("why"))
    .where(outbox.c.id == bindparam("which"))
)
GAVE_UP = (
    update(outbox)
    .values(
        state="failed",
        attempts=outbox.c.attempts + 1,
        ended=bindparam("now"),
        error=bindparam("why"),
    )
    .where(outbox.c.id == bindparam("which"))
)
HOLD = (
    update(outbox)
    .values(state="waiting", not_before=bindparam("until", type_=Utc()))
    .where(
        outbox.c.chat == bindparam("which"),
        one_of(outbox.c.state, *UNFINISHED),
        or_(outbox.c.not_before < bindparam("until"), outbox.c.state == "sending"),
    )
)
WITHDRAW = (
    update(outbox)
    .values(state="withdrawn", ended=bindparam("now"), error=bindparam("why"))
    .where(outbox.c.id == bindparam("which"), one_of(outbox.c.state, *UNFINISHED))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Letters that went out: `messages` are what the front calls them, by the letter's id.

    instead: the template that was shown in place of a letter, by its id; receipts: the letter of
    each message of which the messenger will tell more.
    """

    messages: Mapping[int, str | None]
    instead: Mapping[int, str] = field(default_factory=dict)
    receipts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Who asks for letters, until when they have them, and how many at most."""

    worker: str
    seconds: float
    most: int


async def claim(
    database: Database, seal: Seal, worker: str, now: datetime, lease: float, limit: int
) -> list[OutRow]:
    """Lease letters that may go out at `now` for so many seconds, in their order."""
    async with database.write() as link:
        return await _claim(link, seal, now, Lease(worker=worker, seconds=lease, most=limit))


async def sent(database: Database, shown: Shown, now: datetime) -> None:
    """These went out."""
    async with database.write() as link:
        await _sent(link, shown, now)


async def sent_and_claim(
    database: Database, seal: Seal, shown: Shown, now: datetime, lease: Lease
) -> list[OutRow]:
    """These went out; lease what may go out now, in the same transaction: half the commits."""
    async with database.write() as link:
        await _sent(link, shown, now)
        return await _claim(link, seal, now, lease)


async def _claim(link: Link, seal: Seal, now: datetime, lease: Lease) -> list[OutRow]:
    until = now + timedelta(seconds=lease.seconds)
    claimed = await link.all(CLAIM, now=now, by=lease.worker, until=until, most=lease.most)
    if not claimed:
        return []
    rows = await link.all(LETTERS, ids=[row.id for row in claimed])
    return [out(row, seal) for row in rows]


async def _sent(link: Link, shown: Shown, now: datetime) -> None:
    rows = [
        {"which": id, "ref": ref, "now": now, "instead": shown.instead.get(id)}
        for id, ref in shown.messages.items()
    ]
    await link.many(SENT, rows)
    await belong(link, shown.receipts, now)


async def take_over(database: Database, now: datetime) -> None:
    """Nobody else is at work here: what is being sent was left by a crash, and is due now."""
    async with database.write() as link:
        await link.run(TAKE_OVER, now=now)


async def later(database: Database, id: int, not_before: datetime, error: str) -> None:
    """Try again, not before a moment; the attempt is counted."""
    async with database.write() as link:
        await link.run(LATER, which=id, until=not_before, why=error)


async def rest(database: Database, id: int, not_before: datetime, why: str) -> None:
    """It was not tried: it rests until a moment."""
    async with database.write() as link:
        await link.run(REST, which=id, until=not_before, why=why)


async def gave_up(database: Database, id: int, error: str, now: datetime) -> None:
    """Never try again."""
    async with database.write() as link:
        await link.run(GAVE_UP, which=id, why=error, now=now)


async def hold_chat(database: Database, seal: Seal, address: Address, until: datetime) -> None:
    """Nothing goes to this chat before a moment: the messenger asked for it."""
    async with database.write() as link:
        await link.run(HOLD, which=seal.blind(address.front, address.id), until=until)


async def withdraw(database: Database, id: int, why: str, now: datetime) -> None:
    """It is not to be shown any more; what was shown stays."""
    async with database.write() as link:
        await link.run(WITHDRAW, which=id, why=why, now=now)
