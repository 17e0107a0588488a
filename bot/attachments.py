"""Files that a messenger keeps for us: told to the talk at once, and fetched after the commit.

A message is never lost because of its file. What cannot be had is told in the talk afterwards
(`FileLost`, see bot.fetching); what is known to be too large is told before it is fetched.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.arrivals import Arrival
from bot.limits import FILE_MOST
from bot.uploads import safe_name
from dialogs.events import File, Puzzled, Sent
from storage.fetches import Promised
from storage.pages import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file named in a message: its id at the messenger, and what is said about it there.

    key: of the event that it will become; chat: the citizen's id at the front; type: as it was
    told, until the bytes are read; size in bytes, 0 if not told; text: the words under it; album:
    the same for files that were sent together; filmed: a short film of somebody who speaks.
    """

    key: str
    at: datetime
    chat: str
    file: str
    name: str
    type: str
    size: int
    text: str = ""
    album: str | None = None
    filmed: bool = False


def arrival_of(attached: Attached, front: str, id: str) -> Arrival:
    """The arrival of a file: Sent, with the promise that we fetch it as the file `id`."""
    key, at, to = attached.key, attached.at, Address(front, attached.chat)
    if attached.size > FILE_MOST:
        return Arrival(Puzzled(id=key, at=at, kind="file_large"), to)
    name = safe_name(attached.name)
    file = File(id=id, name=name, type=attached.type, size=attached.size)
    event = Sent(
        id=key,
        at=at,
        file=file,
        text=attached.text,
        album=attached.album,
        filmed=attached.filmed,
    )
    return Arrival(event, to, Promised(file=file, front=front, remote=attached.file))
