"""Files that a messenger keeps for us: fetched, stored, and only then told to the talk.

A file that cannot be had never loses the message it came with: the citizen is told in the talk, by
the event `Puzzled`, and may send it again.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.doors import Gone, Undelivered
from bot.limits import FILE_MOST
from bot.uploads import safe_name, type_of
from dialogs.events import File, Puzzled, Sent

Fetch = Callable[[str, int], Awaitable[bytes]]
Keep = Callable[["Attached", bytes], Awaitable[File | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file named in a message: its id at the messenger, and what is said about it there.

    key: of the event that it will become; chat: the citizen's id at the front; type: as it was
    told, until the bytes are read; size in bytes, 0 if not told; text: the words under it.
    """

    key: str
    at: datetime
    chat: str
    file: str
    name: str
    type: str
    size: int
    text: str = ""


class Attachments:
    """Turns a file's name into an event: Sent when it is stored, else Puzzled with the reason.

    fetch: content of a file by its id, of at most so many bytes; raises Later, Gone or Held.
    keep: stores it; None when there is no talk yet that it could belong to.
    """

    def __init__(self, *, fetch: Fetch, keep: Keep) -> None:
        self._fetch = fetch
        self._keep = keep

    async def event(self, attached: Attached) -> Sent | Puzzled:
        """The event of a file; never raises for what a messenger or a citizen does."""
        if attached.size > FILE_MOST:
            return _puzzled(attached, "file_large")
        try:
            content = await self._fetch(attached.file, FILE_MOST)
        except Undelivered as error:
            return _puzzled(attached, "file_large" if isinstance(error, Gone) else "file_failed")
        type = type_of(attached.name, content)
        if type is None:
            return _puzzled(attached, "file_type")
        known = replace(attached, name=safe_name(attached.name), type=type)
        file = await self._keep(known, content)
        if file is None:
            return _puzzled(attached, "file_failed")
        return Sent(id=attached.key, at=attached.at, file=file, text=attached.text)


def _puzzled(attached: Attached, kind: str) -> Puzzled:
    return Puzzled(id=attached.key, at=attached.at, kind=kind)
