"""Files, parked bodies and operators come back as they were kept, and only to whom they belong."""

import pytest
from sqlalchemy import select

from dialogs.events import File
from storage.files import CHUNK, Files
from storage.parked import park
from storage.schema import file_chunks, parked
from storage.staff import Operator, add_operator, operator
from tests.storage.world import AT, MINUTE


@pytest.fixture
def files(database, seal):
    return Files(database, seal)


@pytest.mark.parametrize(("size", "chunks"), [(0, 1), (1, 1), (CHUNK, 1), (CHUNK + 1, 2)])
async def test_a_file_comes_back_whatever_its_size(files, world, database, size, chunks):
    page = await world.citizen()
    content = bytes(n % 251 for n in range(size))
    file = await files.keep(page.conversation.id, "Шам.jpg", "image/jpeg", content, "f1", AT)
    assert file == File(id="f1", name="Шам.jpg", type="image/jpeg", size=size)
    assert await files.read("f1") == (file, content)
    assert await files.read("f1", page.conversation.id) == (file, content)
    async with database.read() as link:
        assert len(await link.all(select(file_chunks.c.n))) == chunks


async def test_a_file_of_another_talk_is_not_there(files, world):
    page, other = await world.citizen("1"), await world.citizen("2")
    await files.keep(page.conversation.id, "a.txt", "text/plain", b"x", "f1", AT)
    assert await files.read("f1", other.conversation.id) is None
    assert await files.read("f2") is None


async def test_files_of_a_case_are_those_filed_and_those_sent_later(files, world, ledger):
    page = await world.citizen()
    for id in ("f1", "f2", "f3", "other"):
        await files.keep(page.conversation.id, id, "text/plain", b"x", id, AT)
    await world.filed(page, "2026-1", files=("f2", "f1", "gone"))
    async with ledger.entry() as entry:
        await entry.case_line(
            "2026-1", "reply", "citizen", AT, {"text": "", "files": ["f3", "f1"]}
        )
    assert [file.id for file in await files.of_case("2026-1")] == ["f2", "f1", "f3"]
    assert await files.of_case("2026-2") == ()


async def test_a_body_nobody_understood_is_kept_sealed(database, seal):
    await park(database, seal, "telegram", b'{"text": "hello"}', "no update_id", AT)
    async with database.read() as link:
        [row] = await link.all(select(parked))
    assert (row.front, row.error, row.at) == ("telegram", "no update_id", AT)
    assert seal.open(row.body, "parked:telegram") == b'{"text": "hello"}'


async def test_an_operator_is_added_once(database):
    aigul = Operator("aigul", "operator", "petropavlovsk")
    assert await add_operator(database, aigul, AT)
    assert not await add_operator(database, Operator("aigul", "admin", None), AT)
    assert await operator(database, "aigul") == aigul
    assert await operator(database, "nobody") is None


async def test_files_of_a_talk_are_its_own_in_their_order(files, world):
    page, other = await world.citizen("1"), await world.citizen("2")
    for n, (id, whose) in enumerate((("f2", page), ("f1", page), ("f0", other))):
        await files.keep(whose.conversation.id, id, "text/plain", b"x", id, AT + n * MINUTE)
    assert [file.id for file in await files.of_talk(page.conversation.id)] == ["f2", "f1"]
    assert await files.of_talk("unknown") == ()
