"""Letters leave in order, each given to one worker, and tell their story in their row."""

import asyncio
from collections import defaultdict

import pytest

from storage import outbox
from storage.database import Database
from storage.outbox import Lease, Shown
from storage.pages import Address
from storage.rows import UNSURE
from storage.schema import conversations, identities
from storage.schema import outbox as rows_of_outbox
from storage.windows import QUIET
from tests.storage.world import AT, HOUR, MINUTE

LEASE = 30.0


def claimed(database, seal, now=AT, worker="w", limit=10):
    return outbox.claim(database, seal, worker, now, LEASE, limit)


async def sent(database, *rows, now=AT):
    await outbox.sent(database, Shown(messages={row.id: "m" for row in rows}), now)


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


async def test_what_is_withdrawn_lets_the_next_go_and_what_was_shown_stays(
    database, seal, world, views
):
    page = await world.citizen()
    await world.told(page, "not wanted", "shown")
    [row] = await claimed(database, seal)
    await outbox.withdraw(database, row.id, "stopped", AT)
    [shown] = await claimed(database, seal)
    await sent(database, shown)
    await outbox.withdraw(database, shown.id, "stopped", AT)
    assert [(row["state"], row["error"]) for row in await views.outbox_rows()] == [
        ("withdrawn", "stopped"),
        ("sent", None),
    ]


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
    await outbox.sent(database, Shown(messages={}), AT)


async def two_doors(world, ledger):
    """Two doors of one person."""
    first, second = await world.citizen("1"), await world.citizen("2", front="whatsapp")
    async with ledger.entry() as entry:
        for table in (identities, conversations):
            change = table.update().values(person=first.person)
            await entry._link.run(change.where(table.c.person == second.person))
    second.person = first.person
    return first, second


async def test_letters_of_one_person_keep_their_order_at_all_doors(database, seal, world, ledger):
    first, second = await two_doors(world, ledger)
    await world.told(first, "first")
    await world.told(second, "second")
    [row] = await claimed(database, seal)
    assert row.letter.text == "first"
    assert await claimed(database, seal) == []
    await sent(database, row)
    assert [row.letter.text for row in await claimed(database, seal)] == ["second"]


async def test_a_door_in_trouble_holds_back_no_other_door(database, seal, world, ledger):
    first, second = await two_doors(world, ledger)
    await world.told(first, "first", "after it")
    await world.told(second, "second")
    [row] = await claimed(database, seal)
    await outbox.later(database, row.id, AT + HOUR, "502")
    assert [row.letter.text for row in await claimed(database, seal)] == ["second"]
    assert await claimed(database, seal) == []
    [again] = await claimed(database, seal, AT + HOUR)
    assert again.letter.text == "first"


async def test_what_rests_for_the_morning_holds_back_nobody_until_then(database, seal, world):
    page = await world.citizen()
    await world.told(page, "news", kind="status")
    [row] = await claimed(database, seal)
    await outbox.rest(database, row.id, AT + HOUR, QUIET)
    await world.told(page, "more news", kind="status")
    [row] = await claimed(database, seal)
    assert row.letter.text == "more news"
    await outbox.rest(database, row.id, AT + HOUR, QUIET)
    [first] = await claimed(database, seal, AT + HOUR)
    assert first.letter.text == "news"
    assert first.attempts == 0


async def test_what_was_shown_is_written_and_the_next_claimed_in_one_transaction(
    database, seal, world
):
    await world.told(await world.citizen(), "first", "second")
    [row] = await claimed(database, seal)
    lease = Lease(worker="w", seconds=LEASE, most=10)
    [second] = await outbox.sent_and_claim(
        database, seal, Shown(messages={row.id: "m1"}), AT, lease
    )
    assert second.letter.text == "second"


@pytest.mark.parametrize("once", [True, False])
async def test_what_must_not_repeat_is_marked_as_unsure_after_a_crash(database, seal, world, once):
    await world.told(await world.citizen(), "x")
    async with database.write() as link:
        await link.run(rows_of_outbox.update().values(once=once))
    [row] = await claimed(database, seal)
    assert (row.once, row.error) == (once, None)
    [again] = await claimed(database, seal, AT + MINUTE, "after the lease")
    assert again.error == (UNSURE if once else None)
    await outbox.take_over(database, AT + MINUTE)
    [again] = await claimed(database, seal, AT + MINUTE)
    assert (again.error, again.attempts) == (UNSURE if once else "interrupted", 1)
