"""A citizen who talks through the web chat's API, and presses only buttons that were sent."""

from collections.abc import Mapping
from itertools import count
from typing import Any

import httpx


class Citizen:
    """One chat: `read` gives what came since the last look."""

    def __init__(self, client: httpx.AsyncClient, chat: str, token: str) -> None:
        self.client = client
        self.chat = chat
        self.token = token
        self.seq = 0
        self._ids = (f"line-{n}" for n in count(1))

    @classmethod
    async def arrives(cls, client: httpx.AsyncClient, **wish: str) -> "Citizen":
        """Open a chat."""
        answer = await client.post("/api/chat", json=wish)
        assert answer.status_code == 201, answer.text
        return cls(client, **answer.json())

    @property
    def headers(self) -> dict[str, str]:
        """What every request of this citizen carries."""
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self) -> str:
        """The address of the chat's messages."""
        return f"/api/chat/{self.chat}/messages"

    async def post(self, **body: Any) -> httpx.Response:
        """Send a body with an id."""
        known = {"id": next(self._ids), **body}
        return await self.client.post(self.path, json=known, headers=self.headers)

    async def get(self, **query: Any) -> httpx.Response:
        """Ask for messages."""
        return await self.client.get(self.path, params=query, headers=self.headers)

    async def read(self) -> list[dict[str, Any]]:
        """What came since the last look, with the citizen's own lines."""
        answer = await self.get(after=self.seq)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        self.seq = messages[-1]["seq"] if messages else self.seq
        return messages

    async def say(self, text: str) -> dict[str, Any]:
        """Write words; the last line of the answer."""
        answer = await self.post(text=text)
        assert answer.status_code == 202, answer.text
        return (await self.read())[-1]

    async def press(self, choice: str, on: Mapping[str, Any]) -> dict[str, Any]:
        """Press a button of a message; the last line of the answer."""
        offered = [one["id"] for one in on["choices"]]
        assert choice in offered, f"{choice} is not among {offered}: {on['text']}"
        question = {"question": on["question"]["id"]} if on["question"] else {}
        answer = await self.post(choice=choice, **question)
        assert answer.status_code == 202, answer.text
        return (await self.read())[-1]
