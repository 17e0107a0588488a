"""Records about reaching a person: notices stopped, calls asked for, letters that change doors."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.phones import phone_in
from dialogs.book import Book
from dialogs.conversation import Conversation
from dialogs.effects import AskCall, SetNotices, TakeLetterOver
from storage.calls import Wanted
from storage.pages import Page

if TYPE_CHECKING:
    from storage.ledger import Entry

Reaching = SetNotices | AskCall | TakeLetterOver


async def keep_reaching(
    book: Book, entry: "Entry", page: Page, record: Reaching, at: datetime
) -> None:
    """Write one record."""
    match record:
        case SetNotices(state):
            await entry.set_notices(page, state, book.notices.stoppable(), at)
        case TakeLetterOver(letter, why):
            await entry.take_letter_over(letter, why, at)
        case AskCall(reason, phone):
            talk = page.conversation
            wanted = Wanted(
                person=page.person,
                conversation=talk.id,
                reason=reason,
                phone=phone_in(phone, *_given(talk)),
            )
            await entry.ask_call(wanted, at)


def _given(talk: Conversation) -> tuple[str, ...]:
    """What this citizen wrote, now or before, to be reached by."""
    kept = (talk.answers, talk.profile)
    return tuple(str(where.get(name) or "") for where in kept for name in ("phone", "contact"))
