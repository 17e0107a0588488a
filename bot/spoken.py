"""What was spoken, within the turn's transaction: who may write it down, and what became of it."""

from dataclasses import replace

from dialogs.acts.writing import WRITERS
from dialogs.effects import AskWriter, MarkSpoken, PassSpoken, SetMatter
from dialogs.events import CaseActed, Event, SpokenActed
from storage.ledger import Entry
from storage.pages import Page

OVER = ("confirmed", "erased")  # states in which nobody waits for words: codes of refusals, too


async def closed(entry: Entry, page: Page, event: Event) -> str | None:
    """Why what was spoken cannot be written down, by a code; None where it can."""
    if isinstance(event, SpokenActed):
        return await _closed(entry, page, event.subject, "no_voice")
    if isinstance(event, CaseActed) and event.act in WRITERS:
        return await _closed(entry, page, event.number, None)
    return None


async def _closed(entry: Entry, page: Page, subject: str, unknown: str | None) -> str | None:
    """Nobody but who spoke may read the words and say whether they are right."""
    state = await entry.spoken(subject)
    if state is None or state in OVER:
        return unknown if state is None else state
    same = await entry.owner_of(subject) == page.person
    return None if same else "another_person"


async def of_reception(entry: Entry, acted: SpokenActed) -> SpokenActed:
    """An act on what was spoken, with the booking or the request as it stands."""
    booking = await entry.booking(acted.subject)
    request = None if booking else await entry.request(acted.subject)
    return replace(acted, booking=booking, request=request)


async def keep_spoken(
    entry: Entry,
    page: Page,
    event: Event,
    record: AskWriter | MarkSpoken | PassSpoken | SetMatter,
) -> None:
    """Write down what became of it."""
    match record:
        case AskWriter():
            await entry.ask_writer(record, page.conversation.id, event.at)
        case MarkSpoken(subject, state, by):
            await entry.mark_spoken(subject, state, by, event.at)
        case PassSpoken(before, booking):
            await entry.pass_spoken(before, booking)
        case SetMatter("booking", subject, text):
            await entry.set_matter(subject, text)
        case SetMatter(_, subject, text):
            await entry.set_wish(subject, text)
