"""What the shell answers to a request of the core."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.cases import Case
from dialogs.events.agencies import CaseActed
from dialogs.events.event import Event
from dialogs.receptions import Booking, Official, Request, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFound(Event):
    """The citizen's cases, bookings and open requests for a reception, newest first."""

    cases: tuple[Case, ...]
    bookings: tuple[Booking, ...]
    requests: tuple[Request, ...] = ()


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
class Clarified(Event):
    """Whether the case took what the citizen wrote to it; the case as it stands now."""

    case: Case
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoved(Event):
    """A case of the citizen moved: the case after the act, and the act with its words.

    absent: the person whose it is, where somebody else holds the talk now.
    """

    case: Case
    acted: CaseActed
    absent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectFound(Event):
    """What a fired timer is about, as it stands now; None when it no longer is.

    kept: what waited for who is back, as the request had it; absent: the person whose it is, where
    somebody else holds the talk now.
    """

    kind: str
    case: Case | None = None
    booking: Booking | None = None
    request: Request | None = None
    kept: Mapping[str, Any] | None = None
    absent: str | None = None
