"""Photos, documents and voices of citizens: promised with their message, fetched after it.

| what happens                                  | what must be true                              |
|-----------------------------------------------|------------------------------------------------|
| a photo, a document, a voice                  | answered at once, here soon after              |
| an album of several, all at once              | each is attached, one answer                   |
| the server is away                            | the talk goes on, the file comes later         |
| the server has it no more, nobody takes it    | the citizen is told which; the form forgets it |
| the file is larger than it may be             | told at once, never fetched                    |
| the same update again and again               | one file                                       |
"""

import asyncio
from typing import Any

import pytest

from bot import attachments, fetching
from storage.database import CommitFailed, Database
from storage.files import Files
from tests.telegram.citizen import Citizen, message, name_or_address
from tests.telegram.conftest import Esik
from tests.telegram.fake_api import BROKEN, NO_CHAT

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 64
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"
OGG = b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x13OpusHead" + b"\x00" * 30


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks again at once; the clock of the house stands until it is moved."""
    monkeypatch.setattr(fetching, "IDLE", 0.02)


async def until_attachments(citizen: Citizen) -> None:
    """Fill the form in until files can be attached, and ask for it."""
    await citizen.says("/start", "ru")
    await citizen.presses("problem")
    await citizen.says("На нашей улице в Петропавловске две недели не горит фонарь.")
    for _ in range(15):
        options = {d.split(":")[1] for _, d in citizen.api.shown(citizen.id)[-1].buttons}
        if "attachments" in options:
            await citizen.presses("attachments")
            return
        wanted = [o for o in ("yes", "file", "591000000", "590000000", "skip") if o in options]
        known = [*wanted, *sorted(options)]
        await (
            citizen.presses(known[0])
            if known
            else citizen.says(name_or_address(citizen.api.shown(citizen.id)[-1].text))
        )
    raise AssertionError("attachments were never offered")


async def sends(citizen: Citizen, **content: Any) -> str:
    """Send a file that the fake server keeps."""
    status, _ = await citizen.sends(message(citizen.id, **content))
    assert status == 200
    return await citizen.reads()


def document(name: str, id: str = "doc") -> dict[str, Any]:
    return {"file_id": id, "file_unique_id": id, "file_name": name, "file_size": len(PDF)}


async def until_files(esik: Esik, *states: str) -> list[Any]:
    """Wait until the files are in these states; their rows."""
    async with asyncio.timeout(5):
        while tuple(row.state for row in await esik.rows("files")) != states:
            await asyncio.sleep(0.01)
    return await esik.rows("files")


async def stored(esik: Esik, number: int) -> list[tuple[str, str, bytes]]:
    """Wait until so many files are here; name, type and content of each."""
    rows = await until_files(esik, *["here"] * number)
    files, found = Files(esik.house.database, esik.house.seal), []
    for row in rows:
        kept = await files.read(row.id)
        assert kept is not None
        found.append((kept[0].name, kept[0].type, kept[1]))
    return found


async def test_photo_document_and_voice_are_attached(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files |= {"large": JPEG, "doc": PDF, "voice": OGG}
    sizes = [
        {"file_id": id, "file_unique_id": id, "width": w, "height": w, "file_size": len(JPEG)}
        for id, w in (("small", 90), ("large", 1280))
    ]
    await sends(citizen, photo=sizes)
    await sends(citizen, document=document("Арыз №1.pdf"))
    await sends(citizen, voice={"file_id": "voice", "file_unique_id": "v", "duration": 4})
    assert sorted(await stored(esik, 3)) == [
        ("photo.jpg", "image/jpeg", JPEG),
        ("voice.ogg", "audio/ogg", OGG),
        ("Арыз №1.pdf", "application/pdf", PDF),
    ]
    assert "Арыз №1.pdf" in await citizen.presses("none")
    assert "2026-" in await citizen.presses("confirm")


async def test_album_is_attached_whole_and_answered_once(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    names = [f"фото{n}.pdf" for n in range(5)]
    esik.api.files |= dict.fromkeys(names, PDF)
    updates = [
        message(citizen.id, document=document(name, name), media_group_id="77") for name in names
    ]
    answers = await asyncio.gather(*(citizen.sends(update) for update in updates))
    assert [status for status, _ in answers] == [200] * 5
    await citizen.reads()
    assert sorted(name for name, _, _ in await stored(esik, 5)) == names
    letters = len(await esik.rows("outbox"))
    back = await citizen.presses("none")
    assert all(name in back for name in names)
    assert len(await esik.rows("outbox")) == letters + 1


async def test_file_of_a_server_that_is_away_comes_later(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files["doc"] = PDF
    esik.api.meet(BROKEN, method="getFile", times=2)
    assert await sends(citizen, document=document("a.pdf"))
    assert "a.pdf" in await citizen.presses("none")
    for attempt in (1, 2):
        async with asyncio.timeout(5):
            while (job := (await esik.rows("fetches"))[0]).attempts < attempt:
                await asyncio.sleep(0.01)
        esik.moment.at = job.not_before
    assert [name for name, _, _ in await stored(esik, 1)] == ["a.pdf"]


@pytest.mark.parametrize("content", [None, b"MZ\x90\x00 a program"], ids=["gone", "a program"])
async def test_file_that_cannot_be_had_is_told_and_may_be_sent_again(
    esik: Esik, content: bytes | None
) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    if content:
        esik.api.files["bad"] = content
    else:
        esik.api.meet(NO_CHAT, method="getFile")
    status, _ = await citizen.sends(message(citizen.id, document=document("первый.pdf", "bad")))
    assert status == 200
    await until_files(esik, "failed")
    await esik.api.shows(citizen.id, citizen.seen + 2)
    assert "первый.pdf" in await citizen.reads()
    esik.api.files["doc"] = PDF
    await sends(citizen, document=document("второй.pdf"))
    await until_files(esik, "failed", "here")
    back = await citizen.presses("none")
    assert "второй.pdf" in back
    assert "первый.pdf" not in back


async def test_file_over_the_limit_is_not_even_fetched(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "FILE_MOST", 10)
    citizen = esik.citizen()
    await until_attachments(citizen)
    await sends(citizen, document=document("a.pdf"))
    assert esik.api.called("getFile") == []
    assert await esik.rows("files") == []


async def test_first_word_of_a_talk_may_be_a_photo(esik: Esik) -> None:
    citizen = esik.citizen()
    esik.api.files["doc"] = PDF
    assert await sends(citizen, document=document("a.pdf"))
    await stored(esik, 1)
    assert await esik.rows("parked") == []


async def test_repeated_update_with_a_file_attaches_it_once(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files["doc"] = PDF
    update = message(citizen.id, document=document("a.pdf"))
    answers = await asyncio.gather(*(citizen.sends(update) for _ in range(20)))
    assert [status for status, _ in answers] == [200] * 20
    await citizen.reads()
    assert len(await stored(esik, 1)) == 1
    assert len(esik.api.called("getFile")) == 1


async def test_commit_that_fails_promises_nothing_and_the_repeat_does(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files["doc"] = PDF
    update = message(citizen.id, document=document("a.pdf"))

    def away(self: Database) -> Any:
        raise CommitFailed("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "write", away)
        assert (await citizen.sends(update))[0] == 503
    assert await esik.rows("fetches") == []
    assert (await citizen.sends(update))[0] == 200
    await citizen.reads()
    assert len(await stored(esik, 1)) == 1
