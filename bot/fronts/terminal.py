"""The terminal door: a talk by lines of text, for whoever writes scripts and for a first look.

Rules of this file:
1. A choice is taken by its option id or its number in the newest list, or by its id in an older
   one; every other line is words.
2. It reads the journal, as every door that is read by pulling: an operator's letter appears too.
3. Nothing is sent here: the post has no letters for this door.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING, Any, TextIO

from bot.limits import TEXT_MOST
from bot.turn import Arrival, Done
from dialogs.events import Chose, Event, Puzzled, Said, Started
from dialogs.fold import clean
from dialogs.letters import Letter
from storage.pages import Address
from storage.views import Views

if TYPE_CHECKING:
    from bot.app import House

FRONT = "terminal"
CITIZEN = "citizen"
LOOK_AGAIN = 1.0  # seconds until the journal is read without being rung
INDENT = "    "

Taken = tuple[str, dict[str, Any]]  # an option and the question that it answers


class Screen:
    """What the citizen sees: which choices were shown, to know what a typed line means."""

    def __init__(self) -> None:
        self._asked: list[Letter] = []

    def show(self, letter: Letter) -> str:
        """A letter as lines of text, its choices numbered."""
        if letter.choices:
            self._asked.append(letter)
        speaker = "" if letter.speaker == "bot" else f"[{letter.speaker}] "
        links = (f"{INDENT}{label}: {url}" for label, url in letter.links)
        files = (f"{INDENT}{file['name']}" for file in letter.files)
        choices = (f"{INDENT}{n}. {label}" for n, (_, label) in enumerate(letter.choices, 1))
        return "\n".join([f"{speaker}{letter.text}", *links, *files, *choices])

    def read(self, line: str, id: str, at: datetime) -> Event:
        """What a typed line means."""
        word = line.strip()
        found = self._by_id(word, self._asked[-1:]) or self._by_number(word)
        found = found or self._by_id(word, reversed(self._asked))
        if found is None:
            return _words(clean(line), id, at)
        option, question = found
        return Chose(
            id=id, at=at, option=option, question=question.get("id"), asked=question.get("asked")
        )

    def _by_id(self, word: str, letters: Iterable[Letter]) -> Taken | None:
        found = (letter for letter in letters if word in dict(letter.choices))
        return next(((word, letter.question or {}) for letter in found), None)

    def _by_number(self, word: str) -> Taken | None:
        newest = self._asked[-1] if self._asked else Letter(text="")
        numbered = {str(n): option for n, (option, _) in enumerate(newest.choices, 1)}
        return (numbered[word], newest.question or {}) if word in numbered else None


def _words(text: str, id: str, at: datetime) -> Event:
    if not text:
        return Puzzled(id=id, at=at, kind="empty")
    if len(text) > TEXT_MOST:
        return Puzzled(id=id, at=at, kind="long")
    return Said(id=id, at=at, text=text)


class Terminal:
    """One citizen's talk at a terminal: what is typed goes in, what the journal says comes out.

    keep: is told each act of the citizen before it happens.
    """

    def __init__(
        self, house: "House", name: str, out: TextIO, keep: Callable[[Event], None]
    ) -> None:
        self._house, self._address = house, Address(FRONT, name)
        self._views = Views(house.database, house.seal)
        self._out, self._keep = out, keep
        self._screen = Screen()
        self._conversation = ""
        self._line = 0
        self._showing = asyncio.Lock()

    async def talk(
        self, lines: AsyncIterator[str], *, language: str | None, agency: str | None
    ) -> None:
        """Open the door, or go on where the talk stands; then take lines until none is left."""
        mint = self._house.mint
        self._conversation = await self._views.conversation_of(self._address) or ""
        said, last = await self._standing()
        if self._conversation and not (language or agency):
            self._line = said
            await self._show()
        else:
            self._line = last
            begun = Started(id=mint.new_id(), at=mint.now(), language=language, agency=agency)
            await self._take(begun)
        watching = asyncio.get_running_loop().create_task(self._watch())
        try:
            async for line in lines:
                await self._take(self._screen.read(line, mint.new_id(), mint.now()))
        finally:
            watching.cancel()
            await asyncio.wait([watching])

    async def _standing(self) -> tuple[int, int]:
        """The numbers of the citizen's last line, and of the last line of all."""
        said = last = 0
        while lines := await self._views.journal(self._conversation, last):
            last = lines[-1].seq
            said = max([said, *(line.seq for line in lines if line.letter.speaker == CITIZEN)])
        return said, last

    async def _take(self, event: Event) -> None:
        self._keep(event)
        outcome = await self._house.batch.put(Arrival(event, self._address))
        if isinstance(outcome, Done):
            self._conversation = outcome.conversation
        await self._show()

    async def _watch(self) -> None:
        """Show what others write into the talk: operators, agencies, the clock."""
        while True:
            await self._house.bell.wait(self._conversation, LOOK_AGAIN)
            await self._show()

    async def _show(self) -> None:
        async with self._showing:
            for line in await self._views.journal(self._conversation, self._line):
                self._line = line.seq
                if line.letter.speaker != CITIZEN:
                    print(f"{self._screen.show(line.letter)}\n", file=self._out, flush=True)


async def typed(stream: TextIO) -> AsyncIterator[str]:
    """The lines of a stream as they come, without their ends; reading them blocks nobody."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        with suppress(RuntimeError):  # the loop ended before the stream did
            for line in stream:
                loop.call_soon_threadsafe(lines.put_nowait, line.rstrip("\r\n"))
            loop.call_soon_threadsafe(lines.put_nowait, None)

    Thread(target=read, daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line
