"""Personal reception: officials, slots, bookings, requests, as values."""

from dataclasses import dataclass
from datetime import datetime

OFFER = "offer-"  # ids of officials whose times were offered to one citizen only


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Somebody who receives citizens: id, agency id, name or post in three languages, formats."""

    id: str
    agency: str
    name: dict[str, str]
    formats: tuple[str, ...] = ("offline",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time of an official with at least one seat; `starts` is UTC, `minutes` its length."""

    id: str
    official: str
    agency: str
    starts: datetime
    minutes: int
    free: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A seat in a slot, held or booked by a citizen.

    state: held, booked, cancelled, expired, came, missed. `confirmed` is the «I will come».
    """

    id: str
    official: Official
    slot: str
    seat: int
    starts: datetime
    state: str
    format: str
    matter: str
    booked_at: datetime
    confirmed: bool = False
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish for a reception where no schedule is known; an operator answers with times.

    state: open, offered, booked, late, dropped. `post`: head, deputy or an official; `days`: the
    citizen's words.
    """

    id: str
    agency: str
    post: str
    days: str
    matter: str
    state: str
    asked_at: datetime
