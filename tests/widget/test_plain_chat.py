"""The chat without script: forms, the cookie, what is refused, up to a number."""

import re

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from bot.limits import FILE_MOST
from storage.database import CommitFailed
from storage.views import Views
from tests.browser.conftest import DESK, PHONE, SCREENS
from tests.browser.reader import SERIOUS, TOO_SMALL, WIDER
from tests.turn.doors import ru
from tests.widget.test_foreign_site import PROBLEM

HTML = {"Accept": "text/html"}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 2_000
WRITTEN = {"surname": "Иванов Иван", "name": "Иван", "address": "Абая 10"}
PRESSED = {"advice": "file", "consent": "yes", "kind": "application", "iin": "skip",
           "answer_way": "here", "attachments": "none", "confirm": "confirm"}  # fmt: skip
PLACES = {"region": "590000000", "district": "591000000"}
MOST_QUESTIONS = 25


async def test_the_cookie_is_nobody_elses(browser_of):
    answer = await browser_of.start()
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    for part in ("httponly", "samesite=lax", "path=/chat"):
        assert part in cookie
    assert "max-age" not in cookie
    assert "expires" not in cookie
    assert browser_of.question == "menu"
    assert browser_of.said == ["Чем помочь? Выберите или напишите о проблеме своими словами."]


async def test_pages_of_a_talk_are_kept_nowhere(browser_of, client):
    await browser_of.start()
    page = await client.get("/chat/plain", headers=HTML)
    assert page.headers["cache-control"] == "no-store"


async def test_a_form_sent_twice_counts_once_and_other_words_in_it_are_not_lost(browser_of):
    await browser_of.start()
    form = browser_of.form
    for _ in range(2):
        await browser_of.send(id=form, text="Во дворе яма на дороге")
    assert browser_of.said.count("Во дворе яма на дороге") == 1
    await browser_of.send(id=form, text="И фонарь не горит")  # on a page that the browser kept
    assert "И фонарь не горит" in browser_of.said


async def test_a_button_of_an_old_page_is_no_answer_to_another_question(browser_of, house):
    await browser_of.start()
    old = browser_of.form
    await browser_of.press("file")
    await browser_of.send(id=old, choice="book", question="menu")
    assert browser_of.status == 200


async def test_what_is_refused_is_told_and_the_words_stay(browser_of):
    await browser_of.start()
    await browser_of.send(text="   ")
    assert (browser_of.status, ru("web.error.empty") in browser_of.page) == (422, True)
    await browser_of.send(text="слово " * 4_000)
    assert browser_of.status == 413
    assert "слово слово" in browser_of.page
    await browser_of.send(text="письмо", file=("page.html", b"<html></html>"))
    assert (browser_of.status, ru("web.error.file_type") in browser_of.page) == (422, True)
    await browser_of.send(file=("big.png", PNG + b"\0" * FILE_MOST))
    assert (browser_of.status, "Файл слишком большой" in browser_of.page) == (413, True)


async def test_a_commit_that_failed_keeps_the_words_and_the_form(browser_of, house, monkeypatch):
    await browser_of.start()
    form = browser_of.form

    async def gone(_arrival):
        raise CommitFailed("gone")

    with monkeypatch.context() as broken:
        broken.setattr(house.batch, "put", gone)
        await browser_of.send(text="Во дворе яма")
    assert browser_of.status == 503
    assert ">Во дворе яма</textarea>" in browser_of.page
    assert browser_of.form == form  # nobody knows whether it was stored: the same id goes again
    await browser_of.send(text="Во дворе яма")
    assert browser_of.said.count("Во дворе яма") == 1


async def test_a_file_is_sent_and_comes_back(browser_of, client):
    await browser_of.start()
    await browser_of.send(file=("яма.png", PNG), text="вот фото")
    (address,) = re.findall(r'href="(/chat/plain/files/\w+)"', browser_of.page)
    assert (await client.get(address)).content == PNG
    client.cookies.clear()
    assert (await client.get(address)).status_code == 404


async def test_markup_is_shown_and_not_carried_out(browser_of):
    await browser_of.start()
    await browser_of.send(text='<b>яма</b> "><script>')
    assert "<b>яма" not in browser_of.page
    assert "<script>" not in browser_of.page.replace('<script type="module"', "")


@pytest.mark.parametrize("cookie", ["", "x", "x.y", "."])
async def test_a_cookie_that_is_none_shows_the_way_to_begin(browser_of, client, cookie):
    client.cookies.set("esik_talk", cookie)
    await browser_of.open("/chat/plain?lang=ru")
    assert 'action="/chat/plain/start?lang=ru"' in browser_of.page
    answer = await client.post("/chat/plain", files={"text": (None, "яма")})
    assert answer.headers["location"] == "/chat/plain"


async def test_a_browser_that_takes_no_cookies_is_told(browser_of, client):
    answer = await client.post("/chat/plain/start?lang=ru", headers=HTML)
    client.cookies.clear()
    await browser_of.open(answer.headers["location"])
    assert "не принимает куки" in browser_of.page


async def test_the_end_is_asked_and_forgets_the_talk(browser_of, client):
    await browser_of.start()
    await browser_of.open("/chat?lang=ru")
    assert "Продолжить разговор" in browser_of.page
    await browser_of.open("/chat/plain/end")
    assert "Вы записали номер и код?" in browser_of.page
    answer = await client.post("/chat/plain/end")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?lang=ru")
    await browser_of.open("/chat/plain")
    assert browser_of.said == []


async def test_the_talk_keeps_its_language(browser_of):
    await browser_of.start("lang=ru")
    await browser_of.send(choice="language")
    await browser_of.press("kk")
    assert '<html lang="kk"' in browser_of.page


async def test_a_long_talk_is_shown_in_parts(browser_of):
    await browser_of.start()
    for number in range(55):
        await browser_of.send(text=f"/menu {number}")
    assert "/menu 0" not in browser_of.said
    assert "Показать прежние сообщения" in browser_of.page
    (address,) = re.findall(r'href="(/chat/plain\?after=\d+)"', browser_of.page)
    await browser_of.open(address)
    assert "/menu 0" in browser_of.said


@pytest.mark.parametrize(
    ("language", "name", "viewport"),
    [("kk", "phone", PHONE), ("ru", "desk", DESK), ("en", "phone", PHONE)],
)
async def test_a_talk_up_to_the_number_without_script(town, visits, language, name, viewport):
    known = {"viewport": viewport, "locale": language, "java_script_enabled": False}
    page = await visits(f"{town.esik}/chat?agency=petropavlovsk&lang={language}", **known)
    await page.screenshot(path=SCREENS / f"plain-{language}-{name}-begin.png")
    await page.locator("noscript [type=submit]").click()
    await page.fill("#text", PROBLEM[language])
    await turned(page, page.locator("form.plain [type=submit]"))
    for _ in range(MOST_QUESTIONS):
        if await page.locator(".slip").count():
            break
        await answer(page)
    await page.screenshot(path=SCREENS / f"plain-{language}-{name}-number.png", full_page=True)
    number, code = await page.locator(".slip b").all_inner_texts()
    assert re.fullmatch(r"20\d\d-\d{8}", number)
    assert re.fullmatch(r"[A-Z0-9]{10}", code)
    found = await Views(town.house.database, town.house.seal).case_check(number)
    assert found is not None


async def answer(page) -> None:
    """Answer the question that waits, as its id asks."""
    question = await page.locator("form.plain").first.get_attribute("data-question")
    choices = page.locator("form.choices:not(.plain) button")
    if question in WRITTEN or not await choices.count():
        await page.fill("#text", WRITTEN[question])
        await turned(page, page.locator("form.plain [type=submit]"))
        return
    wanted = PRESSED.get(question) or PLACES.get(question)
    button = page.locator(f'form.choices:not(.plain) button[value="{wanted}"]')
    await turned(page, button if wanted and await button.count() else choices.first)


async def turned(page, button) -> None:
    """Press a button and wait for the next page: its forms have an id of their own."""
    form = page.locator("form.plain [name=id]").first
    before = await form.input_value()
    await button.click()
    await expect(form).not_to_have_value(before)


async def test_the_plain_pages_are_for_everyone(town, visits):
    page = await visits(f"{town.esik}/chat/plain?lang=kk", viewport={"width": 320, "height": 480})
    for view in ("normal", "large"):
        await page.goto(f"{town.esik}/chat/plain?lang=kk&view={view}")
        if not await page.locator("#text").count():
            await page.click("form [type=submit]")
        await expect(page.locator("#text")).to_be_visible()
        told = (await Axe().run(page)).response["violations"]
        assert [one["id"] for one in told if one["impact"] in SERIOUS] == []
        assert await page.evaluate(TOO_SMALL) == []
        assert await page.evaluate(WIDER) == 0
        await page.screenshot(path=SCREENS / f"plain-kk-small-{view}.png", full_page=True)
