"""The net goes and comes, answers get lost, pages load again: nothing lost, nothing doubled."""

import asyncio
import json

import pytest
from playwright.async_api import expect

from storage.views import Views

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def citizens_lines(house, reader) -> list[str]:
    """What the journal says the citizen wrote."""
    kept = json.loads(await reader.page.evaluate("sessionStorage.getItem('esik')"))
    lines = await Views(house.database, house.seal).journal(kept["chat"])
    return [line.letter.text for line in lines if line.letter.speaker == "citizen"]


async def test_lines_wait_while_the_net_is_away(opens, house):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    await page.context.set_offline(True)
    for text in ("Во дворе яма на дороге", "/menu"):
        await page.fill("#text", text)
        await page.click("#composer [type=submit]")
    await expect(page.locator("#state")).to_contain_text("Нет связи")
    await expect(page.locator(".waiting .note")).to_have_count(2)
    await page.context.set_offline(False)
    await expect(page.locator(".waiting")).to_have_count(0, timeout=15_000)
    await expect(page.locator("#state")).to_be_empty(timeout=15_000)
    await expect(reader.open_choices.first).to_be_visible()
    assert await citizens_lines(house, reader) == ["Во дворе яма на дороге", "/menu"]
    texts = await page.locator(".mine .said").all_inner_texts()
    assert texts == ["Во дворе яма на дороге", "/menu"]


async def test_lines_that_wait_outlive_a_reload(opens, house):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    await page.route("**/messages", lambda route: route.abort())
    await page.fill("#text", "/menu")
    await page.click("#composer [type=submit]")
    await expect(page.locator(".waiting")).to_have_count(1)
    await page.unroute("**/messages")
    await page.reload()
    await expect(page.locator(".mine .said")).to_have_text(["/menu"])
    await expect(page.locator(".waiting")).to_have_count(0)
    assert await citizens_lines(house, reader) == ["/menu"]


async def test_an_answer_that_got_lost_doubles_nothing(opens, house):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    lost, safe = 0, asyncio.Event()

    async def lose(route):
        nonlocal lost
        if lost == 2:
            await route.continue_()
            safe.set()
            return
        lost += 1
        await route.fetch()  # the server takes it, the page never hears so
        await route.abort()

    await page.route("**/messages", lose)
    await reader.say("/menu")
    await expect(page.locator(".mine .said")).to_have_text(["/menu"], timeout=15_000)
    await asyncio.wait_for(safe.wait(), 15)
    assert await citizens_lines(house, reader) == ["/menu"]


async def test_a_reload_shows_the_same_talk_and_reads_nothing_aloud_again(opens):
    reader = await opens()
    await reader.open("/chat?lang=ru")
    await reader.say("Во дворе яма на дороге")
    before = await reader.page.locator(".said").all_inner_texts()
    await reader.page.reload()
    await expect(reader.open_choices.first).to_be_visible()
    assert await reader.page.locator(".said").all_inner_texts() == before
    assert await reader.page.locator("#log").get_attribute("aria-live") == "off"
    await reader.say("/menu")
    assert await reader.page.locator("#log").get_attribute("aria-live") == "polite"


async def test_a_chat_that_is_gone_is_told(opens):
    reader = await opens()
    await reader.open("/chat?lang=ru")
    kept = '{"chat": "gone", "token": "x", "queue": []}'
    await reader.page.evaluate("kept => sessionStorage.setItem('esik', kept)", kept)
    await reader.page.reload()
    await expect(reader.page.locator("#state")).to_contain_text("больше недоступен")
    await reader.page.get_by_text("Повторить").click()
    await expect(reader.open_choices.first).to_be_visible()


async def test_a_line_that_is_refused_says_why_and_its_button_opens_again(opens):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    body = '{"error": {"code": "refused", "text": "Это действие сейчас невозможно."}}'
    refused = {"status": 422, "body": body, "content_type": "application/json"}
    await page.route("**/messages", lambda route: route.fulfill(**refused))
    await reader.open_choices.first.click()
    await expect(page.locator(".failed .note")).to_have_text("Это действие сейчас невозможно.")
    await expect(reader.open_choices.first).to_be_enabled()


async def test_the_end_leaves_nothing_behind(opens):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    page.on("dialog", lambda dialog: dialog.accept())
    await page.click("#more")
    await page.click("#end")
    await page.wait_for_url("**/?lang=ru")
    assert await page.evaluate("sessionStorage.length") == 0
    assert "token" not in page.url
