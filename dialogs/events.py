"""What happens to a conversation: small frozen events, in the past tense.

Rules of this file:
1. An event says what happened, never what to do about it.
2. Its id is its key: the same id twice is the same happening. Ids and times come from the shell.
3. Three families: citizens act, people of an agency and the clock act, and the shell answers a
   request of the core (those have the id of the event they answer).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dialogs.cases import Act, Case
from dialogs.receptions import Booking, Official, Request, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened; `id` is unique for ever, `at` is aware and in UTC."""

    id: str
    at: datetime


# -- citizens --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """A door was opened, perhaps by a link that names a language, an agency, a topic or a wish.

    `guess` is the language of the citizen's telephone, taken where none was chosen.
    """

    language: str | None = None
    guess: str | None = None
    agency: str | None = None
    help: Literal["file", "book"] | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Event):
    """The citizen wrote words; commands such as /menu are words too."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chose(Event):
    """The citizen pressed a button: option id, and the question above it, if the door knows.

    `asked` is the instance number printed into the button; `question` the stable question id.
    """

    option: str
    question: str | None = None
    asked: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned(Event):
    """The citizen sent a place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A stored file: id, the name given to it, its type by content, its size in bytes."""

    id: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Event):
    """The citizen sent a file, perhaps with words."""

    file: File
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzled(Event):
    """Something came that no question takes; `kind`: sticker, voice, edited, empty, long..."""

    kind: str


# -- the clock, operators, agencies ----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired(Event):
    """A moment came due: kind reminder, rating, overdue, register, window...; subject by kind."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorTook(Event):
    """An operator took the conversation over."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSaid(Event):
    """An operator wrote to the citizen."""

    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorReturned(Event):
    """An operator gave the conversation back to the bot."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActed(Event):
    """An agency acts on a case; fields by act: text, until, reason, to, result."""

    number: str
    act: Act
    by: str
    text: str = ""
    reason: str = ""
    until: date | None = None
    to: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesOffered(Event):
    """An operator answers a reception request with free times; the turn adds its `matter`."""

    by: str
    request: str
    official: Official
    slots: tuple[Slot, ...]
    matter: str = ""


# -- the shell answers ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFound(Event):
    """The citizen's cases and bookings, newest first."""

    cases: tuple[Case, ...]
    bookings: tuple[Booking, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialsFound(Event):
    """Who receives at an agency; empty where no schedule is known."""

    agency: str
    officials: tuple[Official, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsFound(Event):
    """Slots of an official that have a free seat, by time."""

    official: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatHeld(Event):
    """A seat is kept for this citizen for a while."""

    booking: Booking


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotTaken(Event):
    """The seat was given to somebody else."""

    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked(Event):
    """The seat is the citizen's."""

    booking: Booking


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingDropped(Event):
    """A booking or a hold is given back."""

    booking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingFound(Event):
    """The booking that was asked for, or None when it is not the citizen's."""

    booking: Booking | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionRequested(Event):
    """A reception request is stored for an operator."""

    request: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Event):
    """The appeal is filed: the case as stored, and its secret follow-up code, shown once."""

    case: Case
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoved(Event):
    """A case of the citizen moved: the case after the act, and the act with its words."""

    case: Case
    acted: CaseActed


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectFound(Event):
    """What a fired timer is about, as it stands now; None when it no longer is."""

    kind: str
    case: Case | None = None
    booking: Booking | None = None
    request: Request | None = None
