"""The chat without script: leaving quickly, an erased talk, and fields that fit their question."""

import pytest

from bot.pages import EXIT
from tests.turn.doors import ru
from tests.widget.test_foreign_site import PROBLEM


async def test_the_quick_exit_forgets_the_talk(browser_of, client):
    await browser_of.start()
    assert 'href="/chat/plain/leave"' in browser_of.page
    answer = await client.get("/chat/plain/leave")
    assert (answer.status_code, answer.headers["location"]) == (303, EXIT)
    assert answer.headers["cache-control"] == "no-store"
    await browser_of.open("/chat/plain")
    assert browser_of.said == []


async def test_an_erased_talk_is_forgotten_by_the_browser_too(browser_of, client):
    await browser_of.start("lang=ru")
    await browser_of.send(text="секретное слово")
    await browser_of.send(choice="erase")
    await browser_of.press("erase")
    assert browser_of.said == [ru("erase.done")]
    assert "esik_talk" not in client.cookies
    await browser_of.open("/chat/plain")
    assert browser_of.said == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [({"text": "", "day": "2026-12-04"}, "04.12.2026"), ({"text": "завтра", "day": ""}, "завтра")],
)
async def test_a_day_of_the_picker_counts_where_no_words_stand(browser_of, written, kept):
    await browser_of.start()
    await browser_of.send(**written)
    assert kept in browser_of.said


async def test_the_field_fits_the_question(browser_of):
    await browser_of.start("lang=ru&agency=petropavlovsk")
    await browser_of.send(text=PROBLEM["ru"])
    assert "<textarea" in browser_of.page
    await browser_of.press("file")
    await browser_of.press("yes")
    assert 'type="text" inputmode="text" autocomplete="family-name"' in browser_of.page
    await browser_of.send(text="Ахметова Айгуль")
    assert 'type="text" inputmode="numeric" autocomplete="off"' in browser_of.page
