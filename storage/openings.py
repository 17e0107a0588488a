"""What a page tells of receptions: who receives at an agency, and which times are still free."""

from datetime import datetime

from dialogs.receptions import OFFER, Official, Slot
from storage.database import Database
from storage.schedule import Schedule
from storage.seal import Seal


class Openings:
    """Reads of the schedules of one database."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database, self._seal = database, seal

    async def of(
        self, agency: str, now: datetime, days: int
    ) -> list[tuple[Official, tuple[Slot, ...]]]:
        """The officials of an agency, each with the slots that have a free seat within some days.

        Times that were offered to one citizen are nobody else's.
        """
        async with self._database.read() as link:
            schedule = Schedule(link, self._seal)
            known = await schedule.officials(agency)
            return [
                (official, await schedule.slots(official.id, now, days))
                for official in known
                if not official.id.startswith(OFFER)
            ]
