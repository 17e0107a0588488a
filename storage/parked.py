"""What came through a door and could not be understood: kept sealed, for a human to look at."""

from datetime import datetime

from storage.columns import adding
from storage.database import Database
from storage.schema import parked
from storage.seal import Seal

PARK = adding(parked, "front", "body", "error", "at")


async def park(
    database: Database, seal: Seal, front: str, body: bytes, error: str, at: datetime
) -> None:
    """Keep a body with the reason why it was not understood (no words of it in the reason)."""
    async with database.write() as link:
        await link.run(
            PARK, front=front, body=seal.close(body, f"parked:{front}"), error=error, at=at
        )
