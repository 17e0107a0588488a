"""`esik calls` and `esik operator unreached`: who is to be called, who closed a door."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.app import sealing_key
from bot.settings import read_settings
from storage.calls import Wanted, want_call
from storage.database import Database
from storage.pages import Address
from storage.reachability import blocked
from storage.schema import identities
from storage.seal import Seal
from tests.cli.conftest import Esik

AT = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture
def called(esik: Esik, number: str) -> str:
    """The talk of somebody who is to be called and who closed the door."""

    async def made() -> str:
        settings = read_settings(esik.env)
        database, seal = Database(settings.database_url), Seal(sealing_key(settings))
        async with database.read() as link:
            [row] = await link.all(identities.select())
        wanted = Wanted(
            person=row.person,
            conversation=row.conversation,
            reason="reminder",
            phone="+77015551234",
        )
        await want_call(database, seal, wanted, AT)
        await want_call(database, seal, wanted, AT)
        await blocked(database, seal, Address("terminal", "me"), AT)
        await database.dispose()
        return str(row.conversation)

    return asyncio.run(made())


def test_nobody_is_to_be_called(esik: Esik) -> None:
    assert esik.json("calls") == []
    assert "nobody" in esik("calls").stdout
    assert esik.json("operator", "unreached") == []
    assert "no door" in esik("operator", "unreached").stdout


def test_a_call_is_shown_once_and_done_once(esik: Esik, called: str) -> None:
    [row] = esik.json("calls")
    assert (row["chat"], row["reason"], row["phone"]) == (called, "reminder", "+77015551234")
    assert row["language"] == "ru"
    assert "+77015551234" in esik("calls").stdout
    id = str(row["id"])
    assert "done" in esik("calls", "done", id, "--by", "demo").stdout
    assert "repeated" in esik("calls", "done", id, "--by", "demo").stdout
    assert esik.json("calls") == []
    esik("calls", "done", "99", "--by", "demo", code=4)
    esik("calls", "done", "x", "--by", "demo", code=2)


def test_a_closed_door_is_shown_to_the_operator(esik: Esik, called: str) -> None:
    [row] = esik.json("operator", "unreached")
    assert (row["chat"], row["front"], row["to"]) == (called, "terminal", "…")
    assert row["since"] == "2026-11-23T10:00:00+05:00"
    assert called in esik("operator", "unreached").stdout
