"""Who must not be seen here leaves quickly or erases the talk; each question has its keyboard."""

import json

import pytest
from playwright.async_api import expect

from bot.pages import EXIT
from dialogs.codes import door_code_in
from tests.browser.conftest import DESK, PHONE
from tests.turn.doors import ru

pytestmark = pytest.mark.asyncio(loop_scope="module")

KEPT = "sessionStorage.getItem('esik')"


async def quiet_weather(page) -> None:
    """The page about the weather, as it would be if there were a net."""
    weather = {"body": "<title>Weather</title>", "content_type": "text/html"}
    await page.route(EXIT, lambda route: route.fulfill(**weather))


@pytest.mark.parametrize("way", ["button", "escape twice"])
async def test_the_quick_exit_forgets_and_cannot_be_undone(opens, server, way):
    reader = await opens(viewport=PHONE)
    page = reader.page
    await quiet_weather(page)
    await page.goto("/?lang=ru")
    await reader.open("/chat?lang=ru")
    await reader.say("Муж бьёт меня, помогите")
    if way == "button":
        await page.click("#leave")
    else:
        await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")
    await page.wait_for_url(EXIT)
    assert await page.title() == "Weather"
    await page.go_back()
    assert page.url == f"{server}/?lang=ru"
    assert await page.evaluate(KEPT) is None
    await page.goto("/chat?lang=ru")
    await expect(reader.open_choices.first).to_be_visible()
    assert "Муж" not in await page.locator("#log").inner_text()


ESCAPE_AT = """(at) => dispatchEvent(Object.defineProperty(
  new KeyboardEvent("keydown", {key: "Escape"}), "timeStamp", {value: at}))"""


async def test_escape_pressed_once_or_slowly_stays(opens):
    reader = await opens()
    await reader.open("/chat?lang=ru")
    for at in (5_000, 7_000, 9_000):
        await reader.page.evaluate(ESCAPE_AT, at)
    await reader.say("/menu")
    await expect(reader.open_choices.first).to_be_visible()


@pytest.mark.parametrize("viewport", [{"width": 320, "height": 480}, PHONE, DESK])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_exit_is_seen_and_can_be_hit(opens, viewport, language):
    reader = await opens(viewport=viewport)
    await reader.open(f"/chat?lang={language}")
    box = await reader.page.locator("#leave").bounding_box()
    assert box["y"] < 120
    assert box["width"] >= 44
    assert box["height"] >= 44
    assert await reader.violations() == []


async def test_an_erased_talk_is_gone_from_the_page_too(opens):
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    await reader.say("Муж бьёт меня, помогите")
    await reader.say("удалить переписку")
    await reader.open_choices.get_by_text(ru("option.erase"), exact=True).click()
    await expect(reader.lines).to_have_count(1)
    await expect(reader.lines).to_contain_text(ru("erase.done"))
    await expect(page.locator("#composer")).to_be_hidden()
    assert await page.evaluate(KEPT) is None
    await page.get_by_text(ru("web.chat.new")).click()
    await expect(reader.open_choices.first).to_be_visible()
    assert "Муж" not in await page.locator("#log").inner_text()


async def test_a_code_in_the_address_joins_and_is_gone_from_it(opens, server):
    first = await opens()
    await first.open("/chat?lang=ru")
    await first.say("дверь")
    said = await first.page.locator(".bot .said").last.inner_text()
    (code,) = filter(None, map(door_code_in, said.split()))
    second = await opens()
    await second.page.goto(f"/chat?lang=ru#j_{code}")
    await expect(second.page.locator("#log")).to_contain_text(ru("door.joined"))
    assert second.page.url == f"{server}/chat?lang=ru"


async def asked(page, **question) -> None:
    """Let the next answer of the server ask something."""
    known = {"id": "x", "kind": "text", "expects": "text", "optional": False}
    message = {
        "seq": 900, "from": "bot", "text": "?", "links": [], "files": [], "case": None,
        "code": None, "booking": None, "at": "2026-11-23T05:00:00Z", "choices": [],
    }  # fmt: skip
    choices = question.pop("choices", [])
    body = {"messages": [{**message, "choices": choices, "question": {**known, **question}}]}
    told = {"body": json.dumps(body), "content_type": "application/json"}
    times = iter(range(100))

    async def answer(route):
        if next(times):
            await route.abort()
        else:
            await route.fulfill(**told)

    await page.route("**/messages?after=*", answer)


@pytest.mark.parametrize(
    ("question", "keys", "fills"),
    [
        ({"id": "iin", "kind": "iin"}, "numeric", "off"),
        ({"id": "phone", "kind": "phone"}, "tel", "tel"),
        ({"id": "contact", "kind": "email"}, "email", "email"),
        ({"id": "surname", "kind": "name"}, "text", "family-name"),
        ({"id": "address", "kind": "text"}, "text", "street-address"),
        ({"id": "text", "kind": "text"}, "text", "off"),
    ],
)
async def test_each_question_gets_its_keyboard(opens, question, keys, fills):
    reader = await opens(viewport=PHONE)
    await asked(reader.page, **question)
    await reader.page.goto("/chat?lang=kk")
    text = reader.page.locator("#text")
    await expect(text).to_have_attribute("autocomplete", fills)
    await expect(text).to_have_attribute("inputmode", keys)
    await expect(reader.page.locator("#day")).to_be_hidden()


async def test_a_day_is_picked_and_written_as_people_write_it(opens):
    reader = await opens(viewport=PHONE)
    await asked(reader.page, id="day", kind="date")
    await reader.page.goto("/chat?lang=ru")
    await reader.page.locator("#day").fill("2026-12-04")
    await expect(reader.page.locator("#text")).to_have_value("04.12.2026")


async def test_several_options_are_switched_on_and_sent_at_once(opens):
    reader = await opens(viewport=PHONE)
    page = reader.page
    days = [{"id": "mon", "label": "понедельник"}, {"id": "tue", "label": "вторник"}]
    await asked(page, kind="several", choices=[*days, {"id": "any", "label": "любой день"}])
    sent = []
    page.on("request", lambda one: sent.append(one.post_data) if one.method == "POST" else None)
    await page.goto("/chat?lang=ru")
    group = page.locator(".choices")
    done = group.get_by_text(ru("web.chat.done"))
    await expect(done).to_be_disabled()
    for label in ("вторник", "понедельник", "вторник", "вторник"):
        await group.get_by_text(label).click()
    await expect(group.get_by_text("вторник")).to_have_attribute("aria-pressed", "true")
    await done.click()
    await expect(page.locator(".mine .said").last).to_have_text("понедельник, вторник")
    assert json.loads(sent[-1])["text"] == "понедельник, вторник"
