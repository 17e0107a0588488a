"""The stage on which a story is played: the real turn, clock and database; seeded chance."""

import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from bot import seed
from bot.bell import Bell
from bot.book import read_book
from bot.clock import Clock
from bot.mint import Mint
from bot.turn import Address, Arrival, Batch, Done, Outcome, Turn
from dialogs.events import Event
from storage.database import Database
from storage.ledger import Ledger
from storage.pages import Page
from storage.seal import Seal
from storage.views import Views

ALMATY = ZoneInfo("Asia/Almaty")
KEY = bytes(range(32))


class Stage:
    """Everything a story needs, built as the house builds it."""

    def __init__(self, url: str, at: datetime) -> None:
        self.moment = at
        self.settings = SimpleNamespace(data_dir=Path(tempfile.mkdtemp(prefix="esik-golden-")))
        self.database, self.seal = Database(url), Seal(KEY)
        self.mint = Mint(random.Random(7), lambda: self.moment)
        self.book, self.bell = read_book(), Bell()
        self.turn = Turn(self.database, self.seal, self.book, self.mint, self.bell)
        self.batch = Batch(self.turn)
        self.views = Views(self.database, self.seal)
        self.clock = Clock(self)  # type: ignore[arg-type]
        self.count = 0

    def key(self) -> str:
        """A key for the next event."""
        self.count += 1
        return f"golden:{self.count}"

    async def take(self, event: Event, to: Any) -> Outcome:
        """Take one event; its own failure is raised."""
        return await self.batch.put(Arrival(event, to))

    async def page(self, address: Address) -> Page:
        """The citizen's page as it is stored."""
        async with Ledger(self.database, self.seal).entry() as entry:
            return (await entry.pages([address], self.mint.new_id, self.moment))[address]

    async def done(self, event: Event, to: Any) -> None:
        """Take one event that must not be refused."""
        outcome = await self.take(event, to)
        assert isinstance(outcome, Done), outcome


@asynccontextmanager
async def stage(url: str, at: str, demo: bool = True) -> AsyncIterator[Stage]:
    """A stage whose clock stands at an Almaty time, with the demonstration's receptions."""
    moment = almaty(at)
    opened = Stage(url, moment)
    try:
        if demo:
            day = moment.astimezone(ALMATY).date()
            await seed.sow(opened.database, opened.book.rules.calendar, day, moment)
        yield opened
    finally:
        await opened.database.dispose()


def almaty(text: str) -> datetime:
    """A moment in UTC from an Almaty time."""
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY).astimezone(UTC)
