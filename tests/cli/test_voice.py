"""A voice message at the operator's desk: heard, written down, and confirmed by who spoke."""

import asyncio
import stat
from pathlib import Path

import pytest

from bot.app import open_house
from bot.settings import Settings
from bot.turn import Arrival, Done, Talk
from dialogs.events import Sent
from storage.files import Files

BY = ("--by", "demo")
SOUND = b"OggS spoken words"


async def _speak(url: str, folder: Path, chat: str) -> None:
    async with open_house(Settings(database_url=url, data_dir=folder)) as house:
        files = Files(house.database, house.seal)
        at = house.mint.now()
        note = await files.keep(chat, "note.ogg", "audio/ogg", SOUND, "note", at)
        arrival = Arrival(Sent(id="spoken", at=at, file=note), Talk(chat))
        (outcome,) = await house.turn.take([arrival])
        assert isinstance(outcome, Done)


@pytest.fixture
def spoken(esik, sqlite_url) -> tuple[str, str]:
    """The talk and the number of an appeal that was spoken."""
    esik("seed-demo")
    esik.talk("ru", "/human")
    (waiting,) = esik.json("operator", "queue")
    chat = waiting["chat"]
    esik.talk("/menu")
    asyncio.run(_speak(sqlite_url, esik.folder, chat))
    esik.talk("housing_utilities", "water_outage", "Петропавловск", "file", "yes")
    esik.talk("Иванов Иван", "skip", "ул. Абая, 5", "confirm")
    (row,) = esik.json("operator", "queue")
    assert row["chat"] == chat
    return chat, row["reason"].removeprefix("voice:")


def test_an_operator_hears_it(esik, spoken, tmp_path):
    chat, _ = spoken
    folder = tmp_path / "heard"
    (path,) = esik("operator", "files", chat, str(folder)).stdout.splitlines()
    assert Path(path).read_bytes() == SOUND
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600


def test_a_talk_without_files_is_said_to_have_none(esik, tmp_path):
    esik("operator", "files", "nobody", str(tmp_path / "heard"), code=4)


def test_it_is_written_down_and_confirmed(esik, spoken):
    _, number = spoken
    esik("case", number, "write", "Нет воды в доме", *BY)
    assert "Нет воды в доме" in esik.talk()
    assert esik.json("operator", "queue") == []
    esik.talk("yes")
    acts = [row["act"] for row in esik.json("case", number)["history"]]
    assert acts[-2:] == ["write", "confirm"]


def test_what_was_typed_cannot_be_written_down(esik, number):
    esik("case", number, "write", "Что-то", *BY, code=3)
