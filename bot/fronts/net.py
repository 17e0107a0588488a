"""The wire to a messenger's server: one aiohttp session for all that goes out through a door.

The transport that python-telegram-bot brings is the costliest part of a turn; this one carries the
same requests for a small part of the price. What goes wrong comes out as TimeoutError or
Unreachable, whose words name the kind of trouble and never the address: a token may be part of it.
"""

from collections.abc import AsyncIterator, Mapping
from functools import lru_cache
from io import BytesIO

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from yarl import URL

from bot.doors import Part, TooLarge, Unreachable

CONNECTIONS = 64
NAMES_KEPT = 300  # seconds that an address of a host is remembered
JSON = {"Content-Type": "application/json"}


class Net:
    """The wire; its session is opened by the first request, in the loop that runs then.

    token: what every request shows to the server as its bearer, if anything.
    """

    def __init__(self, token: str = "") -> None:
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session: ClientSession | None = None

    async def post(self, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """Post JSON and return status and answer; raises Unreachable, TimeoutError."""
        return await self._post(url, body, JSON, seconds)

    async def post_form(
        self, url: str, fields: Mapping[str, str], files: Mapping[str, Part], seconds: float
    ) -> tuple[int, bytes]:
        """Post a form with files (name, content, type) and return status and answer."""
        form = FormData(fields, quote_fields=False)  # file names come in three languages
        for field, (name, content, type) in files.items():
            form.add_field(field, BytesIO(content), filename=name, content_type=type)
        return await self._post(url, form, None, seconds)

    async def fetch(self, url: str, most: int, seconds: float) -> bytes:
        """Fetch a file of at most `most` bytes; raises TooLarge, Unreachable, TimeoutError."""
        try:
            async with self._open().get(
                URL(url, encoded=True), timeout=_patience(seconds)
            ) as answer:
                if answer.status != 200:
                    raise Unreachable(f"status {answer.status}")
                return await _read(answer.content.iter_chunked(2**16), most)
        except (ClientError, OSError) as error:
            raise _named(error) from error

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(
        self, url: str, body: bytes | FormData, headers: dict[str, str] | None, seconds: float
    ) -> tuple[int, bytes]:
        try:
            async with self._open().post(
                _parsed(url), data=body, headers=headers, timeout=_patience(seconds)
            ) as answer:
                return answer.status, await answer.read()
        except (ClientError, OSError) as error:
            raise _named(error) from error

    def _open(self) -> ClientSession:
        if self._session is None:
            self._session = ClientSession(
                headers=self._headers,
                connector=TCPConnector(limit=CONNECTIONS, ttl_dns_cache=NAMES_KEPT),
                cookie_jar=DummyCookieJar(),
            )
        return self._session


async def _read(chunks: AsyncIterator[bytes], most: int) -> bytes:
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > most:
            raise TooLarge(f"more than {most} bytes")
    return bytes(content)


@lru_cache(maxsize=64)
def _parsed(url: str) -> URL:
    """Addresses of methods are few, and parsing one costs as much as sending."""
    return URL(url, encoded=True)


@lru_cache(maxsize=8)
def _patience(seconds: float) -> ClientTimeout:
    return ClientTimeout(total=seconds)


def _named(error: Exception) -> Exception:
    """The error in words without the address; a time-out stays what it is."""
    return error if isinstance(error, TimeoutError) else Unreachable(type(error).__name__)
