"""The window: for how long a messenger lets us write freely after a citizen wrote. One gate.

1. Inside the window every letter may go. Outside it only what the messenger approved: a template.
   What no template can say waits until the citizen writes.
2. A template either takes the letter's place (a reminder), or only tells that there is something
   to read: then the letter itself waits, and one silence gets one such telling.
3. Whoever is owed an answer by a human hears something before the window closes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.doors import Closed, WindowDoor
from dialogs.book import Book
from dialogs.conversation import OWNER_BOT
from dialogs.effects import DropTimer, Record, SetTimer
from dialogs.events import (
    Chose,
    Event,
    OperatorReturned,
    OperatorSaid,
    Pinned,
    Puzzled,
    Said,
    Sent,
    Started,
)
from dialogs.letters import Letter
from storage.pages import Page
from storage.posting import PULLED, WINDOWED

if TYPE_CHECKING:
    from storage.rows import OutRow

# https://developers.facebook.com/docs/whatsapp/conversation-types: the customer service window
WINDOW = timedelta(hours=24)
BEFORE_IT_CLOSES = timedelta(hours=2)
FIRST_LANGUAGE = "kk"  # before a language is chosen
CITIZEN = (Started, Said, Chose, Pinned, Sent, Puzzled)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be sent: the letter as it is (allowed), or a template, or nothing for now.

    stays: the letter waits until its citizen writes, whether a template went out or not;
    reason: the key of the words that say why.
    """

    allowed: bool
    template: str | None
    reason: str
    stays: bool = False


OPEN = Verdict(True, None, "window.open")
SHUT = Verdict(False, None, "window.closed", stays=True)
# By kind of letter, as `kind_of` tells them apart; other kinds have no template.
TEMPLATES = {
    "reminder": Verdict(False, "reminder", "window.template"),
    "rating": Verdict(False, "rating", "window.template"),
    "status": Verdict(False, "status", "window.told", stays=True),
    "answer": Verdict(False, "answer_waiting", "window.told", stays=True),
}


def can_send(letter_kind: str, heard_at: datetime | None, now: datetime) -> Verdict:
    """Whether a letter of a kind may go to a citizen who was last heard at a moment, or never."""
    if heard_at is not None and now - heard_at < WINDOW:
        return OPEN
    return TEMPLATES.get(letter_kind, SHUT)


def kind_of(letter: Letter) -> str:
    """The kind of a letter for the gate: news that name no appeal are told without details.

    Such are the neutral notices, of which nobody else may read what they are about.
    """
    return "answer" if letter.kind == "status" and not letter.case else letter.kind


def names_nothing(letter: Letter) -> bool:
    """Whether a letter tells news of which it may not say what they are about."""
    return letter.kind == "status" and not letter.case and not letter.booking


def verdict_on(row: "OutRow", now: datetime) -> Verdict:
    """The gate's verdict on a row of the outbox; doors without a window are always open."""
    if row.address.front not in WINDOWED:
        return OPEN
    verdict = can_send(kind_of(row.letter), row.heard_at, now)
    return replace(verdict, template=None) if verdict.stays and row.announced else verdict


async def pass_window(
    door: WindowDoor, row: "OutRow", verdict: Verdict, skip: int = 0
) -> list[str]:
    """Send what the verdict allows; raises Closed when the letter itself has to wait."""
    to, language = row.address.id, row.language or FIRST_LANGUAGE
    if verdict.allowed:
        return await door.send(to, row.letter, skip=skip, language=language)
    refs: list[str] = []
    if verdict.template is not None:
        refs = await door.send_template(to, row.letter, verdict.template, language)
    if verdict.stays:
        raise Closed(verdict.reason, refs=refs)
    return refs


def opens(page: Page, event: Event) -> bool:
    """Whether an event opens its citizen's window: they did something at a door that has one."""
    return page.address.front in WINDOWED and isinstance(event, CITIZEN)


def hears(book: Book, page: Page, event: Event) -> bool:
    """Whether it is to be kept that a citizen did something: what waits for that goes out.

    At doors without a window only where something may be waiting: at a door that they had closed,
    and in the quiet hours.
    """
    if not isinstance(event, CITIZEN) or page.address.front in PULLED:
        return False
    asleep = book.notices.quiet_until(event.at) is not None
    return page.address.front in WINDOWED or page.blocked or asleep


def owed(page: Page, event: Event) -> Iterator[Record]:
    """What is to be kept in mind after an event: until when an answer of a human is owed."""
    talk = page.conversation
    key = f"window:{talk.id}"
    if opens(page, event) and talk.owner != OWNER_BOT:
        yield SetTimer(key, "window", talk.id, event.at + WINDOW - BEFORE_IT_CLOSES)
    elif page.address.front in WINDOWED and isinstance(event, OperatorSaid | OperatorReturned):
        yield DropTimer(key)
