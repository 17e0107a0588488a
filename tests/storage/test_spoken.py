"""What was spoken waits in the queue as long as it has a purpose."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from dialogs.effects import AskWriter
from storage.database import migrate
from storage.schema import handoffs, spoken
from storage.spoken import files_of
from tests.storage.world import AT, DAY, HOUR, MINUTE

NUMBER = "2026-00000001"
CASE = AskWriter("case", NUMBER, ("v1",))
BOOKING = AskWriter("booking", "b1", ("v1", "v2"))


@pytest.fixture
async def page(world, ledger):
    """A citizen whose appeal and reception were spoken."""
    page = await world.citizen("77001112233", language="kk")
    await world.filed(page, NUMBER)
    await world.open("monday")
    await world.booked(page, "monday", "b1")
    async with ledger.entry() as entry:
        await entry.ask_writer(CASE, page.conversation.id, AT)
        await entry.ask_writer(BOOKING, page.conversation.id, AT + MINUTE)
    return page


async def reasons(views, now=AT):
    return [row["reason"] for row in await views.queue(now)]


async def test_it_stands_in_the_queue_as_a_row_of_its_own(views, page):
    first, second = await views.queue(AT)
    assert first == {
        "chat": page.conversation.id,
        "reason": f"voice:{NUMBER}",
        "state": "waiting",
        "by": None,
        "asked": AT,
        "taken": None,
        "language": "kk",
        "front": "telegram",
        "to": "…233",
    }
    assert second["reason"] == "voice:b1"


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("state", ["written", "unclear", "confirmed"])
async def test_what_was_dealt_with_leaves_it(ledger, views, database, state):
    async with ledger.entry() as entry:
        await entry.mark_spoken(NUMBER, state, "aigul", AT + HOUR)
        assert await entry.spoken(NUMBER) == state
        assert await entry.spoken("nothing") is None
    assert await reasons(views) == ["voice:b1"]
    async with database.read() as link:
        row = await link.first(select(spoken).where(spoken.c.subject == NUMBER))
    assert (row.by, row.moved) == ("aigul", AT + HOUR)


async def test_said_again_it_waits_again(ledger, views, page):
    async with ledger.entry() as entry:
        await entry.mark_spoken(NUMBER, "unclear", "aigul", AT + HOUR)
        await entry.ask_writer(CASE, page.conversation.id, AT + 2 * HOUR)
    assert await reasons(views) == ["voice:b1", f"voice:{NUMBER}"]


async def test_a_reception_that_is_over_or_cancelled_leaves_it(ledger, views, page):
    assert await reasons(views, AT + 2 * DAY) == [f"voice:{NUMBER}"]
    async with ledger.entry() as entry:
        await entry.drop_booking("b1", page.person)
    assert await reasons(views) == [f"voice:{NUMBER}"]


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("state", ["answered", "closed", "withdrawn"])
async def test_a_case_that_is_over_leaves_it(ledger, views, state):
    async with ledger.entry() as entry:
        await entry.put_case(replace(await entry.case(NUMBER), state=state))
    assert await reasons(views) == ["voice:b1"]


@pytest.mark.usefixtures("page")
async def test_another_booking_takes_it_over_once(ledger, views, world):
    other = await world.citizen("5")
    await world.open("tuesday")
    await world.booked(other, "tuesday", "b2")
    async with ledger.entry() as entry:
        await entry.pass_spoken("b1", "b2")
        await entry.pass_spoken("b1", "b2")
        await entry.pass_spoken("nothing", "b2")
    assert await reasons(views) == [f"voice:{NUMBER}", "voice:b2"]


@pytest.mark.usefixtures("page")
async def test_its_files_and_whose_it_is_are_known(ledger, database, page):
    async with database.read() as link:
        assert await files_of(link, "b1") == ("v1", "v2")
        assert await files_of(link, "nothing") == ()
    async with ledger.entry() as entry:
        assert await entry.owner_of(NUMBER) == page.person
        assert await entry.owner_of("b1") == page.person
        assert await entry.owner_of("nothing") is None


@pytest.mark.usefixtures("page")
async def test_confirmed_words_are_the_matter(ledger, views):
    async with ledger.entry() as entry:
        await entry.set_matter("b1", "Су жоқ")
        await entry.set_wish("nothing", "Су жоқ")
    assert (await views.booking_view("b1"))["matter"] == "Су жоқ"


async def test_rows_of_the_old_queue_are_taken_over(database_url, database, world, plant):
    page = await world.citizen()
    await world.filed(page, NUMBER)
    others = [await world.citizen(id) for id in ("5", "6")]
    calls = await world.citizen("7", owner="queue")
    talk, other, gone, called = [one.conversation.id for one in (page, *others, calls)]
    at = AT.isoformat(timespec="microseconds")
    old = "INSERT INTO handoffs (conversation, reason, state, asked) VALUES"
    await plant(
        "DROP TABLE spoken",
        "UPDATE alembic_version SET version_num = '0007'",
        f"{old} ('{talk}', 'voice:{NUMBER}', 'waiting', '{at}')",
        f"{old} ('{other}', 'voice:b1', 'waiting', '{at}')",
        f"{old} ('{gone}', 'voice:b2', 'waiting', '{at}')",
        f"{old} ('{called}', 'voice:b3', 'taken', '{at}')",
        f"INSERT INTO erasures (conversation, line, by, at) VALUES ('{gone}', 1, 'a', '{at}')",
    )
    migrate(database_url)
    async with database.read() as link:
        rows = await link.all(select(spoken).order_by(spoken.c.asked, spoken.c.subject))
        left = await link.all(select(handoffs).where(handoffs.c.state != "ended"))
    assert [(row.subject, row.what, row.state) for row in rows] == [
        (NUMBER, "case", "waiting"),
        ("b1", "booking", "waiting"),
        ("b2", "booking", "erased"),
        ("b3", "booking", "waiting"),
    ]
    assert [(row.conversation, row.reason, row.state) for row in left] == [
        (called, "asked", "taken")
    ], "who asked for a human later still has one"
