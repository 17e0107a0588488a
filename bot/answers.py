"""Answers to the core's requests, from the same transaction as the turn that asks."""

from dataclasses import dataclass

from bot.absent import absent
from bot.book import Book
from bot.door_links import DoorLinks
from bot.letters import written
from bot.mint import Mint
from bot.persons import who
from bot.records import Refusal, keep, moved_case
from dialogs.effects import (
    BookSeat,
    Clarify,
    DropBooking,
    FileCase,
    FindBooking,
    FindByCode,
    FindCases,
    FindOfficials,
    FindSlots,
    FindSubject,
    HoldSeat,
    Query,
    RequestReception,
    Value,
)
from dialogs.events import (
    Booked,
    BookingDropped,
    BookingFound,
    CaseActed,
    CasesFound,
    Clarified,
    Event,
    Filed,
    OfficialsFound,
    ReceptionRequested,
    SeatHeld,
    SlotsFound,
    SlotTaken,
    SubjectFound,
)
from dialogs.lifecycle import opened
from dialogs.receptions import OFFER, Request
from storage.ledger import Entry
from storage.pages import Page
from storage.seal import Seal

OF_BOOKING = ("reminder", "rating_booking")
OF_CASE = ("rating", "overdue", "moved")
OF_REQUEST = ("request", "late", "offer")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the page in hand and the event that led to the request."""

    book: Book
    mint: Mint
    seal: Seal
    entry: Entry
    page: Page
    event: Event
    links: DoorLinks


async def answered(asking: Asking, query: Query) -> Event:
    """The event that answers a request."""
    match query:
        case FindCases() | FindByCode() | FindBooking() | FindSubject():
            return await _found(asking, query)
        case FindOfficials() | FindSlots():
            return await _schedule(asking, query)
        case FileCase() | RequestReception() | Clarify():
            return await _taken(asking, query)
        case HoldSeat() | BookSeat() | DropBooking():
            return await _seated(asking, query)
        case _:
            return await who(asking, query)


async def _taken(asking: Asking, query: FileCase | RequestReception | Clarify) -> Event:
    match query:
        case FileCase():
            return await _filed(asking, query)
        case RequestReception():
            return await _requested(asking, query)
        case Clarify():
            return await _clarified(asking, query)


async def _found(
    asking: Asking, query: FindCases | FindByCode | FindBooking | FindSubject
) -> Event:
    entry, person = asking.entry, asking.page.person
    id, at = asking.event.id, asking.event.at
    match query:
        case FindCases():
            cases, bookings = await entry.cases_of(person), await entry.bookings_of(person)
            wished = await entry.open_requests_of(person)
            return CasesFound(id=id, at=at, cases=cases, bookings=bookings, requests=wished)
        case FindByCode(code):
            case = await entry.case_of_code(asking.seal.blind("code", code))
            return CasesFound(id=id, at=at, cases=(case,) if case else (), bookings=())
        case FindBooking(booking):
            return BookingFound(id=id, at=at, booking=await entry.booking(booking, person))
        case FindSubject(kind, subject, kept):
            return SubjectFound(
                id=id,
                at=at,
                kind=kind,
                case=await entry.case(subject) if kind in OF_CASE else None,
                booking=await entry.booking(subject) if kind in OF_BOOKING else None,
                request=await entry.request(subject) if kind in OF_REQUEST else None,
                kept=kept,
                absent=await absent(entry, asking.page, subject),
            )


async def _schedule(asking: Asking, query: FindOfficials | FindSlots) -> Event:
    id, at = asking.event.id, asking.event.at
    if isinstance(query, FindOfficials):
        known = await asking.entry.officials(query.agency)
        officials = tuple(official for official in known if not official.id.startswith(OFFER))
        return OfficialsFound(id=id, at=at, agency=query.agency, officials=officials)
    slots = await asking.entry.slots(query.official, at)
    return SlotsFound(id=id, at=at, official=query.official, slots=slots)


async def _filed(asking: Asking, query: FileCase) -> Event:
    entry, page, event = asking.entry, asking.page, asking.event
    number = asking.mint.number(event.at)
    while await entry.case(number):
        number = asking.mint.number(event.at)
    code = asking.mint.code()
    result = opened(asking.book, query.draft, number, event.at)
    await entry.new_case(result.case, asking.seal.blind("code", code), page)
    await entry.case_line(number, "file", "citizen", event.at, {"state": result.case.state})
    for record in result.records:
        await keep(asking.book, entry, page, event, record)
    return Filed(id=event.id, at=event.at, case=result.case, code=code)


async def _clarified(asking: Asking, query: Clarify) -> Event:
    """The case takes the words, unless it has moved on; the citizen is told which."""
    id, at = asking.event.id, asking.event.at
    reply = CaseActed(
        id=id,
        at=at,
        number=query.number,
        act="reply",
        by="citizen",
        text=query.text,
        files=query.files,
    )
    moved = await moved_case(asking.book, asking.entry, asking.page, reply, lenient=True)
    case = moved.case if moved else await asking.entry.case(query.number)
    if case is None:
        raise Refusal("unknown")
    return Clarified(id=id, at=at, case=case, taken=moved is not None)


async def _requested(asking: Asking, query: RequestReception) -> Event:
    request = Request(
        id=asking.mint.new_id(),
        agency=query.agency,
        post=query.post,
        days=_said(asking, query.days),
        matter=_said(asking, query.matter),
        state="open",
        asked_at=asking.event.at,
    )
    await asking.entry.new_request(request, asking.page)
    return ReceptionRequested(id=asking.event.id, at=asking.event.at, request=request)


def _said(asking: Asking, words: Value) -> str:
    return written(asking.book, words, asking.page.conversation.language or "kk")


async def _seated(asking: Asking, query: HoldSeat | BookSeat | DropBooking) -> Event:
    entry, page = asking.entry, asking.page
    id, at = asking.event.id, asking.event.at
    match query:
        case HoldSeat(slot, until, format, matter):
            new_id = asking.mint.new_id()
            held = await entry.hold(new_id, page, slot, until, format, matter, at)
            return (
                SeatHeld(id=id, at=at, booking=held)
                if held
                else SlotTaken(id=id, at=at, slot=slot)
            )
        case BookSeat(booking, format, matter, replaces):
            booked = await entry.book(booking, page, format, _said(asking, matter), at)
            if booked and replaces:
                await entry.drop_booking(replaces, page.person)
                await entry.drop_timers([f"reminder:{replaces}", f"rating:{replaces}"])
            return (
                Booked(id=id, at=at, booking=booked)
                if booked
                else SlotTaken(id=id, at=at, slot=booking)
            )
        case DropBooking(booking):
            await entry.drop_booking(booking, page.person)
            return BookingDropped(id=id, at=at, booking=booking)
