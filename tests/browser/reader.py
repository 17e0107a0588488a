"""A citizen at a browser: reads the last line, presses its buttons, writes words."""

from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect

SERIOUS = {"serious", "critical"}
TOO_SMALL = """() => [...document.querySelectorAll("a, button:enabled, textarea, input")]
  .filter((one) => one.checkVisibility() && !one.matches(".skip, .unseen"))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 43.9 || box.width < 43.9))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Reader:
    """One page; `errors` are what its console complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _heard(self, message: Any) -> None:
        known = "net::ERR_" in message.text or "Failed to load resource" in message.text
        if message.type in {"error", "warning"} and not known:
            self.errors.append(message.text)

    async def open(self, address: str) -> None:
        """Open a chat and wait for its first question."""
        await self.page.goto(address)
        await expect(self.open_choices.first).to_be_visible()

    @property
    def open_choices(self) -> Locator:
        """Buttons that may be pressed."""
        return self.page.locator(".choices .button:enabled")

    @property
    def lines(self) -> Locator:
        """All lines of the talk."""
        return self.page.locator("[role=log] .line")

    async def count(self) -> int:
        """How many lines there are."""
        return await self.lines.count()

    async def say(self, text: str) -> None:
        """Write words, send them, wait for the answer."""
        before = await self.count()
        await self.page.fill("#text", text)
        await self.page.click("#composer [type=submit]")
        await self.answered(before)

    async def press(self, label: str) -> None:
        """Press the button of this label, wait for the answer."""
        before = await self.count()
        await self.open_choices.get_by_text(label, exact=True).click()
        await self.answered(before)

    async def answered(self, before: int) -> None:
        """Wait for my line and the answer to it."""
        await expect(self.lines.nth(before + 1)).to_be_visible(timeout=15_000)
        await expect(self.page.locator(".waiting")).to_have_count(0)

    async def violations(self) -> list[str]:
        """What axe finds that is serious or critical, what is hard to hit, what is cut off."""
        found = (await Axe().run(self.page)).response["violations"]
        told = [
            f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in SERIOUS
        ]
        wider = await self.page.evaluate(WIDER)
        return (
            told + await self.page.evaluate(TOO_SMALL) + ([f"{wider} px wider"] if wider else [])
        )
