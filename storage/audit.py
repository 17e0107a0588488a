"""Does the ledger hold together? Counts, doubles and orphans.

1. A double is something that happened twice though it may happen once; an orphan is a row whose
   other half is missing. Each kind is one statement that gives the ids of the wrong rows.
2. Keys and indexes forbid most of it. The audit does not trust them: it also finds what came by
   another road, such as a restored copy.
3. A promise is a timer: open while it waits, kept when it fired, broken when it still waits an
   hour after it was due.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import combinations, groupby
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    bindparam,
    func,
    literal,
    or_,
    select,
    union_all,
)

from storage.columns import Utc, among, names, one_of
from storage.database import Link
from storage.envelopes import open_draft
from storage.schema import (
    bookings,
    case_history,
    cases,
    conversations,
    erasures,
    fetches,
    file_chunks,
    files,
    handoffs,
    holders,
    identities,
    journal,
    outbox,
    persons,
    requests,
    slots,
    spoken,
    timers,
)
from storage.seal import Seal

SAME = timedelta(minutes=10)  # two equal appeals of one person this close are one, filed twice
LATE = timedelta(hours=1)  # a timer that waits longer was missed

_active = one_of(bookings.c.state, "held", "booked")


def _more(*columns: Column[Any], where: ColumnElement[bool] | None = None) -> Select[Any]:
    """Where these columns together stand more than once; the id is the first of them."""
    found = select(columns[0].label("id")).group_by(*columns).having(func.count() > 1)
    return found if where is None else found.where(where)


def _alone(
    id: Column[Any], child: Column[Any], *parents: Column[Any], where: Any = None
) -> Select[Any]:
    """Rows whose column stands in none of the parents."""
    gone = [~select(p).where(p == child).correlate(child.table).exists() for p in parents]
    return select(id.label("id")).where(*gone, *([] if where is None else [where]))


_letterless = (
    ~select(journal.c.seq)
    .where(journal.c.conversation == outbox.c.conversation, journal.c.seq == outbox.c.seq)
    .correlate(outbox)
    .exists()
)
_last_line = (
    select(func.coalesce(func.max(journal.c.seq), 0))
    .where(journal.c.conversation == conversations.c.id)
    .correlate(conversations)
    .scalar_subquery()
)
_seats_taken = (
    select(func.count())
    .where(bookings.c.slot == slots.c.id, _active)
    .correlate(slots)
    .scalar_subquery()
)
# What may be left of somebody whose talk was erased: it belongs to the talk still, and to them.
_left = [
    select(table.c.person)
    .join(conversations, conversations.c.id == table.c.conversation)
    .where(table.c.person == persons.c.id)
    .correlate(persons)
    .exists()
    for table in (cases, bookings, requests)
]
_erased = (
    select(erasures.c.id)
    .where(erasures.c.conversation == outbox.c.conversation, erasures.c.line >= outbox.c.seq)
    .correlate(outbox)
    .exists()
)
_open_handoff = one_of(handoffs.c.state, "waiting", "taken")

DOUBLES: dict[str, Select[Any]] = {
    "two bookings of one seat": _more(bookings.c.slot, bookings.c.seat, where=_active),
    "two seats of one person in one slot": _more(
        bookings.c.slot, bookings.c.person, bookings.c.conversation, where=_active
    ),
    "two journal lines of one number": _more(journal.c.conversation, journal.c.seq),
    "a letter sent by two rows": _more(
        outbox.c.conversation, outbox.c.seq, where=outbox.c.front != "sms"
    ),
    "two open handoffs": _more(handoffs.c.conversation, where=_open_handoff),
}
ORPHANS: dict[str, Select[Any]] = {
    "a person without conversation": _alone(
        persons.c.id,
        persons.c.id,
        conversations.c.person,
        holders.c.person,
        where=~or_(*_left),
    ),
    "a conversation without person": _alone(
        conversations.c.id, conversations.c.person, persons.c.id
    ),
    "a conversation without address": _alone(
        conversations.c.id, conversations.c.id, identities.c.conversation
    ),
    "an address without conversation": _alone(
        identities.c.conversation, identities.c.conversation, conversations.c.id
    ),
    "a conversation that lost its count of lines": select(conversations.c.id).where(
        conversations.c.line != _last_line
    ),
    "a journal line without conversation": _alone(
        journal.c.conversation, journal.c.conversation, conversations.c.id
    ),
    "a letter without journal line": select(outbox.c.id).where(_letterless, ~_erased),
    "a case without conversation": _alone(
        cases.c.number, cases.c.conversation, conversations.c.id
    ),
    "a case without history": _alone(cases.c.number, cases.c.number, case_history.c.number),
    "history without case": _alone(case_history.c.number, case_history.c.number, cases.c.number),
    "a timer whose subject is gone": _alone(
        timers.c.key,
        timers.c.subject,
        cases.c.number,
        bookings.c.id,
        requests.c.id,
        conversations.c.id,
        where=one_of(timers.c.state, "waiting"),
    ),
    "a booking without slot": _alone(bookings.c.id, bookings.c.slot, slots.c.id),
    "a booking without conversation": _alone(
        bookings.c.id, bookings.c.conversation, conversations.c.id
    ),
    "a slot with more bookings than seats": select(slots.c.id).where(_seats_taken > slots.c.seats),
    "a seat that the slot does not have": select(bookings.c.id)
    .join(slots, slots.c.id == bookings.c.slot)
    .where(_active, (bookings.c.seat > slots.c.seats) | (bookings.c.seat < 1)),
    "a spoken matter of nothing": _alone(
        spoken.c.subject, spoken.c.subject, cases.c.number, bookings.c.id, requests.c.id
    ),
    "a request without conversation": _alone(
        requests.c.id, requests.c.conversation, conversations.c.id
    ),
    "a talk that no operator knows of": select(conversations.c.id).where(
        conversations.c.owner != "bot",
        ~select(handoffs.c.id)
        .where(handoffs.c.conversation == conversations.c.id, _open_handoff)
        .exists(),
    ),
    "a file without content": _alone(
        files.c.id, files.c.id, file_chunks.c.file, where=one_of(files.c.state, "here")
    ),
    "a promised file that nobody fetches": _alone(
        files.c.id, files.c.id, fetches.c.file, where=one_of(files.c.state, "promised")
    ),
    "content without file": _alone(file_chunks.c.file, file_chunks.c.file, files.c.id),
}

_real = one_of(bookings.c.state, "booked", "came", "missed")
_missed = timers.c.due < bindparam("late", type_=Utc())
COUNTS = union_all(
    select(
        literal("citizens").label("what"), func.count(conversations.c.person.distinct()).label("n")
    ),
    select(literal("cases"), func.count()).select_from(cases),
    select(literal("bookings"), func.count()).select_from(bookings).where(_real),
    select(literal("kept"), func.count()).where(one_of(timers.c.state, "fired")),
    select(literal("open"), func.count()).where(one_of(timers.c.state, "waiting"), ~_missed),
    select(literal("broken"), func.count()).where(one_of(timers.c.state, "waiting"), _missed),
)
LETTERS = select(outbox.c.state, func.count().label("n")).group_by(outbox.c.state)

_other = cases.alias("other")
ALIKE = (
    select(
        cases.c.number,
        cases.c.person,
        cases.c.conversation,
        cases.c.agency,
        cases.c.received_at,
    )
    .where(
        select(_other.c.number)
        .where(
            _other.c.person == cases.c.person,
            _other.c.conversation == cases.c.conversation,
            _other.c.agency == cases.c.agency,
            _other.c.number != cases.c.number,
        )
        .exists()
    )
    .order_by(
        cases.c.person, cases.c.conversation, cases.c.agency, cases.c.received_at, cases.c.number
    )
)
DRAFTS = select(cases.c.number, cases.c.draft).where(among(cases.c.number, names("numbers")))


async def audited(link: Link, seal: Seal, now: datetime) -> dict[str, Any]:
    """Counts by name, promises, letters by state, and lists of doubles and orphans."""
    counts = {row.what: row.n for row in await link.all(COUNTS, late=now - LATE)}
    letters = {row.state: row.n for row in await link.all(LETTERS)}
    return {
        **{name: counts[name] for name in ("citizens", "cases", "bookings")},
        "promises": {name: counts[name] for name in ("open", "kept", "broken")},
        "letters": letters,
        "doubles": [*await _found(link, DOUBLES), *await _filed_twice(link, seal)],
        "orphans": await _found(link, ORPHANS),
    }


async def _found(link: Link, checks: dict[str, Select[Any]]) -> list[dict[str, Any]]:
    return [
        {"what": what, "id": row.id}
        for what, check in checks.items()
        for row in await link.all(check)
    ]


async def _filed_twice(link: Link, seal: Seal) -> list[dict[str, Any]]:
    """Cases of one person in one talk with one text to one agency within ten minutes."""
    close = list(_close(await link.all(ALIKE)))
    rows = await link.all(DRAFTS, numbers=sorted({number for pair in close for number in pair}))
    texts = {row.number: _text(row, seal) for row in rows}
    twice = {second for first, second in close if texts[first] == texts[second]}
    return [{"what": "one appeal filed twice", "id": number} for number in sorted(twice)]


def _close(rows: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Numbers of two cases of one person to one agency, filed shortly after one another."""
    for _, group in groupby(rows, key=lambda row: (row.person, row.conversation, row.agency)):
        for first, second in combinations(group, 2):
            if second.received_at - first.received_at <= SAME:
                yield first.number, second.number


def _text(row: Any, seal: Seal) -> str:
    """The words of a case; one whose draft was erased is like no other."""
    draft = open_draft(seal, row.draft, row.number)
    return draft.text if draft else row.number
