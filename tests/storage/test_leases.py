"""A lease: one worker holds it, prolongs it, gives it back, or lets it end."""

from datetime import UTC, datetime, timedelta

from storage.leases import give_back, hold

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
LONG = timedelta(seconds=90)


async def test_one_worker_holds_it_and_may_prolong_it(database):
    assert await hold(database, "door", "one", NOW, LONG)
    assert not await hold(database, "door", "two", NOW, LONG)
    assert await hold(database, "door", "one", NOW + LONG / 2, LONG)
    assert not await hold(database, "door", "two", NOW + LONG, LONG)


async def test_after_its_end_another_takes_it(database):
    assert await hold(database, "door", "one", NOW, LONG)
    assert await hold(database, "door", "two", NOW + LONG, LONG)
    assert not await hold(database, "door", "one", NOW + LONG, LONG)


async def test_what_is_given_back_is_free_at_once(database):
    assert await hold(database, "door", "one", NOW, LONG)
    await give_back(database, "door", "two")
    assert not await hold(database, "door", "two", NOW, LONG)
    await give_back(database, "door", "one")
    assert await hold(database, "door", "two", NOW, LONG)


async def test_each_name_has_its_own(database):
    assert await hold(database, "door", "one", NOW, LONG)
    assert await hold(database, "gate", "two", NOW, LONG)
