"""A package goes with its files, or says which are missing; never before they are here."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.filing.chancery import OUTGOING, Chancery
from dialogs.events import File
from storage import fetches
from storage.database import Database
from storage.fetches import Promised
from storage.ledger import Ledger
from storage.seal import Seal
from tests.storage.world import World

AT = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NUMBER = "2026-00000018"


class Office:
    """A case with two files that are still at the messenger, and who hands it over."""

    def __init__(self, url: str, folder: Path) -> None:
        self.database, self.seal, self.folder = Database(url), Seal(bytes(range(32))), folder
        numbers = count(1)
        new_id: Callable[[], str] = lambda: f"id{next(numbers):04}"  # noqa: E731
        self.world = World(Ledger(self.database, self.seal), new_id)
        self.case: Any = None
        house: Any = SimpleNamespace(
            database=self.database,
            seal=self.seal,
            settings=SimpleNamespace(data_dir=folder),
            turn=SimpleNamespace(case=self._case),
        )
        self.chancery = Chancery(house)

    async def _case(self, number: str) -> Any:
        return self.case

    async def files_with(self, *ids: str) -> None:
        page = await self.world.citizen("1")
        for id in ids:
            file = File(id=id, name=f"{id}.pdf", type="application/pdf", size=0)
            promised = Promised(file=file, front="telegram", remote=id)
            async with self.world.ledger.entry() as entry:
                await entry.promise(page.conversation.id, promised, AT)
        self.case = await self.world.filed(page, NUMBER, files=ids)

    async def comes(self, id: str, content: bytes) -> None:
        await fetches.came(self.database, self.seal, id, "application/pdf", content, AT)

    async def is_lost(self, id: str) -> None:
        await fetches.lost(self.database, id, "gone", AT + timedelta(hours=2))

    def written(self) -> dict[str, bytes]:
        outgoing = self.folder / OUTGOING
        return {path.name: path.read_bytes() for path in outgoing.rglob("*") if path.is_file()}


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> Any:
    made = Office(database_url, tmp_path)
    await made.files_with("f1", "f2")
    yield made
    await made.database.dispose()


async def test_package_waits_until_every_file_is_here(office: Office) -> None:
    assert await office.chancery.hand_over(NUMBER) is False
    await office.comes("f1", b"one")
    assert await office.chancery.hand_over(NUMBER) is False
    assert office.written() == {}
    await office.comes("f2", b"two")
    assert await office.chancery.hand_over(NUMBER) is True
    written = office.written()
    assert written[f"{NUMBER}-f1.pdf"] == b"one"
    assert written[f"{NUMBER}-f2.pdf"] == b"two"
    package = json.loads(written[f"{NUMBER}.json"])
    assert [file["name"] for file in package["files"]] == ["f1.pdf", "f2.pdf"]
    assert package["missing"] == []


async def test_file_that_was_lost_is_named_and_stops_nothing(office: Office) -> None:
    await office.comes("f2", b"two")
    await office.is_lost("f1")
    assert await office.chancery.hand_over(NUMBER) is True
    package = json.loads(office.written()[f"{NUMBER}.json"])
    assert [file["name"] for file in package["files"]] == ["f2.pdf"]
    assert package["missing"] == ["f1.pdf"]
