"""The chapter of wishes: reception requests where no schedule is known."""

from typing import Any

from sqlalchemy import bindparam, select, update

from dialogs.receptions import Request
from storage.chapter import Chapter
from storage.columns import adding, one_of
from storage.pages import Page
from storage.schema import requests
from storage.seal import Seal

PLAIN = ("id", "agency", "post", "state", "asked_at")
NEW = adding(requests, *PLAIN, "person", "conversation", "wish")
ONE = select(requests).where(requests.c.id == bindparam("which"))
MATTER = update(requests).values(wish=bindparam("wish")).where(requests.c.id == bindparam("which"))
PUT = update(requests).values(state=bindparam("to")).where(requests.c.id == bindparam("which"))
OPEN = (
    select(requests)
    .where(one_of(requests.c.state, "open"))
    .order_by(requests.c.asked_at, requests.c.id)
)
OPEN_OF = (
    select(requests)
    .where(one_of(requests.c.state, "open"), requests.c.person == bindparam("whose"))
    .order_by(requests.c.asked_at.desc())
)


def request_of(row: Any, seal: Seal) -> Request:
    """The request of a row."""
    words = seal.read_json(row.wish, f"request:{row.id}")
    return Request(**{name: getattr(row, name) for name in PLAIN}, **words)


class Wishes(Chapter):
    """Reception requests."""

    async def new_request(self, request: Request, page: Page) -> None:
        """Keep a request of the citizen of this page."""
        words = {"days": request.days, "matter": request.matter}
        await self._link.run(
            NEW,
            **{name: getattr(request, name) for name in PLAIN},
            person=page.person,
            conversation=page.conversation.id,
            wish=self._seal.shut_json(words, f"request:{request.id}"),
        )

    async def request(self, id: str) -> Request | None:
        """A request by id."""
        row = await self._link.first(ONE, which=id)
        return row and request_of(row, self._seal)

    async def open_requests_of(self, person: str) -> tuple[Request, ...]:
        """What a person still waits for, newest first."""
        rows = await self._link.all(OPEN_OF, whose=person)
        return tuple(request_of(row, self._seal) for row in rows)

    async def set_wish(self, id: str, matter: str) -> None:
        """A request is about these words; one that is not there stays away."""
        request = await self.request(id)
        if request is not None:
            words = {"days": request.days, "matter": matter}
            await self._link.run(
                MATTER, which=id, wish=self._seal.shut_json(words, f"request:{id}")
            )

    async def put_request(self, id: str, state: str) -> None:
        """A request moves to a state: open, offered, booked, late, dropped."""
        await self._link.run(PUT, which=id, to=state)

    async def open_requests(self) -> tuple[Request, ...]:
        """What waits for an operator, oldest first."""
        return tuple(request_of(row, self._seal) for row in await self._link.all(OPEN))
