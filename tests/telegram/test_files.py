"""Photos and documents of citizens: fetched, stored under seal, and never a reason to be lost."""

import asyncio
from typing import Any

import pytest

from bot import attachments
from storage.files import Files
from tests.telegram.citizen import Citizen, message
from tests.telegram.conftest import Esik
from tests.telegram.fake_api import BROKEN, NO_CHAT

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 64
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


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
        await (citizen.presses(known[0]) if known else citizen.says("Ахметова Айгуль"))
    raise AssertionError("attachments were never offered")


async def sends(esik: Esik, citizen: Citizen, **content: Any) -> str:
    """Send a file that the fake server keeps."""
    status, _ = await citizen.sends(message(citizen.id, **content))
    assert status == 200
    return await citizen.reads()


def document(name: str) -> dict[str, Any]:
    return {"file_id": "doc", "file_unique_id": "d", "file_name": name, "file_size": len(PDF)}


async def stored(esik: Esik, citizen: Citizen) -> list[tuple[str, str, bytes]]:
    """Name, type and content of the files in the answers of a citizen's talk."""
    files, found = Files(esik.house.database, esik.house.seal), []
    for row in await esik.rows("files"):
        kept = await files.read(row.id)
        assert kept is not None
        found.append((kept[0].name, kept[0].type, kept[1]))
    return found


async def test_photo_and_document_are_attached(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files |= {"large": JPEG, "doc": PDF}
    sizes = [
        {"file_id": id, "file_unique_id": id, "width": w, "height": w, "file_size": len(JPEG)}
        for id, w in (("small", 90), ("large", 1280))
    ]
    await sends(esik, citizen, photo=sizes)
    await sends(esik, citizen, document=document("Арыз №1.pdf"))
    assert await stored(esik, citizen) == [
        ("photo.jpg", "image/jpeg", JPEG),
        ("Арыз №1.pdf", "application/pdf", PDF),
    ]
    await citizen.presses("none")
    number = await citizen.presses("confirm")
    assert "2026-" in number


@pytest.mark.parametrize("trouble", [BROKEN, NO_CHAT])
async def test_file_that_cannot_be_fetched_is_told_and_may_be_sent_again(
    esik: Esik, trouble: Any
) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files["doc"] = PDF
    esik.api.meet(trouble, method="getFile")
    await sends(esik, citizen, document=document("a.pdf"))
    assert await stored(esik, citizen) == []
    await sends(esik, citizen, document=document("a.pdf"))
    assert len(await stored(esik, citizen)) == 1


async def test_file_over_the_limit_is_not_even_fetched(
    esik: Esik, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "FILE_MOST", 10)
    citizen = esik.citizen()
    await until_attachments(citizen)
    await sends(esik, citizen, document=document("a.pdf"))
    assert esik.api.called("getFile") == []


async def test_file_of_a_kind_nobody_takes_is_told(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files["doc"] = b"MZ\x90\x00 a program"
    await sends(esik, citizen, document=document("virus.pdf"))
    assert await stored(esik, citizen) == []


async def test_first_word_of_a_talk_may_be_a_photo(esik: Esik) -> None:
    citizen = esik.citizen()
    esik.api.files["doc"] = PDF
    assert await sends(esik, citizen, document=document("a.pdf"))
    assert await esik.rows("parked") == []


async def test_repeated_update_with_a_file_attaches_it_once(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.api.files["doc"] = PDF
    update = message(citizen.id, document=document("a.pdf"))
    answers = await asyncio.gather(*(citizen.sends(update) for _ in range(5)))
    assert [status for status, _ in answers] == [200] * 5
    await citizen.reads()
    assert len(esik.api.called("getFile")) == 1
    assert len(await stored(esik, citizen)) == 1
