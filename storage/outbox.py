"""Letters on their way out, as rows that tell their own story.

1. States: queued, sending (leased to a worker), waiting (to be tried again), sent, delivered,
   read, failed (given up), withdrawn. The first three are unfinished.
2. Letters of one conversation go out in order: a row is given out only when no earlier row of its
   conversation is unfinished.
3. A lease that ends gives the row to the next asker: a letter may go out twice after a crash,
   never not at all.
4. The words stand in the journal; a row only points at its line.
5. A letter that waits until its citizen writes (storage.windows) stands in nobody's way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from dialogs.letters import Letter
from storage.columns import Utc, among, numbers, one_of
from storage.database import Database
from storage.envelopes import open_address, open_letter
from storage.pages import Address
from storage.receipts import belong
from storage.schema import conversations, identities, journal, outbox
from storage.seal import Seal
from storage.windows import UNTIL_HEARD, announced

UNFINISHED = ("queued", "waiting", "sending")

_earlier = outbox.alias("earlier")
_claimed = (
    select(outbox.c.id)
    .where(
        one_of(outbox.c.state, *UNFINISHED),
        outbox.c.not_before <= bindparam("now", type_=Utc()),
        ~select(_earlier.c.id)
        .where(
            _earlier.c.conversation == outbox.c.conversation,
            _earlier.c.id < outbox.c.id,
            _earlier.c.not_before < UNTIL_HEARD,
            one_of(_earlier.c.state, *UNFINISHED),
        )
        .exists(),
    )
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("claimed")
    .prefix_with("MATERIALIZED")
)
CLAIM = (
    update(outbox)
    .values(state="sending", worker=bindparam("by"), not_before=bindparam("until"))
    .where(outbox.c.id.in_(select(_claimed.c.id)))
    .returning(outbox.c.id)
)
LETTERS = (
    select(
        outbox.c.id,
        outbox.c.conversation,
        outbox.c.seq,
        outbox.c.person,
        outbox.c.front,
        outbox.c.chat,
        outbox.c.attempts,
        outbox.c.kind,
        outbox.c.number,
        journal.c.letter,
        identities.c.address,
        identities.c.heard_at,
        conversations.c.language,
        announced.label("announced"),
    )
    .join(
        journal,
        (journal.c.conversation == outbox.c.conversation) & (journal.c.seq == outbox.c.seq),
    )
    .join(identities, identities.c.blind == outbox.c.chat)
    .join(conversations, conversations.c.id == outbox.c.conversation)
    .where(among(outbox.c.id, numbers("ids")))
    .order_by(outbox.c.id)
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
    .values(state="withdrawn", ended=bindparam("now"))
    .where(among(outbox.c.id, numbers("ids")), one_of(outbox.c.state, "queued", "waiting"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutRow:
    """A letter to be sent now; `attempts` were made before, `case` is the number it is about.

    heard_at: when its citizen last wrote, where the front asks for it; announced: they were told
    that something waits for them, and have not written since.
    """

    id: int
    conversation: str
    person: str
    address: Address
    letter: Letter
    attempts: int
    kind: str
    case: str | None
    language: str | None = None
    heard_at: datetime | None = None
    announced: bool = False


async def claim(
    database: Database, seal: Seal, worker: str, now: datetime, lease: float, limit: int
) -> list[OutRow]:
    """Lease letters that may go out at `now` for so many seconds, in their order."""
    until = now + timedelta(seconds=lease)
    async with database.write() as link:
        claimed = await link.all(CLAIM, now=now, by=worker, until=until, most=limit)
        if not claimed:
            return []
        rows = await link.all(LETTERS, ids=[row.id for row in claimed])
    return [_out(row, seal) for row in rows]


async def sent(
    database: Database,
    ids: Sequence[int],
    now: datetime,
    messages: Sequence[str | None],
    instead: Mapping[int, str] | None = None,
    receipts: Mapping[str, int] | None = None,
) -> None:
    """These went out; `messages` are what the front calls them, in the same order.

    instead: the template that was shown in place of a letter, by its id; receipts: the letter of
    each message of which the messenger will tell more.
    """
    rows = [
        {"which": id, "ref": ref, "now": now, "instead": (instead or {}).get(id)}
        for id, ref in zip(ids, messages, strict=True)
    ]
    async with database.write() as link:
        await link.many(SENT, rows)
        await belong(link, receipts or {}, now)


async def later(database: Database, id: int, not_before: datetime, error: str) -> None:
    """Try again, not before a moment; the attempt is counted."""
    async with database.write() as link:
        await link.run(LATER, which=id, until=not_before, why=error)


async def gave_up(database: Database, id: int, error: str, now: datetime) -> None:
    """Never try again."""
    async with database.write() as link:
        await link.run(GAVE_UP, which=id, why=error, now=now)


async def hold_chat(database: Database, seal: Seal, address: Address, until: datetime) -> None:
    """Nothing goes to this chat before a moment: the messenger asked for it."""
    async with database.write() as link:
        await link.run(HOLD, which=seal.blind(address.front, address.id), until=until)


async def withdraw(database: Database, ids: Sequence[int], now: datetime) -> None:
    """Take back what was not sent yet; what is being sent stays."""
    async with database.write() as link:
        await link.run(WITHDRAW, ids=list(ids), now=now)


def _out(row: Any, seal: Seal) -> OutRow:
    return OutRow(
        id=row.id,
        conversation=row.conversation,
        person=row.person,
        address=Address(row.front, open_address(seal, row.address, row.chat)),
        letter=open_letter(seal, row.letter, row.conversation, row.seq),
        attempts=row.attempts,
        kind=row.kind,
        case=row.number,
        language=row.language,
        heard_at=row.heard_at,
        announced=row.announced,
    )
