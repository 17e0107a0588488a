"""The one web application: chat API, pages, webhooks, health and figures."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.agency_pages import AgencyPages
from bot.app import House
from bot.edge import RETRY_SOON, Edge
from bot.fronts.web import Chats
from bot.fronts.widget import Origins, Widget, read_origins
from bot.limits import Buckets
from bot.log import log, told
from bot.metrics import Metrics
from bot.pages import Pages
from bot.plain_chat import PlainChat
from bot.refusals import Refusal, answer, language_of
from storage.database import CommitFailed
from storage.pulse import Pulse

TRIED = 3  # attempts after which letters that wait are a sign of a degraded door
OK = "ok"
State = Callable[[], str]


def site(
    house: House,
    closing: asyncio.Event,
    webhooks: Sequence[Route] = (),
    doors: Mapping[str, State] | None = None,
    origins: Origins | None = None,
) -> Starlette:
    """The application of a house.

    closing: set when the server stops; webhooks: routes of messengers; doors: their states by
    name, each `ok` or `degraded: ` and why; origins: who may frame the chat, if not the table.
    """
    buckets, metrics = Buckets(asyncio.get_running_loop().time), Metrics()
    framing = origins or read_origins(
        house.book.knows_agency, production=house.settings.production
    )
    pages = Pages(house, buckets, framing)
    chats = Chats(house, buckets, metrics, closing)
    edges = _Edges(house, pages)
    watch = _Watch(house, metrics, doors or {})
    routes = [
        *webhooks,  # first: they are asked for most
        *chats.routes(),
        *pages.routes(),
        *PlainChat(house, buckets, chats, pages).routes(),
        *AgencyPages(house, buckets, pages).routes(),
        *Widget(house.book.words).routes(),
        *watch.routes(),
    ]
    secure = house.settings.public_url.startswith("https://")
    edge = Middleware(Edge, words=house.book.words, metrics=metrics, secure=secure)
    return Starlette(
        routes=routes,
        middleware=[edge],
        exception_handlers={
            Refusal: edges.refused,
            HTTPException: edges.not_found,
            CommitFailed: edges.not_committed,
        },
    )


class _Edges:
    """Turns what was raised into an answer: JSON, or a page where a person looks."""

    def __init__(self, house: House, pages: Pages) -> None:
        self._house = house
        self._pages = pages
        self._pulse = Pulse(house.database)

    async def refused(self, request: Request, error: Exception) -> Response:
        """The answer of a Refusal."""
        assert isinstance(error, Refusal)
        if _is_person(request):
            text = self._house.book.words.say(
                f"web.error.{error.code}", language_of(request), **error.values
            )
            return self._pages.draw(request, "error.html", error.status, text=text)
        await self._learn_language(request)
        return answer(error, self._house.book.words, language_of(request))

    async def not_found(self, request: Request, error: Exception) -> Response:
        """No such page, or no such method."""
        assert isinstance(error, HTTPException)
        code = "method" if error.status_code == 405 else "page"
        refusal = Refusal(error.status_code, code, headers=error.headers)
        return await self.refused(request, refusal)

    async def not_committed(self, request: Request, error: Exception) -> Response:
        """Nobody knows whether it was stored: the same id may be sent again."""
        log().error("commit_failed", **told(error))
        return answer(
            Refusal(503, "busy", headers=RETRY_SOON), self._house.book.words, language_of(request)
        )

    async def _learn_language(self, request: Request) -> None:
        """A refusal in a chat speaks the language of the chat."""
        chat = request.scope.get("esik.chat")
        standing = await self._pulse.standing(chat) if chat else None
        if standing is not None:
            request.scope["esik.language"] = standing.language


class _Watch:
    """What monitors ask."""

    def __init__(self, house: House, metrics: Metrics, doors: Mapping[str, State]) -> None:
        self._pulse = Pulse(house.database)
        self._metrics = metrics
        self._doors = doors

    def routes(self) -> list[Route]:
        """Health, readiness, figures."""
        return [
            Route("/healthz", self.healthy),
            Route("/readyz", self.ready),
            Route("/metrics", self.figures),
        ]

    async def healthy(self, request: Request) -> Response:
        """The process answers."""
        return PlainTextResponse(OK)

    async def ready(self, request: Request) -> Response:
        """The database answers; doors that are degraded are named and stop nothing.

        A door is degraded when it says so itself, or when letters for it were tried in vain: the
        post may run in another process.
        """
        waiting = await self._pulse.unfinished()
        states = {name: state() for name, state in self._doors.items()}
        for letters in waiting:
            if letters.attempts >= TRIED and states.get(letters.front, OK) == OK:
                states[letters.front] = f"degraded: {letters.letters} letters wait"
        degraded = sorted(name for name, state in states.items() if state != OK)
        body = {"ready": True, "degraded": degraded, "doors": states}
        return Response(orjson.dumps(body), media_type="application/json")

    async def figures(self, request: Request) -> Response:
        """The figures for Prometheus."""
        self._metrics.letters.clear()
        for letters in await self._pulse.unfinished():
            self._metrics.letters.labels(letters.front, letters.state).set(letters.letters)
        return Response(self._metrics.text(), media_type=self._metrics.content_type)


def _is_person(request: Request) -> bool:
    path = request.url.path
    return not path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
