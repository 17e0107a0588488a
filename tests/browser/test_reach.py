"""Who sees badly, has a small phone, another language, no script: the pages reach them too."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESK, PHONE, SCREENS

pytestmark = pytest.mark.asyncio(loop_scope="module")

SMALLEST = {"width": 320, "height": 480}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("name", "viewport"), [("small", SMALLEST), ("phone", PHONE), ("desk", DESK)]
)
async def test_pages_are_for_everyone(opens, language, name, viewport):
    reader = await opens(viewport=viewport)
    SCREENS.mkdir(parents=True, exist_ok=True)
    for view in ("normal", "large"):
        for page in ("", "check", "check?number=1", "nothing"):
            address = f"/{page}{'&' if '?' in page else '?'}lang={language}&view={view}"
            await reader.page.goto(address)
            found = await reader.violations()
            assert found == [], address
        await reader.page.goto(f"/?lang={language}&view={view}")
        shot = SCREENS / f"{language}-{name}-front-{view}.png"
        await reader.page.screenshot(path=shot, full_page=True)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_large_view_of_the_chat_fits_a_small_phone(opens, language):
    reader = await opens(viewport=SMALLEST)
    await reader.open(f"/chat?lang={language}&view=large")
    await reader.page.click("#more")
    assert await reader.violations() == []
    await reader.page.screenshot(path=SCREENS / f"{language}-small-large.png", full_page=True)


async def test_the_large_view_is_switched_at_once_and_kept(opens):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    switch = page.locator(".view")
    await expect(switch).to_have_attribute("aria-label", "Версия для слабовидящих")
    size = "() => parseFloat(getComputedStyle(document.querySelector('.said')).fontSize)"
    normal = await page.evaluate(size)
    await switch.click()
    assert await page.evaluate(size) >= 1.3 * normal
    await expect(switch).to_have_attribute("aria-label", "Обычная версия")
    await page.reload()
    await expect(reader.open_choices.first).to_be_visible()
    assert await page.evaluate(size) >= 1.3 * normal


async def test_another_language_in_the_middle_of_a_talk(opens):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    await page.locator(".tongues [lang=kk]").click()
    await expect(page.locator("html")).to_have_attribute("lang", "kk", timeout=15_000)
    await expect(page.locator("#more")).to_have_text("Тағы")
    await expect(page.locator(".tongues [aria-current]")).to_have_text("Қаз")
    await expect(page.locator("#log")).to_have_attribute("aria-label", "Сөйлесу")
    await expect(page.locator(".waiting")).to_have_count(0)
    assert await reader.violations() == []


async def test_lines_in_another_language_say_so(opens):
    reader = await opens(locale="en")
    await reader.open("/chat")
    said = reader.page.locator(".bot .said").first
    if await reader.page.locator("html").get_attribute("lang") == "en":
        await expect(said).to_have_attribute("lang", "kk")
    await expect(reader.page.locator(".choices [lang=ru]")).to_have_text("Русский")


async def test_without_script_there_is_a_way(opens):
    reader = await opens(java_script_enabled=False)
    await reader.page.goto("/chat?lang=ru")
    await expect(reader.page.get_by_role("link", name="1414")).to_be_visible()
    await expect(reader.page.locator("#composer")).to_be_hidden()
    await reader.page.locator(".view").click()
    assert await reader.page.locator("html.large").count() == 1


async def test_the_log_tells_only_what_is_new(opens):
    reader = await opens()
    await reader.open("/chat?lang=ru")
    log = reader.page.locator("#log")
    await expect(log).to_have_attribute("role", "log")
    await expect(log).to_have_attribute("aria-relevant", "additions")
    watch = """() => { window.added = []; new MutationObserver((all) => all.forEach((one) =>
      one.addedNodes.forEach((node) => window.added.push(node.innerText))))
      .observe(document.getElementById("log"), {childList: true}); }"""
    await reader.page.evaluate(watch)
    await reader.say("/menu")
    added = await reader.page.evaluate("window.added")
    assert len(added) == 2  # my line once, the answer once
    assert "/menu" in added[0]


async def test_a_slow_phone_sees_the_page_before_the_script(opens, server):
    reader = await opens()
    asked = []
    reader.page.on("request", lambda request: asked.append(request.url))
    await reader.open("/chat?lang=kk")
    hosts = {url.split("/")[2] for url in asked if url.startswith("http")}
    assert hosts == {server.split("/")[2]}
    kinds = [url.rsplit(".", 1)[-1] for url in asked if "/static/" in url]
    assert not {"woff", "woff2", "png", "jpg"} & set(kinds)
    assert len(asked) <= 12
