"""«Do not write to me»: kept with time and way, obeyed at once, and never a «cancel»."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.arrivals import Repeated
from dialogs.events import Said
from storage.pages import Address
from tests.post.town import Town, a_town

WHO = Address("telegram", "7001")
OTHER = Address("whatsapp", "77015551234")


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(database_url, tmp_path) as opened:
        yield opened


async def kept(town: Town) -> list[tuple[str, str]]:
    """What was said about notices, and where."""
    return [(row.state, row.front) for row in await town.rows("notices")]


@pytest.mark.parametrize("words", ["/stop", "Стоп", "STOP", "тоқта", "Хабарлама жіберме!"])
async def test_news_are_withheld_and_can_still_be_read(town: Town, words: str) -> None:
    number = await town.files(WHO)
    await town.says(WHO, words)
    await town.sends()
    assert await kept(town) == [("stopped", "telegram")]
    [row] = await town.rows("notices")
    assert (row.person, row.at) == ((await town.page(WHO)).person, town.moment.at)
    seen = len(town.api.shown(WHO.id))
    await town.acts(number, "take")
    assert await town.sends() == {"withdrawn": 1}
    row = (await town.rows("outbox"))[-1]
    assert (row.state, row.error) == ("withdrawn", "stopped")
    assert len(town.api.shown(WHO.id)) == seen
    assert number in await town.says(WHO, "/status")


async def test_an_answer_comes_all_the_same_but_without_a_sound(town: Town) -> None:
    number = await town.files(WHO)
    await town.says(WHO, "не присылайте")
    await town.acts(number, "take")
    await town.acts(number, "answer", text="Ямы заделаны.", result="satisfied")
    await town.sends()
    assert "Ямы заделаны." in town.api.shown(WHO.id)[-1].text
    calls = town.api.called("sendMessage")
    assert [bool(call.get("disable_notification")) for call in calls[-2:]] == [False, True]


async def test_a_question_of_the_agency_comes_too(town: Town) -> None:
    number = await town.files(WHO)
    await town.says(WHO, "не присылайте")
    await town.acts(number, "take")
    await town.acts(number, "ask", text="Какой дом?")
    await town.sends()
    assert "Какой дом?" in town.api.shown(WHO.id)[-1].text


async def test_started_again_holds_from_then_on(town: Town) -> None:
    number = await town.files(WHO)
    await town.says(WHO, "стоп")
    await town.acts(number, "take")
    await town.sends()
    seen = len(town.api.shown(WHO.id))
    await town.says(WHO, "Включить уведомления")
    await town.sends()
    assert await kept(town) == [("stopped", "telegram"), ("started", "telegram")]
    await town.acts(number, "redirect", to="almaty", reason="Орган другой.")
    assert await town.sends() == {"sent": 1}
    new = [one.text for one in town.api.shown(WHO.id)[seen:]]
    assert len(new) == 2, "what was withheld is not sent afterwards"


async def test_the_same_again_changes_nothing(town: Town) -> None:
    await town.files(WHO)
    for words in ("стоп", "/stop", "присылайте", "start notices", "стоп"):
        await town.says(WHO, words)
    assert [state for state, _ in await kept(town)] == ["stopped", "started", "stopped"]


async def test_to_start_what_was_never_stopped_is_no_row(town: Town) -> None:
    await town.files(WHO)
    await town.says(WHO, "присылайте")
    assert await kept(town) == []


async def test_a_repeated_update_stops_once(town: Town) -> None:
    await town.files(WHO)
    from bot.arrivals import Arrival

    event = Said(id="telegram:1:77", at=town.moment.at, text="стоп")
    await town.house.batch.put(Arrival(event, WHO))
    await town.says(WHO, "присылайте")
    assert isinstance(await town.house.batch.put(Arrival(event, WHO)), Repeated)
    assert [state for state, _ in await kept(town)] == ["stopped", "started"]


async def test_what_waits_for_the_morning_is_withheld_at_once(town: Town) -> None:
    number = await town.files(WHO)
    await town.same_person(WHO, OTHER)
    town.moment.to("2026-11-23 23:00")
    await town.acts(number, "take")
    await town.sends()
    await town.says(OTHER, "STOP")
    row = next(row for row in await town.rows("outbox") if row.kind == "status")
    assert (row.state, row.error) == ("withdrawn", "stopped")
    assert await kept(town) == [("stopped", "whatsapp")], "one person, whatever the door"
    town.moment.to("2026-11-24 08:00")
    await town.acts(number, "redirect", to="almaty", reason="Орган другой.")
    assert "withdrawn" in await town.sends()


async def test_a_form_is_neither_left_nor_answered_by_stop(town: Town) -> None:
    from dialogs.events import Chose, Started

    await town.happens(Started, WHO, language="ru", agency="petropavlovsk")
    await town.happens(Chose, WHO, option="file")
    await town.says(WHO, "На нашей улице большие ямы на дороге, прошу отремонтировать")
    await town.happens(Chose, WHO, option="yes")
    before = (await town.page(WHO)).conversation
    told = await town.says(WHO, "стоп")
    after = (await town.page(WHO)).conversation
    assert (after.at, after.answers) == (before.at, before.answers)
    assert "отмена" in told
    assert await kept(town) == [("stopped", "telegram")]


async def test_no_rating_is_asked_of_who_stopped(town: Town) -> None:
    number = await town.files(WHO)
    await town.acts(number, "take")
    await town.acts(number, "answer", text="Ямы заделаны.", result="satisfied")
    await town.says(WHO, "стоп")
    at = (await town.page(WHO)).conversation.at
    town.moment.at += timedelta(days=2)
    before = len(await town.journal(WHO))
    await town.sweeps()
    assert len(await town.journal(WHO)) == before
    assert (await town.page(WHO)).conversation.at == at


async def test_stopping_takes_the_talk_away_from_no_human(town: Town) -> None:
    await town.files(WHO)
    await town.says(WHO, "оператор")
    await town.says(WHO, "не пишите мне")
    assert (await town.page(WHO)).conversation.owner == "queue"
    assert await kept(town) == [("stopped", "telegram")]


async def test_whether_notices_come_is_told(town: Town) -> None:
    await town.files(WHO)
    on = await town.says(WHO, "/notices")
    assert "22:00" in on
    await town.says(WHO, "стоп")
    off = await town.says(WHO, "уведомления")
    assert on != off
    assert len(await kept(town)) == 1
