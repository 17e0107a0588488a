"""The terminal and the sweep beside others who work on the same database at the same time."""

import asyncio
import io
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import House, open_house
from bot.fronts import terminal
from bot.fronts.terminal import Terminal
from bot.mint import Mint
from bot.settings import read_settings
from bot.turn import Address, Arrival, Done, Talk
from dialogs.events import OperatorSaid, OperatorTook, Said, Started
from tests.telegram.fake_api import NO_CHAT, TOKEN, FakeApi

AT = datetime(2026, 11, 23, 5, tzinfo=UTC)
LATER = (AT + timedelta(hours=1)).isoformat()


class Paper(io.StringIO):
    """A screen that somebody waits at for words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words, self.seen = words, asyncio.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if self._words in self.getvalue():
            self.seen.set()
        return written


@pytest.fixture
async def house(esik):
    async with open_house(read_settings(esik.env), Mint(clock=lambda: AT)) as opened:
        yield opened


async def take(house: House, event, to) -> str:
    """Take an event that must be taken; the id of its talk."""
    (outcome,) = await house.turn.take([Arrival(event, to)])
    assert isinstance(outcome, Done), outcome
    return outcome.conversation


async def test_a_letter_appears_without_a_word_of_the_citizen(house, esik, monkeypatch):
    monkeypatch.setattr(terminal, "LOOK_AGAIN", 0.01)  # seconds
    me, screen = Address("terminal", "me"), Paper("Слушаю вас")
    await take(house, Started(id="1", at=AT, language="ru"), me)
    chat = Talk(await take(house, Said(id="2", at=AT, text="/human"), me))
    typed: asyncio.Queue[str] = asyncio.Queue()

    async def lines():
        while line := await typed.get():
            yield line

    talk = Terminal(house, "me", screen, lambda _: None).talk(lines(), language=None, agency=None)
    async with (
        asyncio.timeout(10),
        open_house(read_settings(esik.env)) as elsewhere,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(talk)
        await take(elsewhere, OperatorTook(id="3", at=AT, by="demo"), chat)
        await take(elsewhere, OperatorSaid(id="4", at=AT, by="demo", text="Слушаю вас"), chat)
        await screen.seen.wait()
        typed.put_nowait("")
    assert screen.getvalue().count("[operator] Слушаю вас") == 1


@pytest.fixture
async def api(esik):
    async with FakeApi() as running:
        esik.env |= {
            "ESIK_TELEGRAM_TOKEN": TOKEN,
            "ESIK_TELEGRAM_API_BASE": running.base,
            "ESIK_TELEGRAM_CHAT_RATE": "0",
        }
        yield running


async def test_a_sweep_sends_letters_that_wait(house, esik, api):
    await take(house, Started(id="1", at=AT, language="ru"), Address("telegram", "77"))
    swept = await asyncio.to_thread(esik.json, "sweep", "--at", LATER)
    assert (swept["letters"], swept["failed"]) == ({"sent": 1}, 0)
    assert [shown.text.partition(".")[0] for shown in api.shown(77)] == [
        "Чем помочь? Выберите или напишите о проблеме своими словами"
    ]
    (row,) = await asyncio.to_thread(esik.lines, "outbox")
    assert (row["front"], row["state"], row["error"]) == ("telegram", "sent", None)
    again = await asyncio.to_thread(esik.json, "sweep", "--at", LATER)
    assert again == {**swept, "letters": {}}


async def test_a_letter_that_is_refused_for_good_is_counted(house, esik, api):
    await take(house, Started(id="1", at=AT, language="ru"), Address("telegram", "77"))
    api.meet(NO_CHAT)
    swept = await asyncio.to_thread(esik.json, "sweep", "--at", LATER)
    assert (swept["letters"], swept["failed"]) == ({"failed": 1}, 1)
    (row,) = await asyncio.to_thread(esik.lines, "outbox", "--state", "failed")
    assert row["error"].startswith("refused")


async def test_without_its_door_a_letter_waits(house, esik):
    await take(house, Started(id="1", at=AT, language="ru"), Address("telegram", "77"))
    swept = await asyncio.to_thread(esik.json, "sweep", "--at", LATER)
    assert (swept["letters"], swept["failed"]) == ({"waiting": 1}, 0)
    (row,) = await asyncio.to_thread(esik.lines, "outbox")
    assert row["error"] == "no door: telegram"
