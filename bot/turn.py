"""The turn: the one road that every event takes.

    arrivals -> keys -> pages locked -> step, until nothing is asked -> letters -> commit

Rules of this file:
1. One transaction for a whole batch: inbox keys, conversations, cases, journal, timers, outbox.
   A batch that fails is taken again one event at a time, so that one bad event harms only itself.
2. A repeated event is a no-op, because its key is unique in that transaction.
3. Nothing is sent here. Letters are rendered and stored; the post sends what was committed.
4. A refused event leaves nothing behind, not even its key.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.absent import addressed
from bot.answers import Asking, answered
from bot.arrivals import (
    Arrival,
    Done,
    Failed,
    OfCase,
    OfReception,
    OfRequest,
    Outcome,
    Refused,
    Repeated,
    Talk,
)
from bot.bell import Bell
from bot.book import Book
from bot.citizens import said_by_citizen
from bot.door_links import DoorLinks
from bot.letters import render
from bot.mint import Mint
from bot.records import Refusal, keep, moved_case, offered_times, with_last_case
from bot.spoken import closed, of_reception
from bot.window import hears, owed
from dialogs.cases import Act, Case
from dialogs.effects import Effect, EraseTalk, PersonQuery, Query, Refuse, Say
from dialogs.engine import step
from dialogs.events import (
    CaseActed,
    Corrected,
    Event,
    LetterReturned,
    SpokenActed,
    TimerFired,
    TimesOffered,
)
from dialogs.letters import Letter
from storage.database import Database, TakenBack
from storage.ledger import Entry, Ledger
from storage.pages import Address, Line, Page
from storage.seal import Seal

__all__ = [
    "Address",
    "Arrival",
    "Batch",
    "Done",
    "Failed",
    "OfCase",
    "OfReception",
    "OfRequest",
    "Outcome",
    "Refused",
    "Repeated",
    "Talk",
    "Turn",
]

MAX_ROUNDS = 20  # requests of one event to the shell; more means a loop
MOST_AT_ONCE = 64  # events of one transaction: beyond it nothing gets cheaper
PULLED = ("web", "terminal")  # fronts that read the journal themselves
TIMER = "timer:"
ACT_OF_TIMER: dict[str, Act] = {"register": "register", "hand": "hand"}


@dataclass(slots=True)
class Desk:
    """What one transaction works with: its entry, the pages in use, the lines written so far."""

    entry: Entry
    pages: dict[str, Page]
    lines: list[Line]
    origin: int | None = None  # the letter of another door that is being told here


class Crowded(Exception):
    """What must happen alone came in a batch: the batch is taken again one event at a time."""


class Turn:
    """Takes events and commits what they lead to."""

    def __init__(
        self,
        database: Database,
        seal: Seal,
        book: Book,
        mint: Mint,
        bell: Bell,
        links: DoorLinks = DoorLinks(),  # noqa: B008 - frozen
    ) -> None:
        self._ledger = Ledger(database, seal)
        self.seal, self.book, self.mint, self._bell = seal, book, mint, bell
        self._links = links

    async def take(self, arrivals: Sequence[Arrival]) -> list[Outcome]:
        """What became of each arrival, in order; an event's own failure is its `Failed`."""
        if len(arrivals) == 1:
            return [await self._alone(arrivals[0])]
        try:
            return await self._together(arrivals)
        except Exception:
            return [await self._alone(arrival) for arrival in arrivals]

    async def _alone(self, arrival: Arrival) -> Outcome:
        try:
            return await self._patiently(arrival)
        except Refusal as refusal:
            return Refused(refusal.code)
        except Exception as error:
            return Failed(error)

    async def _patiently(self, arrival: Arrival) -> Outcome:
        """One event; once more where it and another transaction waited for each other."""
        try:
            return (await self._together([arrival]))[0]
        except TakenBack:
            return (await self._together([arrival]))[0]

    async def case(self, number: str) -> Case | None:
        """A case with its draft, as the ledger has it."""
        async with self._ledger.entry() as entry:
            return await entry.case(number)

    async def _together(self, arrivals: Sequence[Arrival]) -> list[Outcome]:
        async with self._ledger.entry() as entry:
            desk = Desk(entry, {}, [])
            fresh = set(await entry.fresh({a.event.id: a.event.at for a in arrivals}))
            found = await self._find(desk, arrivals)
            outcomes: list[Outcome] = []
            for arrival, page in zip(arrivals, found, strict=True):
                outcomes.append(await self._one(desk, arrival, page, fresh))
            await entry.save(list(desk.pages.values()))
            await entry.write(desk.lines)
        self._bell.ring(
            desk.pages,
            letters=any(line.send for line in desk.lines),
            files=any(arrival.promised for arrival in arrivals),
        )
        return outcomes

    async def _find(self, desk: Desk, arrivals: Sequence[Arrival]) -> list[Page]:
        addresses = [a.to for a in arrivals if isinstance(a.to, Address)]
        met = await desk.entry.pages(addresses, self.mint.new_id, arrivals[0].event.at)
        desk.pages = {page.conversation.id: page for page in met.values()}
        talks = [await _talk(desk.entry, met, a) for a in arrivals]
        desk.pages |= await desk.entry.talks([talk for talk in talks if talk not in desk.pages])
        if not all(talk in desk.pages for talk in talks):
            raise Refusal("unknown")
        if len({page.person for page in desk.pages.values()}) < len(desk.pages):
            raise Crowded("two doors of one person")
        return [desk.pages[talk] for talk in talks]

    async def _one(self, desk: Desk, arrival: Arrival, page: Page, fresh: set[str]) -> Outcome:
        event = arrival.event
        if event.id not in fresh:
            return Repeated()
        fresh.discard(event.id)
        if isinstance(event, TimerFired) and not await _finished(desk.entry, event):
            return Repeated()
        desk.origin = event.letter if isinstance(event, LetterReturned) else None
        said = said_by_citizen(self.book, page.conversation, event)
        if said:
            self._line(desk, page, event, said)
        if hears(self.book, page, event):
            page.heard = event.at
        if arrival.promised is not None:
            await desk.entry.promise(page.conversation.id, arrival.promised, event.at)
        await self._play(desk, page, event)
        for record in owed(page, event):
            await keep(self.book, desk.entry, page, event, record)
        return Done(page.conversation.id, page.conversation.last)

    async def _play(self, desk: Desk, page: Page, event: Event) -> None:
        prepared = await self._prepared(desk.entry, page, event)
        waiting = [await addressed(desk.entry, page, prepared)]
        for _ in range(MAX_ROUNDS):
            if not waiting:
                return
            happened = waiting.pop(0)
            if happened is None:
                continue
            page.conversation, effects = step(self.book, page.conversation, happened)
            for effect in effects:
                if answer := await self._carry_out(desk, page, happened, effect):
                    waiting.append(answer)
        raise RuntimeError(f"an event asked the shell more than {MAX_ROUNDS} times")

    async def _prepared(self, entry: Entry, page: Page, event: Event) -> Event | None:
        """The event as the core takes it: an act on a case is carried out on the case first."""
        if isinstance(event, TimerFired) and (act := ACT_OF_TIMER.get(event.kind)):
            acted = CaseActed(id=event.id, at=event.at, number=event.subject, act=act, by="esik")
            return await moved_case(self.book, entry, page, acted, lenient=True)
        if isinstance(event, CaseActed | SpokenActed) and (
            code := await closed(entry, page, event)
        ):
            raise Refusal(code)
        if isinstance(event, SpokenActed):
            return await of_reception(entry, event)
        if isinstance(event, TimesOffered):
            return await offered_times(entry, event)
        if isinstance(event, CaseActed):
            return await moved_case(self.book, entry, page, event)
        if isinstance(event, Corrected):
            return await with_last_case(entry, page, event)
        return event

    async def _carry_out(
        self, desk: Desk, page: Page, event: Event, effect: Effect
    ) -> Event | None:
        if isinstance(effect, Say):
            language = page.conversation.language
            self._line(desk, page, event, render(self.book, effect, language))
        elif isinstance(effect, Refuse):
            raise Refusal(effect.code)
        elif isinstance(effect, Query):
            return await self._ask(desk, page, event, effect)
        else:
            await keep(self.book, desk.entry, page, event, effect)
        return None

    async def _ask(self, desk: Desk, page: Page, event: Event, query: Query) -> Event:
        """The shell's answer; whoever becomes another person does so with nobody else beside."""
        if isinstance(query, PersonQuery) and len(desk.pages) > 1:
            raise Crowded(type(query).__name__)
        asking = Asking(self.book, self.mint, self.seal, desk.entry, page, event, self._links)
        happened = await answered(asking, query)
        if isinstance(query, EraseTalk):
            desk.lines.clear()
        return happened

    def _line(self, desk: Desk, page: Page, event: Event, letter: Letter) -> None:
        page.line += 1
        front = page.address.front
        send = letter.speaker != "citizen" and (front not in PULLED or letter.kind != "talk")
        desk.lines.append(Line(page, page.line, letter, event.at, send, front, desk.origin))


async def _finished(entry: Entry, event: TimerFired) -> bool:
    return await entry.finish_timer(event.id.removeprefix(TIMER))


async def _talk(entry: Entry, met: Mapping[Address, Page], arrival: Arrival) -> str:
    """The id of the conversation that an arrival is for; empty when there is none."""
    match arrival.to:
        case Address():
            return met[arrival.to].conversation.id
        case OfCase(number):
            return await entry.talk_of_case(number) or ""
        case OfRequest(id):
            return await entry.talk_of_request(id) or ""
        case OfReception(id):
            return await entry.talk_of_reception(id) or ""
        case _:
            return arrival.to.conversation


class Batch:
    """Gathers what arrives while a turn runs into the next turn: durable turns become cheap."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._waiting: list[tuple[Arrival, asyncio.Future[Outcome]]] = []
        self._running: asyncio.Task[None] | None = None

    async def put(self, arrival: Arrival) -> Outcome:
        """Take an arrival with whatever else waits; raises what the turn of this event raised."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())  # noqa: TID251 - kept until it ends
        outcome = await future
        if isinstance(outcome, Failed):
            raise outcome.error
        return outcome

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            outcomes = await self._turn.take([arrival for arrival, _ in batch])
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if not future.done():
                    future.set_result(outcome)
        self._running = None
