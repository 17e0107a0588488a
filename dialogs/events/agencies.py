"""What the clock, operators and agencies do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dialogs.cases import Act, Case
from dialogs.events.event import Event
from dialogs.receptions import Booking, Official, Request, Slot


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
class Corrected(Event):
    """An operator says what a matter really was; the turn adds the citizen's newest `case`."""

    by: str
    topic: str
    agency: str | None = None
    case: Case | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActed(Event):
    """An agency acts on a case, or the citizen on theirs; fields by act.

    They are text, until, reason, to, result; files are ids of what was sent with the text.
    """

    number: str
    act: Act
    by: str
    text: str = ""
    reason: str = ""
    until: date | None = None
    to: str | None = None
    result: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenActed(Event):
    """An operator wrote down what was spoken of a reception, or could not understand it (unclear).

    subject: a booking or a request; the turn adds it as it stands.
    """

    by: str
    subject: str
    act: Literal["write", "unclear"]
    text: str = ""
    booking: Booking | None = None
    request: Request | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesOffered(Event):
    """An operator answers a reception request with free times.

    The turn adds the `matter` of the request, when it was asked, and whose it is, where somebody
    else holds the talk now (`absent`).
    """

    by: str
    request: str
    official: Official
    slots: tuple[Slot, ...]
    matter: str = ""
    asked_at: datetime | None = None
    absent: str | None = None
