"""A recording that is chosen on the web page is heard like a voice message."""

import pytest

from tests.web.citizen import Citizen

OGG = b"OggS\x00\x02" + b"\x00" * 22 + b"\x01\x13OpusHead" + b"\x00" * 30
M4A = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 99
WAV = b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 99


@pytest.mark.parametrize(
    ("name", "content", "type"),
    [
        ("запись.ogg", OGG, "audio/ogg"),
        ("Запись 1.m4a", M4A, "audio/mp4"),
        ("a.wav", WAV, "audio/wav"),
    ],
)
async def test_a_recording_is_the_matter(client, name, content, type):
    citizen = await Citizen.arrives(client, lang="ru")
    await citizen.read()
    answer = await client.post(
        citizen.path, data={"id": "1"}, files={"file": (name, content)}, headers=citizen.headers
    )
    assert answer.status_code == 202, answer.text
    line, asked = await citizen.read()
    assert line["files"][0]["type"] == type
    assert asked["question"]["id"] == "group"
    assert (await citizen.press("housing_utilities", asked))["question"]["id"] == "topic"
