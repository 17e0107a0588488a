"""A voice message at the operator's desk: heard, written down, and confirmed by who spoke."""

import asyncio
import stat
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.app import open_house
from bot.settings import Settings
from bot.turn import Arrival, Done, Talk
from dialogs.events import Sent
from storage.database import Database
from storage.files import Files
from storage.schema import files as kept_files

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


def test_an_operator_hears_only_what_was_spoken_of_one_matter(esik, spoken, sqlite_url, tmp_path):
    chat, number = spoken
    asyncio.run(_keep(sqlite_url, esik.folder, chat))
    folder = str(tmp_path / "heard")
    every = esik("operator", "files", chat, folder).stdout.splitlines()
    (path,) = esik("operator", "files", chat, folder, "--of", number).stdout.splitlines()
    assert (len(every), Path(path).read_bytes()) == (2, SOUND)
    esik("operator", "files", chat, folder, "--of", "nothing", code=4)


async def _keep(url: str, folder: Path, chat: str) -> None:
    async with open_house(Settings(database_url=url, data_dir=folder)) as house:
        files, at = Files(house.database, house.seal), house.mint.now()
        await files.keep(chat, "photo.jpg", "image/jpeg", b"a photo", "photo", at)


def test_a_file_that_is_not_here_yet_is_told(esik, spoken, sqlite_url, tmp_path):
    chat, number = spoken
    asyncio.run(_promise(sqlite_url))
    done = esik("operator", "files", chat, str(tmp_path / "heard"), "--of", number, code=4)
    assert "note is still at the messenger" in done.stderr


async def _promise(url: str) -> None:
    database = Database(url)
    async with database.write() as link:
        await link.run(update(kept_files).values(state="promised"))
    await database.dispose()


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


def test_what_cannot_be_understood_is_asked_for_again(esik, spoken):
    _, number = spoken
    esik("case", number, "unclear", *BY)
    assert esik.json("operator", "queue") == []
    esik.talk("Нет воды в доме")
    acts = [row["act"] for row in esik.json("case", number)["history"]]
    assert acts[-2:] == ["unclear", "confirm"]


def test_confirmed_words_are_not_written_down_again(esik, spoken):
    _, number = spoken
    esik("case", number, "write", "Нет воды в доме", *BY)
    esik.talk("yes")
    done = esik("case", number, "write", "Другое", *BY, code=3)
    assert "refused: confirmed; " in done.stderr


def test_who_spoke_may_be_taken_from_the_queue_and_given_back(esik, spoken):
    chat, number = spoken
    esik("operator", "take", chat, *BY)
    esik("operator", "return", chat, *BY)
    assert [row["reason"] for row in esik.json("operator", "queue")] == [f"voice:{number}"]


def test_what_was_typed_cannot_be_written_down(esik, number):
    done = esik("case", number, "write", "Что-то", *BY, code=3)
    assert "refused: no_voice; " in done.stderr


@pytest.fixture
def booked(esik, sqlite_url) -> str:
    """A reception about what was spoken."""
    esik("seed-demo")
    esik.talk("ru", "/human")
    (waiting,) = esik.json("operator", "queue")
    esik.talk("/menu")
    asyncio.run(_speak(sqlite_url, esik.folder, waiting["chat"]))
    esik.talk("housing_utilities", "water_outage", "Петропавловск", "book", "demo_deputy")
    esik.talk("1", "1", "confirm")
    (row,) = esik.json("operator", "queue")
    return row["reason"].removeprefix("voice:")


def test_the_matter_of_a_reception_is_written_down_and_seen(esik, booked):
    assert esik.json("booking", booked)["spoken"] == "waiting"
    esik("booking", booked, "write", "Нет воды в доме", *BY, "--id", "1")
    again = esik("booking", booked, "write", "Нет воды в доме", *BY, "--id", "1")
    assert again.stdout.strip() == '{"repeated": true}'
    assert esik.json("operator", "queue") == []
    assert "Нет воды в доме" in esik.talk()
    esik.talk("yes")
    seen = esik.json("booking", booked)
    assert (seen["matter"], seen["spoken"]) == ("Нет воды в доме", "confirmed")


def test_a_reception_that_cannot_be_understood_is_asked_about_again(esik, booked):
    esik("booking", booked, "unclear", *BY)
    assert esik.json("operator", "queue") == []
    esik.talk("Нет воды")
    assert esik.json("booking", booked)["matter"] == "Нет воды"


def test_a_reception_that_is_not_there_is_unknown(esik):
    esik("booking", "nothing", "write", "Слова", *BY, code=4)
    esik("booking", "nothing", code=4)
