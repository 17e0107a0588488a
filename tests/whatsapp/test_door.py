"""The door as a whole: its settings, its state, and files of citizens."""

from datetime import timedelta
from typing import Any

import pytest

from bot.fetching import Fetching
from bot.settings import SettingsError, read_settings
from bot.whatsapp import must_be_whole
from storage.files import Files
from tests.whatsapp.citizen import Citizen, message
from tests.whatsapp.conftest import Esik
from tests.whatsapp.fake_graph import Trouble
from tests.whatsapp.test_road import PROBLEM, _next

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 64
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"
GIVEN = {
    "ESIK_WHATSAPP_TOKEN": "t",
    "ESIK_WHATSAPP_PHONE_ID": "1",
    "ESIK_WHATSAPP_APP_SECRET": "s",
    "ESIK_WHATSAPP_VERIFY_TOKEN": "v",
}


def test_settings_are_all_there_or_named() -> None:
    must_be_whole(read_settings(GIVEN))
    for name in GIVEN:
        with pytest.raises(SettingsError, match=f"^{name} missing"):
            must_be_whole(read_settings({key: v for key, v in GIVEN.items() if key != name}))


async def test_state_of_the_door_is_told(esik: Esik) -> None:
    async with esik.http.get(f"{esik.url}/readyz") as answer:
        assert (await answer.json())["doors"]["whatsapp"] == "ok"
    citizen = esik.citizen()
    esik.graph.meet(Trouble(401, 190))
    await citizen.tells(message(citizen.id, "text", text={"body": "/start"}))
    [row] = await esik.letters("waiting")
    assert (row.error, row.attempts) == ("190 token expired", 1)
    async with esik.http.get(f"{esik.url}/readyz") as answer:
        assert answer.status == 200
        assert (await answer.json())["degraded"] == ["whatsapp"]
    esik.moment.move(minutes=1)
    assert await citizen.reads()


async def until_attachments(citizen: Citizen) -> None:
    """Fill the form in until files can be attached, and ask for it."""
    await citizen.says("start a_petropavlovsk-file-ru")
    await citizen.says(PROBLEM["ru"])
    for _ in range(15):
        if "attachments" in citizen.options():
            await citizen.presses("attachments")
            return
        await _next(citizen)
    raise AssertionError("attachments were never offered")


async def test_photo_and_document_are_attached_and_kept(esik: Esik) -> None:
    citizen = esik.citizen()
    await until_attachments(citizen)
    esik.graph.files |= {"71": ("image/jpeg", JPEG), "72": ("application/pdf", PDF)}
    photo = message(citizen.id, "image", image={"id": "71", "mime_type": "image/jpeg"})
    paper = {"id": "72", "mime_type": "application/pdf", "filename": "хат.pdf", "caption": "Вот"}
    await citizen.sends(photo)
    await citizen.sends(message(citizen.id, "document", document=paper))
    assert await Fetching(esik.house, esik.crew.keepers).once(esik.moment.at) == {"came": 2}
    kept = Files(esik.house.database, esik.house.seal)
    found = [await kept.read(row.id) for row in await esik.rows("files")]
    contents = {(file.name, file.type, content) for file, content in filter(None, found)}
    assert contents == {
        ("photo.jpg", "image/jpeg", JPEG),
        ("хат.pdf", "application/pdf", PDF),
    }


async def test_pictures_chosen_together_are_answered_once(esik: Esik) -> None:
    """WhatsApp knows no albums: each picture is a message of its own, seconds after the other."""
    citizen = esik.citizen()
    await citizen.says("start a_petropavlovsk-ru")
    esik.graph.files |= {str(n): ("image/jpeg", JPEG) for n in range(81, 85)}
    letters = len(await esik.rows("outbox"))
    for n in range(81, 85):
        picture = {"id": str(n), "mime_type": "image/jpeg"}
        sent = message(citizen.id, "image", image=picture)
        await citizen.tells({**sent, "timestamp": str(1772000000 + 2 * n)})
        esik.moment.at += timedelta(seconds=2)
    assert len(await esik.rows("files")) == 4
    assert len(await esik.rows("outbox")) == letters + 1


@pytest.mark.parametrize(
    ("files", "sent"),
    [
        ({}, {"id": "73", "mime_type": "image/jpeg"}),
        ({"74": ("image/jpeg", b"MZ program")}, {"id": "74", "mime_type": "image/jpeg"}),
    ],
    ids=["gone", "no picture"],
)
async def test_file_that_cannot_be_had_is_told_and_loses_nothing(
    esik: Esik, files: dict[str, Any], sent: dict[str, Any]
) -> None:
    citizen = esik.citizen()
    await citizen.says("start a_petropavlovsk-ru")
    esik.graph.files |= files
    await citizen.tells(message(citizen.id, "image", image=sent))
    fetching = Fetching(esik.house, esik.crew.keepers)
    while "lost" not in await fetching.once(esik.moment.at):
        [job] = await esik.rows("fetches")
        esik.moment.at = job.not_before
    await esik.letters("sent", "sent", "sent")
    assert "photo.jpg" in esik.graph.shown(citizen.id)[-1].text
    assert [row.state for row in await esik.rows("files")] == ["failed"]
    assert await esik.rows("parked") == []
