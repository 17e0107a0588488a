"""Other ways to a person whose door did not take a letter.

1. Every attempt by another way is a row of the outbox of its own; `origin` is the letter that it
   stands in for, the first of the chain. A door that was tried for it is not tried again.
2. A letter that another door tells is withdrawn where it was, in the transaction of the turn that
   tells it: it cannot be shown at both. What a citizen fetches stays where it is.
3. A text message holds nothing of the letter. It is marked `once`: it costs money and wakes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, bindparam, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.chapter import Chapter
from storage.columns import Utc, among, literal_word, names, one_of
from storage.database import Database
from storage.envelopes import open_draft
from storage.posting import PULLED
from storage.rows import OutRow
from storage.schema import cases, identities, outbox, persons
from storage.seal import Seal
from storage.windows import UNFINISHED

SMS = "sms"
SMS_REST = timedelta(hours=24)  # one text message of a kind in so long a time

_tried = outbox.alias("tried")
OTHERS = (
    select(identities.c.front, identities.c.conversation)
    .where(
        identities.c.person == bindparam("whose"),
        identities.c.conversation != bindparam("not_this"),
        among(identities.c.front, names("fronts")),
        identities.c.blocked_at.is_(None),
        ~select(_tried.c.id)
        .where(
            (_tried.c.id == bindparam("first")) | (_tried.c.origin == bindparam("first")),
            _tried.c.chat == identities.c.blind,
            _tried.c.front == identities.c.front,
        )
        .exists(),
    )
    .order_by(identities.c.heard_at.desc().nulls_last(), identities.c.at.desc())
)
_other = outbox.alias("other")
_told = (
    select(_other.c.id)
    .where(
        _other.c.person == outbox.c.person,
        _other.c.front == literal_word(SMS),
        _other.c.kind == outbox.c.kind,
        _other.c.state != literal_word("failed"),
        _other.c.at > bindparam("since", type_=Utc()),
    )
    .exists()
)
_done = (
    select(_tried.c.id)
    .where(_tried.c.origin == bindparam("first"), _tried.c.front == literal_word(SMS))
    .exists()
)
_copied = ("conversation", "seq", "person", "chat", "kind", "number")
_now = bindparam("now", type_=Utc())
BY_SMS = (
    insert(outbox)
    .from_select(
        [*_copied, "front", "state", "attempts", "not_before", "at", "origin", "once"],
        select(
            *[outbox.c[name] for name in _copied],
            literal_word(SMS).label("front"),
            literal_word("queued").label("state"),
            literal(0).label("attempts"),
            _now.label("not_before"),
            _now.label("at"),
            bindparam("first", type_=outbox.c.origin.type).label("origin"),
            literal(True, Boolean).label("once"),
        ).where(outbox.c.id == bindparam("which"), ~_done, ~_told),
    )
    .returning(outbox.c.id)
)
PASSED_ON = (
    select(_tried.c.id)
    .where(_tried.c.origin == bindparam("first"), _tried.c.id > bindparam("which"))
    .limit(1)
)
TAKE_OVER = (
    update(outbox)
    .values(state="withdrawn", ended=bindparam("at"), error=bindparam("why"))
    .where(
        outbox.c.id == bindparam("which"),
        outbox.c.front.not_in([literal_word(front) for front in sorted(PULLED)]),
        one_of(outbox.c.state, *UNFINISHED),
    )
)
PROFILE = select(persons.c.profile).where(persons.c.id == bindparam("whose"))
LAST_DRAFT = (
    select(cases.c.number, cases.c.draft)
    .where(cases.c.person == bindparam("whose"), cases.c.draft.is_not(None))
    .order_by(cases.c.received_at.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class OtherDoor:
    """Another door of a person: its front, and the talk that is held there."""

    front: str
    conversation: str


async def other_doors(database: Database, row: OutRow, fronts: frozenset[str]) -> list[OtherDoor]:
    """The open doors of this person that were not tried for this letter, the newest first."""
    async with database.read() as link:
        rows = await link.all(
            OTHERS,
            whose=row.person,
            not_this=row.conversation,
            fronts=sorted(fronts),
            first=row.origin or row.id,
        )
    return [OtherDoor(other.front, other.conversation) for other in rows]


async def passed_on(database: Database, row: OutRow) -> bool:
    """Whether this letter goes another way already."""
    async with database.read() as link:
        return await link.first(PASSED_ON, which=row.id, first=row.origin or row.id) is not None


async def by_sms(database: Database, row: OutRow, now: datetime) -> bool:
    """Tell of this letter by a text message; False when one was sent for it, or lately."""
    async with database.write() as link:
        since, first = now - SMS_REST, row.origin or row.id
        made = await link.first(BY_SMS, which=row.id, first=first, now=now, since=since)
    return made is not None


async def contacts(database: Database, seal: Seal, person: str) -> tuple[str, ...]:
    """What a person gave us to reach them by, in their own words; nothing without consent."""
    async with database.read() as link:
        row = await link.first(PROFILE, whose=person)
        last = await link.first(LAST_DRAFT, whose=person)
    profile = seal.read_json(row.profile, f"person:{person}") if row else {}
    if not profile.get("consented"):
        return ()
    return tuple(filter(None, (*_of_profile(profile), _of_draft(seal, last))))


def _of_profile(profile: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(profile.get(name) or "") for name in ("phone", "contact"))


def _of_draft(seal: Seal, row: Any) -> str:
    draft = open_draft(seal, row.draft, row.number) if row else None
    return str(draft.applicant.get("contact") or "") if draft else ""


class Ways(Chapter):
    """Letters that change doors."""

    async def take_letter_over(self, letter: int, why: str, at: datetime) -> None:
        """It is told at another door: where it was, it goes out no more."""
        await self._link.run(TAKE_OVER, which=letter, why=why, at=at)
