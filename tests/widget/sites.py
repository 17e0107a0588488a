"""A second server: pages as agencies have them, under a strict policy of their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.settings import read_settings
from bot.web import Server, listening

AGENCY, STRANGER = "agency.test", "stranger.test"
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Site of an agency</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="{esik}/widget.js" data-agency="{agency}" data-lang="{lang}" data-help="{help}" async>
</script></head>
<body><main><h1>Site of an agency</h1><p><a href="/next">News</a></p>{text}
<noscript><a href="{esik}/chat?agency={agency}&amp;lang={lang}">Write to us</a></noscript>
</main></body></html>"""
TEXT = "<p>Here the agency tells what it does, whom it receives, and what was done.</p>" * 12


def agency_site(esik: list[str]) -> Starlette:
    """Any page of a site; esik: the address of Esik, known when its server runs."""

    async def page(request: Request) -> HTMLResponse:
        known = {"lang": "ru", "help": "", "agency": "petropavlovsk", **request.query_params}
        policy = (
            f"default-src 'none'; script-src {esik[0]}; frame-src {esik[0]};"
            " base-uri 'none'; require-trusted-types-for 'script'"
        )
        headers = {"Content-Security-Policy": policy}
        return HTMLResponse(PAGE.format(**known, esik=esik[0], text=TEXT), headers=headers)

    return Starlette(routes=[Route("/{rest:path}", page)])


@asynccontextmanager
async def served(app: ASGIApp, closing: asyncio.Event) -> AsyncIterator[int]:
    """The port of a server of an application on this machine; closing: set when it stops."""
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, ws="none", timeout_graceful_shutdown=2
    )
    with listening(read_settings({"ESIK_PORT": "0"})) as door:
        running = asyncio.create_task(Server(config).serve_until(closing, door))
        yield door.getsockname()[1]
        closing.set()
        await asyncio.wait_for(running, 10)
