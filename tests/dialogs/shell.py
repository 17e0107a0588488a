"""A shell in memory for the pure core: it answers requests, keeps records, saves and loads.

It does what `bot.turn` does, without a database: every event is stepped until nothing is asked,
every letter is rendered in all three languages, and the talk goes through JSON between two steps.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

import orjson

from bot.answers import OF_BOOKING, OF_CASE, OF_REQUEST
from bot.book import Book, read_book
from bot.letters import render, written
from dialogs import effects as e
from dialogs import events as v
from dialogs.conversation import Conversation
from dialogs.engine import step
from dialogs.letters import Letter
from dialogs.lifecycle import Illegal, moved, opened
from dialogs.receptions import Booking, Official, Request, Slot
from tests.dialogs.people import People
from tests.dialogs.slots import slots_of

AT = datetime(2026, 11, 23, 5, 15, tzinfo=UTC)  # a Monday, 10:15 in Almaty
LANGUAGES = ("kk", "ru", "en")
AKIM = Official(id="akim", agency="petropavlovsk", name={"kk": "Әкім", "ru": "Аким", "en": "Akim"})
DEPUTY = replace(
    AKIM,
    id="deputy",
    name={"kk": "Орынбасар", "ru": "Зам", "en": "Deputy"},
    formats=("offline", "online"),
)
MOST_ROUNDS = 20
CODE = "AB3DEFGHJK"


@cache
def book() -> Book:
    """The real book, read once."""
    return read_book()


class Shell:
    """One citizen's talk with everything around it in memory.

    officials: who receives; cases, bookings, requests, timers: what was recorded; said: every
    `Say` so far; letters: the same in the language of the talk; records: the other effects.
    """

    def __init__(self, language: str | None = "ru", agency: str | None = None) -> None:
        self.book = book()
        self.talk = Conversation(id="t", language=language)
        self.now = AT
        self.officials: tuple[Official, ...] = (AKIM, DEPUTY)
        self.slots = {slot.id: slot for slot in slots_of(self.officials, AT)}
        self.cases: dict[str, Any] = {}
        self.bookings: dict[str, Booking] = {}
        self.requests: dict[str, Request] = {}
        self.timers: dict[str, e.SetTimer] = {}
        self.stolen: set[str] = set()
        self.people = People()
        self.said: list[e.Say] = []
        self.letters: list[Letter] = []
        self.records: list[Any] = []
        self.refused: list[str] = []
        self.replies: list[tuple[str, str, tuple[str, ...]]] = []
        self._ids = count(1)
        if agency or language:
            self.take(v.Started, language=language, agency=agency)

    # -- what happens -------------------------------------------------------------------

    def take(self, kind: type[v.Event], /, **fields: Any) -> list[e.Say]:
        """Make an event happen; what was said because of it."""
        self.now += timedelta(seconds=10)
        return self.play(kind(id=f"e{next(self._ids)}", at=self.now, **fields))

    def say(self, *texts: str) -> list[e.Say]:
        """The citizen writes, one message after another; what the last one led to."""
        return [self.take(v.Said, text=text) for text in texts][-1]

    def press(self, *options: str) -> list[e.Say]:
        """The citizen presses buttons of the question that waits at each moment."""
        return [self.take(v.Chose, option=o, asked=self.talk.asked) for o in options][-1]

    def act(self, number: str, act: str, **fields: Any) -> str | None:
        """The agency acts on a case; the code of a refusal."""
        acted = v.CaseActed(
            id=f"e{next(self._ids)}", at=self.now, number=number, act=act, by="demo", **fields
        )
        return self._act(acted)

    def fire(self, key: str) -> list[e.Say]:
        """A timer comes due."""
        timer = self.timers.pop(key)
        self.now = max(self.now, timer.due.astimezone(UTC))
        if timer.kind in {"hand", "register"}:
            before = len(self.said)
            self.act(timer.subject, timer.kind)
            return self.said[before:]
        return self.take(v.TimerFired, kind=timer.kind, subject=timer.subject)

    def offer(self, request: str, *slots: Slot) -> list[e.Say]:
        """An operator offers times to a reception request."""
        self.slots |= {slot.id: slot for slot in slots}
        about = {"request": request, "absent": self.people.absent(request)}
        return self.take(v.TimesOffered, by="demo", official=DEPUTY, slots=slots, **about)

    def spoke(self, subject: str, act: Any, text: str = "") -> list[e.Say]:
        """An operator acts on what was spoken of a reception."""
        there = {"booking": self.bookings.get(subject), "request": self.requests.get(subject)}
        return self.take(v.SpokenActed, by="demo", subject=subject, act=act, text=text, **there)

    # -- the road -----------------------------------------------------------------------

    def play(self, event: v.Event) -> list[e.Say]:
        """Step an event until nothing is asked of the shell; a refused one changes nothing."""
        before, kept, records = len(self.said), self.talk, len(self.records)
        waiting = [event]
        for _ in range(MOST_ROUNDS):
            if not waiting:
                return self.said[before:]
            self.talk, wanted = step(self.book, self.loaded(), waiting.pop(0))
            for effect in wanted:
                if isinstance(effect, e.Refuse):
                    self.refused.append(effect.code)
                    self.talk, self.said[before:], self.records[records:] = kept, [], []
                    return []
                waiting += self._carry_out(effect)
        raise AssertionError("the shell was asked too often")

    def loaded(self) -> Conversation:
        """The talk as it comes back from where it was saved."""
        talk = self.talk
        stored = orjson.loads(orjson.dumps({"talk": talk.to_json(), "person": talk.profile}))
        again = Conversation.from_json(talk.id, stored["talk"], stored["person"])
        assert again == talk, "a talk that was saved and loaded is another one"
        return again

    def _carry_out(self, effect: e.Effect) -> list[v.Event]:  # noqa: C901 - one of each kind
        if isinstance(effect, e.Say):
            self._tell(effect)
            return []
        if isinstance(effect, e.Query):
            return [self._answer(effect)]
        self.records.append(effect)
        match effect:
            case e.SetTimer():
                self.timers[effect.key] = effect
            case e.DropTimer(key):
                self.timers.pop(key, None)
            case e.CloseRequest(request, state) if request in self.requests:
                self.requests[request] = replace(self.requests[request], state=state)
            case e.ConfirmBooking(id) if id in self.bookings:
                self.bookings[id] = replace(self.bookings[id], confirmed=True)
            case e.ReplyToCase(number, text, files, act=act) if act != "reply":
                self._reply(number, text, act, files)
            case e.SetMatter("booking", subject, text):
                self.bookings[subject] = replace(self.bookings[subject], matter=text)
            case e.SetMatter(_, subject, text):
                self.requests[subject] = replace(self.requests[subject], matter=text)
        return []

    def _tell(self, say: e.Say) -> None:
        for language in LANGUAGES:
            letter = render(self.book, say, language)
            assert letter.text.strip() or letter.choices, "an empty letter"
            assert all(label.strip() for _, label in letter.choices), "an empty button"
        ids = [choice.id for choice in say.choices]
        assert len(ids) == len(set(ids)), f"two buttons with one id: {ids}"
        self.said.append(say)
        self.letters.append(render(self.book, say, self.talk.language))

    def _reply(self, number: str, text: str, act: Any, files: tuple[str, ...] = ()) -> bool:
        """Whether the case takes the citizen's words; nothing is told of it."""
        acted = v.CaseActed(
            id="reply", at=self.now, number=number, act=act, by="citizen", text=text, files=files
        )
        result = moved(self.book, self.cases[number], acted)
        if isinstance(result, Illegal):
            return False
        self.cases[number] = result.case
        self.replies.append((number, text, files))
        return True

    def _act(self, acted: v.CaseActed) -> str | None:
        result = moved(self.book, self.cases[acted.number], acted)
        if isinstance(result, Illegal):
            return result.code
        self.cases[acted.number] = result.case
        for record in result.records:
            self._carry_out(record)
        whose = self.people.absent(acted.number)
        self.play(
            v.CaseMoved(id=acted.id, at=acted.at, case=result.case, acted=acted, absent=whose)
        )
        return None

    # -- answers to requests ------------------------------------------------------------

    def _answer(self, query: e.Query) -> v.Event:  # noqa: C901, PLR0911 - one of each kind
        moment: dict[str, Any] = {"id": f"e{next(self._ids)}", "at": self.now}
        match query:
            case e.FindCases():
                cases, seats = self.people.own(self.cases)[::-1], self.people.own(self.bookings)
                wished = tuple(r for r in self.people.own(self.requests) if r.state == "open")
                return v.CasesFound(cases=cases, bookings=seats, requests=wished, **moment)
            case e.FindByCode(code):
                last = tuple(self.cases.values())[-1:] if code == CODE else ()
                return v.CasesFound(cases=last, bookings=(), **moment)
            case e.FindOfficials(agency):
                there = tuple(o for o in self.officials if o.agency == agency)
                return v.OfficialsFound(agency=agency, officials=there, **moment)
            case e.FindSlots(official):
                free = tuple(s for s in self.slots.values() if self._free(s, official))
                return v.SlotsFound(official=official, slots=free, **moment)
            case e.FindBooking(id):
                return v.BookingFound(booking=self.bookings.get(id), **moment)
            case e.FindSubject():
                return self._subject(query, moment)
            case e.Clarify(number, text, files):
                taken = self._reply(number, text, "reply", files)
                return v.Clarified(case=self.cases[number], taken=taken, **moment)
            case e.FileCase(draft):
                return v.Filed(case=self._file(draft), code=CODE, **moment)
            case e.RequestReception(agency, post, days, matter):
                said = written(self.book, days, self.talk.language or "kk")
                request = Request(
                    id=f"r{len(self.requests)}", agency=agency, post=post, days=said,
                    matter=written(self.book, matter, self.talk.language or "kk"),
                    state="open", asked_at=self.now,
                )  # fmt: skip
                self.requests[request.id] = request
                return v.ReceptionRequested(request=request, **moment)
            case e.HoldSeat() | e.BookSeat() | e.DropBooking():
                return self._seat(query, moment)
            case _:
                return self.people.answer(self, query, moment)

    def _file(self, draft: Any) -> Any:
        result = opened(self.book, draft, f"2026-{len(self.cases):08}", self.now)
        self.cases[result.case.number] = result.case
        for record in result.records:
            self._carry_out(record)
        return result.case

    def _subject(self, query: e.FindSubject, moment: dict[str, Any]) -> v.Event:
        booking = self.bookings.get(query.subject) if query.kind in OF_BOOKING else None
        case = self.cases.get(query.subject) if query.kind in OF_CASE else None
        request = self.requests.get(query.subject) if query.kind in OF_REQUEST else None
        found = {"case": case, "booking": booking, "request": request, "kept": query.kept}
        return v.SubjectFound(
            kind=query.kind, **found, absent=self.people.absent(query.subject), **moment
        )

    def _seat(  # noqa: C901 - one of each kind
        self, query: Any, moment: dict[str, Any]
    ) -> v.Event:
        match query:
            case e.HoldSeat(slot, _, format, matter):
                found = self.slots.get(slot)
                if found is None or not self._free(found, found.official):
                    return v.SlotTaken(slot=slot, **moment)
                kept = self._held(found, format, matter)
                return v.SeatHeld(booking=kept, **moment)
            case e.BookSeat(id, format, matter, replaces):
                held = self.bookings[id]
                if held.slot in self.stolen:
                    return v.SlotTaken(slot=id, **moment)
                if replaces:
                    self.bookings[replaces] = replace(self.bookings[replaces], state="cancelled")
                    for key in (f"reminder:{replaces}", f"rating:{replaces}"):
                        self.timers.pop(key, None)
                about = written(self.book, matter, self.talk.language or "kk")
                booked = replace(held, state="booked", format=format, matter=about)
                self.bookings[id] = booked
                return v.Booked(booking=booked, **moment)
            case e.DropBooking(id):
                if id in self.bookings:
                    self.bookings[id] = replace(self.bookings[id], state="cancelled")
                return v.BookingDropped(booking=id, **moment)
        raise AssertionError(query)

    def _held(self, slot: Slot, format: str, matter: str) -> Booking:
        official = next((o for o in self.officials if o.id == slot.official), DEPUTY)
        booking = Booking(
            id=f"b{len(self.bookings)}", official=official, slot=slot.id, seat=1,
            starts=slot.starts, state="held", format=format, matter=matter, booked_at=self.now,
        )  # fmt: skip
        self.bookings[booking.id] = booking
        return booking

    def _free(self, slot: Slot, official: str) -> bool:
        taken = {b.slot for b in self.bookings.values() if b.state == "booked"} | self.stolen
        return slot.official == official and slot.id not in taken and slot.starts > self.now
