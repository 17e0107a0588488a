"""Text messages through any HTTP gateway: a template of its address, and of the body for it.

1. A text message says nothing that others must not read: that there is news, or when a reception
   is. It fits into one part: 70 characters when there are letters that are not Latin, else 160.
2. It is never repeated when nobody knows whether it was sent: silence of the gateway after it took
   the request is the end of it, and a person calls instead.
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote

import orjson
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)

from bot.app import House
from bot.book import Book
from bot.doors import Gone, Held, Later, Undelivered
from bot.phones import phone_in
from bot.settings import Settings
from dialogs.letters import Letter
from locales import month, time_of_day
from locales.dates import ALMATY
from storage.notices import Reception, reception_of
from storage.rows import UNSURE, OutRow
from storage.ways import contacts

SECONDS, SECONDS_TO_CONNECT = 10.0, 5.0
PEACE = 30.0  # seconds that a gateway gets which asks for peace and says no number
FIRST_LANGUAGE = "kk"
TOO_MANY, GATEWAY_SILENT = 429, 504
PLAIN_FORM = "application/x-www-form-urlencoded"


class TextMessages:
    """The door out: tells of a letter by a text message to the number that the person gave."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._gateway = Gateway(house.settings)
        self._trouble = ""

    async def send_row(self, row: OutRow) -> list[str]:
        """Tell of the letter of a row; raises Later, Held, Gone. There is no id to return."""
        phone = phone_in(*await contacts(self._house.database, self._house.seal, row.person))
        if phone is None:
            raise Gone("no phone: the citizen gave none")
        booking = row.letter.booking
        found = await reception_of(self._house.database, booking) if booking else None
        text = written(self._house.book, row.kind, found, row.language or FIRST_LANGUAGE)
        try:
            await self._gateway.send(phone, text)
        except Undelivered as error:
            self._trouble = error.error
            raise
        self._trouble = ""
        return []

    async def send(self, to: str, letter: Letter, *, skip: int = 0) -> list[str]:
        """A letter's own words are never sent as a text message: raises Gone."""
        raise Gone("not by text message")

    def state(self) -> str:
        """Whether the last text message was taken."""
        return f"degraded: {self._trouble}" if self._trouble else "ok"

    async def close(self) -> None:
        """Let go of connections."""
        await self._gateway.close()


def written(book: Book, kind: str, reception: Reception | None, language: str) -> str:
    """What is told about a letter of a kind; when a reception is, if it is about one."""
    if kind != "reminder" or reception is None:
        return book.words.say(f"sms.{'answer' if kind == 'answer' else 'status'}", language)
    day = month(reception.starts.astimezone(ALMATY).date(), language)
    starts = f"{day}, {time_of_day(reception.starts)}"
    return book.words.say("sms.reminder", language, starts=starts)


class Gateway:
    """Hands numbers and texts over as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._url, self._body = settings.sms_url, settings.sms_body
        self._json = self._body.lstrip().startswith("{")
        token = settings.sms_token.get_secret_value() if settings.sms_token else ""
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        if self._body:
            self._headers["Content-Type"] = "application/json" if self._json else PLAIN_FORM
        self._session: ClientSession | None = None

    async def send(self, phone: str, text: str) -> None:
        """Send one text message; raises Later, Held, or Gone."""
        filled = {"phone": phone, "text": text}
        url = _filled(self._url, filled, _quoted)
        body = _filled(self._body, filled, _in_json if self._json else _quoted)
        status, wait = await self._request(url, body.encode())
        if status < 300:
            return
        if status == TOO_MANY:
            raise Held("flood", seconds=float(wait) if wait.isdigit() else PEACE)
        if status == GATEWAY_SILENT:
            raise Gone(f"{UNSURE}: status {status}")
        if status >= 500:
            raise Later(f"status {status}")
        raise Gone(f"refused: status {status}")

    async def close(self) -> None:
        """Let go of connections."""
        if self._session is not None:
            await self._session.close()
        self._session = None

    async def _request(self, url: str, body: bytes) -> tuple[int, str]:
        """Status of the answer, and the seconds of peace that it asks for."""
        if self._session is None:
            limit = ClientTimeout(total=SECONDS, sock_connect=SECONDS_TO_CONNECT)
            self._session = ClientSession(timeout=limit)
        method = "POST" if body else "GET"
        try:
            async with self._session.request(
                method, url, data=body or None, headers=self._headers, allow_redirects=False
            ) as answer:
                return answer.status, answer.headers.get("Retry-After", "")
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise Later(type(error).__name__) from None  # its words may hold the address
        except (ClientError, TimeoutError) as error:
            raise Gone(f"{UNSURE}: {type(error).__name__}") from None


def _filled(template: str, values: Mapping[str, str], write: Callable[[str], str]) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", write(value))
    return template


def _quoted(value: str) -> str:
    return quote(value, safe="")


def _in_json(value: str) -> str:
    """The value as it stands between the quotes of a JSON text."""
    return orjson.dumps(value).decode()[1:-1]
