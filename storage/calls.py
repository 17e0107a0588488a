"""People to be called: because no letter reaches them, or because they asked.

1. While a call for a reason is open, the same reason is no second task for the same talk.
2. The number is sealed; without one the task says so, and the case tells where its citizen lives.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.chapter import Chapter
from storage.columns import one_of
from storage.database import Database, Link
from storage.schema import calls, conversations, outbox
from storage.seal import Seal

_given = ("person", "conversation", "reason", "letter", "phone", "at")
ASK = (
    insert(calls)
    .values({name: bindparam(name) for name in _given})
    .values(state="open")
    .on_conflict_do_nothing()
)
OPEN = (
    select(calls, conversations.c.language, outbox.c.number)
    .join(conversations, conversations.c.id == calls.c.conversation)
    .join(outbox, outbox.c.id == calls.c.letter, isouter=True)
    .where(one_of(calls.c.state, "open"))
    .order_by(calls.c.at, calls.c.id)
)
DONE = (
    update(calls)
    .values(state="done", by=bindparam("login"), ended=bindparam("at"))
    .where(calls.c.id == bindparam("which"), one_of(calls.c.state, "open"))
    .returning(calls.c.id)
)
ONE = select(calls.c.state).where(calls.c.id == bindparam("which"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A call that is wanted: whose and which talk, why, the number, and the letter it is for."""

    person: str
    conversation: str
    reason: str
    phone: str | None
    letter: int | None = None


class Calls(Chapter):
    """Calls that the talk asks for."""

    async def ask_call(self, wanted: Wanted, at: datetime) -> None:
        """A task for an operator, unless one for this reason is open."""
        await _ask(self._link, self._seal, wanted, at)


async def want_call(database: Database, seal: Seal, wanted: Wanted, at: datetime) -> None:
    """The same, for a letter that no door takes."""
    async with database.write() as link:
        await _ask(link, seal, wanted, at)


async def open_calls(database: Database, seal: Seal) -> list[dict[str, Any]]:
    """The tasks that are open, oldest first: id, chat, reason, phone, case, language, at."""
    async with database.read() as link:
        rows = await link.all(OPEN)
    return [
        {
            "id": row.id,
            "chat": row.conversation,
            "reason": row.reason,
            "phone": _phone(seal, row),
            "letter": row.letter,
            "case": row.number,
            "language": row.language,
            "at": row.at,
        }
        for row in rows
    ]


async def done(database: Database, id: int, by: str, at: datetime) -> str:
    """A person was called: `done`; `unknown` without such a task, `repeated` when it was done."""
    async with database.write() as link:
        if await link.first(DONE, which=id, login=by, at=at):
            return "done"
        return "repeated" if await link.first(ONE, which=id) else "unknown"


async def _ask(link: Link, seal: Seal, wanted: Wanted, at: datetime) -> None:
    about = f"call:{wanted.conversation}"
    await link.run(
        ASK,
        person=wanted.person,
        conversation=wanted.conversation,
        reason=wanted.reason,
        letter=wanted.letter,
        phone=seal.close(wanted.phone.encode(), about) if wanted.phone else None,
        at=at,
    )


def _phone(seal: Seal, row: Any) -> str | None:
    return row.phone and seal.open(row.phone, f"call:{row.conversation}").decode()
