"""The widget in a real Chromium on a site of another origin."""

import asyncio

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Error, Frame, Page, async_playwright, expect

from bot.pages import EXIT
from tests.browser.conftest import DESK, FLAGS, PHONE, SCREENS
from tests.browser.reader import SERIOUS, TOO_SMALL, WIDER
from tests.widget.conftest import SITES

PROBLEM = {
    "kk": "Ауламызда жолда үлкен шұңқыр бар, көлік өте алмайды",
    "ru": "Во дворе большая яма на дороге, машина не проедет",
    "en": "There is a big hole in the road in our yard, a car cannot pass",
}
ADVICE = {"kk": "Неліктен?", "ru": "Почему?", "en": "Why?"}
OPENS = {"kk": "Есікке жазу", "ru": "Написать в «Есік»", "en": "Write to Esik"}
SMALL_HERE = TOO_SMALL.replace("document.", "document.querySelector('esik-chat').shadowRoot.")
ACTIVE = "document.querySelector('esik-chat').shadowRoot.activeElement"


async def opened(page: Page) -> Frame:
    """The frame of the chat, when its first question stands."""
    await page.locator("esik-chat .opener").click()
    return await stands(page)


async def stands(page: Page) -> Frame:
    """The frame of the chat, when a question may be answered."""
    shown = page.locator("esik-chat iframe")
    await expect(shown).to_be_visible()
    frame = await (await shown.element_handle()).content_frame()
    await expect(frame.locator(".choices .button:enabled").first).to_be_visible()
    return frame


async def say(frame: Frame, text: str) -> None:
    """Write words and wait for the answer."""
    lines = frame.locator("[role=log] .line")
    before = await lines.count()
    await frame.fill("#text", text)
    await frame.click("#composer [type=submit]")
    await expect(lines.nth(before + 1)).to_be_visible(timeout=15_000)


async def reach(frame: Frame, label: str) -> None:
    """Press the first choice of every question, until a button of this label stands."""
    choices, lines = frame.locator(".choices .button:enabled"), frame.locator("[role=log] .line")
    for _ in range(5):
        if label in await choices.all_inner_texts():
            return
        before = await lines.count()
        await choices.first.click()
        await expect(lines.nth(before + 1)).to_be_visible(timeout=15_000)
    raise AssertionError(f"«{label}» was not reached")


async def found(place: Page | Frame) -> list[str]:
    """What axe calls serious, what is hard to hit, what is cut off."""
    told = (await Axe().run(place)).response["violations"]
    serious = [f"{one['id']}: {one['nodes'][0]['html']}" for one in told]
    grave = [text for one, text in zip(told, serious, strict=True) if one["impact"] in SERIOUS]
    wider = await place.evaluate(WIDER)
    small = await place.evaluate(SMALL_HERE if isinstance(place, Page) else TOO_SMALL)
    return grave + small + ([f"{wider} px wider"] if wider else [])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("name", "viewport"), [("phone", PHONE), ("desk", DESK)])
async def test_a_talk_on_a_foreign_site(town, visits, language, name, viewport):
    SCREENS.mkdir(parents=True, exist_ok=True)
    page = await visits(f"{town.agency}/?lang={language}", viewport=viewport, locale=language)
    button = page.locator("esik-chat .opener")
    await expect(button).to_have_text(OPENS[language])
    assert await found(page) == []
    await page.screenshot(path=SCREENS / f"widget-{language}-{name}-closed.png")
    frame = await opened(page)
    await expect(button).to_have_attribute("aria-expanded", "true")
    assert await page.evaluate(f"{ACTIVE}.tagName") == "IFRAME"
    await say(frame, PROBLEM[language])
    await reach(frame, ADVICE[language])
    assert await found(page) == []
    assert await found(frame) == []
    await page.screenshot(path=SCREENS / f"widget-{language}-{name}-advice.png")
    assert await page.context.cookies() == []


async def test_escape_closes_and_the_focus_comes_back(town, visits):
    page = await visits(f"{town.agency}/", viewport=DESK)
    button, dialog = page.locator("esik-chat .opener"), page.locator("esik-chat dialog")
    for _ in range(2):
        await page.keyboard.press("Tab")
    assert await page.evaluate(f"{ACTIVE}.className") == "opener"
    await page.keyboard.press("Enter")
    frame = await stands(page)
    await say(frame, "/menu")
    lines = await frame.locator(".line").count()
    await page.keyboard.press("Escape")  # pressed in the frame, where the focus is
    await expect(dialog).to_be_hidden()
    await expect(button).to_have_attribute("aria-expanded", "false")
    await expect(button).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_visible()
    assert await frame.locator(".line").count() == lines  # the same talk
    await page.locator("esik-chat .closer").focus()
    await page.keyboard.press("Escape")  # and pressed on the page's own part of the dialog
    await expect(dialog).to_be_hidden()
    await expect(button).to_be_focused()


async def test_the_talk_goes_on_on_the_next_page_of_the_site(town, visits):
    page = await visits(f"{town.agency}/", viewport=DESK)
    frame = await opened(page)
    await say(frame, "Во дворе яма на дороге")
    await page.locator("esik-chat .closer").click()
    await page.get_by_role("link", name="News").click()
    await page.wait_for_url("**/next")
    frame = await opened(page)
    await expect(frame.locator(".mine .said")).to_have_text(["Во дворе яма на дороге"])


async def test_a_browser_that_blocks_strangers_storage_can_talk(town, chromium):
    async with async_playwright() as playwright:
        flags = [*FLAGS, SITES]  # without partitions, storage is refused with the cookies
        browser = await playwright.chromium.launch(executable_path=chromium, args=flags)
        page = await browser.new_page()
        await page.goto(f"{town.agency}/")
        frame = await opened(page)
        with pytest.raises(Error, match="Access is denied"):
            await frame.evaluate("sessionStorage.length")
        await say(frame, "Во дворе яма на дороге")
        await page.locator("esik-chat .closer").click()
        frame = await opened(page)
        await expect(frame.locator(".mine .said")).to_have_text(["Во дворе яма на дороге"])
        await browser.close()


async def test_a_small_phone_gives_the_whole_screen(town, visits):
    page = await visits(f"{town.agency}/", viewport={"width": 320, "height": 480})
    frame = await opened(page)
    box = await page.locator("esik-chat dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 320, "height": 480}
    modal = page.locator("esik-chat dialog:modal")
    await expect(modal).to_have_count(1)
    assert await found(page) + await found(frame) == []
    await page.screenshot(path=SCREENS / "widget-ru-small.png")
    await page.set_viewport_size(DESK)
    await expect(modal).to_have_count(0)
    await expect(page.locator("esik-chat dialog")).to_be_visible()
    await page.locator("esik-chat .closer").click()
    await expect(page.locator("esik-chat .opener")).to_be_focused()


async def test_who_wants_no_motion_sees_none(town, visits):
    moves = "getComputedStyle(document.querySelector('esik-chat').shadowRoot.querySelector("
    moves += "'dialog')).animationName"
    for wish, name in (("reduce", "none"), ("no-preference", "rise")):
        page = await visits(f"{town.agency}/", viewport=DESK, reduced_motion=wish)
        await opened(page)
        assert await page.evaluate(moves) == name


@pytest.mark.parametrize("site", ["stranger", "other agency"])
async def test_a_site_that_is_not_allowed_is_refused_and_gets_a_link(town, visits, site):
    page = await visits("about:blank", viewport=DESK)
    await page.clock.install()
    refused = asyncio.Event()
    page.on("console", lambda said: "frame-ancestors" in said.text and refused.set())
    known = {"stranger": f"{town.stranger}/", "other agency": f"{town.agency}/?agency=astana"}
    await page.goto(known[site])
    await page.locator("esik-chat .opener").click()
    await asyncio.wait_for(refused.wait(), 10)
    link = page.locator("esik-chat dialog a")
    await expect(link).to_be_hidden()
    for _ in range(50):  # a slow line is not a refusal: the frame gets its time
        if not await link.is_visible():
            await page.clock.fast_forward(5_000)
    await expect(link).to_be_visible()
    async with page.expect_popup() as popup:
        await link.click()
    alone = await popup.value
    await expect(alone.locator(".choices .button:enabled").first).to_be_visible()


async def test_the_quick_exit_takes_the_whole_page_away(town, visits):
    page = await visits(f"{town.agency}/?lang=ru")
    weather = {"body": "<title>Weather</title>", "content_type": "text/html"}
    await page.context.route(EXIT, lambda route: route.fulfill(**weather))
    frame = await opened(page)
    await say(frame, "Муж бьёт меня, помогите")
    await frame.click("#leave")
    await page.wait_for_url(EXIT)
    assert await page.title() == "Weather"
    await page.goto(f"{town.agency}/?lang=ru")
    frame = await opened(page)
    assert "Муж" not in await frame.locator("#log").inner_text()


async def test_the_end_takes_the_talk_out_of_the_page(town, visits):
    page = await visits(f"{town.agency}/", viewport=DESK)
    frame = await opened(page)
    await say(frame, "Во дворе яма на дороге")
    await frame.click("#more")
    await frame.click("#end")
    await expect(frame.locator("#end")).to_contain_text("Вы записали номер и код?")
    await frame.click("#end")
    await expect(page.locator("esik-chat dialog")).to_be_hidden()
    frame = await opened(page)
    assert await frame.locator(".mine").count() == 0


async def test_without_script_the_link_of_the_page_stays(town, visits):
    page = await visits(f"{town.agency}/", java_script_enabled=False)
    assert await page.locator("esik-chat").count() == 0
    await page.get_by_role("link", name="Write to us").click()
    await expect(page.get_by_role("button", name="Начать разговор")).to_be_visible()


async def test_an_old_browser_gets_a_link(town, visits):
    page = await visits("about:blank")
    await page.add_init_script("delete Document.prototype.adoptedStyleSheets")
    await page.goto(f"{town.agency}/?help=book")
    link = page.get_by_role("link", name="Записаться на приём")
    wanted = f"{town.esik}/chat?agency=petropavlovsk&lang=ru&help=book"
    await expect(link).to_have_attribute("href", wanted)
