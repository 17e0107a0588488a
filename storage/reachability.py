"""Who can be reached: doors that their citizens closed, and letters that rest until they open.

1. A door is closed when its messenger says that the citizen does not want our letters. Letters to
   it are not tried then: they rest like those that wait until their citizen writes.
2. It opens again by the messenger's word, or by anything that the citizen does there.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from storage.columns import Utc, one_of
from storage.database import Database
from storage.envelopes import open_address
from storage.pages import Address
from storage.schema import identities, outbox
from storage.seal import Seal
from storage.views import masked
from storage.windows import UNFINISHED, UNTIL_HEARD

BLOCKED = "blocked"  # how the error of a letter begins that rests at a closed door

_this = identities.c.blind == bindparam("which")
CLOSE = (
    update(identities)
    .values(blocked_at=func.coalesce(identities.c.blocked_at, bindparam("at", type_=Utc())))
    .where(_this)
)
OPEN = update(identities).values(blocked_at=None).where(_this).returning(identities.c.person)
LET_GO = (
    update(outbox)
    .values(not_before=bindparam("at", type_=Utc()))
    .where(
        outbox.c.person == bindparam("whose"),
        outbox.c.chat == bindparam("which"),
        one_of(outbox.c.state, *UNFINISHED),
        outbox.c.not_before == UNTIL_HEARD,
    )
)


_resting = (
    select(func.count())
    .where(
        outbox.c.person == identities.c.person,
        outbox.c.chat == identities.c.blind,
        one_of(outbox.c.state, *UNFINISHED),
    )
    .correlate(identities)
    .scalar_subquery()
)
CLOSED = (
    select(
        *[identities.c[name] for name in ("conversation", "front", "blind", "address")],
        identities.c.blocked_at,
        _resting.label("letters"),
    )
    .where(identities.c.blocked_at.is_not(None))
    .order_by(identities.c.blocked_at)
)


async def blocked(database: Database, seal: Seal, address: Address, at: datetime) -> None:
    """A citizen closed this door; the first such moment is kept. Nobody there is no error."""
    async with database.write() as link:
        await link.run(CLOSE, which=seal.blind(address.front, address.id), at=at)


async def unblocked(database: Database, seal: Seal, address: Address, at: datetime) -> None:
    """A citizen opened this door again: what rested there goes out. Nobody there is no error."""
    which = seal.blind(address.front, address.id)
    async with database.write() as link:
        row = await link.first(OPEN, which=which)
        if row is not None:
            await link.run(LET_GO, whose=row.person, which=which, at=at)


async def closed_doors(database: Database, seal: Seal) -> list[dict[str, Any]]:
    """The closed doors, oldest first: chat, front, to (masked), since, letters that rest there."""
    async with database.read() as link:
        rows = await link.all(CLOSED)
    return [
        {
            "chat": row.conversation,
            "front": row.front,
            "to": masked(open_address(seal, row.address, row.blind)),
            "since": row.blocked_at,
            "letters": row.letters,
        }
        for row in rows
    ]
