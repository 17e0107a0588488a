"""What a citizen does."""

from dataclasses import dataclass
from typing import Literal

from dialogs.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Started(Event):
    """A door was opened, perhaps by a link that names a language, an agency, a topic or a wish.

    `guess` is the language of the citizen's telephone, taken where none was chosen; `join` is a
    one-time code from another door.
    """

    language: str | None = None
    guess: str | None = None
    agency: str | None = None
    help: Literal["file", "book"] | None = None
    topic: str | None = None
    join: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Event):
    """The citizen wrote words; commands such as /menu are words too."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chose(Event):
    """The citizen pressed a button: option id, and the question above it, if the door knows.

    `asked` is the instance number printed into the button; `question` the stable question id.
    """

    option: str
    question: str | None = None
    asked: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned(Event):
    """The citizen sent a place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file by its id: its name, type and size in bytes, as they were told until it is here."""

    id: str
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Event):
    """The citizen sent a file, perhaps with words; files of one album were sent together.

    filmed: it is a short film of somebody who speaks, recorded in the messenger.
    """

    file: File
    text: str = ""
    album: str | None = None
    filmed: bool = False

    @property
    def is_spoken(self) -> bool:
        """Whether it is there to be heard."""
        return self.filmed or self.file.type.startswith("audio/")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLost(Event):
    """A file that was sent cannot be had after all.

    kind: file_failed, file_large or file_type; case: the number of the case filed with it;
    absent: the person who sent it, where somebody else holds the talk now.
    """

    file: str
    name: str
    kind: str
    case: str | None = None
    absent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzled(Event):
    """Something came that no question takes; `kind`: sticker, voice, edited, empty, long..."""

    kind: str
