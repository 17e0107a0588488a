"""Seats are never given twice, holds end, and a schedule shows what is free."""

import asyncio
from dataclasses import replace

from storage.database import Database
from storage.ledger import Ledger
from storage.staff import seed_slots
from tests.storage.world import AKIM, AT, DAY, DEPUTY, HOUR, MINUTE, a_slot

SOON = AT + 10 * MINUTE


async def hold(ledger, page, slot, id, until=SOON, at=AT):
    async with ledger.entry() as entry:
        return await entry.hold(id, page, slot, until, "offline", "Шатыр", at)


async def free(ledger, at=AT, official="akim"):
    async with ledger.entry() as entry:
        return {slot.id: slot.free for slot in await entry.slots(official, at)}


async def test_a_hundred_want_one_seat_and_one_gets_it(database_url, seal, world, views):
    """Four workers, a hundred citizens at once."""
    await world.open("monday")
    citizens = [await world.citizen(str(n)) for n in range(100)]
    workers = [Database(database_url) for _ in range(4)]

    async def want(n: int) -> bool:
        async with Ledger(workers[n % 4], seal).entry() as entry:
            held = await entry.hold(f"b{n}", citizens[n], "monday", SOON, "offline", "x", AT)
            return bool(held and await entry.book(held.id, citizens[n], "offline", "x", AT))

    got = await asyncio.gather(*(want(n) for n in range(100)))
    assert sum(got) == 1
    audit = await views.audit(AT)
    assert (audit["bookings"], audit["doubles"], audit["orphans"]) == (1, [], [])
    for worker in workers:
        await worker.dispose()


async def test_of_three_seats_three_are_given(ledger, world):
    await world.open("monday", seats=3)
    citizens = [await world.citizen(str(n)) for n in range(5)]
    held = await asyncio.gather(
        *(hold(ledger, page, "monday", f"b{n}") for n, page in enumerate(citizens))
    )
    assert sorted(each.seat for each in held if each) == [1, 2, 3]


async def test_the_lowest_free_seat_is_given(ledger, world):
    await world.open("monday", seats=3)
    a, b, c = [await world.citizen(name) for name in "abc"]
    for n, page in enumerate((a, b)):
        await hold(ledger, page, "monday", f"b{n}")
    async with ledger.entry() as entry:
        assert await entry.drop_booking("b0", a.person)
    assert (await hold(ledger, c, "monday", "b2")).seat == 1
    assert (await hold(ledger, a, "monday", "b3")).seat == 3


async def test_a_held_seat_is_told_whole(ledger, world):
    await world.open("monday", official=DEPUTY)
    held = await hold(ledger, await world.citizen(), "monday", "b1")
    assert (held.official, held.slot, held.seat) == (DEPUTY, "monday", 1)
    assert (held.state, held.matter, held.format) == ("held", "Шатыр", "offline")
    assert (held.starts, held.booked_at, held.confirmed, held.case) == (AT + DAY, AT, False, None)


async def test_an_unknown_slot_cannot_be_held(ledger, world):
    assert await hold(ledger, await world.citizen(), "never", "b1") is None


async def test_an_expired_hold_is_free_and_is_taken_by_the_next(ledger, world, views):
    await world.open("monday")
    first, second = await world.citizen("1"), await world.citizen("2")
    await hold(ledger, first, "monday", "b1")
    assert await free(ledger) == {}
    assert await hold(ledger, second, "monday", "b2") is None
    assert await free(ledger, SOON) == {"monday": 1}
    assert await hold(ledger, second, "monday", "b3", SOON + HOUR, SOON)
    assert (await views.booking_view("b1"))["state"] == "expired"
    async with ledger.entry() as entry:
        assert await entry.book("b1", first, "offline", "x", SOON) is None


async def test_an_expired_hold_that_nobody_took_can_still_be_booked(ledger, world):
    await world.open("monday")
    page = await world.citizen()
    await hold(ledger, page, "monday", "b1")
    async with ledger.entry() as entry:
        booked = await entry.book("b1", page, "online", "Жол", AT + DAY)
        assert (booked.state, booked.format, booked.matter) == ("booked", "online", "Жол")
        assert booked.booked_at == AT + DAY


async def test_a_booked_seat_never_expires(ledger, world):
    await world.open("monday")
    page = await world.citizen("1")
    await world.booked(page, "monday", "b1")
    assert await free(ledger, AT + 2 * HOUR) == {}
    assert await hold(ledger, await world.citizen("2"), "monday", "b2", at=AT + 2 * HOUR) is None


async def test_booking_again_changes_nothing(ledger, world):
    await world.open("monday")
    page = await world.citizen()
    await world.booked(page, "monday", "b1")
    async with ledger.entry() as entry:
        again = await entry.book("b1", page, "online", "other", AT + DAY)
    assert (again.format, again.matter, again.booked_at) == ("offline", "roof", AT)


async def test_nobody_books_or_drops_or_reads_for_another(ledger, world):
    await world.open("monday")
    page, other = await world.citizen("1"), await world.citizen("2")
    await hold(ledger, page, "monday", "b1")
    async with ledger.entry() as entry:
        assert await entry.book("b1", other, "offline", "x", AT) is None
        assert not await entry.drop_booking("b1", other.person)
        assert await entry.booking("b1", other.person) is None
        assert (await entry.booking("b1", page.person)).state == "held"
        assert (await entry.booking("b1")).state == "held"
        assert await entry.booking("b2") is None


async def test_holding_twice_keeps_the_one_seat(ledger, world):
    await world.open("monday", seats=2)
    page = await world.citizen()
    first = await hold(ledger, page, "monday", "b1")
    again = await hold(ledger, page, "monday", "b2", SOON + HOUR, SOON)
    assert (again.id, again.seat) == (first.id, 1)
    assert await free(ledger, SOON) == {"monday": 1}


async def test_who_has_the_time_already_does_not_get_it_twice(ledger, world):
    await world.open("monday", seats=2)
    page = await world.citizen()
    await world.booked(page, "monday", "b1")
    assert await hold(ledger, page, "monday", "b2") is None


async def test_a_hold_with_the_same_official_is_given_back_first(ledger, world):
    await world.open("monday", "tuesday")
    await world.open("with_deputy", official=DEPUTY)
    page = await world.citizen()
    await hold(ledger, page, "with_deputy", "b0")
    await hold(ledger, page, "monday", "b1")
    await hold(ledger, page, "tuesday", "b2")
    assert await free(ledger) == {"monday": 1}
    assert await free(ledger, official="deputy") == {}


async def test_a_booking_is_not_given_back_by_a_new_hold(ledger, world):
    await world.open("monday", "tuesday")
    page = await world.citizen()
    await world.booked(page, "monday", "b1")
    await hold(ledger, page, "tuesday", "b2")
    assert await free(ledger) == {}


async def test_bookings_of_a_person_are_those_that_stand(ledger, world):
    await world.open("monday", "tuesday", "friday")
    page = await world.citizen()
    for slot, id in (("monday", "b1"), ("tuesday", "b2"), ("friday", "b3")):
        await world.booked(page, slot, id)
    async with ledger.entry() as entry:
        assert await entry.drop_booking("b2", page.person)
        assert not await entry.drop_booking("b2", page.person)
        await entry.confirm_booking("b1")
        found = await entry.bookings_of(page.person)
    assert [(b.id, b.confirmed) for b in found] == [("b3", False), ("b1", True)]


async def test_only_a_booked_seat_is_confirmed(ledger, world):
    await world.open("monday")
    page = await world.citizen()
    await hold(ledger, page, "monday", "b1")
    async with ledger.entry() as entry:
        await entry.confirm_booking("b1")
        assert not (await entry.booking("b1")).confirmed


async def test_a_booking_is_shown_with_its_reminder(ledger, world, views):
    await world.open("monday")
    page = await world.citizen()
    await world.booked(page, "monday", "b1")
    shown = await views.booking_view("b1")
    assert shown == {
        "id": "b1",
        "official": "akim",
        "agency": "petropavlovsk",
        "starts": AT + DAY,
        "format": "offline",
        "state": "booked",
        "reminder_at": None,
        "matter": "roof",
        "spoken": None,
    }
    talk = page.conversation.id
    async with ledger.entry() as entry:
        await entry.set_timers(
            [
                ("reminder:b1", "reminder", "b1", talk, AT + HOUR),
                ("rating:b1", "rating", "b1", talk, AT + 9 * HOUR),
            ]
        )
    assert (await views.booking_view("b1"))["reminder_at"] == AT + HOUR
    async with ledger.entry() as entry:
        await entry.drop_timers(["reminder:b1"])
    assert (await views.booking_view("b1"))["reminder_at"] is None
    assert await views.booking_view("b2") is None


async def test_slots_are_shown_by_time_within_the_days_asked_for(ledger, world):
    await world.open("d1", "d2", "d3", seats=2)
    await hold(ledger, await world.citizen(), "d2", "b1")
    async with ledger.entry() as entry:
        shown = await entry.slots("akim", AT, 2)
        later = await entry.slots("akim", AT + DAY)
    assert [(slot.id, slot.free) for slot in shown] == [("d1", 2), ("d2", 1)]
    assert shown[0] == replace(a_slot("d1", 1), free=2)
    assert [slot.id for slot in later] == ["d2", "d3"]


async def test_officials_of_an_agency_are_found(ledger, world):
    await world.open("d1")
    await world.open("d9", official=DEPUTY)
    async with ledger.entry() as entry:
        assert await entry.officials("petropavlovsk") == (AKIM, DEPUTY)
        assert await entry.officials("elsewhere") == ()
        assert await entry.official("deputy") == DEPUTY
        assert await entry.official("nobody") is None


async def test_seeding_again_changes_nothing(database, ledger):
    for seats in (2, 5):
        await seed_slots(database, AKIM, [a_slot("d1", 1), a_slot("d2", 2)], seats)
    assert await free(ledger) == {"d1": 2, "d2": 2}
