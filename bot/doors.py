"""What the post knows of a door: how to hand a letter over, and the four ways in which it fails.

`Later` is the door's trouble (out of reach, an error of its own), `Held` is the messenger's wish
to be left in peace for one chat, `Gone` is for good (blocked, no such chat, a refused letter),
`Closed` means that the citizen has to write first.
Below a door is a `Wire`, which knows nothing but requests and answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dialogs.letters import Letter

Part = tuple[str, bytes, str]  # a file in a form: name, content, type


class Door(Protocol):
    """One way out, such as a messenger."""

    async def send(self, to: str, letter: Letter, *, skip: int = 0) -> list[str]:
        """Show a letter and return the messenger's ids of its messages.

        skip: how many messages of this letter were shown before; the ids returned are of the
        others. Raises Later, Held or Gone.
        """
        ...

    def state(self) -> str:
        """Either `ok`, or `degraded: ` and why."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class WindowDoor(Door, Protocol):
    """A way out that may be used freely only for a while after its citizen wrote."""

    async def send(
        self, to: str, letter: Letter, *, skip: int = 0, language: str = ""
    ) -> list[str]:
        """As any door; the language is for words of the door's own. Raises Closed too."""
        ...

    async def send_template(
        self, to: str, letter: Letter, template: str, language: str
    ) -> list[str]:
        """Send what the messenger approved, with what the letter is about. Raises Closed too."""
        ...


class Undelivered(Exception):
    """A letter was not shown, or not wholly: `refs` are the messages that were."""

    def __init__(self, error: str, *, refs: Sequence[str] = ()) -> None:
        super().__init__(error)
        self.error = error
        self.refs = list(refs)


class Later(Undelivered):
    """Try again: the door cannot be reached, or has an error of its own."""


class Held(Undelivered):
    """Leave this chat in peace for so many seconds: the messenger said so."""

    def __init__(self, error: str, *, seconds: float, refs: Sequence[str] = ()) -> None:
        super().__init__(error, refs=refs)
        self.seconds = seconds


class Gone(Undelivered):
    """Trying again cannot help: `error` begins with its code, such as `blocked`."""


class Closed(Undelivered):
    """The citizen has to write first: the letter waits until they do."""


class Unreachable(Exception):
    """The server could not be talked to: no name, no connection, a broken answer.

    Its words name the kind of trouble and never the address, because a token is part of it.
    """


class TooLarge(Exception):
    """What was to be fetched is larger than was allowed."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request to a messenger: method, parameters, and the id of a stored file to go with it."""

    method: str
    payload: dict[str, Any]
    file: str | None = None


class Wire(Protocol):
    """What carries requests to a server; all but `close` raise Unreachable or TimeoutError."""

    async def post(self, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """Post JSON; status and answer."""
        ...

    async def post_form(
        self, url: str, fields: Mapping[str, str], files: Mapping[str, Part], seconds: float
    ) -> tuple[int, bytes]:
        """Post a form with files; status and answer."""
        ...

    async def fetch(self, url: str, most: int, seconds: float) -> bytes:
        """Fetch a file of at most `most` bytes, or raise TooLarge."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
