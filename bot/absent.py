"""What comes for somebody who does not hold the talk now, within the turn's transaction.

One look at whose it is, for these events only: a case moved, times offered, a moment due, a file
lost, a letter of another door.
"""

from dataclasses import replace

from bot.records import Refusal
from dialogs.events import CaseMoved, Event, FileLost, LetterReturned, TimesOffered
from storage.ledger import Entry
from storage.pages import Page


async def absent(entry: Entry, page: Page, subject: str) -> str | None:
    """Whose a case, a booking or a request is, if not of who holds the talk now."""
    return _other(page, await entry.owner_of(subject))


async def addressed(entry: Entry, page: Page, event: Event | None) -> Event | None:
    """The event with the person whose it is, where somebody else holds the talk now.

    A letter of another door is refused then: it is not told here.
    """
    match event:
        case CaseMoved(case=case):
            return replace(event, absent=await absent(entry, page, case.number))
        case TimesOffered(request=request):
            return replace(event, absent=await absent(entry, page, request))
        case FileLost(file=file):
            return replace(event, absent=_other(page, await entry.sender(file)))
        case LetterReturned():
            subject = event.case or event.booking
            if subject and await absent(entry, page, subject):
                raise Refusal("another_person")
    return event


def _other(page: Page, person: str | None) -> str | None:
    return person if person != page.person else None
