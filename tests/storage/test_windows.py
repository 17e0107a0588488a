"""A closed window: the letter waits, and what we thought of its citizen is taken back."""

import pytest
from sqlalchemy import select, update

from storage import outbox, windows
from storage.schema import identities
from tests.storage.world import AT, HOUR


@pytest.fixture
async def letter(world, database, seal):
    """A letter that is being sent to somebody who was heard an hour ago."""
    await world.told(await world.citizen(front="whatsapp"), "x")
    async with database.write() as link:
        await link.run(update(identities).values(heard_at=AT - HOUR))
    [row] = await outbox.claim(database, seal, "w", AT, 30.0, 1)
    return row


async def heard_at(database):
    async with database.read() as link:
        return (await link.first(select(identities.c.heard_at))).heard_at


async def test_the_messenger_knows_better_when_a_window_is_closed(letter, database, seal):
    assert letter.heard_at == AT - HOUR
    await windows.shut(database, letter.id, letter.heard_at, AT, "131047")
    assert await heard_at(database) is None
    [again] = await outbox.claim(database, seal, "w", AT, 30.0, 1)
    assert (again.id, again.heard_at) == (letter.id, None)


@pytest.mark.parametrize("known", [None, AT - 2 * HOUR])
async def test_a_citizen_who_wrote_since_is_not_taken_for_silent(letter, database, seal, known):
    await windows.shut(database, letter.id, known, AT, "131047")
    assert await heard_at(database) == AT - HOUR
    [again] = await outbox.claim(database, seal, "w", AT, 30.0, 1)
    assert again.id == letter.id
