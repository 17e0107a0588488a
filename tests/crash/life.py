"""One life of the house: plays a story, perhaps until a boundary at which it kills itself.

Run as a program it is a nursery: it reads everything once, then brings up one life for each line
of JSON on its standard input, by fork, and answers how the life ended.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import func, select

import bot.app
from bot.app import House, open_house
from bot.book import read_book
from bot.clock import Clock
from bot.log import start_log
from bot.mint import Mint
from bot.post import Post
from bot.settings import read_settings
from bot.turn import Failed, Refused
from dialogs.letters import Letter
from storage.schema import bookings, cases
from storage.views import Views
from tests.crash.stories import CHAT, Moment, journal, prepare, story

COMPILED: dict[bool, dict] = {}  # statements, by kind of database: lives do not compile them anew
LATER = timedelta(minutes=10)  # the next life begins when leases have run out


@dataclass(frozen=True)
class Life:
    """What to play: story, database, a folder to keep notes in; kill_at: 0 is never."""

    story: str
    url: str
    folder: str
    kill_at: int = 0
    second: bool = False

    @property
    def whole(self) -> bool:
        """Whether nobody is killed in it."""
        return not self.kill_at and not self.second


class Boundaries:
    """Counts boundaries, writes their names down, and ends the life at one of them."""

    def __init__(self, kill_at: int, names: Path) -> None:
        self._kill_at, self._names, self._n = kill_at, names, 0
        self.doing, self._unmarked = "start", False

    def cross(self, name: str) -> None:
        """A boundary is reached."""
        self._n += 1
        note(self._names, f"{self._n} {self.doing}: {name}")
        if self._n == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def shown(self) -> None:
        """The citizen saw a letter, and nobody has marked it yet."""
        self._unmarked = True
        self.cross("shown, not marked")

    def watch(self, doors) -> None:
        """Cross before and after every commit that changes something."""
        write = doors.write

        @asynccontextmanager
        async def watched():
            async with write() as driver:
                busy = Busy(driver)
                yield busy
                if busy.changed:
                    self.cross("before the mark" if self._unmarked else "before commit")
            if busy.changed:
                self._unmarked = False
                self.cross("after commit")

        doors.write = watched


class Busy:
    """A driver that knows whether its transaction changed anything: a claim may find nothing."""

    def __init__(self, driver) -> None:
        self._driver = driver
        self.changed = False

    async def rows(self, sql, values):
        found = list(await self._driver.rows(sql, values))
        self.changed = self.changed or bool(found) or "RETURNING" not in sql
        return found

    async def many(self, sql, values):
        self.changed = True
        await self._driver.many(sql, values)


class PaperDoor:
    """Shows a letter by writing it down, on a paper that outlives the process."""

    def __init__(self, paper: Path, boundaries: Boundaries) -> None:
        self._paper, self._boundaries = paper, boundaries

    async def send(self, to: str, letter: Letter, *, skip: int = 0) -> list[str]:
        assert to == CHAT.id
        note(self._paper, json.dumps(letter.text))
        self._boundaries.shown()
        return ["1"]

    def state(self) -> str:
        return "ok"


class Hands:
    """A clock that is moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def note(paper: Path, line: str) -> None:
    """Add a line that is there even when the next instruction kills."""
    with paper.open("ab", buffering=0) as open_paper:
        open_paper.write(line.encode() + b"\n")


async def live(life: Life) -> None:
    """Play the story of a life, and write down how things stand when it ends."""
    folder = Path(life.folder)
    settings = read_settings({"ESIK_DATABASE_URL": life.url, "ESIK_DATA_DIR": life.folder})
    acts = story(life.story)
    late = LATER if life.second else timedelta(0)
    hands = Hands(acts[0][0] + late)
    async with open_house(settings, Mint(Random(life.kill_at * 2 + life.second), hands)) as house:
        house.database._compiled = COMPILED.setdefault(house.database.postgres, {})
        if not life.second:
            await prepare(house)
        else:
            await report(house, folder / "between.json")
        boundaries = Boundaries(life.kill_at, folder / "boundaries")
        boundaries.watch(house.database._doors)
        door = PaperDoor(folder / "shown", boundaries)
        for n, (at, act) in enumerate(acts, 1):
            boundaries.doing = f"act {n}"
            hands.at = at + late
            await do(house, act, hands.at)
            await Post(house, {CHAT.front: door}).once(hands.at)
        await report(house, folder / "after.json")


async def do(house: House, act, at: datetime) -> None:
    """Let one act happen."""
    if isinstance(act, Moment):
        await Clock(house).sweep(at)
        return
    (outcome,) = await house.turn.take([await act(house, at)])
    if isinstance(outcome, Failed):
        raise outcome.error
    assert not isinstance(outcome, Refused), outcome


async def report(house: House, paper: Path) -> None:
    """Write down what the audit says, what there is, and what the citizen's journal says."""
    async with house.database.read() as link:
        rows = {
            name: (await link.first(select(func.count().label("n")).select_from(table))).n
            for name, table in (("cases", cases), ("bookings", bookings))
        }
    lines = [line.letter for line in await journal(house)]
    audit = await Views(house.database, house.seal).audit(house.mint.now())
    told = [letter.text for letter in lines if letter.speaker != "citizen"]
    who = [f"{letter.speaker} {letter.kind}" for letter in lines]
    paper.write_text(json.dumps({"audit": audit, **rows, "told": told, "who": who}))


def main() -> None:
    """Bring up lives until nobody asks for more."""
    start_log(sys.stderr)
    read_book()
    for line in sys.stdin:
        life = Life(**json.loads(line))
        print(0 if life.whole and play(life) else brought_up(life), flush=True)


def play(life: Life) -> bool:
    """Play a whole life here, so that what it loads is there for all that follow.

    The schema is new enough then: the lives that follow do not look again.
    """
    asyncio.run(live(life))
    bot.app.migrate = lambda url: None
    gc.collect()
    gc.freeze()  # else each life copies what it only counts
    return True


def brought_up(life: Life) -> int:
    """How a life ended that was played in a process of its own."""
    child = os.fork()
    if child == 0:
        asyncio.run(live(life))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
