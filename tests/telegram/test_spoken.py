"""Who speaks into Telegram is asked by buttons what it is about; nothing spoken goes lost.

| what is sent                        | what must be true                                    |
|-------------------------------------|------------------------------------------------------|
| a voice message, a sound, a film    | it is the matter: the group is asked, it is fetched  |
| a voice message that was forwarded  | the same                                             |
| several at once                     | all are a part of the matter                         |
| a film from the gallery             | it is attached, the menu waits                       |
| one that is larger than it may be   | told at once, never fetched                          |
"""

import asyncio
from typing import Any

import pytest

from bot.limits import FILE_MOST
from storage.ledger import Ledger
from tests.telegram.citizen import Citizen, message, user
from tests.telegram.conftest import Esik
from tests.telegram.test_files import OGG, quick, sends, stored

FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 99
GROUP = "О чём Ваше сообщение?"
FILE = {"file_id": "voice", "file_unique_id": "v", "duration": 4}
ORIGIN = {"type": "user", "date": 1_772_000_000, "sender_user": user(9)}

__all__ = ["quick"]  # looks again at once


async def at_the_menu(esik: Esik) -> Citizen:
    citizen = esik.citizen()
    await citizen.says("/start", "ru")
    esik.api.files |= {"voice": OGG, "film": FILM}
    return citizen


@pytest.mark.parametrize(
    ("content", "type"),
    [
        ({"voice": FILE}, "audio/ogg"),
        ({"voice": FILE, "forward_origin": ORIGIN}, "audio/ogg"),
        ({"audio": {**FILE, "mime_type": "audio/ogg", "file_name": "Хабар.ogg"}}, "audio/ogg"),
        ({"video_note": {**FILE, "file_id": "film", "length": 240}}, "video/mp4"),
    ],
    ids=["voice", "forwarded", "audio", "film"],
)
async def test_what_is_spoken_is_the_matter(
    esik: Esik, content: dict[str, Any], type: str
) -> None:
    citizen = await at_the_menu(esik)
    assert GROUP in await sends(citizen, **content)
    ((_, kept, _),) = await stored(esik, 1)
    assert kept == type


async def test_several_at_once_are_all_heard(esik: Esik) -> None:
    citizen = await at_the_menu(esik)
    updates = [message(citizen.id, voice=FILE, forward_origin=ORIGIN) for _ in range(3)]
    answers = await asyncio.gather(*(citizen.sends(update) for update in updates))
    assert [status for status, _ in answers] == [200] * 3
    assert len(await stored(esik, 3)) == 3
    shown = await citizen.api.shows(citizen.id, citizen.seen + 3)
    assert [GROUP in one.text for one in shown[citizen.seen :]] == [True, False, False]
    (talk,) = [row.id for row in await esik.rows("conversations")]
    async with Ledger(esik.house.database, esik.house.seal).entry() as entry:
        page = (await entry.talks([talk]))[talk]
    assert len(page.conversation.facts["voice"]) == 3


async def test_a_film_from_the_gallery_is_attached(esik: Esik) -> None:
    citizen = await at_the_menu(esik)
    film = {"file_id": "film", "file_unique_id": "f", "width": 1, "height": 1, "duration": 1}
    told = await sends(citizen, video=film)
    assert GROUP not in told


async def test_one_that_is_too_large_is_told_and_not_fetched(esik: Esik) -> None:
    citizen = await at_the_menu(esik)
    told = await sends(citizen, voice={**FILE, "file_size": FILE_MOST + 1})
    assert GROUP not in told
    assert "20" in told
    assert await esik.rows("files") == []
