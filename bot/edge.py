"""The outermost layer of the web: headers that protect, limits on bodies, figures, the last word.

Nothing that goes wrong behind it becomes a 500: it is logged without anybody's words, counted, and
answered as «busy», so that messengers and the chat page try again.
"""

from time import perf_counter

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.limits import FILE_MOST, FORM_MOST, JSON_MOST, MB, WEBHOOK_MOST
from bot.log import log, told
from bot.metrics import Metrics
from bot.refusals import Refusal, answer, language_of
from locales import Dictionary

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)
HEADERS = {
    "Content-Security-Policy": POLICY + "'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LASTING = {"Strict-Transport-Security": "max-age=31536000"}
WEBHOOK = "/webhook"  # messengers repeat what is refused: these doors have limits of their own
RETRY_SOON = {"Retry-After": "1"}


class Edge:
    """Wraps the application; secure: this house is reached by https."""

    def __init__(self, app: ASGIApp, *, words: Dictionary, metrics: Metrics, secure: bool) -> None:
        self._app = app
        self._words = words
        self._metrics = metrics
        headers = {**HEADERS, **LASTING} if secure else HEADERS
        self._headers = [(k.lower().encode(), v.encode()) for k, v in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever happens behind."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sending = _Sending(send, self._headers)
        since = perf_counter()
        try:
            await self._app(scope, _bounded(scope, receive), sending)
        except ClientDisconnect:
            pass  # nobody is there to be answered
        except Exception as error:  # the edge: whoever called shall call again, nothing is a 500
            log().error("request_failed", route=_route(scope), **told(error))
            if not sending.status:
                refusal = Refusal(503, "busy", headers=RETRY_SOON)
                language = language_of(Request(scope))
                await answer(refusal, self._words, language)(scope, receive, sending)
        finally:
            self._count(scope, sending.status, perf_counter() - since)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._metrics.answers.labels(route, scope["method"], str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)


class _Sending:
    """Passes an answer on with our headers, and remembers its status."""

    def __init__(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        self._send = send
        self._headers = headers
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = message.get("headers", [])
            names = {name.lower() for name, _ in given}
            ours = [header for header in self._headers if header[0] not in names]
            message["headers"] = [*given, *ours]
        await self._send(message)


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """Receives a body up to its limit; what is larger is refused while it is still coming."""
    headers = Headers(scope=scope)
    form = headers.get("content-type", "").startswith("multipart/form-data")
    most = FORM_MOST if form else JSON_MOST
    if scope["path"].endswith(WEBHOOK):
        most = WEBHOOK_MOST
    code = "file_large" if form else "too_large"
    said = headers.get("content-length", "")
    left = most - int(said) if said.isascii() and said.isdigit() else most
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if left < 0 or got > most:
            raise Refusal(413, code, size=FILE_MOST // MB)
        return message

    return limited


def _route(scope: Scope) -> str:
    """The pattern of the route that was found, so that no id comes into logs and figures."""
    route = scope.get("route")
    return getattr(route, "path", "none")
