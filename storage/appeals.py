"""The chapter of appeals: cases and their history."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from dialogs.cases import Case
from storage.chapter import Chapter
from storage.columns import adding
from storage.envelopes import open_draft, open_words, shut_draft, shut_words
from storage.pages import Page
from storage.schema import case_history, cases
from storage.seal import Seal

PLAIN = (
    "number", "state", "kind", "agency", "topic", "place", "received_at", "registered", "due",
    "extended", "result", "language",
)  # fmt: skip
MOVING = (
    "state", "kind", "agency", "topic", "place", "registered", "due", "extended", "result",
    "language", "answer",
)  # fmt: skip
CASE = select(cases).where(cases.c.number == bindparam("which"))
LOCKED_CASE = CASE.with_for_update()
CASE_OF_CODE = select(cases).where(cases.c.code_hash == bindparam("code"))
CASES_OF = (
    select(cases)
    .where(cases.c.person == bindparam("whose"))
    .order_by(cases.c.received_at.desc(), cases.c.number.desc())
    .limit(bindparam("most"))
)
NEW_CASE = adding(cases, *PLAIN, "code_hash", "person", "conversation", "answer", "draft")
PUT_CASE = (
    update(cases)
    .values({name: bindparam(name) for name in MOVING})
    .where(cases.c.number == bindparam("which"))
)
PUT_DRAFT = (
    update(cases).values(draft=bindparam("draft")).where(cases.c.number == bindparam("which"))
)
CASE_LINE = adding(case_history, "number", "act", "by", "at", "detail")


def case_of(row: Any, seal: Seal) -> Case:
    """The case of a row, with its draft."""
    return Case(
        **{name: getattr(row, name) for name in PLAIN},
        answer=None
        if row.answer is None
        else open_words(seal, row.answer, f"answer:{row.number}"),
        draft=open_draft(seal, row.draft, row.number),
    )


class Appeals(Chapter):
    """Cases."""

    async def case(self, number: str) -> Case | None:
        """A case with its draft, locked; None when there is none of this number."""
        row = await self._link.first(LOCKED_CASE, which=number)
        return row and case_of(row, self._seal)

    async def case_of_code(self, code_hash: str) -> Case | None:
        """The case of a secret follow-up code, whoever asks."""
        row = await self._link.first(CASE_OF_CODE, code=code_hash)
        return row and case_of(row, self._seal)

    async def cases_of(self, person: str, limit: int = 10) -> tuple[Case, ...]:
        """The newest cases of a person, newest first."""
        rows = await self._link.all(CASES_OF, whose=person, most=limit)
        return tuple(case_of(row, self._seal) for row in rows)

    async def new_case(self, case: Case, code_hash: str, page: Page) -> None:
        """Keep a case that the citizen of this page filed."""
        where = {"person": page.person, "conversation": page.conversation.id}
        draft = shut_draft(self._seal, case.draft, case.number)
        row = {**_plain(case, PLAIN), **where, "answer": self._answer(case), "draft": draft}
        await self._link.run(NEW_CASE, **row, code_hash=code_hash)

    async def put_case(self, case: Case) -> None:
        """Keep what moved on a case; its number and receipt never do."""
        row = {**_plain(case, MOVING), "answer": self._answer(case)}
        await self._link.run(PUT_CASE, **row, which=case.number)

    async def put_draft(self, case: Case) -> None:
        """Keep what the citizen added to a draft or set right in it."""
        draft = shut_draft(self._seal, case.draft, case.number)
        await self._link.run(PUT_DRAFT, which=case.number, draft=draft)

    async def case_line(
        self, number: str, act: str, by: str, at: datetime, detail: dict[str, Any]
    ) -> None:
        """One line of a case's history; `detail` is plain values."""
        sealed = self._seal.shut_json(detail, f"history:{number}")
        await self._link.run(CASE_LINE, number=number, act=act, by=by, at=at, detail=sealed)

    def _answer(self, case: Case) -> bytes | None:
        if case.answer is None:
            return None
        return shut_words(self._seal, case.answer, f"answer:{case.number}")


def _plain(case: Case, columns: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(case, name) for name in columns}
