"""A town: many citizens, an operator and an agency before one turn on one database."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from bot.arrivals import Arrival, Done, OfCase, Outcome, Talk
from bot.turn import Address
from dialogs import events as v
from dialogs.letters import Letter
from storage.ledger import Ledger
from tests.golden.stage import Stage

LIGHTS = "На нашей улице не горят фонари"
FORM: tuple[tuple[type[v.Event], dict[str, Any]], ...] = (
    (v.Started, {"language": "ru", "agency": "petropavlovsk"}),
    (v.Said, {"text": LIGHTS}),
    (v.Chose, {"option": "file", "question": "advice"}),
    (v.Chose, {"option": "yes", "question": "consent"}),
    (v.Said, {"text": "Ахметова Айгуль"}),
    (v.Said, {"text": "пропустить"}),
    (v.Said, {"text": "улица Абая 5"}),
    (v.Chose, {"option": "confirm", "question": "confirm"}),
)
SEAT: tuple[tuple[type[v.Event], dict[str, Any]], ...] = (
    (v.Started, {"language": "ru", "agency": "petropavlovsk", "help": "book"}),
    (v.Chose, {"option": "demo_deputy", "question": "official"}),
    (v.Chose, {"option": "2026-12-04", "question": "day"}),
    (v.Chose, {"option": "demo_deputy-20261204-1100", "question": "time"}),
    (v.Said, {"text": "Ремонт улицы"}),
    (v.Chose, {"option": "confirm", "question": "confirm"}),
)


class Town:
    """Citizens by name; each event gets a key of its own unless one is given."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._keys = count(1)

    def event(self, kind: type[v.Event], key: str | None = None, **fields: Any) -> v.Event:
        """An event a second after the last one."""
        self.stage.moment += timedelta(seconds=1)
        return kind(id=key or f"key:{next(self._keys)}", at=self.stage.moment, **fields)

    def arrival(self, name: str, kind: type[v.Event], **fields: Any) -> Arrival:
        """An event of a citizen at the web chat."""
        return Arrival(self.event(kind, **fields), self.address(name))

    def address(self, name: str) -> Address:
        """Where a citizen is met."""
        return Address("web", name)

    async def take(self, *arrivals: Arrival) -> list[Outcome]:
        """One turn of all these."""
        return await self.stage.turn.take(arrivals)

    async def walk(
        self, steps: Sequence[tuple[type[v.Event], dict[str, Any]]], *names: str
    ) -> None:
        """Every citizen goes the same way, each step of all of them in one turn."""
        for kind, fields in steps:
            outcomes = await self.take(*(self.arrival(name, kind, **fields) for name in names))
            assert all(isinstance(outcome, Done) for outcome in outcomes), outcomes

    async def filed(self, name: str) -> str:
        """A citizen files an appeal; its number."""
        await self.walk(FORM, name)
        return str((await self.letters(name))[-1].case)

    async def letters(self, name: str) -> list[Letter]:
        """The whole journal of a citizen."""
        talk = (await self.stage.page(self.address(name))).conversation.id
        return [line.letter for line in await self.stage.views.journal(talk, 0)]

    async def said(self, name: str) -> list[str]:
        """What the citizen was told, by speaker."""
        return [f"{letter.speaker}: {letter.text}" for letter in await self.letters(name)]

    async def talk(self, name: str) -> Talk:
        """The conversation of a citizen, as an operator names it."""
        return Talk((await self.stage.page(self.address(name))).conversation.id)

    async def acted(self, number: str, act: str, key: str | None = None, **fields: Any) -> Outcome:
        """The agency acts on a case."""
        event = self.event(v.CaseActed, key=key, number=number, act=act, by="demo", **fields)
        return (await self.take(Arrival(event, OfCase(number))))[0]

    async def bookings(self, name: str) -> dict[str, str]:
        """Slots of a citizen by the state of the booking."""
        page = await self.stage.page(self.address(name))
        async with self.ledger.entry() as entry:
            return {b.slot: b.state for b in await entry.bookings_of(page.person)}

    @property
    def ledger(self) -> Ledger:
        """The ledger, to look at."""
        return Ledger(self.stage.database, self.stage.seal)

    async def audit(self) -> dict[str, Any]:
        """The audit, which must find nothing doubled and nothing lost."""
        found = await self.stage.views.audit(self.stage.moment)
        assert found["doubles"] == []
        assert found["orphans"] == []
        return found
