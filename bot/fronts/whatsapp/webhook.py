"""In through WhatsApp: takes what a webhook of the Cloud API says.

1. It is answered 200 only after all of it is committed; 503 makes WhatsApp repeat it, and the keys
   of the messages make the repeat harmless. What cannot be read is kept as a row, and answered.
2. Messages of one citizen are taken one after another, those of several beside each other.
3. The signature is made over the raw body, and compared in constant time.
"""

import asyncio
import hmac
from datetime import datetime
from typing import Protocol

import orjson
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.arrivals import Arrival
from bot.attachments import Attached
from bot.fronts.whatsapp.reading import FRONT, Desk, Item, Told, Unread, read
from bot.log import log, told
from bot.refusals import Refusal
from storage.database import CommitFailed
from storage.pages import Address

SIGNATURE = "X-Hub-Signature-256"


class Shell(Protocol):
    """What the door needs of the house."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    def blind(self, message: str) -> str:
        """The name by which we know a message."""
        ...

    async def put(self, arrival: Arrival) -> object:
        """Take an arrival and return after its commit; raises CommitFailed."""
        ...

    def attach(self, attached: Attached) -> Arrival:
        """The arrival of a file, which is fetched after it is taken."""
        ...

    async def hear(self, told: Told) -> None:
        """Write down what became of a message of ours; raises CommitFailed."""
        ...

    async def park(self, body: bytes, error: str) -> None:
        """Keep a body nobody could read, with the reason; raises CommitFailed."""
        ...


class WhatsAppIn:
    """The door in from WhatsApp; phone: the id of our number, secret: of the application."""

    def __init__(self, *, phone: str, secret: str, verify: str, shell: Shell) -> None:
        self._phone = phone
        self._secret = secret.encode()
        self._verify = verify.encode()
        self._shell = shell

    async def verify(self, request: Request) -> Response:
        """GET /whatsapp/webhook: prove that the address is ours; raises Refusal."""
        asked = request.query_params
        token = asked.get("hub.verify_token", "").encode()
        right = hmac.compare_digest(token, self._verify)
        if not right or asked.get("hub.mode") != "subscribe":
            raise Refusal(401, "secret")
        return PlainTextResponse(asked.get("hub.challenge", ""))

    async def webhook(self, request: Request) -> Response:
        """POST /whatsapp/webhook; raises Refusal, and CommitFailed, which is answered 503."""
        body = await request.body()
        right = f"sha256={hmac.new(self._secret, body, 'sha256').hexdigest()}".encode()
        if not hmac.compare_digest(request.headers.get(SIGNATURE, "").encode(), right):
            raise Refusal(401, "secret")
        await self.hear(body)
        return Response()

    async def hear(self, body: bytes) -> None:
        """Take everything that a body says; raises CommitFailed if a part was not stored."""
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError:
            value = None
        if not (isinstance(value, dict) and isinstance(value.get("entry"), list)):
            await self._shell.park(body, "not a webhook")
            return
        desk = Desk(self._phone, self._shell.now(), self._shell.blind)
        lines: dict[str, list[Item]] = {}
        for item in read(value, desk):
            lines.setdefault(_line_of(item), []).append(item)
        ended = await asyncio.gather(*map(self._take, lines.values()), return_exceptions=True)
        for outcome in ended:
            if isinstance(outcome, BaseException):
                raise outcome

    async def _take(self, items: list[Item]) -> None:
        """Take what belongs together, in order; the webhook's edge for each single piece."""
        for item in items:
            try:
                await self._one(item)
            except CommitFailed:
                raise
            except Exception as error:  # the webhook's edge: nothing that was sent to us is lost
                log().error("update_failed", front=FRONT, **told(error))
                await self._shell.park(_shown(item), told(error)["error"])

    async def _one(self, item: Item) -> None:
        match item:
            case Arrival():
                await self._shell.put(item)
            case Attached():
                await self._shell.put(self._shell.attach(item))
            case Told():
                await self._shell.hear(item)
            case Unread():
                await self._shell.park(orjson.dumps(item.piece), item.error)


def _line_of(item: Item) -> str:
    """Whose item it is: items of one line are taken one after another."""
    match item:
        case Arrival(to=Address(id=id)):
            return id
        case Attached(chat=chat):
            return chat
        case Told(message=message):
            return f"message {message}"
        case _:
            return ""


def _shown(item: Item) -> bytes:
    return orjson.dumps(item)
