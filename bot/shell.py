"""What a messenger's door in needs of the house: time, turn, files, and a place for odd bodies."""

import hmac
from base64 import b32encode
from datetime import datetime

from bot.app import House
from bot.arrivals import Arrival
from bot.attachments import Attached, Attachments, Fetch
from dialogs.events import Event, File
from storage.files import Files
from storage.pages import Address
from storage.parked import park
from storage.views import Views


class Shell:
    """The house as one door in meets it; fetch: content of a file that the messenger keeps."""

    def __init__(self, house: House, front: str, fetch: Fetch) -> None:
        self._house = house
        self._front = front
        self._files = Files(house.database, house.seal)
        self._views = Views(house.database, house.seal)
        self._attachments = Attachments(fetch=fetch, find=self._find, keep=self._keep)

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self._house.mint.now()

    async def put(self, arrival: Arrival) -> object:
        """Take an arrival and return after its commit; raises CommitFailed."""
        return await self._house.batch.put(arrival)

    async def attach(self, attached: Attached) -> Event:
        """The event of a file."""
        return await self._attachments.event(attached)

    async def park(self, body: bytes, error: str) -> None:
        """Keep a body nobody could read, with the reason; raises CommitFailed."""
        house = self._house
        await park(house.database, house.seal, self._front, body, error, house.mint.now())

    async def _find(self, attached: Attached) -> File | None:
        found = await self._files.read(self._file_id(attached))
        return found and found[0]

    async def _keep(self, attached: Attached, content: bytes) -> File | None:
        conversation = await self._views.conversation_of(Address(self._front, attached.chat))
        if conversation is None:
            return None
        id = self._file_id(attached)
        return await self._files.keep(
            conversation, attached.name, attached.type, content, id, attached.at
        )

    def _file_id(self, attached: Attached) -> str:
        """The same for the same message whenever it comes, and not to be guessed."""
        known = hmac.new(self._house.key, attached.key.encode(), "sha256").digest()
        return b32encode(known[:16]).decode().rstrip("=").lower()
