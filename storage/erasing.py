"""The chapter of erasing: a talk is emptied because its citizen asked for it.

1. What goes: lines of the journal, the state of the talk, profiles of people who wrote only here,
   forms that others left unfinished here, files that no appeal has, words of ratings, questions to
   editors, corrections, bodies that nobody could read, telephone numbers to call, promises.
2. What stays: appeals, bookings and wishes, which are the agency's by law, still belong to the
   person who made them; the talk has a new person, of whom nothing is known.
3. Letters on their way are withdrawn. A row of `erasures` tells up to which line nothing is left.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, or_, select, update

from storage.columns import adding, among, names, numbers, one_of
from storage.envelopes import open_draft, shut_words
from storage.leftovers import nobodys, unreadable
from storage.pages import Page
from storage.persons import PROFILE, Persons
from storage.schema import (
    bookings,
    calls,
    case_history,
    cases,
    conversations,
    corrections,
    erasures,
    fetches,
    file_chunks,
    files,
    holders,
    joins,
    journal,
    notices,
    outbox,
    parked,
    persons,
    ratings,
    requests,
    spoken,
    timers,
    unanswered,
)
from storage.talks import NEW_PERSON, SAVE_PERSON
from storage.windows import UNFINISHED

# Promises to the citizen; those that move an appeal or a wish at its agency go on.
PROMISES = (*("nudge", "expire", "window", "joined", "reminder", "rating", "rating_booking"),)
LEFT = "left"  # in a profile: the form that its person left unfinished in a talk
OVER = ("held", "expired", "cancelled")  # bookings whose matter no official has

_talk: BindParameter[str] = bindparam("which")
LINES = delete(journal).where(journal.c.conversation == _talk)
LETTERS = (
    update(outbox)
    .values(state="withdrawn", ended=bindparam("now"))
    .where(
        outbox.c.person == bindparam("whose"),
        outbox.c.conversation == _talk,
        one_of(outbox.c.state, *UNFINISHED),
    )
)
TIMERS = (
    update(timers)
    .values(state="dropped")
    .where(
        one_of(timers.c.state, "waiting"),
        timers.c.conversation == _talk,
        one_of(timers.c.kind, *PROMISES),
    )
)
DRAFTS = select(cases.c.number, cases.c.draft).where(cases.c.conversation == _talk)
DETAILS = (
    select(case_history.c.number, case_history.c.detail)
    .join(cases, cases.c.number == case_history.c.number)
    .where(cases.c.conversation == _talk)
)
FILES = select(files.c.id).where(files.c.conversation == _talk)
_these = names("ids")
DROP_FETCHES = delete(fetches).where(among(fetches.c.file, _these))
DROP_CHUNKS = delete(file_chunks).where(among(file_chunks.c.file, _these))
DROP_FILES = delete(files).where(among(files.c.id, _these))
BOOKINGS = select(bookings.c.id, bookings.c.state).where(
    bookings.c.person == bindparam("whose"), bookings.c.conversation == _talk
)
EMPTY_BOOKING = (
    update(bookings)
    .values(state="cancelled", matter=bindparam("nothing"))
    .where(bookings.c.id == _talk)
)
RATED = select(ratings.c.what, ratings.c.subject).where(
    one_of(ratings.c.what, "case", "booking"),
    among(ratings.c.subject, names("subjects")),
    ratings.c.conversation == _talk,
)
EMPTY_RATING = (
    update(ratings)
    .values(text=bindparam("nothing"))
    .where(ratings.c.what == bindparam("about"), ratings.c.subject == _talk)
)
QUESTIONS = delete(unanswered).where(unanswered.c.conversation == _talk)
CORRECTED = delete(corrections).where(corrections.c.conversation == _talk)
NOBODYS = delete(corrections).where(among(corrections.c.id, _these))
UNREADABLE = delete(parked).where(among(parked.c.id, numbers("ids")))
CALLS = update(calls).values(phone=None).where(calls.c.conversation == _talk)
SPOKEN = update(spoken).values(state="erased").where(spoken.c.conversation == _talk)
CODES = delete(joins).where(joins.c.conversation == _talk, joins.c.used_at.is_(None))
PEOPLE = select(holders.c.person, holders.c.next).where(holders.c.conversation == _talk)
DROP_HOLDERS = delete(holders).where(holders.c.conversation == _talk)
ELSEWHERE = select(persons.c.id).where(
    among(persons.c.id, _these),
    or_(
        select(conversations.c.id).where(conversations.c.person == persons.c.id).exists(),
        select(holders.c.id).where(holders.c.person == persons.c.id).exists(),
    ),
)
DROP_PEOPLE = delete(persons).where(
    among(persons.c.id, _these),
    ~or_(
        *(
            select(t.c.person)
            .where(t.c.conversation == _talk, t.c.person == persons.c.id)
            .exists()
            for t in (cases, bookings, requests)
        )
    ),
)
WISHES = update(notices).values(person=bindparam("to")).where(notices.c.person == _talk)
ERASED = adding(erasures, "conversation", "line", "by", "at")


class Erasing(Persons):
    """Nothing is left of a talk but what was filed in it."""

    async def erase(self, page: Page, person: str, by: str, at: datetime) -> None:
        """Erase the talk of this page; the new person holds it from now on."""
        talk, whose = page.conversation.id, page.person
        await self._drop_leftovers(page)
        await self._drop_files(talk)
        await self._empty_words(talk, whose)
        await self._link.run(LETTERS, which=talk, whose=whose, now=at)
        for built in (LINES, TIMERS, QUESTIONS, CORRECTED, CALLS, SPOKEN, CODES):
            await self._link.run(built, which=talk)
        people = {whose}
        for row in await self._link.all(PEOPLE, which=talk):
            people |= {row.person, row.next}
        await self._link.run(DROP_HOLDERS, which=talk)
        await self._link.run(NEW_PERSON, id=person, profile=self._shut({}, person), at=at)
        await self._moves(talk, whose, person)
        await self._forget(talk, people, whose, person)
        await self._link.run(ERASED, conversation=talk, line=page.line, by=by, at=at)
        await self._take(page, person)

    async def _forget(self, talk: str, people: set[str], whose: str, person: str) -> None:
        """Empty the profiles of people who write nowhere else; their wish for silence goes on."""
        rows = await self._link.all(ELSEWHERE, ids=sorted(people))
        gone = people - {row.id for row in rows}
        for id in sorted(gone):
            await self._link.run(SAVE_PERSON, which=id, profile=self._shut({}, id))
        await self._link.run(DROP_PEOPLE, which=talk, ids=sorted(gone))
        if whose in gone:
            await self._link.run(WISHES, which=whose, to=person)
        for id in sorted(people - gone):
            await self._forget_left(talk, id)

    async def _forget_left(self, talk: str, person: str) -> None:
        """Of who writes elsewhere too, forget the form that they left unfinished here."""
        row = await self._link.first(PROFILE, which=person)
        profile = self._seal.read_json(row.profile, f"person:{person}") if row else {}
        if profile.get(LEFT, {}).get("talk") == talk:
            del profile[LEFT]
            await self._link.run(SAVE_PERSON, which=person, profile=self._shut(profile, person))

    async def _drop_leftovers(self, page: Page) -> None:
        """Drop what nothing names as this talk's: it is known by the words and the address."""
        corrected = await nobodys(self._link, self._seal, page)
        await self._link.run(NOBODYS, ids=corrected)
        await self._link.run(UNREADABLE, ids=await unreadable(self._link, self._seal, page))

    async def _drop_files(self, talk: str) -> None:
        """Drop the files of a talk that belong to no appeal."""
        kept: set[str] = set()
        for row in await self._link.all(DRAFTS, which=talk):
            draft = open_draft(self._seal, row.draft, row.number)
            kept |= set(draft.files if draft else ())
        for row in await self._link.all(DETAILS, which=talk):
            kept |= set(self._seal.read_json(row.detail, f"history:{row.number}").get("files", ()))
        ids = [row.id for row in await self._link.all(FILES, which=talk) if row.id not in kept]
        for built in (DROP_FETCHES, DROP_CHUNKS, DROP_FILES):
            await self._link.run(built, ids=ids)

    async def _empty_words(self, talk: str, whose: str) -> None:
        """Empty the words of bookings that no official has, and those of ratings."""
        found = await self._link.all(BOOKINGS, which=talk, whose=whose)
        over = [row.id for row in found if row.state in OVER]
        await self._link.many(EMPTY_BOOKING, self._emptied(over, "booking:{}"))
        filed = [row.number for row in await self._link.all(DRAFTS, which=talk)]
        rated = await self._rated(talk, [*filed, *(row.id for row in found)])
        for row in rated:
            nothing = shut_words(self._seal, "", f"rating:{row.what}:{row.subject}")
            await self._link.run(EMPTY_RATING, which=row.subject, about=row.what, nothing=nothing)

    async def _rated(self, talk: str, subjects: Sequence[str]) -> Sequence[Any]:
        return await self._link.all(RATED, which=talk, subjects=list(subjects))

    def _emptied(self, ids: Iterable[str], about: str) -> list[dict[str, Any]]:
        return [
            {"which": id, "nothing": shut_words(self._seal, "", about.format(id))} for id in ids
        ]
