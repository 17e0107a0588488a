"""What a turn holds in its hands: citizens' pages of the ledger, and lines to write on them."""

from dataclasses import dataclass
from datetime import datetime

from dialogs.conversation import Conversation
from dialogs.letters import Letter


@dataclass(frozen=True, slots=True)
class Address:
    """Where a citizen is met: the front (telegram, web, whatsapp, terminal) and its id there."""

    front: str
    id: str


@dataclass(slots=True)
class Page:
    """A conversation with its person, where it is met, and the number of its last journal line.

    heard: when the citizen acted in this turn, if that is to be kept; blocked: they had closed
    this door.
    """

    person: str
    address: Address
    conversation: Conversation
    line: int
    created: bool = False
    heard: datetime | None = None
    blocked: bool = False


@dataclass(slots=True)
class Line:
    """A letter that becomes journal line `seq` of its page; with `send` it also goes out.

    origin: the letter of another door that it stands in for.
    """

    page: Page
    seq: int
    letter: Letter
    at: datetime
    send: bool
    front: str
    origin: int | None = None
