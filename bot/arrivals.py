"""What comes to the turn, and what becomes of it."""

from dataclasses import dataclass

from dialogs.events import Event
from storage.fetches import Promised
from storage.pages import Address


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation by its id."""

    conversation: str


@dataclass(frozen=True, slots=True)
class OfCase:
    """The conversation of a case, by its number."""

    number: str


@dataclass(frozen=True, slots=True)
class OfRequest:
    """The conversation of a reception request, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class OfReception:
    """The conversation of a booking or of a reception request, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event and whose it is; `promised` is a file in it that a messenger still keeps."""

    event: Event
    to: Address | Talk | OfCase | OfRequest | OfReception
    promised: Promised | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The event was taken; `last` is the question's number and the option just chosen, if any."""

    conversation: str
    last: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """The event was taken before, or its timer moved: nothing changed."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The event cannot be: a code such as unknown, illegal_move, taken."""

    code: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The event was not taken because of this error; it may be sent again."""

    error: Exception


Outcome = Done | Repeated | Refused | Failed
