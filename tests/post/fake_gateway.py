"""An SMS gateway on the loopback: it keeps what it was given, and misbehaves when told to."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

from aiohttp import web

LONG_TIME = 3600.0
SILENT, CUT = -1, -2


@dataclass
class FakeGateway:
    """The server; `async with FakeGateway() as gateway` listens until the block ends.

    taken: texts that it sent, as (number, text); asked: every request; troubles: statuses of the
    next answers, SILENT or CUT, which comes after the text was sent.
    """

    taken: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    troubles: deque[int] = field(default_factory=deque)
    base: str = ""

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/send", self._send)
        self._runner = web.AppRunner(app, shutdown_timeout=0.01)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _send(self, request: web.Request) -> web.Response:
        given = await _given(request)
        self.asked.append((request.method, given, request.headers.get("Authorization", "")))
        trouble = self.troubles.popleft() if self.troubles else 200
        if trouble in {200, SILENT, CUT}:
            self.taken.append((given["to"], given["message"]))
        if trouble == SILENT:
            await asyncio.sleep(LONG_TIME)
        if trouble == CUT and request.transport is not None:
            request.transport.close()
        return web.json_response({"ok": trouble == 200}, status=max(200, trouble))


async def _given(request: web.Request) -> dict[str, Any]:
    if request.method == "GET":
        return dict(request.query)
    if request.content_type == "application/json":
        found: dict[str, Any] = await request.json()
        return found
    return dict(parse_qsl(await request.text()))
