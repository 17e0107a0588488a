"""A house with nothing in it but a database, a mint, a bell, and letters to be sent."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from bot.bell import Bell
from bot.doors import Undelivered
from bot.mint import Mint
from bot.post import Post
from bot.settings import Settings, read_settings
from dialogs.letters import Letter
from dialogs.notices import parse
from storage.database import Database
from storage.ledger import Ledger
from storage.pages import Address, Line
from storage.schema import outbox
from storage.seal import Seal

NOTICES = parse((files("dialogs") / "scripts" / "notices.yaml").read_text(encoding="utf-8"))
START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


@dataclass
class TinyHouse:
    """What the post and the clock need of a house."""

    database: Database
    seal: Seal
    mint: Mint
    settings: Settings
    moment: Moment
    bell: Bell = field(default_factory=Bell)
    turn: Any = None
    book: Any = field(default_factory=lambda: SimpleNamespace(notices=NOTICES))

    async def post_letters(self, chat: str, *texts: str, front: str = "telegram") -> None:
        """Commit letters to a chat, in this order, as a turn does."""
        address = Address(front, chat)
        async with Ledger(self.database, self.seal).entry() as entry:
            page = (await entry.pages([address], self.mint.new_id, self.moment.at))[address]
            lines = []
            for text in texts:
                page.line += 1
                letter = Letter(text=text)
                lines.append(Line(page, page.line, letter, self.moment.at, True, front))
            await entry.save([page])
            await entry.write(lines)

    async def rows(self) -> Sequence[Any]:
        """The outbox as it stands, oldest first."""
        async with self.database.read() as link:
            return await link.all(outbox.select().order_by(outbox.c.id))

    async def states(self) -> list[str]:
        """The states of all letters, oldest first."""
        return [row.state for row in await self.rows()]


@dataclass
class RecordingDoor:
    """Shows letters by remembering them; fails with what it was given, one for each sending."""

    shown: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    failures: list[Exception | None] = field(default_factory=list)
    gate: asyncio.Event | None = None
    inside: int = 0
    most_inside: int = 0

    async def send(self, to: str, letter: Letter, *, skip: int = 0) -> list[str]:
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        try:
            await (self.gate.wait() if self.gate else asyncio.sleep(0))
        finally:
            self.inside -= 1
        self.skipped.append(skip)
        failure = self.failures.pop(0) if self.failures else None
        if failure is None or (isinstance(failure, Undelivered) and failure.refs):
            self.shown.append((to, letter.text))
        if failure is not None:
            raise failure
        return [f"m{len(self.shown)}"]

    def state(self) -> str:
        return "ok"

    async def close(self) -> None:
        self.shown.clear()


def post(house: TinyHouse, door: RecordingDoor) -> Post:
    """A post with one door."""
    return Post(house, {"telegram": door})


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[TinyHouse]:
    moment = Moment()
    database = Database(database_url)
    yield TinyHouse(
        database=database,
        seal=Seal(bytes(range(32))),
        mint=Mint(Random(7), moment),
        settings=read_settings({"ESIK_TELEGRAM_CHAT_RATE": "0"}),
        moment=moment,
    )
    await database.dispose()


@pytest.fixture
def door() -> RecordingDoor:
    return RecordingDoor()
