"""The demonstration: the same every time, on working days only, and nobody real."""

from datetime import UTC, date, datetime

import pytest

from bot.book_rules import book_rules
from bot.mint import ALMATY
from bot.seed import AGENCY, OFFICIALS, OPERATOR, schedule, sow
from storage.database import Database
from storage.schema import officials, slots
from storage.staff import operator

FIRST = date(2026, 11, 23)  # a Monday
AT = datetime(2026, 11, 23, 4, tzinfo=UTC)
WORKING = book_rules().calendar


@pytest.fixture
async def database(sqlite_url):
    opened = Database(sqlite_url)
    yield opened
    await opened.dispose()


async def rows(database, table):
    async with database.read() as link:
        return await link.all(table.select().order_by(table.c.id))


def test_ids_are_made_of_the_official_and_the_time_in_almaty():
    first = schedule(FIRST, WORKING)["demo_akim"][0]
    assert first.id == "demo_akim-20261124-1000"
    assert first.starts == datetime(2026, 11, 24, 5, tzinfo=UTC)
    assert (first.agency, first.minutes, first.free) == ("petropavlovsk", 20, 1)


def test_six_times_of_every_working_day_from_tomorrow_to_the_sixtieth():
    for found in schedule(FIRST, WORKING).values():
        starts = [slot.starts.astimezone(ALMATY) for slot in found]
        days = sorted({start.date() for start in starts})
        assert (days[0] - FIRST).days == 1
        assert (days[-1] - FIRST).days <= 60
        assert all(WORKING.is_working(day) for day in days)
        assert date(2026, 12, 16) not in days  # Independence Day
        assert len(found) == 6 * len(days)
        times = {f"{start:%H:%M}" for start in starts}
        assert times == {"10:00", "10:20", "10:40", "11:00", "11:20", "11:40"}


def test_names_say_that_nobody_is_real():
    for official in OFFICIALS:
        assert official.agency == AGENCY
        assert "нақты адам емес" in official.name["kk"]
        assert "не реальное лицо" in official.name["ru"]
        assert "not a real person" in official.name["en"]
    assert {o.id: o.formats for o in OFFICIALS} == {
        "demo_akim": ("offline", "online"),
        "demo_deputy": ("offline",),
    }


def test_the_agency_exists():
    assert book_rules().agency(AGENCY).id == AGENCY


async def test_sown_twice_it_is_there_once(database):
    count = await sow(database, WORKING, FIRST, AT)
    before = await rows(database, slots), await rows(database, officials)
    assert await sow(database, WORKING, FIRST, AT) == count
    assert (await rows(database, slots), await rows(database, officials)) == before
    assert len(before[0]) == count == 2 * 6 * 40
    assert [row.id for row in before[1]] == ["demo_akim", "demo_deputy"]


async def test_the_operator_is_there(database):
    await sow(database, WORKING, FIRST, AT)
    found = await operator(database, OPERATOR)
    assert found is not None
    assert found.agency == AGENCY


async def test_another_first_day_adds_what_is_missing(database):
    await sow(database, WORKING, FIRST, AT)
    await sow(database, WORKING, date(2026, 11, 30), AT)
    found = [row.id for row in await rows(database, slots)]
    assert "demo_deputy-20261124-1000" in found
    assert "demo_deputy-20270129-1140" in found
    assert len(found) == len(set(found))
