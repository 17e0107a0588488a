"""The cheapest reads tell where a talk stands and what is not shown yet."""

import pytest

from storage import outbox
from storage.pulse import Pulse, Standing, Unfinished
from tests.storage.world import AT, HOUR


@pytest.fixture
def pulse(database):
    return Pulse(database)


async def test_a_talk_stands_at_its_last_line(pulse, world):
    page = await world.citizen(language="kk")
    await world.told(page, "a", "b")
    assert await pulse.standing(page.conversation.id) == Standing("kk", 2)
    assert await pulse.standing("unknown") is None


async def test_unfinished_letters_are_counted_by_front_and_state(pulse, world, database, seal):
    for n in range(2):
        await world.told(await world.citizen(str(n)), "x", "y")
    [row] = await outbox.claim(database, seal, "w", AT, 30, 1)
    await outbox.later(database, row.id, AT + HOUR, "502")
    found = sorted(await pulse.unfinished(), key=lambda each: each.state)
    assert found == [
        Unfinished("telegram", "queued", 3, 0),
        Unfinished("telegram", "waiting", 1, 1),
    ]


async def test_the_last_lines_of_a_talk_come_newest_first(views, world):
    page = await world.citizen()
    await world.told(page, "a", "b", "c")
    talk = page.conversation.id
    assert [line.letter.text for line in await views.latest(talk, 2)] == ["c", "b"]
    assert [line.letter.text for line in await views.journal(talk, 1)] == ["b", "c"]
    assert await views.latest("unknown", 2) == []
