"""What the ledger writes down as it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


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
    """Keep a rating of a case, a booking or an agency's site; a second one replaces it."""

    what: Literal["case", "booking", "site"]
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
    """The citizen adds to their case: an answer, confirmed words, an IIN, more of their voice."""

    number: str
    text: str
    files: tuple[str, ...] = ()
    act: Literal["reply", "confirm", "identify", "speak"] = "reply"


@dataclass(frozen=True, slots=True)
class AskWriter:
    """An operator is to write down what was spoken, in these files, of a case or a reception."""

    what: Literal["case", "booking", "request"]
    subject: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkSpoken:
    """What became of it: written (the citizen is asked about it), unclear, or confirmed."""

    subject: str
    state: Literal["written", "unclear", "confirmed"]
    by: str


@dataclass(frozen=True, slots=True)
class PassSpoken:
    """What was spoken of a booking or a request belongs to the booking that came of it."""

    before: str
    booking: str


@dataclass(frozen=True, slots=True)
class SetMatter:
    """A booking or a request is about these words of the citizen."""

    what: Literal["booking", "request"]
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """The event cannot be: nothing of it is written, the caller is told the code."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Keep a correction; a record of the step that led to it.

    topic, agency, decided: what the rules had found, and «table:row» that chose the agency;
    named: whether it may be known whose matter it was; number: of the case, if there is one.
    """

    text: str
    language: str | None
    place: str | None
    topic: str | None
    agency: str | None
    decided: str | None
    right_topic: str | None
    right_agency: str | None
    by: str
    named: bool
    number: str | None = None


@dataclass(frozen=True, slots=True)
class SetNotices:
    """The person wants letters that come by themselves no more (stopped), or again (started)."""

    state: Literal["stopped", "started"]


@dataclass(frozen=True, slots=True)
class AskCall:
    """A person of the house will call this citizen: a task with a reason, once while it is open.

    reason: a word such as asked; phone: the number they gave for it; without one the shell takes
    what they gave before.
    """

    reason: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class TakeLetterOver:
    """A letter that another door could not show is told here: there it goes out no more."""

    letter: int
    why: str


@dataclass(frozen=True, slots=True)
class KeepQuestion:
    """A question to which no approved answer was found, for the editors of the words."""

    text: str
    topic: str | None


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """What came of a short answer that was told; nothing says whose it was."""

    answer: str
    outcome: Literal["told", "helped", "file", "book"]


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
    | AskWriter
    | MarkSpoken
    | PassSpoken
    | SetMatter
    | Correct
    | SetNotices
    | AskCall
    | TakeLetterOver
    | KeepQuestion
    | CountAnswer
)
