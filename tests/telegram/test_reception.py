"""A reception through Telegram: booked by pressing what was sent, reminded, moved by a button."""

from datetime import UTC, datetime

import pytest

from bot import seed
from bot.clock import Clock
from tests.telegram.conftest import Esik

REMINDER = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)  # 10:00 in Almaty, three days before


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_reception_is_booked_reminded_and_confirmed(esik: Esik, language: str) -> None:
    house, citizen = esik.house, esik.citizen()
    today = house.mint.now().date()
    await seed.sow(house.database, house.book.rules.calendar, today, house.mint.now())
    await citizen.says(f"/start a_petropavlovsk-book-{language}", None)
    for option in ("demo_akim", "2026-12-04", "demo_akim-20261204-1020", "online"):
        await citizen.presses(option)
    await citizen.says("Мектептің жанына бағдаршам керек")
    assert "10:20" in await citizen.presses("confirm")

    esik.moment.at = REMINDER
    await Clock(house).sweep(REMINDER)
    assert "10:20" in await citizen.reads()
    shown = [data.split(":")[-1] for _, data in esik.api.shown(citizen.id)[-1].buttons]
    assert shown == ["come", "move", "cancel_booking"]
    assert await citizen.presses("come")
    assert "10:20" in await citizen.says("/status")
