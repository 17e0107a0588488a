"""What the core asks of the shell; each says which event answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogs.cases import Draft
from dialogs.effects.persons import PersonQuery
from dialogs.effects.words import Value


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
    """Answered by SubjectFound: what a fired timer is about, or what waited for who is back."""

    kind: str
    subject: str
    kept: Mapping[str, Any] | None = None


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
    """Answered by Booked or SlotTaken: makes the held seat the citizen's.

    `matter` is written in the language of the talk.
    """

    booking: str
    format: str
    matter: Value
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
    """Answered by ReceptionRequested; `days` and `matter` in the language of the talk."""

    agency: str
    post: str
    days: Value
    matter: Value


@dataclass(frozen=True, slots=True)
class Clarify:
    """Answered by Clarified: what the citizen writes to a question of the agency, and files."""

    number: str
    text: str
    files: tuple[str, ...] = ()


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
    | Clarify
    | PersonQuery
)
