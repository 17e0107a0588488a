"""Out through WhatsApp: carries out what a letter was written as, and names errors by their code.

1. A citizen who is known by a user id is addressed as `recipient`, one with a number as `to`: a
   user id under `to` is answered with success and never shown.
2. Nothing is repeated here; the rows of the outbox are.
3. The ids of messages that come back are blinded at once: they hold telephone numbers.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from bot.doors import (
    Call,
    Closed,
    Gone,
    Held,
    Later,
    TooLarge,
    Undelivered,
    Unreachable,
    Wire,
)
from bot.fronts.whatsapp.errors import Meaning, meaning_of
from bot.log import log
from dialogs.letters import Letter

VERSION = "v23.0"
SECONDS = 15.0  # for a request to be answered
SECONDS_OF_FILES = 60.0
ANSWER_MOST = 64 * 1024  # bytes of an answer about a file
FILE_LARGE = "file_large"
USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]+")
KINDS_OF_FILES = {
    "image/jpeg": "image",
    "image/png": "image",
    "audio/aac": "audio",
    "audio/amr": "audio",
    "audio/mpeg": "audio",
    "audio/mp4": "audio",
    "audio/ogg": "audio",
    "video/mp4": "video",
    "video/3gpp": "video",
}  # all others are documents
# Bytes that a message of a kind may have; what is larger goes as a document.
# https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
MOST_OF_KIND = {"image": 5 * 2**20, "audio": 16 * 2**20, "video": 16 * 2**20}

Write = Callable[[Letter, str], list[Call]]
Fill = Callable[[str, Letter, str], Awaitable[dict[str, Any] | None]]
ReadFile = Callable[[str], Awaitable[tuple[str, str, bytes] | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """What letters are written with.

    errors: what codes mean; write: letter and language -> calls; fill: template id, letter and
    language -> the template with its values, or None if it cannot be filled; read_file: name, type
    and content of a stored file; blind: the name by which we know a message.
    """

    errors: Mapping[int, Meaning]
    write: Write
    fill: Fill
    read_file: ReadFile
    blind: Callable[[str], str]


class WhatsAppOut:
    """The door out to WhatsApp, one for each number of ours; base: the server's address."""

    def __init__(self, *, phone: str, base: str, wire: Wire, stationery: Stationery) -> None:
        self._server = f"{base.rstrip('/')}/{VERSION}"
        self._phone = phone
        self._wire = wire
        self._with = stationery
        self._trouble = ""

    async def send(
        self, to: str, letter: Letter, *, skip: int = 0, language: str = "kk"
    ) -> list[str]:
        """Show a letter; `skip` messages of it were shown before.

        Raises Later, Held, Gone, Closed.
        """
        refs: list[str] = []
        for call in self._with.write(letter, language)[skip:]:
            try:
                refs.append(await self._show(to, await self._whole(call)))
            except Undelivered as error:
                error.refs = refs
                raise
        return refs

    async def send_template(
        self, to: str, letter: Letter, template: str, language: str
    ) -> list[str]:
        """Send a template about a letter; raises Closed too when it has nothing to say."""
        filled = await self._with.fill(template, letter, language)
        if filled is None:
            raise Closed("window.unfilled")
        return [await self._show(to, {"type": "template", "template": filled})]

    async def fetch(self, file: str, most: int) -> bytes:
        """The content of a file that WhatsApp keeps; any failure is a Later or a Gone."""
        try:
            told = await self._wire.fetch(f"{self._server}/{file}", ANSWER_MOST, SECONDS)
            found = orjson.loads(told)
            if int(found.get("file_size") or 0) > most:
                raise Gone(FILE_LARGE)
            return await self._wire.fetch(str(found["url"]), most, SECONDS_OF_FILES)
        except TooLarge as error:
            raise Gone(FILE_LARGE) from error
        except (Unreachable, TimeoutError, ValueError, KeyError) as error:
            raise Later(f"file: {type(error).__name__}") from error

    def state(self) -> str:
        """Whether the door itself was well when it was last used."""
        return f"degraded: {self._trouble}" if self._trouble else "ok"

    async def close(self) -> None:
        """Let go of connections."""
        await self._wire.close()

    async def _show(self, to: str, payload: dict[str, Any]) -> str:
        """Send one message; its blind name."""
        whom = {"recipient": to} if USER_ID.fullmatch(to) else {"to": to}
        message = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **whom,
            **payload,
        }
        url = f"{self._server}/{self._phone}/messages"
        answer = await self._asked(self._wire.post(url, orjson.dumps(message), SECONDS))
        messages = answer.get("messages")
        if not isinstance(messages, list) or not messages:
            raise Later("an answer without a message")
        return self._with.blind(str(messages[0]["id"]))

    async def _whole(self, call: Call) -> dict[str, Any]:
        """The message of a call; a file is handed over first."""
        if call.file is None:
            return call.payload
        found = await self._with.read_file(call.file)
        if found is None:
            raise Gone("the file of the letter is gone")
        name, type, content = found
        url = f"{self._server}/{self._phone}/media"
        fields = {"messaging_product": "whatsapp", "type": type}
        part = {"file": (name, content, type)}
        answer = await self._asked(self._wire.post_form(url, fields, part, SECONDS_OF_FILES))
        kind = _kind_of(type, len(content))
        media = {"id": str(answer.get("id"))} | ({"filename": name} if kind == "document" else {})
        return {"type": kind, kind: media}

    async def _asked(self, request: Awaitable[tuple[int, bytes]]) -> dict[str, Any]:
        """The answer to a request; raises what an error in it means."""
        try:
            status, body = await request
        except (Unreachable, TimeoutError) as error:
            self._trouble = type(error).__name__
            raise Later(self._trouble) from error
        answer = _plain(body)
        if status < 300 and "error" not in answer:
            self._trouble = ""
            return answer
        raise self._undelivered(status, answer)

    def _undelivered(self, status: int, answer: dict[str, Any]) -> Undelivered:
        code = _code(answer)
        meaning = meaning_of(self._with.errors, code, status)
        why = meaning.name if code is None else f"{code} {meaning.name}"
        log().warning("whatsapp_refused", code=code, status=status, then=meaning.then)
        if meaning.door:
            self._trouble = why
        match meaning.then:
            case "hold":
                return Held(why, seconds=meaning.seconds)
            case "closed":
                return Closed(why)
            case "gone":
                return Gone(why)
            case _:
                return Later(why)


def _kind_of(type: str, size: int) -> str:
    kind = KINDS_OF_FILES.get(type, "document")
    return kind if size <= MOST_OF_KIND.get(kind, size) else "document"


def _plain(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {"error": {}}
    return value if isinstance(value, dict) else {"error": {}}


def _code(answer: dict[str, Any]) -> int | None:
    error = answer.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else None
