"""What pages, commands and officials read: from the newest commit, never under a lock.

1. Nothing here writes; the connection could not.
2. What is public (`case_check`) is named column by column: state and dates, nothing personal.
3. An address is shown masked: its last three characters.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from dialogs.letters import Letter
from storage.audit import audited
from storage.columns import one_of
from storage.database import Database
from storage.envelopes import open_address, open_letter
from storage.pages import Address
from storage.receptions import reception_view
from storage.schema import (
    case_history,
    cases,
    conversations,
    handoffs,
    identities,
    journal,
    outbox,
)
from storage.seal import Seal
from storage.spoken import unwritten

SHOWN = 3  # characters of an address

JOURNAL = (
    select(journal.c.seq, journal.c.letter, journal.c.at)
    .where(journal.c.conversation == bindparam("which"), journal.c.seq > bindparam("after"))
    .order_by(journal.c.seq)
    .limit(bindparam("most"))
)
LATEST = (
    select(journal.c.seq, journal.c.letter, journal.c.at)
    .where(journal.c.conversation == bindparam("which"))
    .order_by(journal.c.seq.desc())
    .limit(bindparam("most"))
)
CONVERSATION_OF = select(identities.c.conversation).where(identities.c.blind == bindparam("which"))
_public = ("number", "state", "received_at", "registered", "due")
CASE_CHECK = select(*[cases.c[name] for name in _public]).where(
    cases.c.number == bindparam("which")
)
CASE = select(
    *[cases.c[name] for name in ("number", "state", "kind", "agency", "registered", "due")]
).where(cases.c.number == bindparam("which"))
HISTORY = (
    select(case_history.c.act, case_history.c.by, case_history.c.at, case_history.c.detail)
    .where(case_history.c.number == bindparam("which"))
    .order_by(case_history.c.id)
)
_line_of_row = and_(
    journal.c.number == outbox.c.number,
    journal.c.conversation == outbox.c.conversation,
    journal.c.seq == outbox.c.seq,
)
LETTERS = (
    select(
        journal.c.conversation,
        journal.c.seq,
        journal.c.kind,
        journal.c.letter,
        journal.c.at,
        outbox.c.state,
    )
    .join_from(journal, outbox, _line_of_row, isouter=True)
    .where(journal.c.number == bindparam("which"))
    .order_by(journal.c.at, journal.c.seq)
)


def _if_given(column: Any, parameter: str) -> Any:
    wanted = bindparam(parameter, type_=column.type)
    return or_(wanted.is_(None), column == wanted)


_plain = ("id", "front", "chat", "state", "attempts", "not_before", "error", "kind", "at")
OUTBOX = (
    select(
        *[outbox.c[name] for name in _plain],
        outbox.c.number.label("case"),
        identities.c.address,
    )
    .join(identities, identities.c.blind == outbox.c.chat)
    .where(
        _if_given(outbox.c.state, "of_state"),
        _if_given(outbox.c.number, "of_case"),
        _if_given(outbox.c.conversation, "of_chat"),
    )
    .order_by(outbox.c.id)
)
QUEUE = (
    select(
        handoffs.c.conversation,
        *[handoffs.c[name] for name in ("reason", "state", "by", "asked", "taken")],
        conversations.c.language,
        identities.c.blind,
        identities.c.front,
        identities.c.address,
    )
    .join(conversations, conversations.c.id == handoffs.c.conversation)
    .join(identities, identities.c.conversation == conversations.c.id)
    .where(one_of(handoffs.c.state, "waiting", "taken"))
    .order_by(handoffs.c.asked, handoffs.c.id)
)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A letter as it stands in the journal."""

    seq: int
    letter: Letter
    at: datetime


def masked(address: str) -> str:
    """The last three characters; of a short address none."""
    return "…" + (address[-SHOWN:] if len(address) > SHOWN else "")


class Views:
    """Reads of one database."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database, self._seal = database, seal

    async def journal(
        self, conversation: str, after: int = 0, limit: int = 100
    ) -> list[JournalLine]:
        """The lines of a talk after a number, in order."""
        async with self._database.read() as link:
            rows = await link.all(JOURNAL, which=conversation, after=after, most=limit)
        return [self._line(conversation, row) for row in rows]

    async def latest(self, conversation: str, limit: int) -> list[JournalLine]:
        """The last lines of a talk, newest first."""
        async with self._database.read() as link:
            rows = await link.all(LATEST, which=conversation, most=limit)
        return [self._line(conversation, row) for row in rows]

    def _line(self, conversation: str, row: Any) -> JournalLine:
        letter = open_letter(self._seal, row.letter, conversation, row.seq)
        return JournalLine(row.seq, letter, row.at)

    async def conversation_of(self, address: Address) -> str | None:
        """The talk that is held at an address."""
        blind = self._seal.blind(address.front, address.id)
        async with self._database.read() as link:
            row = await link.first(CONVERSATION_OF, which=blind)
        return row and str(row.conversation)

    async def case_check(self, number: str) -> dict[str, Any] | None:
        """What anybody may know of a case: number, state, received_at, registered, due."""
        async with self._database.read() as link:
            row = await link.first(CASE_CHECK, which=number)
        return dict(row._asdict()) if row else None

    async def case_view(self, number: str) -> dict[str, Any] | None:
        """What an official sees of a case, with `history` and `letters`."""
        async with self._database.read() as link:
            row = await link.first(CASE, which=number)
            if row is None:
                return None
            history = await link.all(HISTORY, which=number)
            letters = await link.all(LETTERS, which=number)
        opened = [{**r._asdict(), "detail": self._detail(r, number)} for r in history]
        return {**row._asdict(), "history": opened, "letters": [self._letter(r) for r in letters]}

    async def booking_view(self, id: str) -> dict[str, Any] | None:
        """A booking, or a request for one: see storage.receptions."""
        async with self._database.read() as link:
            return await reception_view(link, self._seal, id)

    async def outbox_rows(
        self, state: str | None = None, case: str | None = None, chat: str | None = None
    ) -> list[dict[str, Any]]:
        """Letters on their way, oldest first, perhaps of one state, case or conversation."""
        async with self._database.read() as link:
            rows = await link.all(OUTBOX, of_state=state, of_case=case, of_chat=chat)
        return [self._out(row) for row in rows]

    async def queue(self, now: datetime) -> list[dict[str, Any]]:
        """Who waits for an operator or has one, oldest first; `chat` is the talk's id.

        What was spoken and waits to be written down has the reason `voice:SUBJECT`.
        """
        async with self._database.read() as link:
            rows = [*await link.all(QUEUE), *await unwritten(link, now)]
        return [self._waiting(row) for row in sorted(rows, key=lambda row: row.asked)]

    async def audit(self, now: datetime) -> dict[str, Any]:
        """Counts, and everything that must not be: see storage.audit."""
        async with self._database.read() as link:
            return await audited(link, self._seal, now)

    def _detail(self, row: Any, number: str) -> Any:
        return self._seal.read_json(row.detail, f"history:{number}")

    def _letter(self, row: Any) -> dict[str, Any]:
        letter = open_letter(self._seal, row.letter, row.conversation, row.seq)
        told = {"seq": row.seq, "kind": row.kind, "from": letter.speaker, "text": letter.text}
        return {**told, "state": row.state or "sent", "at": row.at}

    def _out(self, row: Any) -> dict[str, Any]:
        plain = row._asdict()
        sealed, blind = plain.pop("address"), plain.pop("chat")
        return {**plain, "to": masked(open_address(self._seal, sealed, blind))}

    def _waiting(self, row: Any) -> dict[str, Any]:
        plain = row._asdict()
        sealed, blind = plain.pop("address"), plain.pop("blind")
        to = masked(open_address(self._seal, sealed, blind))
        return {"chat": plain.pop("conversation"), **plain, "to": to}
