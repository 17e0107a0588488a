"""The audit is silent about a good ledger and names each thing that is wrong with a bad one."""

import pytest

from storage import audit
from storage.files import Files
from tests.storage.world import AT, HOUR, MINUTE

NUMBER = "2026-1"


async def findings(views, now=AT):
    found = await views.audit(now)
    return {
        kind: [(each["what"], each["id"]) for each in found[kind]]
        for kind in ("doubles", "orphans")
    }


@pytest.fixture
async def page(world, ledger, database, seal):
    """A citizen with one of everything, all of it in order."""
    page = await world.citizen("1")
    await world.told(page, "hello", "again")
    await world.filed(page, NUMBER)
    await world.open("monday", "tuesday", seats=2)
    await world.booked(page, "monday", "b1")
    talk = page.conversation.id
    async with ledger.entry() as entry:
        await entry.set_timers([("overdue", "overdue", NUMBER, talk, AT + HOUR)])
        await entry.hand_off(talk, "asked", AT)
        page.conversation = page.conversation.but(owner="queue")
        await entry.save([page])
    await Files(database, seal).keep(talk, "a", "text/plain", b"x", "f1", AT)
    return page


async def test_an_empty_house_is_in_order(views):
    assert await views.audit(AT) == {
        "citizens": 0,
        "cases": 0,
        "bookings": 0,
        "promises": {"open": 0, "kept": 0, "broken": 0},
        "letters": {},
        "doubles": [],
        "orphans": [],
    }


@pytest.mark.usefixtures("page")
async def test_a_house_in_use_is_in_order_and_counted(views):
    assert await views.audit(AT) == {
        "citizens": 1,
        "cases": 1,
        "bookings": 1,
        "promises": {"open": 1, "kept": 0, "broken": 0},
        "letters": {"queued": 2},
        "doubles": [],
        "orphans": [],
    }


@pytest.mark.usefixtures("page")
async def test_a_promise_is_broken_an_hour_after_it_was_due_and_kept_when_it_fired(views, ledger):
    assert (await views.audit(AT + 2 * HOUR))["promises"] == {"open": 1, "kept": 0, "broken": 0}
    late = AT + 2 * HOUR + MINUTE
    assert (await views.audit(late))["promises"] == {"open": 0, "kept": 0, "broken": 1}
    async with ledger.entry() as entry:
        assert await entry.finish_timer("overdue#1")
    assert (await views.audit(late))["promises"] == {"open": 0, "kept": 1, "broken": 0}


# -- one appeal filed twice -------------------------------------------------------------------


async def test_one_appeal_filed_twice_is_a_double(world, views, page):
    await world.filed(page, "2026-2", at=AT + 10 * MINUTE)
    await world.filed(page, "2026-3", at=AT + 10 * MINUTE)
    assert (await findings(views))["doubles"] == [
        ("one appeal filed twice", "2026-2"),
        ("one appeal filed twice", "2026-3"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Another lamp"},
        {"at": AT + 11 * MINUTE},
        {"agency": "akimat_590000000"},
        {"draft": None},
    ],
)
async def test_an_appeal_that_differs_is_no_double(world, views, page, other):
    await world.filed(page, "2026-2", **other)
    assert (await findings(views))["doubles"] == []


async def test_the_same_words_of_another_citizen_are_no_double(world, views, page):
    assert page
    await world.filed(await world.citizen("2"), "2026-2")
    assert (await findings(views))["doubles"] == []


# -- planted: keys and indexes forbid these, so they are taken away first ---------------------

POSTED = "conversation, seq, person, front, chat, kind, state, attempts, not_before, at"
AGAIN = "INSERT INTO {0} SELECT * FROM {0}"
BOOKING = (
    "INSERT INTO bookings (id, slot, seat, person, conversation, state, format, matter,"
    " booked_at, confirmed) SELECT '{id}', {slot}, {seat}, {person}, conversation, '{state}',"
    " format, matter, booked_at, confirmed FROM bookings WHERE id = 'b1'"
)


def unguarded(table: str, *commands: str) -> list[str]:
    """A table without its keys and indexes, then commands."""
    return [
        f"CREATE TABLE bare AS SELECT * FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE bare RENAME TO {table}",
        *commands,
    ]


def booking(id="b2", slot="slot", seat="seat", person="'p'", state="booked") -> str:
    return BOOKING.format(id=id, slot=slot, seat=seat, person=person, state=state)


DOUBLES = {
    "two bookings of one seat": ("monday", unguarded("bookings", booking())),
    "two seats of one person in one slot": ("monday", [booking(seat="2", person="person")]),
    "two journal lines of one number": (
        "TALK",
        unguarded("journal", AGAIN.format("journal") + " WHERE seq = 2"),
    ),
    "a letter sent by two rows": (
        "TALK",
        [f"INSERT INTO outbox ({POSTED}) SELECT {POSTED} FROM outbox WHERE seq = 1"],
    ),
    "two open handoffs": ("TALK", unguarded("handoffs", AGAIN.format("handoffs"))),
}


@pytest.mark.parametrize("what", DOUBLES)
async def test_a_double_is_found(what, views, page, plant, database):
    id, commands = DOUBLES[what]
    await database.dispose()  # a prepared statement would hold the table that is replaced
    if database.postgres:
        commands = [
            c.replace("DROP TABLE bookings", "DROP TABLE bookings CASCADE") for c in commands
        ]
    await plant(*commands)
    id = page.conversation.id if id == "TALK" else id
    assert (await findings(views))["doubles"] == [(what, id)]


ORPHANS = {
    "rows that changed": {
        "UPDATE conversations SET line = 9": {
            "a conversation that lost its count of lines": "TALK",
        },
        "INSERT INTO case_history (number, act, by, at, detail)"
        " SELECT '2026-9', act, by, at, detail FROM case_history": {
            "history without case": "2026-9",
        },
        "INSERT INTO requests (id, person, conversation, agency, post, wish, state, asked_at)"
        " SELECT 'r1', id, 'nowhere', 'x', 'head', profile, 'open', at FROM persons": {
            "a request without conversation": "r1",
        },
        "UPDATE files SET state = 'promised'": {"a promised file that nobody fetches": "f1"},
        "INSERT INTO spoken (subject, what, state, files, conversation, asked)"
        " SELECT 's1', 'case', 'waiting', '[]', id, at FROM conversations": {
            "a spoken matter of nothing": "s1",
        },
        "UPDATE timers SET subject = 'nobody'": {"a timer whose subject is gone": "overdue"},
        "UPDATE slots SET seats = 0 WHERE id = 'monday'": {
            "a slot with more bookings than seats": "monday",
            "a seat that the slot does not have": "b1",
        },
    },
    "children that are gone": {
        "DELETE FROM journal WHERE seq = 1": {"a letter without journal line": 1},
        "DELETE FROM case_history": {"a case without history": NUMBER},
        "DELETE FROM handoffs": {"a talk that no operator knows of": "TALK"},
        "DELETE FROM file_chunks": {"a file without content": "f1"},
        "DELETE FROM identities": {"a conversation without address": "TALK"},
    },
    "parents that are gone": {
        "DELETE FROM slots WHERE id = 'monday'": {"a booking without slot": "b1"},
        "DELETE FROM files": {"content without file": "f1"},
        "DELETE FROM persons": {"a conversation without person": "TALK"},
    },
    "talks that are gone": {
        "DELETE FROM conversations": {
            "a person without conversation": "PERSON",
            "an address without conversation": "TALK",
            "a journal line without conversation": "TALK",
            "a case without conversation": NUMBER,
            "a booking without conversation": "b1",
        },
    },
}


@pytest.mark.parametrize("story", ORPHANS)
async def test_orphans_are_found_and_nothing_else_is(story, views, page, plant):
    await plant(*ORPHANS[story])
    names = {"TALK": page.conversation.id, "PERSON": page.person}
    expected = {
        (what, names.get(id, id))
        for found in ORPHANS[story].values()
        for what, id in found.items()
    }
    assert set((await findings(views))["orphans"]) == expected


async def test_every_check_has_a_case_here():
    assert set(audit.DOUBLES) == set(DOUBLES)
    cases = [what for story in ORPHANS.values() for found in story.values() for what in found]
    assert sorted(audit.ORPHANS) == sorted(cases)
