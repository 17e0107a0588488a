"""Letters leave in order, each given to one worker, and tell their story in their row."""

import asyncio
from collections import defaultdict

from storage import outbox
from storage.database import Database
from storage.pages import Address
from tests.storage.world import AT, HOUR, MINUTE

LEASE = 30.0


def claimed(database, seal, now=AT, worker="w", limit=10):
    return outbox.claim(database, seal, worker, now, LEASE, limit)


async def sent(database, *rows, now=AT):
    await outbox.sent(database, [row.id for row in rows], now, ["m"] * len(rows))


async def test_a_letter_is_given_out_whole(database, seal, world):
    page = await world.citizen("42")
    choices = (("yes", "Иә"),)
    await world.told(page, "Келісесіз бе?", choices=choices, kind="status", case="2026-1")
    [row] = await claimed(database, seal)
    assert (row.conversation, row.person) == (page.conversation.id, page.person)
    assert row.address == Address("telegram", "42")
    assert (row.letter.text, row.letter.choices) == ("Келісесіз бе?", choices)
    assert (row.attempts, row.kind, row.case) == (0, "status", "2026-1")


async def test_a_letter_is_not_given_out_before_its_time(database, seal, world):
    await world.told(await world.citizen(), "x")
    assert await claimed(database, seal, AT - MINUTE) == []


async def test_letters_of_one_citizen_go_one_after_another(database, seal, world):
    a, b = await world.citizen("1"), await world.citizen("2")
    await world.told(a, "a1", "a2")
    await world.told(b, "b1")
    first = await claimed(database, seal)
    assert [row.letter.text for row in first] == ["a1", "b1"]
    assert await claimed(database, seal) == []
    await sent(database, first[0])
    [second] = await claimed(database, seal)
    assert second.letter.text == "a2"


async def test_no_more_are_given_out_than_asked_for(database, seal, world):
    for n in range(4):
        await world.told(await world.citizen(str(n)), f"{n}")
    assert [row.letter.text for row in await claimed(database, seal, limit=3)] == ["0", "1", "2"]


async def test_a_row_whose_worker_died_is_given_to_the_next(database, seal, world):
    await world.told(await world.citizen(), "x")
    [first] = await claimed(database, seal, worker="one")
    assert await claimed(database, seal, AT + MINUTE / 4, "two") == []
    [second] = await claimed(database, seal, AT + MINUTE, "two")
    assert first == second


async def test_many_workers_keep_the_order_and_send_each_letter_once(
    database_url, database, seal, world, views
):
    """Three workers, eight citizens with five letters each, until nothing is left."""
    for n in range(8):
        await world.told(await world.citizen(str(n)), *(f"{n}:{i}" for i in range(5)))
    workers = [Database(database_url) for _ in range(3)]
    shown = defaultdict(list)

    async def post(worker: Database, name: str) -> None:
        while await views.outbox_rows(state="queued") or await views.outbox_rows(state="sending"):
            rows = await claimed(worker, seal, worker=name, limit=3)
            for row in rows:
                shown[row.address.id].append(row.letter.text)
            await sent(worker, *rows)

    await asyncio.gather(*(post(worker, f"w{n}") for n, worker in enumerate(workers)))
    assert shown == {str(n): [f"{n}:{i}" for i in range(5)] for n in range(8)}
    for worker in workers:
        await worker.dispose()


async def test_a_letter_that_failed_waits_and_holds_the_next_back(database, seal, world, views):
    page = await world.citizen()
    await world.told(page, "first", "second")
    [row] = await claimed(database, seal)
    await outbox.later(database, row.id, AT + HOUR, "502")
    assert await claimed(database, seal, AT + MINUTE) == []
    shown = (await views.outbox_rows())[0]
    assert (shown["state"], shown["attempts"], shown["error"]) == ("waiting", 1, "502")
    assert shown["not_before"] == AT + HOUR
    [again] = await claimed(database, seal, AT + HOUR)
    assert (again.letter.text, again.attempts) == ("first", 1)


async def test_a_letter_given_up_lets_the_next_go(database, seal, world, views):
    await world.told(await world.citizen(), "first", "second")
    [row] = await claimed(database, seal)
    await outbox.gave_up(database, row.id, "blocked", AT)
    [failed] = await views.outbox_rows(state="failed")
    assert (failed["id"], failed["attempts"], failed["error"]) == (row.id, 1, "blocked")
    assert [row.letter.text for row in await claimed(database, seal)] == ["second"]


async def test_a_chat_that_asks_for_quiet_gets_it_and_others_do_not(database, seal, world):
    loud, calm = await world.citizen("1"), await world.citizen("2")
    await world.told(loud, "1a", "1b")
    await claimed(database, seal)
    await outbox.hold_chat(database, seal, loud.address, AT + HOUR)
    await world.told(calm, "2a")
    [other] = await claimed(database, seal, AT + MINUTE)
    assert other.letter.text == "2a"
    await sent(database, other)
    [back] = await claimed(database, seal, AT + HOUR)
    assert (back.letter.text, back.attempts) == ("1a", 0)


async def test_a_longer_wait_is_not_made_shorter(database, seal, world, views):
    page = await world.citizen()
    await world.told(page, "x")
    [row] = await claimed(database, seal)
    await outbox.later(database, row.id, AT + HOUR, "502")
    await outbox.hold_chat(database, seal, page.address, AT + MINUTE)
    [shown] = await views.outbox_rows()
    assert shown["not_before"] == AT + HOUR


async def test_what_was_not_sent_is_withdrawn(database, seal, world, views):
    page = await world.citizen()
    await world.told(page, "going", "waiting")
    going, waiting = [row["id"] for row in await views.outbox_rows()]
    await claimed(database, seal)
    await outbox.withdraw(database, [going, waiting], AT)
    states = {row["id"]: row["state"] for row in await views.outbox_rows()}
    assert states == {going: "sending", waiting: "withdrawn"}


async def test_the_outbox_is_shown_masked_and_by_state_case_and_chat(database, seal, world, views):
    one, two = await world.citizen("77001112233"), await world.citizen("5", front="whatsapp")
    await world.told(one, "a", kind="status", case="2026-1")
    await world.told(two, "b")
    [row] = await claimed(database, seal, limit=1)
    await sent(database, row, now=AT + MINUTE)
    everything = await views.outbox_rows()
    assert everything[0] == {
        "id": row.id,
        "front": "telegram",
        "to": "…233",
        "state": "sent",
        "attempts": 0,
        "not_before": everything[0]["not_before"],
        "error": None,
        "case": "2026-1",
        "kind": "status",
        "at": AT,
    }
    assert [each["to"] for each in everything] == ["…233", "…"]
    assert await views.outbox_rows(state="queued") == everything[1:]
    assert await views.outbox_rows(case="2026-1") == everything[:1]
    assert await views.outbox_rows(chat=two.conversation.id) == everything[1:]
    assert await views.outbox_rows(state="sent", chat=two.conversation.id) == []


async def test_fronts_that_are_read_get_rows_for_notices_only(world, views, database, seal):
    for front in ("web", "terminal"):
        page = await world.citizen("7", front=front)
        await world.told(page, "talk")
        await world.told(page, "notice", kind="reminder")
    rows = await views.outbox_rows()
    assert [(row["front"], row["kind"], row["state"]) for row in rows] == [
        ("web", "reminder", "queued"),
        ("terminal", "reminder", "queued"),
    ]
    assert [row.kind for row in await claimed(database, seal)] == ["reminder", "reminder"]


async def test_sending_nothing_is_no_error(database):
    await outbox.sent(database, [], AT, [])
    await outbox.withdraw(database, [], AT)
