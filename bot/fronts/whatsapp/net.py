"""The wire to the Graph API: one httpx client, which shows our token to that server.

What goes wrong comes out as TimeoutError or Unreachable, whose words name the kind of trouble.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx

from bot.doors import Part, TooLarge, Unreachable

CONNECTIONS = 64
JSON = {"Content-Type": "application/json"}


class WhatsAppNet:
    """The wire; its client is made by the first request, in the loop that runs then."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._client: httpx.AsyncClient | None = None

    async def post(self, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """Post JSON and return status and answer; raises Unreachable, TimeoutError."""
        async with _patience(seconds):
            answer = await self._open().post(url, content=body, headers=JSON)
        return answer.status_code, answer.content

    async def post_form(
        self, url: str, fields: Mapping[str, str], files: Mapping[str, Part], seconds: float
    ) -> tuple[int, bytes]:
        """Post a form with files (name, content, type) and return status and answer."""
        async with _patience(seconds):
            answer = await self._open().post(url, data=dict(fields), files=dict(files))
        return answer.status_code, answer.content

    async def fetch(self, url: str, most: int, seconds: float) -> bytes:
        """Fetch at most `most` bytes; raises TooLarge, Unreachable, TimeoutError."""
        async with _patience(seconds), self._open().stream("GET", url) as answer:
            if answer.status_code != 200:
                raise Unreachable(f"status {answer.status_code}")
            content = bytearray()
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > most:
                    raise TooLarge(f"more than {most} bytes")
            return bytes(content)

    async def close(self) -> None:
        """Close the client."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                headers={"Authorization": f"Bearer {self._token}"},
                timeout=None,  # `_patience` is for the whole of a request
                limits=httpx.Limits(max_connections=CONNECTIONS),
                trust_env=False,
            )
        return self._client


@asynccontextmanager
async def _patience(seconds: float) -> AsyncIterator[None]:
    """Gives up after so many seconds, and names what a server did in words of ours."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise Unreachable(type(error).__name__) from error
