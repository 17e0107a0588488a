"""Timers fire once, ratings and handoffs are kept once."""

import asyncio

import pytest
from sqlalchemy import select

from dialogs.receptions import Request
from storage.database import Database
from storage.envelopes import open_words
from storage.schema import handoffs, ratings
from storage.timers import LEASE, due
from tests.storage.world import AT, DAY, HOUR, MINUTE

SETTING = ("reminder:b1", "reminder", "b1", "talk", AT)


async def set_timer(ledger, *settings):
    async with ledger.entry() as entry:
        await entry.set_timers(settings or [SETTING])


async def finish(ledger, id):
    async with ledger.entry() as entry:
        return await entry.finish_timer(id)


async def test_a_timer_is_given_out_when_it_is_due(database, ledger):
    await set_timer(ledger, SETTING, ("rating:b1", "rating", "b1", "talk", AT - HOUR))
    assert await due(database, AT - 2 * HOUR, "w", 10) == []
    rows = await due(database, AT, "w", 10)
    assert [row.key for row in rows] == ["rating:b1", "reminder:b1"]
    timer = rows[1]
    assert (timer.kind, timer.subject, timer.conversation, timer.due) == (*SETTING[1:4], AT)


async def test_no_more_are_given_out_than_asked_for(database, ledger):
    await set_timer(ledger, *((f"k{n}", "rating", "c", "talk", AT) for n in range(5)))
    assert len(await due(database, AT, "w", 3)) == 3
    assert len(await due(database, AT, "w", 3)) == 2


async def test_a_finished_timer_never_comes_back(database, ledger):
    await set_timer(ledger)
    [timer] = await due(database, AT, "w", 10)
    assert await finish(ledger, timer.id)
    assert not await finish(ledger, timer.id)
    assert await due(database, AT + DAY, "w", 10) == []


async def test_a_timer_whose_worker_died_is_given_to_the_next(database, ledger):
    await set_timer(ledger)
    [first] = await due(database, AT, "one", 10)
    assert await due(database, AT + LEASE / 2, "two", 10) == []
    [second] = await due(database, AT + LEASE, "two", 10)
    assert first == second


async def test_many_clocks_share_what_is_due(database_url, ledger):
    await set_timer(ledger, *((f"k{n:02}", "rating", "c", "talk", AT) for n in range(40)))
    workers = [Database(database_url) for _ in range(3)]
    claims = await asyncio.gather(*(due(w, AT, "w", 5) for w in workers for _ in range(4)))
    keys = [row.key for rows in claims for row in rows]
    assert len(keys) == len(set(keys))
    left = [row.key for row in await due(workers[0], AT, "w", 50)]
    assert sorted(keys + left) == [f"k{n:02}" for n in range(40)]
    for worker in workers:
        await worker.dispose()


async def test_a_timer_that_moved_while_it_fired_is_void(database, ledger):
    await set_timer(ledger)
    [timer] = await due(database, AT, "w", 10)
    await set_timer(ledger, (*SETTING[:4], AT + DAY))
    assert not await finish(ledger, timer.id)
    assert await due(database, AT + HOUR, "w", 10) == []
    [moved] = await due(database, AT + DAY, "w", 10)
    assert (moved.due, moved.id != timer.id) == (AT + DAY, True)


async def test_a_timer_set_again_after_it_fired_is_a_new_happening(database, ledger):
    await set_timer(ledger)
    [first] = await due(database, AT, "w", 10)
    await finish(ledger, first.id)
    await set_timer(ledger)
    [second] = await due(database, AT, "w", 10)
    assert first.key == second.key
    assert first.id != second.id


async def test_a_dropped_timer_does_not_fire_and_a_fired_one_stays_fired(database, ledger):
    await set_timer(ledger, SETTING, ("fired", "rating", "b1", "talk", AT - HOUR))
    [fired] = await due(database, AT - HOUR, "w", 10)
    await finish(ledger, fired.id)
    async with ledger.entry() as entry:
        await entry.drop_timers(["reminder:b1", "fired", "unknown"])
        await entry.drop_timers([])
    assert await due(database, AT + DAY, "w", 10) == []


async def test_what_is_no_timer_id_is_an_error(ledger):
    with pytest.raises(ValueError, match="invalid literal"):
        await finish(ledger, "reminder:b1")


async def test_a_second_rating_replaces_the_first(database, ledger, seal):
    async with ledger.entry() as entry:
        await entry.rate("case", "2026-1", 2, "Ұзақ", AT, "talk")
        await entry.rate("case", "2026-1", 5, "Жақсы", AT + HOUR, "talk")
        await entry.rate("booking", "2026-1", 1, "", AT, "talk")
    async with database.read() as link:
        rows = await link.all(select(ratings).order_by(ratings.c.what))
    texts = [open_words(seal, row.text, f"rating:{row.what}:2026-1") for row in rows]
    assert [(row.what, row.score, row.at) for row in rows] == [
        ("booking", 1, AT),
        ("case", 5, AT + HOUR),
    ]
    assert texts == ["", "Жақсы"]


# -- handoffs and requests --------------------------------------------------------------------


async def test_the_queue_shows_who_waits_oldest_first(ledger, world, views):
    first = await world.citizen("77001112233", language="kk")
    second = await world.citizen("ab", front="web", language="ru")
    async with ledger.entry() as entry:
        await entry.hand_off(second.conversation.id, "asked", AT + MINUTE)
        await entry.hand_off(first.conversation.id, "tries", AT)
        await entry.hand_off(first.conversation.id, "asked", AT + HOUR)
        await entry.take_hand_off(second.conversation.id, "aigul", AT + 2 * MINUTE)
    one, two = await views.queue(AT)
    assert one == {
        "chat": first.conversation.id,
        "reason": "tries",
        "state": "waiting",
        "by": None,
        "asked": AT,
        "taken": None,
        "language": "kk",
        "front": "telegram",
        "to": "…233",
    }
    assert (two["state"], two["by"], two["taken"]) == ("taken", "aigul", AT + 2 * MINUTE)
    assert two["to"] == "…"


async def test_an_ended_handoff_leaves_the_queue_and_may_come_again(
    ledger, world, views, database
):
    page = await world.citizen()
    async with ledger.entry() as entry:
        await entry.hand_off(page.conversation.id, "asked", AT)
        await entry.end_hand_off(page.conversation.id, "aigul", AT + HOUR)
    assert await views.queue(AT) == []
    async with ledger.entry() as entry:
        await entry.hand_off(page.conversation.id, "again", AT + DAY)
    assert [row["reason"] for row in await views.queue(AT)] == ["again"]
    async with database.read() as link:
        rows = await link.all(select(handoffs).order_by(handoffs.c.id))
    assert [(row.state, row.ended) for row in rows] == [("ended", AT + HOUR), ("waiting", None)]


async def test_an_operator_may_take_a_talk_that_nobody_queued(ledger, world, views):
    page = await world.citizen()
    async with ledger.entry() as entry:
        await entry.take_hand_off(page.conversation.id, "aigul", AT)
    [row] = await views.queue(AT)
    assert (row["state"], row["by"]) == ("taken", "aigul")


async def test_a_request_waits_until_it_moves(ledger, world):
    page = await world.citizen()
    request = Request(
        id="r1",
        agency="akimat",
        post="head",
        days="ертең",
        matter="Жол",
        state="open",
        asked_at=AT,
    )
    async with ledger.entry() as entry:
        await entry.new_request(request, page)
    async with ledger.entry() as entry:
        assert await entry.request("r1") == request
        assert await entry.request("r2") is None
        assert await entry.talk_of_request("r1") == page.conversation.id
        assert await entry.talk_of_request("r2") is None
        assert await entry.open_requests() == (request,)
        await entry.put_request("r1", "offered")
        assert await entry.open_requests() == ()
        assert (await entry.request("r1")).state == "offered"
