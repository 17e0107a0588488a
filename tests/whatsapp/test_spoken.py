"""Who speaks into WhatsApp is asked by buttons what it is about."""

from tests.whatsapp.citizen import message
from tests.whatsapp.conftest import Esik

OGG = b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x13OpusHead" + b"\x00" * 30
GROUP = "О чём Ваше сообщение?"


async def test_voice_messages_are_the_matter_and_all_of_them_are_kept(esik: Esik) -> None:
    citizen = esik.citizen()
    await citizen.says("/start")
    await citizen.presses("ru")
    esik.graph.files |= {"one": ("audio/ogg", OGG), "two": ("audio/ogg", OGG)}
    voice = {"mime_type": "audio/ogg; codecs=opus", "voice": True, "sha256": "x"}
    first = message(citizen.id, "audio", audio={"id": "one", **voice})
    second = message(citizen.id, "audio", audio={"id": "two", **voice})
    second["timestamp"] = first["timestamp"]
    second["context"] = {"forwarded": True}
    assert GROUP in await citizen.sends(first, second)
    files = await esik.rows("files")
    assert [row.type for row in files] == ["audio/ogg", "audio/ogg"]
    await citizen.presses("housing_utilities")
    assert "water_outage" in citizen.options()
