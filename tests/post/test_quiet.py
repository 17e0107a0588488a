"""A night through the real turn and a real Bot API over HTTP: who sleeps is not woken."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.arrivals import Done, Talk
from dialogs.events import OperatorSaid, OperatorTook
from storage.pages import Address
from storage.windows import QUIET
from tests.post.town import Town, a_town

WHO = Address("telegram", "7001")


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(database_url, tmp_path) as opened:
        yield opened


def shown(town: Town) -> list[str]:
    return [one.text for one in town.api.shown(WHO.id)]


async def test_news_at_night_wait_for_the_morning(town: Town) -> None:
    number = await town.files(WHO)
    seen = len(shown(town))
    town.moment.to("2026-11-23 23:00")
    await town.acts(number, "take")
    assert await town.sends() == {"waiting": 1}
    row = (await town.rows("outbox"))[-1]
    assert (row.state, row.error, row.attempts) == ("waiting", QUIET, 0)
    assert row.not_before == town.moment.to("2026-11-24 08:00")
    for before in ("2026-11-23 23:00", "2026-11-24 07:59"):
        town.moment.to(before)
        assert await town.sends() == {}
    assert len(shown(town)) == seen
    town.moment.to("2026-11-24 08:00")
    assert await town.sends() == {"sent": 1}
    assert number in shown(town)[-1]


async def test_in_a_live_talk_nothing_waits(town: Town) -> None:
    number = await town.files(WHO)
    town.moment.to("2026-11-23 22:50")
    await town.says(WHO, "мәртебе")
    town.moment.to("2026-11-23 23:10")
    await town.acts(number, "take")
    assert await town.sends() == {"sent": 2}


async def test_who_writes_at_night_reads_first_what_waited(town: Town) -> None:
    number = await town.files(WHO)
    town.moment.to("2026-11-23 23:00")
    await town.acts(number, "take")
    await town.sends()
    seen = len(shown(town))
    town.moment.to("2026-11-24 02:00")
    told = await town.says(WHO, "/help")
    assert await town.sends() == {"sent": 2}
    first, second = shown(town)[seen:]
    assert number in first
    assert second in told


async def test_an_operators_reply_passes_what_waits(town: Town) -> None:
    number = await town.files(WHO)
    town.moment.to("2026-11-23 21:50")
    await town.says(WHO, "оператор")
    await town.sends()
    talk = Talk((await town.page(WHO)).conversation.id)
    town.moment.to("2026-11-23 22:30")
    await town.acts(number, "take")
    assert await town.sends() == {"waiting": 1}
    assert isinstance(await town.happens(OperatorTook, talk, by="demo"), Done)
    assert isinstance(await town.happens(OperatorSaid, talk, by="demo", text="Слушаю Вас"), Done)
    assert await town.sends() == {"sent": 2}
    assert shown(town)[-1] == "Слушаю Вас"
    assert "disable_notification" not in town.api.called("sendMessage")[-1]


async def test_an_answer_at_night_comes_without_a_sound(town: Town) -> None:
    number = await town.files(WHO)
    await town.acts(number, "take")
    await town.sends()
    town.moment.to("2026-11-23 23:30")
    await town.acts(number, "answer", text="Ямы заделаны.", result="satisfied")
    assert await town.sends() == {"sent": 1}
    assert town.api.called("sendMessage")[-1]["disable_notification"] is True


async def test_letters_that_waited_keep_their_order(town: Town) -> None:
    number = await town.files(WHO)
    seen = len(shown(town))
    town.moment.to("2026-11-23 23:00")
    await town.acts(number, "take")
    await town.sends()
    town.moment.to("2026-11-23 23:40")
    await town.acts(number, "redirect", to="almaty", reason="Орган другой.")
    assert await town.sends() == {"waiting": 1}
    town.moment.to("2026-11-24 08:00")
    assert await town.sends() == {"sent": 2}
    rows = [row for row in await town.rows("outbox") if row.kind == "status"]
    assert [row.state for row in rows] == ["sent"] * len(rows)
    assert len(shown(town)) == seen + 2
    assert [line.letter.text for line in await town.journal(WHO)][-2:] == shown(town)[-2:]


async def test_a_reminder_is_due_at_ten_and_goes_at_ten(town: Town) -> None:
    booking = await town.books(WHO)
    seen = len(shown(town))
    town.moment.to("2026-12-05 09:59")
    assert await town.sweeps() == {}
    town.moment.to("2026-12-05 10:00")
    assert await town.sweeps() == {"sent": 1}
    assert len(shown(town)) == seen + 1
    row = (await town.rows("outbox"))[-1]
    assert (row.kind, booking) == ("reminder", (await town.journal(WHO))[-1].letter.booking)
