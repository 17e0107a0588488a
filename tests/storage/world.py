"""Citizens, cases and slots for the tests of storage, in one line each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dialogs.cases import Case, Draft
from dialogs.letters import Letter
from dialogs.receptions import Official, Slot
from storage.ledger import Ledger
from storage.pages import Address, Line, Page

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AKIM = Official(id="akim", agency="petropavlovsk", name={"kk": "Әкім", "ru": "Аким"})
DEPUTY = replace(AKIM, id="deputy", formats=("offline", "online"))


class World:
    """Makes what a test needs first, each in a transaction of its own."""

    def __init__(self, ledger: Ledger, new_id: Callable[[], str]) -> None:
        self.ledger, self.new_id = ledger, new_id

    async def citizen(self, id: str = "42", front: str = "telegram", **changes: Any) -> Page:
        """A citizen who was met at an address, as saved; `changes` are of the conversation."""
        address = Address(front, id)
        async with self.ledger.entry() as entry:
            page = (await entry.pages([address], self.new_id, AT))[address]
            if changes:
                page.conversation = page.conversation.but(**changes)
                await entry.save([page])
        return page

    async def told(self, page: Page, *texts: str, at: datetime = AT, **letter: Any) -> None:
        """Letters written to a citizen and to be sent."""
        async with self.ledger.entry() as entry:
            lines = []
            for text in texts:
                page.line += 1
                what = Letter(text=text, **letter)
                lines.append(Line(page, page.line, what, at, True, page.address.front))
            await entry.save([page])
            await entry.write(lines)

    async def filed(
        self, page: Page, number: str, text: str = "No light", at: datetime = AT, **changes: Any
    ) -> Case:
        """A case with one line of history."""
        case = a_case(number, text, received_at=at, **changes)
        async with self.ledger.entry() as entry:
            await entry.new_case(case, f"hash of the code of {case.number}", page)
            await entry.case_line(number, "file", "citizen", at, {"state": case.state})
        return case

    async def open(self, *ids: str, seats: int = 1, official: Official = AKIM) -> None:
        """Slots on the days after AT, fifteen minutes each."""
        slots = [a_slot(id, day, official) for day, id in enumerate(ids, start=1)]
        async with self.ledger.entry() as entry:
            await entry.add_slots(official, slots, seats)

    async def booked(self, page: Page, slot: str, id: str) -> None:
        """A seat of a citizen."""
        async with self.ledger.entry() as entry:
            assert await entry.hold(id, page, slot, AT + HOUR, "offline", "roof", AT)
            assert await entry.book(id, page, "offline", "roof", AT)


def a_slot(id: str, day: int, official: Official = AKIM) -> Slot:
    """A slot so many days after AT."""
    starts = AT + day * DAY
    return Slot(id=id, official=official.id, agency=official.agency, starts=starts, minutes=15)


def a_case(number: str, text: str = "No light", **changes: Any) -> Case:
    """A case as the citizen filed it."""
    draft = Draft(
        agency="petropavlovsk",
        kind="complaint",
        topic="lamps",
        place="590000000",
        channel="e_otinish",
        text=text,
        applicant={"surname": "Серікова", "iin": "900101400123"},
        answer_way="here",
        files=changes.pop("files", ()),
        language="kk",
        decisions=({"table": "agency", "row": "A-1", "reasons": [["topic", "lamps"]]},),
    )
    fields = {
        "state": "received",
        "kind": "complaint",
        "agency": "petropavlovsk",
        "topic": "lamps",
        "place": "590000000",
        "received_at": AT,
        "registered": None,
        "due": None,
        "language": "kk",
        "draft": draft,
    }
    return Case(number=number, **{**fields, **changes})
