"""What a step wants: small frozen effects, in the imperative.

Rules of this file:
1. `Say` is the only effect a citizen sees; it names words, it never holds a sentence
   (but what a citizen or an operator wrote themselves).
2. A request (`Find...`, `Hold...`, `File...`) is answered by the turn in the same transaction
   with an event, and the conversation is stepped again.
3. The rest are records: the ledger writes them as they are.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Union

from dialogs.cases import Draft

Value = Union[str, int, date, "Moment", "Words", "Named", "Tongues", "Phrase", tuple["Value", ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """A message of the catalogs by key, with its values."""

    key: str
    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and a time, shown in Almaty time."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of the tables by kind (agency, topic, channel, place, hotline, kind...) and id."""

    what: str
    id: str


@dataclass(frozen=True, slots=True)
class Tongues:
    """A name that a person gave in several languages, such as an official's."""

    by_language: dict[str, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in one language whatever the talk's: «Қазақша» on the button of Kazakh."""

    key: str
    language: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: stable option id and its label."""

    id: str
    label: Value


@dataclass(frozen=True, slots=True)
class Link:
    """A link under a letter: label and address (tel: links too)."""

    label: Value
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question a letter asks: stable id, kind of keyboard, what may come, instance number."""

    id: str
    kind: str
    expects: Literal["choice", "text", "file", "none"]
    optional: bool
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Tell the citizen: paragraphs of words, buttons, links, and the question that now waits."""

    words: tuple[Value, ...]
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    question: Asked | None = None
    case: str | None = None
    code: str | None = None
    booking: str | None = None
    speaker: Literal["bot", "operator"] = "bot"
    kind: str = "talk"  # talk, or the kind of a notice: status, reminder, rating, answer...


# -- requests ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FindCases:
    """Answered by CasesFound."""


@dataclass(frozen=True, slots=True)
class FindByCode:
    """Answered by CasesFound: the one case of a secret code, whoever filed it."""

    code: str


@dataclass(frozen=True, slots=True)
class FindOfficials:
    """Answered by OfficialsFound."""

    agency: str


@dataclass(frozen=True, slots=True)
class FindSlots:
    """Answered by SlotsFound."""

    official: str


@dataclass(frozen=True, slots=True)
class FindBooking:
    """Answered by BookingFound; only a booking of this citizen is found."""

    booking: str


@dataclass(frozen=True, slots=True)
class FindSubject:
    """Answered by SubjectFound: what a fired timer is about."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class HoldSeat:
    """Answered by SeatHeld or SlotTaken; ends on `until` unless booked."""

    slot: str
    until: datetime
    format: str
    matter: str
    replaces: str | None = None  # a booking that is moved: given back when the new one is booked


@dataclass(frozen=True, slots=True)
class BookSeat:
    """Answered by Booked or SlotTaken: makes the held seat the citizen's."""

    booking: str
    format: str
    matter: str
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class DropBooking:
    """Answered by BookingDropped: gives a held or booked seat back."""

    booking: str


@dataclass(frozen=True, slots=True)
class FileCase:
    """Answered by Filed."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class RequestReception:
    """Answered by ReceptionRequested."""

    agency: str
    post: str
    days: str
    matter: str


# -- records ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Wake me at `due` (UTC); the key is unique, setting it again moves it."""

    key: str
    kind: str
    subject: str
    due: datetime


@dataclass(frozen=True, slots=True)
class DropTimer:
    """Forget a timer by key."""

    key: str


@dataclass(frozen=True, slots=True)
class ConfirmBooking:
    """The citizen said «I will come»."""

    booking: str


@dataclass(frozen=True, slots=True)
class CloseRequest:
    """A reception request moves on: booked, late or dropped."""

    request: str
    state: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Keep a satisfaction rating of a case or a booking; a second one replaces it."""

    what: Literal["case", "booking"]
    subject: str
    score: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class HandOff:
    """Put the conversation into the operators' queue."""

    reason: str


@dataclass(frozen=True, slots=True)
class EndHandOff:
    """The conversation left the operators' hands."""

    by: str


@dataclass(frozen=True, slots=True)
class TakeHandOff:
    """An operator has it."""

    by: str


@dataclass(frozen=True, slots=True)
class ReplyToCase:
    """The citizen answered a clarification: the case takes the words."""

    number: str
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refuse:
    """The event cannot be: nothing of it is written, the caller is told the code."""

    code: str


Query = (
    FindCases
    | FindByCode
    | FindOfficials
    | FindSlots
    | FindBooking
    | FindSubject
    | HoldSeat
    | BookSeat
    | DropBooking
    | FileCase
    | RequestReception
)
Record = (
    SetTimer
    | DropTimer
    | ConfirmBooking
    | CloseRequest
    | Rate
    | HandOff
    | EndHandOff
    | TakeHandOff
    | ReplyToCase
)
Effect = Say | Refuse | Query | Record
