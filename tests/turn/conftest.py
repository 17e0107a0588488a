"""A town on a fresh database of each kind."""

from collections.abc import AsyncIterator

import pytest

from tests.golden.stage import stage
from tests.turn.town import Town


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A Monday morning before anybody has written."""
    async with stage(database_url, "2026-11-23 10:15") as opened:
        yield Town(opened)
