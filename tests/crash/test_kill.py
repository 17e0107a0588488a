"""Appeals and receptions survive a kill -9 at every commit boundary, on both databases."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.crash.life import Life
from tests.house.source import ROOT

KILLED = -9
NOTHING_WRONG = {"doubles": [], "orphans": []}
ONE = {"appeal": {"cases": 1, "bookings": 0}, "booking": {"cases": 0, "bookings": 1}}
PROMISES = {  # the rating of the answer; the reminder, and the rating that is still to be asked
    "appeal": {"open": 0, "kept": 1, "broken": 0},
    "booking": {"open": 1, "kept": 1, "broken": 0},
}
SHOWN = ("shown, not marked", "before the mark")  # there a letter is shown once more
AT_LEAST = {"appeal": 70, "booking": 42}  # boundaries: fewer means that they are not seen


class Nursery:
    """The process that brings up lives."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.life"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def live(self, life: Life) -> int:
        """How a life ended: 0, or minus the signal."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(asdict(life)), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """Bring up no more."""
        self._process.communicate(timeout=10)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    opened = Nursery()
    yield opened
    opened.close()


def read(folder: Path, name: str) -> dict:
    return json.loads((folder / name).read_text())


def shown(folder: Path) -> list[str]:
    """What the citizen saw, in order."""
    return [json.loads(line) for line in (folder / "shown").read_text().splitlines()]


def repeated(seen: list[str], told: list[str]) -> int:
    """How many letters were shown again right after themselves; -1 when it is another list."""
    if seen == told:
        return 0
    pairs = (n for n in range(1, len(seen)) if seen[n] == seen[n - 1])
    return 1 if any(seen[:n] + seen[n + 1 :] == told for n in pairs) else -1


@pytest.mark.parametrize("story", ["appeal", "booking"])
def test_killed_at_every_boundary(story, database_url, nursery, tmp_path):
    whole = tmp_path / "whole"
    whole.mkdir()
    assert nursery.live(Life(story, database_url, str(whole))) == 0
    calm = read(whole, "after.json")
    assert shown(whole) == calm["told"]
    assert calm["audit"]["promises"] == PROMISES[story]
    boundaries = (whole / "boundaries").read_text().splitlines()
    assert len(boundaries) >= AT_LEAST[story]
    for n, boundary in enumerate(boundaries, 1):
        folder = tmp_path / str(n)
        folder.mkdir()
        assert nursery.live(Life(story, database_url, str(folder), kill_at=n)) == KILLED, boundary
        assert nursery.live(Life(story, database_url, str(folder), second=True)) == 0, boundary
        check(boundary, folder, calm, ONE[story])


def check(boundary: str, folder: Path, calm: dict, one: dict) -> None:
    """All is as if nobody had been killed, but for one letter at most."""
    between, after = read(folder, "between.json"), read(folder, "after.json")
    assert NOTHING_WRONG.items() <= between["audit"].items(), boundary
    assert NOTHING_WRONG.items() <= after["audit"].items(), boundary
    assert one.items() <= after.items(), boundary
    assert after["who"] == calm["who"], boundary
    again = repeated(shown(folder), after["told"])
    assert after["audit"]["promises"] == calm["audit"]["promises"], boundary
    assert again == int(boundary.endswith(SHOWN)), boundary


def test_what_counts_as_repeated():
    assert repeated(["a", "b"], ["a", "b"]) == 0
    assert repeated(["a", "b", "b"], ["a", "b"]) == 1
    assert repeated(["a", "b", "b", "b"], ["a", "b"]) == -1
    assert repeated(["a"], ["a", "b"]) == -1
    assert repeated(["a", "b", "a"], ["a", "b"]) == -1
