"""A whole talk in the browser, in each language, up to the number; files; markup; the keyboard."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import DESK, PHONE, SCREENS
from tests.turn.doors import ru

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROBLEM = {
    "kk": "Ауламызда жолда үлкен шұңқыр бар, көлік өте алмайды",
    "ru": "Во дворе большая яма на дороге, машина не проедет",
    "en": "There is a big hole in the road in our yard, a car cannot pass",
}
PLACE = {"kk": "Петропавл", "ru": "Петропавловск", "en": "Petropavlovsk"}
WRITTEN = {"surname": "Иванов Иван", "name": "Иван", "address": "Абая 10"}
PRESSED = {"advice": "file", "consent": "yes", "kind": "application", "iin": "skip",
           "answer_way": "here", "attachments": "none", "confirm": "confirm"}  # fmt: skip
MOST_QUESTIONS = 20


class Story:
    """Answers whatever is asked until there is a number; the API tells which question it is."""

    def __init__(self, reader, language: str) -> None:
        self.reader = reader
        self.language = language
        self.heard: list[dict] = []
        reader.page.on("response", self._listen)

    async def _listen(self, answer) -> None:
        if answer.request.method == "GET" and "/messages?" in answer.url and answer.ok:
            self.heard += (await answer.json())["messages"]

    @property
    def asked(self) -> dict:
        return [message for message in self.heard if message["question"]][-1]

    async def tell(self) -> dict:
        """The message with the number."""
        await self.reader.say(PROBLEM[self.language])
        for _ in range(MOST_QUESTIONS):
            if self.asked["case"]:
                return self.asked
            await self._answer(self.asked)
        raise AssertionError(f"no number after {MOST_QUESTIONS} answers: {self.asked['text']}")

    async def _answer(self, asked: dict) -> None:
        question = asked["question"]["id"]
        if question in ("region", "district", "settlement"):
            await self.reader.say(PLACE[self.language])
        elif question in WRITTEN:
            await self.reader.say(WRITTEN[question])
        else:
            wanted = PRESSED.get(question, asked["choices"][0]["id"])
            label = {choice["id"]: choice["label"] for choice in asked["choices"]}[wanted]
            await self.reader.press(label)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(("name", "viewport"), [("phone", PHONE), ("desk", DESK)])
async def test_a_talk_up_to_the_number(opens, language, name, viewport):
    reader = await opens(viewport=viewport, locale=language)
    story = Story(reader, language)
    await reader.open(f"/chat?lang={language}")
    SCREENS.mkdir(parents=True, exist_ok=True)
    await reader.page.screenshot(path=SCREENS / f"{language}-{name}-menu.png")
    assert await reader.violations() == []
    filed = await story.tell()
    slips = reader.page.locator(".slip b")
    await expect(slips).to_have_text([filed["case"], filed["code"]])
    open_buttons = await reader.open_choices.all_inner_texts()
    assert open_buttons == [choice["label"] for choice in story.asked["choices"]]
    await reader.page.screenshot(path=SCREENS / f"{language}-{name}-number.png")
    await reader.page.screenshot(path=SCREENS / f"{language}-{name}-all.png", full_page=True)
    assert await reader.violations() == []
    numbers = [message["seq"] for message in story.heard]
    assert numbers == sorted(set(numbers))
    assert await reader.count() == len(numbers)


async def test_the_secret_code_is_copied(opens):
    reader = await opens(permissions=["clipboard-read", "clipboard-write"])
    await reader.open("/chat?lang=ru")
    story = Story(reader, "ru")
    filed = await story.tell()
    await reader.page.locator(".slip .button").nth(1).click()
    assert await reader.page.evaluate("navigator.clipboard.readText()") == filed["code"]
    await expect(reader.page.locator(".slip .button").nth(1)).to_have_text("Скопировано")


async def test_markup_is_shown_and_not_carried_out(opens):
    reader = await opens()
    await reader.open("/chat?lang=en")
    await reader.say('<img src=x onerror="document.title=1"><b>hole</b>')
    await expect(reader.lines.nth(1)).to_contain_text("<b>hole</b>")
    assert await reader.page.locator("[role=log] :is(img, b)").count() == 0
    assert await reader.page.title() == "Esik: chat"


async def test_by_keyboard_alone(opens):
    reader = await opens(viewport=DESK)
    page = reader.page
    await reader.open("/chat?lang=en")
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(reader.open_choices.first).to_be_focused()
    before = await reader.count()
    await page.keyboard.press("Enter")
    await reader.answered(before)
    head = reader.lines.last
    await expect(head).to_be_focused()  # where the answer begins, not lost with the button
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.id") == "text":
            break
    before = await reader.count()
    await page.keyboard.type("There is a hole in the road")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("near the school")
    await page.keyboard.press("Enter")
    await reader.answered(before)
    await expect(reader.lines.nth(before)).to_contain_text(re.compile("road\nnear"))


async def test_files_are_sent_with_their_size_told_before(opens, tmp_path):
    photo = tmp_path / "яма.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 200_000)
    script = tmp_path / "page.html"
    script.write_text("<html><script></script></html>")
    reader = await opens()
    page = reader.page
    await reader.open("/chat?lang=ru")
    await page.click("#more")
    await expect(page.locator("#file-note")).to_contain_text("До 20 МБ")
    before = await reader.count()
    await page.set_input_files("#file", photo)
    await reader.answered(before)
    sent = reader.lines.nth(before).locator("button")
    await expect(sent).to_have_text("яма.png (196 КБ)")
    async with page.expect_download() as download:
        await sent.click()
    saved = await (await download.value).path()
    assert saved.read_bytes() == photo.read_bytes()
    await page.set_input_files("#file", script)
    await expect(page.locator(".failed .note")).to_contain_text(ru("web.error.file_type"))
