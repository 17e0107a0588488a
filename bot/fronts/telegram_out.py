"""Out through Telegram: carries out the calls that a letter was written as, and names errors.

1. python-telegram-bot limits the rate and reads the server's errors; it does not retry (one
   flooded chat would halt all), the rows of the outbox do.
2. Nothing here needs `initialize`, which asks the server who we are: a server out of reach must
   not stop the start.
3. What a letter looks like is decided in `telegram_write`, how bytes travel in `net`.
"""

import os
from collections.abc import Awaitable, Callable
from logging import CRITICAL, getLogger
from typing import Any, cast
from urllib.parse import quote

# Waiting times as timedelta, as the library will have it: else it warns of them.
os.environ.setdefault("PTB_TIMEDELTA", "1")  # noqa: TID251

import orjson
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.doors import Call, Gone, Held, Later, Part, TooLarge, Unreachable, Wire
from dialogs.letters import Letter

SECONDS = 15.0  # for a call to be answered
SECONDS_OF_FILES = 60.0
SECONDS_OF_SIGNS = 5.0
KEYS_KEPT = 10_000  # chats
LONG_POLL = 25
FILE_LARGE, TOO_BIG = "file_large", "too big"  # our word for it, and the server's
DONE_ANYWAY = ("message is not modified", "query is too old")  # the citizen sees what we want

# It reports every 429 with a traceback; the post reports it as a row.
getLogger("telegram.ext.AIORateLimiter").setLevel(CRITICAL)


Write = Callable[[Letter, str, bool], list[Call]]
ReadFile = Callable[[str], Awaitable[tuple[str, str, bytes] | None]]


class TelegramOut:
    """The door out to Telegram, one for each token.

    base: the server's address, such as https://api.telegram.org; rate: calls a second for all
    chats together, 0 = no limit; read_file: name, type and content of a stored file by its id.
    """

    def __init__(
        self,
        *,
        token: str,
        base: str,
        rate: float,
        wire: Wire,
        write: Write,
        read_file: ReadFile,
    ) -> None:
        server = base.rstrip("/")
        self._calls = f"{server}/bot{token}"
        self._files = f"{server}/file/bot{token}"
        self._wire = wire
        self._write = write
        self._read_file = read_file
        self._trouble = ""
        self._closed = False
        self._shared: dict[str, None] = {}  # chats in which a key for sharing still stands
        self._bot = _Sender(
            token,
            base_url=f"{server}/bot",
            base_file_url=f"{server}/file/bot",
            request=_Carrier(wire, SECONDS),
            get_updates_request=_Carrier(wire, SECONDS + LONG_POLL),
            rate_limiter=AIORateLimiter(overall_max_rate=rate, max_retries=0) if rate else None,
        )

    async def send(self, to: str, letter: Letter, *, skip: int = 0) -> list[str]:
        """Show a letter; `skip` messages of it were shown before. Raises Later, Held, Gone."""
        refs: list[str] = []
        calls = self._write(letter, to, to in self._shared)
        for call in calls[skip:]:
            try:
                shown = await self._done(call.method, await self._whole(call))
            except TelegramError as error:
                raise _undelivered(error, refs) from error
            refs.append(str(shown["message_id"]) if shown else "")
        self._remember_keys(to, calls)
        return refs

    async def sign(self, method: str, payload: dict[str, Any]) -> bool:
        """Show what is of the moment, past the limiter and tried once; whether it was shown."""
        url = f"{self._calls}/{method}"
        if self._closed:
            return False
        try:
            status, body = await self._wire.post(url, orjson.dumps(payload), SECONDS_OF_SIGNS)
        except (Unreachable, TimeoutError):
            return False
        self._remember_keys(str(payload.get("chat_id")), [Call(method, payload)])
        return status == 200 or any(known.encode() in body for known in DONE_ANYWAY)

    async def call(self, method: str, payload: dict[str, Any]) -> Any:
        """Carry out any other method and return its result; raises Later, Held, Gone."""
        try:
            return await self._done(method, payload)
        except TelegramError as error:
            raise _undelivered(error, []) from error

    async def updates(self, offset: int, kinds: list[str]) -> list[dict[str, Any]]:
        """Wait for updates from `offset` on, as they came; raises Later, Held, Gone."""
        payload = {"offset": offset, "timeout": LONG_POLL, "allowed_updates": kinds}
        return list(await self.call("getUpdates", payload))

    async def fetch(self, file: str, most: int) -> bytes:
        """The content of a file that Telegram keeps; raises Later, Held, Gone."""
        try:
            found = await self.call("getFile", {"file_id": file})
        except Gone as gone:
            raise Gone(FILE_LARGE if TOO_BIG in gone.error else gone.error) from gone
        if found.get("file_size", 0) > most:
            raise Gone(FILE_LARGE)
        if not found.get("file_path"):
            raise Gone("refused: no path")
        try:
            path = quote(found["file_path"])  # a server of one's own keeps names as they are
            return await self._wire.fetch(f"{self._files}/{path}", most, SECONDS_OF_FILES)
        except TooLarge as error:
            raise Gone(f"{FILE_LARGE}: {error}") from error
        except (Unreachable, TimeoutError) as error:
            raise Later(f"file: {type(error).__name__}") from error

    def state(self) -> str:
        """Whether the last call went through."""
        return f"degraded: {self._trouble}" if self._trouble else "ok"

    async def close(self) -> None:
        """Let go of connections."""
        self._closed = True
        await self._wire.close()

    async def _done(self, method: str, payload: dict[str, Any]) -> Any:
        """The result of a call, None for what need not be done any more."""
        try:
            result = await self._bot.call(method, payload)
        except TelegramError as error:
            if _need_not(error):
                return None
            self._remember(error)
            raise
        self._trouble = ""
        return result

    async def _whole(self, call: Call) -> dict[str, Any]:
        """The parameters of a call, with its file."""
        if call.file is None:
            return call.payload
        found = await self._read_file(call.file)
        if found is None:
            raise BadRequest("the file of the letter is gone")
        name, _, content = found
        return {**call.payload, "document": InputFile(content, filename=name)}

    def _remember_keys(self, to: str, calls: list[Call]) -> None:
        """Keep in mind in which chats a key has to be taken away with the next letter."""
        for call in calls:
            markup = call.payload.get("reply_markup", {})
            if "keyboard" in markup:
                self._shared[to] = None
            elif "remove_keyboard" in markup:
                self._shared.pop(to, None)
        if len(self._shared) > KEYS_KEPT:
            self._shared.pop(next(iter(self._shared)))

    def _remember(self, error: TelegramError) -> None:
        """Only what is wrong with the door, not with one chat, is the door's state."""
        if not isinstance(error, (RetryAfter, Forbidden, BadRequest, ChatMigrated)):
            self._trouble = _plain(error)


def _undelivered(error: TelegramError, refs: list[str]) -> Held | Gone | Later:
    """What an error means for the letter. BadRequest comes before its parent NetworkError."""
    match error:
        case RetryAfter():
            return Held("flood", seconds=_seconds(error), refs=refs)
        case Forbidden():
            return Gone(f"blocked: {_plain(error)}", refs=refs)
        case BadRequest() | ChatMigrated():
            return Gone(f"refused: {_plain(error)}", refs=refs)
        case _:
            return Later(_plain(error), refs=refs)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def _plain(error: TelegramError) -> str:
    return f"{type(error).__name__}: {error.message}"[:200]


def _need_not(error: TelegramError) -> bool:
    words = error.message.lower()
    return isinstance(error, BadRequest) and any(known in words for known in DONE_ANYWAY)


class _Sender(ExtBot[int]):
    """The library's bot, called by method and parameters: its message objects are dear."""

    async def call(self, method: str, payload: dict[str, Any]) -> Any:
        """Carry out a method through the rate limiter; the result as plain values."""
        return await self._do_post(method, payload)


class _Carrier(BaseRequest):
    """The library's transport, over our wire."""

    def __init__(self, wire: Wire, seconds: float) -> None:
        self._wire = wire
        self._seconds = seconds

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return self._seconds

    async def initialize(self) -> None:
        """Nothing is to be prepared."""

    async def shutdown(self) -> None:
        """The wire is closed by the one who made it."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **timeouts: object,
    ) -> tuple[int, bytes]:
        """Carry one request; the library's four time-outs are one here."""
        try:
            if request_data is not None and request_data.contains_files:
                return await self._upload(url, request_data)
            body = orjson.dumps(request_data.parameters if request_data else {})
            return await self._wire.post(url, body, self._seconds)
        except TimeoutError as error:
            raise TimedOut("no answer in time") from error
        except Unreachable as error:
            raise NetworkError(str(error)) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """The answer as plain values."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError as error:
            raise TelegramError("the answer is not JSON") from error

    async def _upload(self, url: str, request_data: RequestData) -> tuple[int, bytes]:
        files = cast(dict[str, Part], request_data.multipart_data)
        fields = request_data.json_parameters
        return await self._wire.post_form(url, fields, files, SECONDS_OF_FILES)
