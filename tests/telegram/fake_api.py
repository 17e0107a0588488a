"""A Bot API server on the loopback that keeps the real one's rules and misbehaves when told to.

It answers `/bot<token>/<method>` with JSON, keeps what every chat was shown, and refuses what
Telegram refuses: empty or long texts, callback data over 64 bytes, odd addresses on buttons.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.telegram.refusing import refusal

TOKEN = "42:TEST-token-of-a-bot-that-does-not-exist"
BOT = {"id": 42, "is_bot": True, "first_name": "Esik", "username": "esik_test_bot"}
LONG_TIME = 3600.0  # of silence: the one who waits must give up first


@dataclass
class Shown:
    """A message in a chat: buttons as (label, data), links as (label, url), file name or None.

    copied: labels of buttons that only copy a text.
    """

    id: int
    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    file: str | None = None
    markup: dict[str, Any] | None = None
    copied: list[str] = field(default_factory=list)
    silent: bool = False

    def put(self, markup: dict[str, Any] | None) -> None:
        """Show these buttons under the message."""
        keys = [key for row in (markup or {}).get("inline_keyboard", []) for key in row]
        self.markup = markup or None
        self.buttons = [(k["text"], k["callback_data"]) for k in keys if "callback_data" in k]
        self.links = [(k["text"], k["url"]) for k in keys if "url" in k]
        self.copied = [k["copy_text"]["text"] for k in keys if "copy_text" in k]


@dataclass(frozen=True)
class Trouble:
    """What the next calls meet: an HTTP status with a description, or silence, or a cut line."""

    status: int = 200
    description: str = ""
    retry_after: int | None = None
    silent: bool = False
    cut: bool = False
    html: bool = False

    def answer(self) -> dict[str, Any]:
        """The body of a refusal, as Telegram words it."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


FLOOD = Trouble(429, "Too Many Requests: retry after 7", retry_after=7)
BLOCKED = Trouble(403, "Forbidden: bot was blocked by the user")
NO_CHAT = Trouble(400, "Bad Request: chat not found")
BROKEN = Trouble(502, "Bad Gateway", html=True)
SILENT = Trouble(silent=True)
CUT = Trouble(cut=True)


@dataclass
class _Expected:
    """Trouble for calls of one kind: so many pass first, then so many meet it."""

    trouble: Trouble
    method: str
    chat: str | None
    after: int
    times: int

    def meant(self, method: str, payload: dict[str, Any]) -> bool:
        return method.startswith(self.method) and self.chat in (None, str(payload.get("chat_id")))

    def due(self) -> bool:
        if self.after:
            self.after -= 1
            return False
        self.times -= 1
        return self.times >= 0


class FakeApi:
    """The server; `async with FakeApi() as api` listens on a free port until the block ends."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.chats: dict[str, list[Shown]] = {}
        self.keys: dict[str, list[dict[str, Any]]] = {}  # of the keyboard at the foot of each chat
        self.files: dict[str, bytes] = {}
        self.sizes: dict[str, int] = {}  # told instead of the true ones
        self.updates: deque[dict[str, Any]] = deque()
        self.base = ""
        self._expected: list[_Expected] = []
        self._news = asyncio.Condition()
        self._port = 0
        self._last = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.die()

    async def listen(self) -> None:
        """Listen, again on the same port if it listened before."""
        app = web.Application(client_max_size=2**25)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{self._port}"

    async def die(self) -> None:
        """Close the port and every connection."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def meet(
        self,
        trouble: Trouble,
        *,
        times: int = 1,
        after: int = 0,
        chat: str | None = None,
        method: str = "send",
    ) -> None:
        """Let the next calls of a method (by its beginning) fail, after some have passed."""
        self._expected.append(_Expected(trouble, method, chat, after, times))

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of a method so far."""
        return [payload for name, payload in self.calls if name == method]

    def shown(self, chat: object) -> list[Shown]:
        """What a chat was shown, oldest first."""
        return self.chats.setdefault(str(chat), [])

    async def shows(self, chat: object, number: int, seconds: float = 5.0) -> list[Shown]:
        """Wait until a chat was shown at least so many messages."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: len(self.shown(chat)) >= number)
        return self.shown(chat)

    async def sees(self, method: str, number: int = 1, seconds: float = 5.0) -> None:
        """Wait until a method was called so often, whatever it was answered."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: len(self.called(method)) >= number)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method, payload = request.match_info["method"], await _payload(request)
        self.calls.append((method, payload))
        async with self._news:
            self._news.notify_all()
        if trouble := self._trouble(method, payload):
            return await self._misbehave(request, trouble)
        if request.match_info["token"] != TOKEN:
            return _refuse(Trouble(401, "Unauthorized"))
        result = await self._answer(method, payload)
        if isinstance(result, Trouble):
            return _refuse(result)
        async with self._news:
            self._news.notify_all()
        return web.json_response({"ok": True, "result": result})

    def _trouble(self, method: str, payload: dict[str, Any]) -> Trouble | None:
        meant = [one for one in self._expected if one.meant(method, payload)]
        return next((one.trouble for one in meant if one.due()), None)

    async def _misbehave(self, request: web.Request, trouble: Trouble) -> web.StreamResponse:
        if trouble.silent:
            await asyncio.sleep(LONG_TIME)
        if trouble.cut and request.transport is not None:
            request.transport.close()
        if trouble.html:
            return web.Response(status=trouble.status, text="<h1>Bad Gateway</h1>")
        return _refuse(trouble)

    async def _answer(self, method: str, payload: dict[str, Any]) -> Any:
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return await self._updates(int(payload.get("offset", 0)))
        known: dict[str, Callable[[dict[str, Any]], Any]] = {
            "getFile": self._describe,
            "sendMessage": self._show,
            "sendDocument": self._show,
            "editMessageReplyMarkup": self._edit,
            "setMyDescription": self._name,
            "setMyShortDescription": self._name,
        }
        return known[method](payload) if method in known else True

    async def _updates(self, offset: int) -> list[dict[str, Any]]:
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates:
            await asyncio.sleep(0.02)
        return list(self.updates)

    def _describe(self, payload: dict[str, Any]) -> Any:
        file = payload["file_id"]
        if file not in self.files:
            return Trouble(400, "Bad Request: file is too big")
        return {
            "file_id": file,
            "file_unique_id": file,
            "file_size": self.sizes.get(file, len(self.files[file])),
            "file_path": f"documents/{file}.bin",
        }

    def _show(self, payload: dict[str, Any]) -> Any:
        document = payload.get("document")
        text = payload.get("text", "")
        if reason := refusal(text, payload.get("reply_markup")) if document is None else None:
            return Trouble(400, f"Bad Request: {reason}")
        self._last += 1
        markup, chat = payload.get("reply_markup") or {}, str(payload["chat_id"])
        silent = bool(payload.get("disable_notification"))
        shown = Shown(id=self._last, text=text, file=document, silent=silent)
        shown.put(markup)
        if "keyboard" in markup:
            self.keys[chat] = [key for row in markup["keyboard"] for key in row]
        if markup.get("remove_keyboard"):
            self.keys.pop(chat, None)
        self.shown(chat).append(shown)
        return {"message_id": shown.id, "date": 1700000000, "chat": _chat(payload["chat_id"])}

    def _edit(self, payload: dict[str, Any]) -> Any:
        """Other buttons under a message; the same ones again are refused."""
        known = [m for m in self.shown(payload["chat_id"]) if m.id == payload["message_id"]]
        if not known:
            return Trouble(400, "Bad Request: message to edit not found")
        markup = payload["reply_markup"]
        if reason := refusal("text", markup):
            return Trouble(400, f"Bad Request: {reason}")
        if (known[0].markup or {"inline_keyboard": []}) == markup:
            return Trouble(400, "Bad Request: message is not modified")
        known[0].put(markup if markup["inline_keyboard"] else None)
        return True

    def _name(self, payload: dict[str, Any]) -> Any:
        long = len(payload.get("description", "")) > 512
        if long or len(payload.get("short_description", "")) > 120:
            return Trouble(400, "Bad Request: text is too long")
        return True

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("documents/").removesuffix(".bin")
        if not self.files.get(name):
            return web.Response(status=404)
        return web.Response(body=self.files[name])


def _chat(id: object) -> dict[str, Any]:
    return {"id": int(str(id)), "type": "private", "first_name": "Citizen"}


def _refuse(trouble: Trouble) -> web.Response:
    return web.json_response(trouble.answer(), status=trouble.status)


async def _payload(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        payload: dict[str, Any] = await request.json()
        return payload
    form = await request.post()
    fields: dict[str, Any] = {}
    for name, value in form.items():
        fields[name] = value if isinstance(value, str) else value.filename
    if "reply_markup" in fields:
        fields["reply_markup"] = json.loads(fields["reply_markup"])
    return fields
