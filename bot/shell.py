"""What a messenger's door in needs of the house: time, turn, and a place for odd bodies."""

import hmac
from base64 import b32encode
from datetime import datetime

from bot.app import House
from bot.arrivals import Arrival
from bot.attachments import Attached, arrival_of
from storage.parked import park


class Shell:
    """The house as one door in meets it."""

    def __init__(self, house: House, front: str) -> None:
        self._house = house
        self._front = front

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self._house.mint.now()

    async def put(self, arrival: Arrival) -> object:
        """Take an arrival and return after its commit; raises CommitFailed."""
        return await self._house.batch.put(arrival)

    def attach(self, attached: Attached) -> Arrival:
        """The arrival of a file, which is fetched after it is taken."""
        return arrival_of(attached, self._front, self._file_id(attached))

    async def park(self, body: bytes, error: str) -> None:
        """Keep a body nobody could read, with the reason; raises CommitFailed."""
        house = self._house
        await park(house.database, house.seal, self._front, body, error, house.mint.now())

    def _file_id(self, attached: Attached) -> str:
        """The same for the same message whenever it comes, and not to be guessed."""
        known = hmac.new(self._house.key, attached.key.encode(), "sha256").digest()
        return b32encode(known[:16]).decode().rstrip("=").lower()
