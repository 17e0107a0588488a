"""The command, run in this process with a database and a data folder of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli import app


class Esik:
    """Runs `esik` with words; standard output and standard error are told apart."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder = folder
        self.env = {
            "ESIK_DATABASE_URL": url,
            "ESIK_DATA_DIR": str(folder),
            "ESIK_TELEGRAM_TOKEN": "",
            "ESIK_DATA_KEY": "",
            "ESIK_PUBLIC_URL": "",
        }

    def __call__(self, *words: str, typed: str = "", code: int = 0) -> Result:
        """What came of a command that must end with a code."""
        done = CliRunner().invoke(app, list(words), env=self.env, input=typed)
        assert done.exit_code == code, (words, done.exit_code, done.output, done.exception)
        return done

    def json(self, *words: str, code: int = 0) -> Any:
        """The one value that a command prints with --json."""
        return json.loads(self(*words, "--json", code=code).stdout)

    def lines(self, *words: str) -> list[Any]:
        """The values that a command prints with --json, one a line."""
        return [json.loads(line) for line in self(*words, "--json").stdout.splitlines()]

    def talk(self, *typed: str, who: str = "me", options: tuple[str, ...] = ()) -> str:
        """What the terminal shows of a talk in which these lines are typed."""
        return self("talk", "--as", who, *options, typed="\n".join((*typed, ""))).stdout


@pytest.fixture
def esik(sqlite_url: str, tmp_path: Path) -> Iterator[Esik]:
    yield Esik(sqlite_url, tmp_path / "data")
    structlog.reset_defaults()


CITY = ("--lang", "ru", "--agency", "petropavlovsk")
APPEAL = (
    "На нашей улице большие ямы на дороге, прошу отремонтировать дорогу",
    "file",
    "yes",
    "Ахметов",
    "Ерлан",
    "skip",
    "улица Абая, дом 5, квартира 7",
    "confirm",
)


@pytest.fixture
def number(esik: Esik) -> str:
    """The number of an appeal to the akimat of Petropavl, filed at the terminal."""
    import re

    shown = esik.talk(*APPEAL, options=CITY)
    found = re.search(r"\d{4}-\d{8}", shown)
    assert found, shown
    return found[0]
