"""What the post tells of a letter that it could not deliver."""

from dataclasses import dataclass

from dialogs.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturned(Event):
    """A letter could not be shown at another door of this person: it is to be told here.

    letter: its row of the outbox; why: what stood in the way; the rest is the letter's own.
    """

    letter: int
    why: str
    kind: str
    text: str
    case: str | None = None
    booking: str | None = None
