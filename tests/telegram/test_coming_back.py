"""Who comes back through Telegram: by a link, by /start twice, by an old button, days later."""

import pytest

from tests.telegram.citizen import press
from tests.telegram.conftest import Esik

LIGHTS = {
    "kk": "Көшеде шамдар жанбайды",
    "ru": "На нашей улице не горят фонари",
    "en": "The street lights are off in our street",
}
NAME = "Ахметова Айгуль"


def options(esik: Esik, id: int) -> list[str]:
    return [data.split(":")[-1] for _, data in esik.api.shown(id)[-1].buttons]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_form_is_offered_whatever_way_its_citizen_comes_back(
    esik: Esik, language: str
) -> None:
    citizen = esik.citizen()
    await citizen.says(f"/start a_petropavlovsk-file-{language}", None)
    await citizen.says(LIGHTS[language])
    old = citizen.button("yes")
    await citizen.presses("yes")
    asked = await citizen.says(NAME)
    for back in (f"/start a_almaty-book-{language}", "/start", "/start", "/start t_noise"):
        esik.moment.move(days=1)
        await citizen.says(back, None)
        assert options(esik, citizen.id) == ["go_on", "again", "drop"], back
    assert await citizen.presses("go_on") == asked, "nothing is asked twice"
    status, _ = await citizen.sends(press(citizen.id, old[1], old[2]))
    assert status == 200
    assert asked in await citizen.reads(), "an old button is answered, and the question stays"
    await citizen.presses("skip")
    await citizen.says("Абай көшесі 5")
    assert "2026-" in await citizen.presses("confirm")
    assert len(await esik.rows("cases")) == 1
