"""The chapter of spoken matters: voice messages that an operator is to write down.

1. One row for a case, a booking or a request; said again, it waits again.
2. A row leaves the queue when it is written down, cannot be understood, or has no purpose more:
   the case is closed, the reception over, the talk erased. The first two are states of the row;
   whether the rest still stands is looked up when the queue is read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal_column, or_, select, union_all, update
from sqlalchemy.dialects.postgresql import insert

from dialogs.effects import AskWriter
from dialogs.lifecycle import OPEN
from storage.chapter import Chapter
from storage.columns import Utc, adding, literal_word, one_of
from storage.database import Link
from storage.schema import bookings, cases, conversations, identities, requests, slots, spoken

WISHED = ("open", "offered", "late")  # states of a request that times may still be offered to

KEPT = ("state", "files", "conversation", "asked", "by", "moved")

_ask = adding(spoken, "subject", "what", "files", "conversation", "asked")
_ask = _ask.values(state="waiting")
ASK = _ask.on_conflict_do_update(
    index_elements=["subject"],
    set_={"state": "waiting", **{name: _ask.excluded[name] for name in ("files", "asked")}},
)
_which = spoken.c.subject == bindparam("which")
MARK = (
    update(spoken).values(state=bindparam("to"), by=bindparam("by"), moved=bindparam("at"))
).where(_which)
STATE = select(spoken.c.state).where(_which)
FILES = select(spoken.c.files).where(_which)
# The booking that comes of another one, or of a request, takes over what was spoken of that.
PASS = (
    insert(spoken)
    .from_select(
        ["subject", "what", *KEPT],
        select(
            bindparam("to"),
            literal_word("booking"),
            *[spoken.c[name] for name in KEPT],
        ).where(_which),
    )
    .on_conflict_do_nothing()
)
PASSED = update(spoken).values(state="passed").where(_which)

_stands = or_(
    select(literal_column("1"))
    .where(cases.c.number == spoken.c.subject, one_of(cases.c.state, *OPEN))
    .exists(),
    select(literal_column("1"))
    .where(
        bookings.c.id == spoken.c.subject,
        one_of(bookings.c.state, "booked"),
        slots.c.id == bookings.c.slot,
        slots.c.starts > bindparam("now", type_=Utc()),
    )
    .exists(),
    select(literal_column("1"))
    .where(requests.c.id == spoken.c.subject, one_of(requests.c.state, *WISHED))
    .exists(),
)
UNWRITTEN = (
    select(
        spoken.c.conversation,
        (literal_word("voice:") + spoken.c.subject).label("reason"),
        spoken.c.state,
        literal_column("NULL").label("by"),
        spoken.c.asked,
        literal_column("NULL").label("taken"),
        conversations.c.language,
        identities.c.blind,
        identities.c.front,
        identities.c.address,
    )
    .join(conversations, conversations.c.id == spoken.c.conversation)
    .join(identities, identities.c.conversation == conversations.c.id)
    .where(one_of(spoken.c.state, "waiting"), _stands)
    .order_by(spoken.c.asked, spoken.c.subject)
)


OWNER = union_all(
    select(cases.c.person).where(cases.c.number == bindparam("which")),
    select(bookings.c.person).where(bookings.c.id == bindparam("which")),
    select(requests.c.person).where(requests.c.id == bindparam("which")),
)


class SpokenMatters(Chapter):
    """What was spoken and what became of it."""

    async def ask_writer(self, ask: AskWriter, talk: str, at: datetime) -> None:
        """An operator is to write it down; what was said again waits again."""
        about = {"what": ask.what, "subject": ask.subject, "files": list(ask.files)}
        await self._link.run(ASK, **about, conversation=talk, asked=at)

    async def mark_spoken(self, subject: str, state: str, by: str, at: datetime) -> None:
        """It is written, unclear or confirmed."""
        await self._link.run(MARK, which=subject, to=state, by=by, at=at)

    async def pass_spoken(self, before: str, booking: str) -> None:
        """What was spoken of a booking or a request belongs to the booking that came of it."""
        await self._link.run(PASS, which=before, to=booking)
        await self._link.run(PASSED, which=before)

    async def spoken(self, subject: str) -> str | None:
        """The state of what was spoken of this; None where nothing was."""
        row = await self._link.first(STATE, which=subject)
        return row and str(row.state)

    async def owner_of(self, subject: str) -> str | None:
        """The person whose case, booking or request it is."""
        row = await self._link.first(OWNER, which=subject)
        return row and str(row.person)


async def files_of(link: Link, subject: str) -> tuple[str, ...]:
    """The ids of the files in which a case, a booking or a request was spoken."""
    row = await link.first(FILES, which=subject)
    return tuple(row.files) if row else ()


async def unwritten(link: Link, now: datetime) -> Sequence[Any]:
    """What waits to be written down, as rows of the operators' queue, oldest first."""
    return await link.all(UNWRITTEN, now=now)
