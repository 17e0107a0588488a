"""Promised files: written with the message, claimed by a lease, kept once, lost for good."""

import asyncio
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from dialogs.events import File
from storage import fetches
from storage.fetches import Promised
from storage.files import Files
from storage.schema import fetches as jobs
from storage.schema import file_chunks
from storage.schema import files as rows
from tests.storage.world import AT

LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


@pytest.fixture
def files(database, seal):
    return Files(database, seal)


@pytest.fixture
def promise(ledger, world):
    """Promises a file in the talk of somebody; gives the conversation."""

    async def promised(id, chat="1"):
        page = await world.citizen(chat)
        file = File(id=id, name="Шұңқыр.jpg", type="image/jpeg", size=0)
        known = Promised(file=file, front="telegram", remote=f"remote-{id}")
        async with ledger.entry() as entry:
            await entry.promise(page.conversation.id, known, AT)
        return page

    return promised


@pytest.fixture
def claim(database, seal):
    """Claims what is due so many seconds later, as a worker of this name."""

    async def claimed(worker="a", after=0, most=10):
        now = AT + timedelta(seconds=after)
        return await fetches.claim(database, seal, worker, now, LEASE, most)

    return claimed


async def test_a_promised_file_is_not_here_yet(promise, claim, files):
    page = await promise("f1")
    assert await files.read("f1") is None
    [job] = await claim()
    assert (job.file, job.name, job.type) == ("f1", "Шұңқыр.jpg", "image/jpeg")
    assert (job.front, job.remote, job.attempts) == ("telegram", "remote-f1", 0)
    assert job.conversation == page.conversation.id


async def test_a_claim_holds_until_its_lease_ends(promise, claim):
    await promise("f1")
    assert len(await claim("a")) == 1
    assert await claim("b", after=59) == []
    assert len(await claim("b", after=60)) == 1


async def test_of_many_workers_each_gets_other_files(promise, claim):
    for n in range(12):
        await promise(f"f{n}", chat=str(n))
    claimed = await asyncio.gather(*(claim(f"w{n}", most=3) for n in range(6)))
    ids = [job.file for got in claimed for job in got]
    assert sorted(ids) == sorted(f"f{n}" for n in range(12))


async def test_what_came_is_kept_once_with_its_type_and_digest(
    promise, claim, files, database, seal
):
    await promise("f1")
    for content in (b"first", b"second"):
        await fetches.came(database, seal, "f1", "image/png", content, AT + SECOND)
    assert await files.read("f1") == (
        File(id="f1", name="Шұңқыр.jpg", type="image/png", size=5),
        b"first",
    )
    assert await claim(after=3600) == []
    async with database.read() as link:
        [row] = await link.all(select(rows))
        [job] = await link.all(select(jobs))
        assert len(await link.all(select(file_chunks.c.n))) == 1
    assert (row.state, row.sha256) == ("here", sha256(b"first").hexdigest())
    assert (job.state, job.attempts, job.ended) == ("done", 1, AT + SECOND)


async def test_what_is_put_off_is_due_again_and_counts_only_attempts(promise, claim, database):
    await promise("f1")
    await claim()
    await fetches.later(database, "f1", AT + 5 * SECOND, "NetworkError")
    assert await claim(after=4) == []
    [job] = await claim(after=5)
    assert job.attempts == 1
    await fetches.later(database, "f1", AT + 9 * SECOND, "flood", attempt=False)
    [job] = await claim(after=9)
    assert job.attempts == 1


async def test_what_is_lost_is_not_fetched_again(promise, claim, files, database, seal):
    await promise("f1")
    await fetches.lost(database, "f1", "refused: gone", AT)
    await fetches.lost(database, "f1", "refused again", AT + SECOND)
    await fetches.came(database, seal, "f1", "image/png", b"late", AT)
    await fetches.later(database, "f1", AT, "late")
    assert await claim(after=3600) == []
    assert await files.read("f1") is None
    async with database.read() as link:
        [row] = await link.all(select(rows))
        [job] = await link.all(select(jobs))
    assert (row.state, job.state, job.error) == ("failed", "failed", "refused: gone")


async def test_the_standing_of_a_case_tells_what_is_still_to_come(
    promise, files, world, database, seal
):
    page = await promise("f1")
    await promise("f2")
    await promise("f3")
    await world.filed(page, "2026-1", files=("f1", "f2", "f3"))
    await fetches.came(database, seal, "f1", "image/png", b"x", AT)
    await fetches.lost(database, "f2", "gone", AT)
    standing = await files.standing("2026-1")
    assert [(file.id, state) for file, state in standing] == [
        ("f1", "here"),
        ("f2", "failed"),
        ("f3", "promised"),
    ]


async def test_the_case_that_was_filed_with_a_file_is_found(promise, world, database, seal):
    page = await promise("f1")
    await promise("f2")
    await world.filed(page, "2026-1", files=("f1",))
    talk = page.conversation.id
    assert await fetches.case_with(database, seal, talk, "f1") == "2026-1"
    assert await fetches.case_with(database, seal, talk, "f2") is None


async def test_neither_name_nor_place_of_a_file_is_in_the_open(promise, database):
    await promise("f1")
    async with database.read() as link:
        [row], [job] = await link.all(select(rows)), await link.all(select(jobs))
    assert "Шұңқыр".encode() not in row.name
    assert b"remote" not in job.remote
