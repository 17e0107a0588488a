"""What a citizen sees: words by key, buttons, links, and the question that waits."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Union

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
