"""Writing down what a step recorded, within the turn's transaction."""

from dataclasses import replace
from datetime import datetime

from bot.reach import keep_reaching
from bot.spoken import keep_spoken
from dialogs.book import Book
from dialogs.effects import (
    AskCall,
    AskWriter,
    CloseRequest,
    ConfirmBooking,
    Correct,
    CountAnswer,
    DropTimer,
    EndHandOff,
    HandOff,
    KeepQuestion,
    MarkSpoken,
    PassSpoken,
    Rate,
    Record,
    ReplyToCase,
    SetMatter,
    SetNotices,
    SetTimer,
    TakeHandOff,
    TakeLetterOver,
)
from dialogs.events import CaseActed, CaseMoved, Corrected, Event, TimesOffered
from dialogs.lifecycle import Illegal, moved
from dialogs.receptions import OFFER
from storage.ledger import Entry
from storage.pages import Page


class Refusal(Exception):
    """An event that cannot be; the transaction is taken back."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def keep(  # noqa: C901 - one case for each record
    book: Book, entry: Entry, page: Page, event: Event, record: Record
) -> None:
    """Write one record."""
    talk = page.conversation.id
    match record:
        case SetTimer(key, kind, subject, due):
            await entry.set_timers([(key, kind, subject, talk, due)])
        case DropTimer(key):
            await entry.drop_timers([key])
        case ConfirmBooking(booking):
            await entry.confirm_booking(booking)
        case CloseRequest(request, state):
            await entry.put_request(request, state)
        case Rate(what, subject, score, text):
            await entry.rate(what, subject, score, text, event.at, talk)
        case HandOff() | TakeHandOff() | EndHandOff():
            await _handed(entry, talk, record, event.at)
        case SetNotices() | AskCall() | TakeLetterOver():
            await keep_reaching(book, entry, page, record, event.at)
        case KeepQuestion() | CountAnswer():
            await _wondered(entry, page, record, event.at)
        case Correct():
            await entry.correct(record, talk, event.id, event.at)
        case AskWriter() | MarkSpoken() | PassSpoken() | SetMatter():
            await keep_spoken(entry, page, event, record)
        case ReplyToCase():
            await _added(book, entry, page, event, record)


async def _added(book: Book, entry: Entry, page: Page, event: Event, reply: ReplyToCase) -> None:
    added = CaseActed(
        id=event.id,
        at=event.at,
        number=reply.number,
        act=reply.act,
        by="citizen",
        text=reply.text,
        files=reply.files,
    )
    await moved_case(book, entry, page, added, lenient=True)


async def _handed(
    entry: Entry, talk: str, record: HandOff | TakeHandOff | EndHandOff, at: datetime
) -> None:
    match record:
        case HandOff(reason):
            await entry.hand_off(talk, reason, at)
        case TakeHandOff(by):
            await entry.take_hand_off(talk, by, at)
        case EndHandOff(by):
            await entry.end_hand_off(talk, by, at)


async def _wondered(
    entry: Entry, page: Page, record: KeepQuestion | CountAnswer, at: datetime
) -> None:
    match record:
        case KeepQuestion(text, topic):
            await entry.keep_question(page.conversation, text, topic, at)
        case CountAnswer(answer, outcome):
            await entry.count_answer(answer, outcome, page.conversation.language, at)


async def moved_case(
    book: Book, entry: Entry, page: Page, acted: CaseActed, lenient: bool = False
) -> CaseMoved | None:
    """Carry an act out on its case; one that cannot be is a Refusal, or nothing when lenient."""
    case = await entry.case(acted.number)
    if case is None:
        raise Refusal("unknown")
    result = moved(book, case, acted)
    if isinstance(result, Illegal):
        if lenient:
            return None
        raise Refusal(result.code)
    await entry.put_case(result.case)
    if result.case.draft is not case.draft:
        await entry.put_draft(result.case)
    await entry.case_line(case.number, acted.act, acted.by, acted.at, _detail(acted))
    erased = page.conversation.erased_since(case.received_at)
    for record in result.records:
        if not (erased and isinstance(record, Correct)):  # of what was erased nothing is learnt
            await keep(book, entry, page, acted, record)
    return CaseMoved(id=acted.id, at=acted.at, case=result.case, acted=acted)


async def with_last_case(entry: Entry, page: Page, corrected: Corrected) -> Corrected:
    """A correction with the newest case of the citizen, which it is about if nothing else is."""
    cases = await entry.cases_of(page.person, 1)
    return replace(corrected, case=cases[0] if cases else None)


async def offered_times(entry: Entry, offered: TimesOffered) -> TimesOffered:
    """Open the slots that an operator offers, and look up what the request was about."""
    request = await entry.request(offered.request)
    if request is None:
        raise Refusal("unknown")
    official = replace(offered.official, id=OFFER + request.id)
    slots = tuple(replace(slot, official=official.id) for slot in offered.slots)
    await entry.add_slots(official, slots, 1)
    known = replace(offered, matter=request.matter, asked_at=request.asked_at)
    return replace(known, official=official, slots=slots)


def _detail(acted: CaseActed) -> dict[str, str | list[str]]:
    told: dict[str, str | list[str]] = {
        "text": acted.text if acted.act != "identify" else "",  # an IIN is no word of a history
        "reason": acted.reason,
        "until": acted.until.isoformat() if acted.until else "",
        "to": acted.to or "",
        "result": acted.result or "",
        "files": list(acted.files),
    }
    return {name: value for name, value in told.items() if value}
