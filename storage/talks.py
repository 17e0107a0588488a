"""The chapter of talks: which events are new, citizens' pages, and the lines of the journal.

1. A page is loaded under a lock: no second turn steps the same conversation, or another one of the
   same person, at the same time. PostgreSQL locks persons before their conversations, in the order
   of their ids; SQLite has one writer anyway.
2. A person whose profile did not change is not written again.
3. The letter is sealed once, in the journal; the outbox row points at it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, true, update
from sqlalchemy.dialects.postgresql import insert as upsert

from dialogs.conversation import Conversation
from storage.chapter import Chapter
from storage.columns import adding, among, each, names
from storage.database import Link
from storage.envelopes import open_address, open_talk, shut_address, shut_letter, shut_talk
from storage.pages import Address, Line, Page
from storage.posting import POST, posted
from storage.schema import (
    bookings,
    cases,
    conversations,
    identities,
    inbox,
    journal,
    persons,
    requests,
)
from storage.seal import Seal
from storage.windows import heard

_key = each(names("keys")).table_valued("value")
FRESH = (
    upsert(inbox)
    .from_select(
        ["key", "at"], select(_key.c.value, bindparam("at", type_=inbox.c.at.type)).where(true())
    )
    .on_conflict_do_nothing()
    .returning(inbox.c.key)
)
PAGES = (
    select(
        identities.c.blind,
        identities.c.front,
        identities.c.address,
        identities.c.blocked_at,
        conversations.c.id,
        conversations.c.person,
        conversations.c.line,
        conversations.c.state,
        persons.c.profile,
    )
    .join_from(conversations, identities, identities.c.conversation == conversations.c.id)
    .join(persons, persons.c.id == conversations.c.person)
    .order_by(conversations.c.person, conversations.c.id)
    .with_for_update(of=[persons, conversations])
)
PAGES_AT = PAGES.where(among(identities.c.blind, names("blinds")))
PAGES_OF = PAGES.where(among(conversations.c.id, names("ids")))
LOOKS = 2  # a talk that got another person while its lock was waited for is found at the second
NEW_PERSON = adding(persons, "id", "profile", "at")
NEW_CONVERSATION = adding(conversations, "id", "person", "owner", "line", "state", "at")
NEW_IDENTITY = adding(
    identities, "blind", "front", "address", "person", "conversation", "at"
).on_conflict_do_nothing()
UNDO_CONVERSATION = delete(conversations).where(conversations.c.id == bindparam("which"))
UNDO_PERSON = delete(persons).where(persons.c.id == bindparam("which"))
SAVE_CONVERSATION = (
    update(conversations)
    .values({name: bindparam(name) for name in ("state", "owner", "language", "line")})
    .where(conversations.c.id == bindparam("which"))
)
SAVE_PERSON = (
    update(persons).values(profile=bindparam("profile")).where(persons.c.id == bindparam("which"))
)
WRITE = adding(journal, "conversation", "seq", "speaker", "kind", "number", "letter", "at")
TALK_OF_CASE = select(cases.c.conversation).where(cases.c.number == bindparam("which"))
TALK_OF_REQUEST = select(requests.c.conversation).where(requests.c.id == bindparam("which"))
TALK_OF_BOOKING = select(bookings.c.conversation).where(bookings.c.id == bindparam("which"))


class Talks(Chapter):
    """Events, conversations, journal."""

    def __init__(self, link: Link, seal: Seal) -> None:
        super().__init__(link, seal)
        self._profiles: dict[str, dict[str, Any]] = {}

    async def fresh(self, keys: Mapping[str, datetime]) -> frozenset[str]:
        """Remember the keys of events, each with its moment; gives those never seen before."""
        if not keys:
            return frozenset()
        rows = await self._link.all(FRESH, keys=sorted(keys), at=max(keys.values()))
        return frozenset(row.key for row in rows)

    async def pages(
        self, addresses: Sequence[Address], new_id: Callable[[], str], at: datetime
    ) -> dict[Address, Page]:
        """The pages of these addresses, locked; who is met for the first time gets a new one."""
        blinds = {self._seal.blind(a.front, a.id): a for a in addresses}
        found = await self._pages_at(blinds)
        missing = {blind: a for blind, a in blinds.items() if blind not in found}
        if missing:
            found |= await self._created(missing, new_id, at)
        return {a: found[blind] for blind, a in blinds.items()}

    async def talks(self, conversations: Sequence[str]) -> dict[str, Page]:
        """The pages of these conversations by id, locked; one that is not there is left out."""
        found: dict[str, Page] = {}
        for _ in range(LOOKS):
            missing = [id for id in conversations if id not in found]
            if missing:
                rows = await self._link.all(PAGES_OF, ids=missing)
                found |= {row.id: self._page(row) for row in rows}
        return found

    async def talk_of_case(self, number: str) -> str | None:
        """The conversation in which a case was filed."""
        row = await self._link.first(TALK_OF_CASE, which=number)
        return row and str(row.conversation)

    async def talk_of_request(self, id: str) -> str | None:
        """The conversation in which a reception request was made."""
        row = await self._link.first(TALK_OF_REQUEST, which=id)
        return row and str(row.conversation)

    async def talk_of_reception(self, id: str) -> str | None:
        """The conversation in which a reception was booked or asked for."""
        row = await self._link.first(TALK_OF_BOOKING, which=id)
        return str(row.conversation) if row else await self.talk_of_request(id)

    async def save(self, pages: Sequence[Page]) -> None:
        """Keep the conversations, the numbers of their last lines, and profiles that changed."""
        await self._link.many(SAVE_CONVERSATION, [self._saved(page) for page in pages])
        changed = [p for p in pages if self._profiles.get(p.person) != p.conversation.profile]
        await self._link.many(SAVE_PERSON, [self._remembered(page) for page in changed])
        await heard(self._link, self._seal, [page for page in pages if page.heard])

    async def write(self, lines: Sequence[Line]) -> None:
        """Journal lines, and outbox rows for those to be sent."""
        await self._link.many(WRITE, [self._written(line) for line in lines])
        await self._link.many(POST, posted(lines, self._seal))

    async def _pages_at(self, blinds: Iterable[str]) -> dict[str, Page]:
        rows = await self._link.all(PAGES_AT, blinds=list(blinds))
        return {row.blind: self._page(row) for row in rows}

    async def _created(
        self, missing: Mapping[str, Address], new_id: Callable[[], str], at: datetime
    ) -> dict[str, Page]:
        pages = {
            blind: Page(new_id(), address, Conversation(id=new_id()), 0, created=True)
            for blind, address in missing.items()
        }
        await self._link.many(
            NEW_PERSON, ({**self._remembered(p), "id": p.person, "at": at} for p in pages.values())
        )
        await self._link.many(
            NEW_CONVERSATION,
            (
                {**self._saved(p), "id": p.conversation.id, "person": p.person, "at": at}
                for p in pages.values()
            ),
        )
        await self._link.many(NEW_IDENTITY, (self._met(b, p, at) for b, p in pages.items()))
        return await self._lost_races(pages)

    async def _lost_races(self, pages: dict[str, Page]) -> dict[str, Page]:
        """Where another worker met the citizen at the same moment, its page holds, not ours."""
        kept = await self._pages_at(pages)
        ours = {blind: page.conversation.id for blind, page in pages.items()}
        lost = [pages[b] for b, page in kept.items() if page.conversation.id != ours[b]]
        await self._link.many(UNDO_CONVERSATION, ({"which": p.conversation.id} for p in lost))
        await self._link.many(UNDO_PERSON, ({"which": p.person} for p in lost))
        for blind, page in kept.items():
            page.created = page.conversation.id == ours[blind]
        return kept

    def _page(self, row: Any) -> Page:
        profile = self._seal.read_json(row.profile, f"person:{row.person}")
        address = Address(row.front, open_address(self._seal, row.address, row.blind))
        self._profiles[row.person] = profile
        conversation = open_talk(self._seal, row.state, row.id, profile)
        closed = row.blocked_at is not None
        return Page(row.person, address, conversation, row.line, blocked=closed)

    def _saved(self, page: Page) -> dict[str, Any]:
        conversation = page.conversation
        return {
            "which": conversation.id,
            "state": shut_talk(self._seal, conversation),
            "owner": conversation.owner,
            "language": conversation.language,
            "line": page.line,
        }

    def _remembered(self, page: Page) -> dict[str, Any]:
        about = f"person:{page.person}"
        return {
            "which": page.person,
            "profile": self._seal.shut_json(page.conversation.profile, about),
        }

    def _met(self, blind: str, page: Page, at: datetime) -> dict[str, Any]:
        return {
            "blind": blind,
            "front": page.address.front,
            "address": shut_address(self._seal, page.address.id, blind),
            "person": page.person,
            "conversation": page.conversation.id,
            "at": at,
        }

    def _written(self, line: Line) -> dict[str, Any]:
        letter, conversation = line.letter, line.page.conversation.id
        return {
            "conversation": conversation,
            "seq": line.seq,
            "speaker": letter.speaker,
            "kind": letter.kind,
            "number": letter.case,
            "letter": shut_letter(self._seal, letter, conversation, line.seq),
            "at": line.at,
        }
