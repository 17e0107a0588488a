"""What every kind of question shares: what it reads, and what reading gives."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from dialogs.conversation import Conversation
from dialogs.effects import Choice, Value
from dialogs.events import Chose, Pinned, Puzzled, Said, Sent

if TYPE_CHECKING:
    from dialogs.book import Book

Reply = Said | Chose | Pinned | Sent | Puzzled


@dataclass(frozen=True, slots=True)
class View:
    """What a question may look at: the book, the talk, and the moment."""

    book: "Book"
    talk: Conversation
    at: datetime

    @property
    def language(self) -> str:
        """The language of the talk; Kazakh until one is chosen."""
        return self.talk.language or "kk"


@dataclass(frozen=True, slots=True)
class Answer:
    """A good answer: its JSON value, other answers it holds, facts, and the option pressed."""

    value: Any
    also: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    option: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that cannot be taken: the hint to give, by key, with its values."""

    hint: str
    values: dict[str, Value] = field(default_factory=dict)


class Question(Protocol):
    """One kind of question; ids are stable, they stand in the contract of the doors."""

    id: str
    kind: str
    expects: Literal["choice", "text", "file", "none"]
    optional: bool

    def choices(self, view: View) -> tuple[Choice, ...]:
        """The buttons to show."""

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """What the reply means; never raises for anything a citizen can send."""
