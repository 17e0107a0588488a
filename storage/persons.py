"""The chapter of persons: whose a talk is, as doors are joined and parted and people take turns.

1. A talk belongs to one person at a time. Appeals, bookings and wishes made in a talk go with it
   from the person it leaves to the person it comes to; those of other doors stay where they are.
2. Whoever held a talk before is kept in `holders`, so that everything can be undone.
3. Only the page in hand changes, or a talk of the same person: whoever wants to step that one has
   to wait for its person, who is locked by this page.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BindParameter, ColumnElement, Table, Update, bindparam, select, update

from storage.columns import Utc, adding, one_of
from storage.pages import Page
from storage.schema import (
    bookings,
    cases,
    conversations,
    files,
    holders,
    identities,
    joins,
    outbox,
    persons,
    requests,
)
from storage.talks import NEW_PERSON, SAVE_PERSON, Talks
from storage.windows import UNFINISHED

JOINED, OTHER = "joined", "other"  # why a talk went on to another person

NEW_JOIN = adding(joins, "code_hash", "conversation", "until", "at")
GIVEN_IN = (
    select(joins.c.conversation)
    .where(
        joins.c.code_hash == bindparam("hash"),
        joins.c.used_at.is_(None),
        joins.c.until > bindparam("now", type_=Utc()),
    )
    .with_for_update()
)
SPEND = (
    update(joins)
    .values(used_at=bindparam("now"), used_in=bindparam("by"))
    .where(joins.c.code_hash == bindparam("hash"))
)
HOST = (
    select(conversations.c.person, conversations.c.language)
    .where(conversations.c.id == bindparam("which"))
    .with_for_update(read=True)
)
JOINED_HERE = (
    select(joins.c.used_in)
    .join(conversations, conversations.c.id == joins.c.used_in)
    .where(
        joins.c.conversation == bindparam("which"), conversations.c.person == bindparam("whose")
    )
    .distinct()
)
PROFILE = select(persons.c.profile).where(persons.c.id == bindparam("which"))
_open = (holders.c.conversation == bindparam("which"), holders.c.ended.is_(None))
HOLDERS = (
    select(holders.c.id, holders.c.person, persons.c.profile)
    .join(persons, persons.c.id == holders.c.person)
    .where(*_open, holders.c.why == OTHER)
    .order_by(holders.c.id.desc())
)
BEFORE_JOIN = (
    select(holders.c.id, holders.c.person)
    .where(*_open, holders.c.why == JOINED, holders.c.next == bindparam("whose"))
    .order_by(holders.c.id.desc())
    .limit(1)
)
HELD = adding(holders, "conversation", "person", "next", "why", "at")
HAS_AGAIN = (
    update(holders)
    .values(ended=bindparam("now"))
    .where(*_open, holders.c.person == bindparam("whose"))
)
CODED = select(cases.c.person).where(
    cases.c.code_hash == bindparam("hash"), cases.c.conversation == bindparam("which")
)
SENDER = (
    select(holders.c.person)
    .join(files, files.c.conversation == holders.c.conversation)
    .where(files.c.id == bindparam("which"), holders.c.why == OTHER, holders.c.at > files.c.at)
    .order_by(holders.c.id)
    .limit(1)
)
_moved: dict[str, BindParameter[str]] = {"person": bindparam("to")}


def _goes(table: Table, *more: ColumnElement[bool]) -> Update:
    """The rows that a talk takes along from one person to another."""
    talk = table.c.conversation == bindparam("which")
    return update(table).values(_moved).where(talk, table.c.person == bindparam("before"), *more)


MOVE_TALK = update(conversations).values(_moved).where(conversations.c.id == bindparam("which"))
MOVE_IDENTITY = (
    update(identities).values(_moved).where(identities.c.conversation == bindparam("which"))
)
MOVE_CASES, MOVE_BOOKINGS, MOVE_REQUESTS = _goes(cases), _goes(bookings), _goes(requests)
MOVE_LETTERS = _goes(outbox, one_of(outbox.c.state, *UNFINISHED))


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who wrote in a talk before, and what is known of them."""

    person: str
    profile: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Use:
    """What a code did: joined, same, here (it was given out in this talk), or unknown."""

    result: Literal["joined", "same", "here", "unknown"]
    talk: str = ""
    language: str | None = None


class Persons(Talks):
    """Whose a talk is."""

    async def new_join(self, hash: str, page: Page, until: datetime, at: datetime) -> None:
        """Keep a one-time code that was given out in the talk of this page."""
        talk = page.conversation.id
        await self._link.run(NEW_JOIN, code_hash=hash, conversation=talk, until=until, at=at)

    async def use_join(self, hash: str, page: Page, at: datetime) -> Use:
        """Spend a code: this talk goes to the person of the talk that it was given out in."""
        talk = page.conversation.id
        found = await self._link.first(GIVEN_IN, hash=hash, now=at)
        if found is None:
            return Use("unknown")
        if found.conversation == talk:
            return Use("here")
        await self._link.run(SPEND, hash=hash, now=at, by=talk)
        host = await self._link.first(HOST, which=found.conversation)
        if host.person == page.person:
            return Use("same", found.conversation, host.language)
        await self._held(page, host.person, JOINED, at)
        await self._goes_to(talk, page.person, host.person)
        await self._take(page, host.person)
        return Use("joined", found.conversation, host.language)

    async def part(self, page: Page, at: datetime) -> int:
        """Undo what was joined: this door, else those that joined it. How many parted."""
        talk, whose = page.conversation.id, page.person
        before = await self._parted(talk, whose, at)
        if before is not None:
            await self._take(page, before)
            return 1
        rows = await self._link.all(JOINED_HERE, which=talk, whose=whose)
        gone = [await self._parted(row.used_in, whose, at) for row in rows]
        return len([person for person in gone if person is not None])

    async def change_person(self, page: Page, person: str, at: datetime) -> None:
        """Somebody of whom nothing is known holds this talk; nothing that was filed goes along."""
        await self._held(page, person, OTHER, at)
        await self._link.run(NEW_PERSON, id=person, profile=self._shut({}, person), at=at)
        await self._moves(page.conversation.id, page.person, person)
        await self._take(page, person)

    async def holders(self, page: Page) -> tuple[Holder, ...]:
        """Other people who wrote in this talk, latest first."""
        rows = await self._link.all(HOLDERS, which=page.conversation.id)
        found = {row.person: Holder(row.person, self._opened(row)) for row in reversed(rows)}
        found.pop(page.person, None)
        return tuple(reversed(found.values()))

    async def coded(self, hash: str, page: Page) -> str | None:
        """Whose an appeal is that was filed in this talk, by its secret code."""
        row = await self._link.first(CODED, hash=hash, which=page.conversation.id)
        return row and str(row.person)

    async def sender(self, file: str) -> str | None:
        """Who sent a file, if somebody else came to hold its talk after that."""
        row = await self._link.first(SENDER, which=file)
        return row and str(row.person)

    async def become(self, page: Page, person: str, at: datetime) -> None:
        """Somebody who held this talk before has it again."""
        talk = page.conversation.id
        await self._link.run(HAS_AGAIN, which=talk, whose=person, now=at)
        await self._held(page, person, OTHER, at)
        await self._moves(talk, page.person, person)
        await self._take(page, person)

    async def _held(self, page: Page, next: str, why: str, at: datetime) -> None:
        """Remember who holds the talk now, with their profile as the page has it."""
        await self._link.run(SAVE_PERSON, **self._remembered(page))
        row = {"conversation": page.conversation.id, "person": page.person, "next": next}
        await self._link.run(HELD, **row, why=why, at=at)

    async def _parted(self, talk: str, whose: str, at: datetime) -> str | None:
        """Give a talk back to whoever held it before it was joined; None when it was not."""
        row = await self._link.first(BEFORE_JOIN, which=talk, whose=whose)
        if row is None:
            return None
        await self._link.run(HAS_AGAIN, which=talk, whose=row.person, now=at)
        await self._goes_to(talk, whose, row.person)
        return str(row.person)

    async def _goes_to(self, talk: str, before: str, to: str) -> None:
        """A talk goes to a person with all that was done in it."""
        for built in (MOVE_CASES, MOVE_BOOKINGS, MOVE_REQUESTS):
            await self._link.run(built, which=talk, before=before, to=to)
        await self._moves(talk, before, to)

    async def _moves(self, talk: str, before: str, to: str) -> None:
        """A talk and its letters on their way go to a person, and nothing else."""
        await self._link.run(MOVE_TALK, which=talk, to=to)
        await self._link.run(MOVE_IDENTITY, which=talk, to=to)
        await self._link.run(MOVE_LETTERS, which=talk, before=before, to=to)

    async def _take(self, page: Page, person: str) -> None:
        """Put a person and their profile into the page."""
        row = await self._link.first(PROFILE, which=person)
        profile = self._seal.read_json(row.profile, f"person:{person}")
        page.person, self._profiles[person] = person, profile
        page.conversation = page.conversation.but(profile=profile)

    def _shut(self, profile: dict[str, Any], person: str) -> bytes:
        return self._seal.shut_json(profile, f"person:{person}")

    def _opened(self, row: Any) -> dict[str, Any]:
        found: dict[str, Any] = self._seal.read_json(row.profile, f"person:{row.person}")
        return found
