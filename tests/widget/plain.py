"""What a browser without script does with the plain pages of the chat."""

import re
from html import unescape

import httpx

HTML = {"Accept": "text/html"}


class Browser:
    """What a browser without script does: keeps the cookie, fills in forms, follows answers."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self.page = ""
        self.status = 0

    async def open(self, address: str) -> None:
        """Look at a page."""
        self._seen(await self._client.get(address, headers=HTML, follow_redirects=True))

    async def start(self, wish: str = "agency=petropavlovsk&lang=ru") -> httpx.Response:
        """Press «start» on the chat page."""
        answer = await self._client.post(f"/chat/plain/start?{wish}", headers=HTML)
        await self.open(answer.headers["location"])
        return answer

    async def send(self, file: tuple[str, bytes] | None = None, **fields: str) -> httpx.Response:
        """Send a form of the page, with its id; a field of files is always sent."""
        given = {"id": fields.pop("id", self.form), **fields}
        named = file or ("", b"")
        files = {name: (None, value) for name, value in given.items()}
        answer = await self._client.post(
            "/chat/plain", files={**files, "file": (*named, "image/png")}, headers=HTML
        )
        self._seen(answer)
        if answer.status_code == 303:
            await self.open(answer.headers["location"])
        return answer

    async def press(self, choice: str) -> httpx.Response:
        """Press a button of the question that waits."""
        assert choice in self.choices
        return await self.send(choice=choice, question=self.question)

    def _seen(self, answer: httpx.Response) -> None:
        self.page, self.status = answer.text, answer.status_code

    def _values(self, name: str) -> list[str]:
        return re.findall(rf'name="{name}" value="([^"]*)"', self.page)

    @property
    def form(self) -> str:
        return self._values("id")[0]

    @property
    def question(self) -> str:
        return (self._values("question") or [""])[0]

    @property
    def choices(self) -> list[str]:
        return self._values("choice")

    @property
    def said(self) -> list[str]:
        """The lines of the talk."""
        return [unescape(text) for text in re.findall(r'class="said">([^<]*)<', self.page)]
