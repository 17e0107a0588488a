"""A Graph API on the loopback that keeps the real one's rules and misbehaves when told to.

It takes `/v23.0/PHONE/messages` and `/media`, gives files by id, keeps what every citizen was
shown, and answers with the real error codes.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from aiohttp import web

from tests.whatsapp.refusing import refusal

TOKEN = "a-token-of-the-tests"
PHONE = "100000000000001"
WINDOW = timedelta(hours=24)
LONG_TIME = 3600.0  # of silence: the one who waits must give up first


@dataclass
class Shown:
    """A message on a telephone: its kind, what can be read, buttons as (label, id)."""

    id: str
    kind: str
    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Trouble:
    """What the next requests meet: an HTTP status with an error code, silence, or a cut line."""

    status: int = 200
    code: int | None = None
    silent: bool = False
    cut: bool = False
    html: bool = False


@dataclass
class _Expected:
    trouble: Trouble
    to: str | None
    after: int
    times: int

    def due(self) -> bool:
        if self.after:
            self.after -= 1
            return False
        self.times -= 1
        return self.times >= 0


class FakeGraph:
    """The server; `async with FakeGraph(clock)` listens on a free port until the block ends.

    heard: when each citizen last wrote; outside of their window only approved templates go.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.base = ""
        self.sent: list[dict[str, Any]] = []  # every message that was asked for
        self.chats: dict[str, list[Shown]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}  # of citizens: id -> type, content
        self.uploads: dict[str, tuple[str, str, bytes]] = {}  # of ours: id -> name, type, content
        self.approved: dict[tuple[str, str], dict[str, Any]] = {}
        self.heard: dict[str, datetime] = {}
        self._clock = clock
        self._expected: list[_Expected] = []
        self._news = asyncio.Condition()
        self._last = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**25)
        app.router.add_post(f"/v23.0/{PHONE}/messages", self._messages)
        app.router.add_post(f"/v23.0/{PHONE}/media", self._media)
        app.router.add_get("/v23.0/{id}", self._describe)
        app.router.add_get("/files/{id}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def meet(
        self, trouble: Trouble, *, times: int = 1, after: int = 0, to: str | None = None
    ) -> None:
        """Let the next messages (to somebody) fail, after some have passed."""
        self._expected.append(_Expected(trouble, to, after, times))

    def shown(self, to: str) -> list[Shown]:
        """What a citizen was shown, oldest first."""
        return self.chats.setdefault(to, [])

    async def shows(self, to: str, number: int, seconds: float = 5.0) -> list[Shown]:
        """Wait until a citizen was shown at least so many messages."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: len(self.shown(to)) >= number)
        return self.shown(to)

    async def asked(self, number: int, seconds: float = 5.0) -> None:
        """Wait until so many messages were asked for, whatever was answered."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: len(self.sent) >= number)

    async def _messages(self, request: web.Request) -> web.StreamResponse:
        payload = await request.json()
        self.sent.append(payload)
        to = str(payload.get("to") or payload.get("recipient"))
        try:
            meant = [one for one in self._expected if one.to in (None, to)]
            for trouble in [one.trouble for one in meant if one.due()]:
                return await _misbehave(request, trouble)
            if request.headers.get("Authorization") != f"Bearer {TOKEN}":
                return _error(401, 190)
            return self._shown_or_refused(to, payload)
        finally:
            async with self._news:
                self._news.notify_all()

    def _shown_or_refused(self, to: str, payload: dict[str, Any]) -> web.Response:
        if refused := refusal(payload, self.uploads):
            return _error(400, 131009, refused)
        kind = payload["type"]
        heard = self.heard.get(to)
        if kind != "template" and (heard is None or self._clock() - heard >= WINDOW):
            return _error(400, 131047)
        if kind == "template" and (wrong := self._unlike_approved(payload["template"])):
            return _error(400, wrong)
        self._last += 1
        shown = self._reading(f"wamid.HBgL{to}AA{self._last}==", payload)
        self.shown(to).append(shown)
        answer = {"messaging_product": "whatsapp", "messages": [{"id": shown.id}]}
        return web.json_response({**answer, "contacts": [{"input": to, "wa_id": to}]})

    def _unlike_approved(self, template: dict[str, Any]) -> int | None:
        """The code of what is wrong with a template, compared with what was approved."""
        known = self.approved.get((template["name"], template["language"]["code"]))
        if known is None:
            return 132001
        values = [c["parameters"] for c in template["components"] if c["type"] == "body"]
        given = values[0] if values else []
        wanted = known["components"][0].get("example", {}).get("body_text", [[]])[0]
        if len(given) != len(wanted) or any("\n" in v["text"] for v in given):
            return 132000
        return None

    def _reading(self, id: str, payload: dict[str, Any]) -> Shown:
        """A message as its citizen reads it."""
        kind = payload["type"]
        if kind == "text":
            return Shown(id, kind, payload["text"]["body"])
        if kind == "template":
            return self._reading_template(id, payload["template"])
        if kind != "interactive":
            return Shown(id, kind, payload[kind].get("filename", ""))
        interactive = payload["interactive"]
        action, text = interactive["action"], interactive["body"]["text"]
        buttons = [(b["reply"]["title"], b["reply"]["id"]) for b in action.get("buttons", ())]
        rows = [row for section in action.get("sections", ()) for row in section["rows"]]
        buttons += [(f"{r['title']} {r.get('description', '')}".strip(), r["id"]) for r in rows]
        return Shown(id, interactive["type"], text, buttons)

    def _reading_template(self, id: str, template: dict[str, Any]) -> Shown:
        known = self.approved[template["name"], template["language"]["code"]]
        text = known["components"][0]["text"]
        parts = template["components"]
        values = [v["text"] for c in parts if c["type"] == "body" for v in c["parameters"]]
        for number, value in enumerate(values, start=1):
            text = text.replace(f"{{{{{number}}}}}", value)
        labels = [b["text"] for c in known["components"][1:] for b in c["buttons"]]
        backs = [c["parameters"][0]["payload"] for c in parts if c["type"] == "button"]
        return Shown(id, "template", text, list(zip(labels, backs, strict=True)))

    async def _media(self, request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        assert form["messaging_product"] == "whatsapp"
        self._last += 1
        id = str(900_000 + self._last)
        self.uploads[id] = (file.filename, str(form["type"]), file.file.read())
        return web.json_response({"id": id})

    async def _describe(self, request: web.Request) -> web.Response:
        id = request.match_info["id"]
        if id not in self.files or request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _error(404, 100)
        type, content = self.files[id]
        url = f"{self.base}/files/{id}"
        described = {"url": url, "mime_type": type, "file_size": len(content), "id": id}
        return web.json_response(described)

    async def _file(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.Response(status=401)
        type, content = self.files[request.match_info["id"]]
        return web.Response(body=content, content_type=type)


async def _misbehave(request: web.Request, trouble: Trouble) -> web.StreamResponse:
    if trouble.silent:
        await asyncio.sleep(LONG_TIME)
    if trouble.cut and request.transport is not None:
        request.transport.close()
    if trouble.html:
        return web.Response(status=trouble.status, text="<h1>Bad Gateway</h1>")
    return _error(trouble.status, trouble.code)


def _error(status: int, code: int | None, details: str = "") -> web.Response:
    error = {"message": f"(#{code}) refused", "type": "OAuthException", "code": code}
    return web.json_response(
        {"error": {**error, "error_data": {"details": details}, "fbtrace_id": "A1"}}, status=status
    )
