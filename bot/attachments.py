"""Files that a messenger keeps for us: fetched, stored, and only then told to the talk.

A file that cannot be had never loses the message it came with: the citizen is told in the talk, by
the event `Puzzled`, and may send it again.
"""

from asyncio import Lock
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from weakref import WeakValueDictionary

from bot.doors import Gone, Undelivered
from bot.limits import FILE_MOST
from bot.uploads import safe_name, type_of
from dialogs.events import File, Puzzled, Sent

Fetch = Callable[[str, int], Awaitable[bytes]]
Find = Callable[["Attached"], Awaitable[File | None]]
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
    find: the file as it was stored when the same message came before.
    keep: stores it; None when there is no talk yet that it could belong to.
    """

    def __init__(self, *, fetch: Fetch, find: Find, keep: Keep) -> None:
        self._fetch = fetch
        self._find = find
        self._keep = keep
        self._chats: WeakValueDictionary[str, Lock] = WeakValueDictionary()

    async def event(self, attached: Attached) -> Sent | Puzzled:
        """The event of a file; never raises for what a messenger or a citizen does.

        Files of one chat come one after another, so a repeated message is fetched once.
        """
        async with self._chats.setdefault(attached.chat, Lock()):
            outcome = await self._find(attached) or await self._stored(attached)
        if isinstance(outcome, File):
            return Sent(id=attached.key, at=attached.at, file=outcome, text=attached.text)
        return Puzzled(id=attached.key, at=attached.at, kind=outcome)

    async def _stored(self, attached: Attached) -> File | str:
        """The file, or why it could not be had."""
        if attached.size > FILE_MOST:
            return "file_large"
        try:
            content = await self._fetch(attached.file, FILE_MOST)
        except Undelivered as error:
            return "file_large" if isinstance(error, Gone) else "file_failed"
        type = type_of(attached.name, content)
        if type is None:
            return "file_type"
        known = replace(attached, name=safe_name(attached.name), type=type)
        return await self._keep(known, content) or "file_failed"
