"""The web chat: an API that any page may use, and that our own page uses.

1. A chat is a talk; its token is an HMAC of its id, so no token is ever stored.
2. What a citizen sends is answered 202 after the commit. The same id again changes nothing.
3. Lines are read by their number: `after` is the last one seen, so nothing is lost or seen twice
   whatever happens to the connection.
4. Other workers and the commands write too: whoever waits looks again every second.
"""

import asyncio
import hmac
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Any

import orjson
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import House
from bot.limits import (
    CHATS_OF_ADDRESS,
    FILES_OF_CHAT,
    READS_OF_CHAT,
    WAIT_MOST,
    WRITES_OF_ADDRESS,
    WRITES_OF_CHAT,
    Buckets,
)
from bot.metrics import Metrics
from bot.refusals import Refusal
from bot.said import (
    Spoken,
    Uploaded,
    Wish,
    json_of,
    said_in,
    spoken_of,
    upload_of,
    whole_number,
)
from bot.turn import Arrival, Done, Refused, Talk
from dialogs.events import Chose, Event, File, Said, Sent, Started
from storage.files import Files
from storage.pages import Address
from storage.pulse import Pulse
from storage.views import JournalLine, Views

FRONT = "web"
LOOK_AGAIN = 1.0  # seconds until a waiter reads again without being rung
PING = 15  # seconds between signs of life of a stream
NO_STORE = {"Cache-Control": "no-store"}


class Chats:
    """The routes of the API; `closing` is set when the server stops, and lets every waiter go."""

    def __init__(
        self, house: House, buckets: Buckets, metrics: Metrics, closing: asyncio.Event
    ) -> None:
        self._house = house
        self._buckets = buckets
        self._metrics = metrics
        self._closing = closing
        self._files = Files(house.database, house.seal)
        self._views = Views(house.database, house.seal)
        self._pulse = Pulse(house.database)
        self._key = hmac.digest(house.key, b"esik web token", sha256)

    def routes(self) -> list[Route]:
        """POST and GET under /api/chat."""
        return [
            Route("/api/chat", self.open, methods=["POST"]),
            Route("/api/chat/{chat}/messages", self.put, methods=["POST"]),
            Route("/api/chat/{chat}/messages", self.messages, methods=["GET"]),
            Route("/api/chat/{chat}/events", self.events, methods=["GET"]),
            Route("/api/chat/{chat}/files/{file}", self.file, methods=["GET"]),
        ]

    async def open(self, request: Request) -> Response:
        """Begin a talk; 201 with its id and token, when the first question is already there."""
        self._buckets.must(CHATS_OF_ADDRESS, request)
        chat = await self.begin(Wish.of(await json_of(request, may_be_empty=True)))
        return _json({"chat": chat, "token": self.token(chat)}, 201)

    async def begin(self, wish: Wish) -> str:
        """The id of a new talk; raises Refusal."""
        if wish.agency and not self._house.book.knows_agency(wish.agency):
            raise Refusal(422, "fields", fields="agency")
        met = Address(FRONT, self._house.mint.new_id())
        event = Started(
            id=f"{FRONT}:{met.id}:start",
            at=self._house.mint.now(),
            language=wish.lang,
            agency=wish.agency,
            help=wish.help,
        )
        outcome = await self._house.batch.put(Arrival(event, met))
        if not isinstance(outcome, Done):
            raise Refusal(422, "refused")
        return outcome.conversation

    async def put(self, request: Request) -> Response:
        """Take a line, a choice or a file of the citizen; 202 after the commit."""
        chat = await self._known(request)
        self.must_not_flood(request, chat)
        form = request.headers.get("content-type", "").startswith("multipart/form-data")
        given = await (upload_of if form else spoken_of)(request)
        await self.take(request, chat, given)
        return _json({"id": given.id}, 202)

    def must_not_flood(self, request: Request, chat: str) -> None:
        """Raises Refusal when this chat, or this address, writes faster than a person can."""
        self._buckets.must(WRITES_OF_ADDRESS, request)
        self._buckets.must(WRITES_OF_CHAT, request, chat)

    async def take(self, request: Request, chat: str, given: Spoken | Uploaded) -> None:
        """Commit what a citizen said, chose or sent; the same id again changes nothing.

        Raises Refusal, and CommitFailed.
        """
        if isinstance(given, Uploaded):
            self._buckets.must(FILES_OF_CHAT, request, chat)
            event = await self._sent(chat, given)
        else:
            event = self._spoken(chat, given)
        outcome = await self._house.batch.put(Arrival(event, Talk(chat)))
        if isinstance(outcome, Refused):
            raise Refusal(404, "chat") if outcome.code == "unknown" else Refusal(422, "refused")

    async def messages(self, request: Request) -> Response:
        """Lines after a number, at once or as soon as there are some within `wait` seconds."""
        chat = await self._reader(request)
        after = whole_number(request.query_params.get("after", "0"), "after")
        wait = whole_number(request.query_params.get("wait", "0"), "wait")
        language, lines = await self._lines(chat, after, min(wait, WAIT_MOST))
        body = {"messages": [message(chat, line) for line in lines]}
        return _json(body, 200, {"Content-Language": language} if language else {})

    async def events(self, request: Request) -> Response:
        """The same lines as server-sent events; Last-Event-ID is the last number seen."""
        chat = await self._reader(request)
        last = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        after = whole_number(last, "Last-Event-ID")
        return EventSourceResponse(self._stream(chat, after), ping=PING, headers=NO_STORE)

    async def file(self, request: Request) -> Response:
        """A file of this talk, as a download."""
        chat = await self._reader(request)
        found = await self._files.read(request.path_params["file"], chat)
        if found is None:
            raise Refusal(404, "page")
        file, content = found
        headers = {**NO_STORE, "Content-Disposition": "attachment"}
        return Response(content, 200, headers, file.type)

    async def _known(self, request: Request) -> str:
        """The chat of a request that may speak for it; raises Refusal."""
        chat = str(request.path_params["chat"])
        given = request.headers.get("authorization", "").partition(" ")[2].strip()
        if self.is_token(chat, given):
            request.scope["esik.chat"] = chat
            return chat
        if await self._pulse.standing(chat) is None:
            raise Refusal(404, "chat")
        raise Refusal(401, "token", headers={"WWW-Authenticate": "Bearer"})

    async def _reader(self, request: Request) -> str:
        chat = await self._known(request)
        self._buckets.must(READS_OF_CHAT, request, chat)
        return chat

    def token(self, chat: str) -> str:
        """What whoever speaks for a chat must show."""
        return hmac.digest(self._key, chat.encode(), sha256).hex()

    def is_token(self, chat: str, given: str) -> bool:
        """Whether something is the token of a chat, without telling by its time how nearly."""
        return hmac.compare_digest(given.encode(), self.token(chat).encode())

    def _spoken(self, chat: str, spoken: Spoken) -> Event:
        key, at = f"{FRONT}:{chat}:{spoken.id}", self._house.mint.now()
        if spoken.text is not None:
            return Said(id=key, at=at, text=said_in(spoken.text))
        return Chose(id=key, at=at, option=str(spoken.choice), question=spoken.question)

    async def _sent(self, chat: str, given: Uploaded) -> Event:
        key, at = f"{FRONT}:{chat}:{given.id}", self._house.mint.now()
        file = await self._keep(chat, key, given)
        return Sent(id=key, at=at, file=file, text=given.text)

    async def _keep(self, chat: str, key: str, given: Uploaded) -> File:
        """Store a file; sent again under the same id it is the same file."""
        id = sha256(key.encode()).hexdigest()[:26]
        if found := await self._files.read(id, chat):
            return found[0]
        now = self._house.mint.now()
        return await self._files.keep(chat, given.name, given.type, given.content, id=id, at=now)

    async def _lines(
        self, chat: str, after: int, wait: float
    ) -> tuple[str | None, Sequence[JournalLine]]:
        """The talk's language, and its lines after a number; waits for some. Raises Refusal."""
        clock = asyncio.get_running_loop().time
        until = clock() + wait
        with self._listening():
            while True:
                standing = await self._pulse.standing(chat)
                if standing is None:
                    raise Refusal(404, "chat")
                if standing.line > after:
                    return standing.language, await self._views.journal(chat, after)
                left = until - clock()
                if left <= 0 or self._closing.is_set():
                    return standing.language, ()
                await self._house.bell.wait(chat, min(left, LOOK_AGAIN))

    async def _stream(self, chat: str, after: int) -> AsyncIterator[ServerSentEvent]:
        while not self._closing.is_set():
            _, lines = await self._lines(chat, after, PING)
            for line in lines:
                after = line.seq
                yield ServerSentEvent(orjson.dumps(message(chat, line)).decode(), id=str(after))

    def _listening(self) -> AbstractContextManager[Any]:
        return self._metrics.listeners.track_inprogress()


def message(chat: str, line: JournalLine) -> dict[str, Any]:
    """A journal line as a message of the API."""
    letter = line.letter
    asked = letter.question
    return {
        "seq": line.seq,
        "from": letter.speaker,
        "text": letter.text,
        "choices": [{"id": id, "label": label} for id, label in letter.choices],
        "links": [{"label": label, "url": url} for label, url in letter.links],
        "files": [
            {**file, "url": f"/api/chat/{chat}/files/{file['id']}"} for file in letter.files
        ],
        "question": asked
        and {name: asked[name] for name in ("id", "kind", "expects", "optional")},
        "case": letter.case,
        "code": letter.code,
        "booking": letter.booking,
        "at": line.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def _json(body: Any, status: int, headers: dict[str, str] | None = None) -> Response:
    known = {**NO_STORE, **(headers or {})}
    return Response(orjson.dumps(body), status, known, "application/json")
