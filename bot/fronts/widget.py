"""The widget: one script for the site of an agency, and who may show the chat in a frame.

    <script src="https://HOST/widget.js" data-agency="ID" data-lang="kk" data-help="file" async>

1. The script is ours and whole: words of three languages and its style are in it, nothing else is
   loaded until a citizen opens the chat.
2. The chat in the frame keeps its token in sessionStorage, which belongs to this tab, to our
   origin and, in a frame, to the site around it. No cookie is set, so a browser that refuses
   cookies of third parties refuses nothing of ours.
3. A frame may stand on pages of Esik, and on the reviewed origins (`origins.yaml`) of the agency
   that the address of the chat names. While developing, pages of this machine may hold it too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from locales import LANGUAGES, Dictionary
from routing_rules.entries import Entry, read

TABLE = "origins.yaml"
MACHINE = ("http://127.0.0.1:*", "http://localhost:*")
WORDS = ("open", "file", "book", "close", "title", "page", "trouble")
KEPT = "public, max-age=600"


@dataclass(frozen=True, slots=True)
class Origins:
    """Who may frame the chat: origins by agency id, and those that may for any agency."""

    by_agency: Mapping[str, tuple[str, ...]]
    always: tuple[str, ...] = ()

    def of(self, agency: str) -> tuple[str, ...]:
        """The origins that may frame the chat of an agency; those of none for an empty id."""
        return (*self.always, *self.by_agency.get(agency, ()))


def read_origins(knows: Callable[[str], bool], *, production: bool) -> Origins:
    """The origins of the table in the package; while developing, this machine too.

    knows: whether an id is an agency's. Raises RulesError.
    """
    text = (files("bot.fronts") / TABLE).read_text(encoding="utf-8")
    return Origins(parse_origins(text, knows), () if production else MACHINE)


def parse_origins(text: str, knows: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    """The reviewed origins of each agency; raises RulesError with the line of a wrong row."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read(TABLE, text).at("origins").each():
        origin, agencies = _origin(row), row.words("agencies")
        if unknown := [agency for agency in agencies if not knows(agency)]:
            raise row.fault(f"no such agency: {', '.join(unknown)}")
        if row.text("reference") and row.optional("reviewed_by") and row.day("reviewed_on"):
            for agency in agencies:
                found[agency] = (*found.get(agency, ()), origin)
    return found


def _origin(row: Entry) -> str:
    origin = row.text("origin")
    parts = urlsplit(origin)
    if parts.scheme != "https" or not parts.hostname or origin != f"https://{parts.netloc}":
        raise row.fault("an origin is https:// and a host, with nothing behind it")
    if not all(mark.isalnum() or mark in ".:-" for mark in parts.netloc) or "@" in parts.netloc:
        raise row.fault("an origin is one host, without stars and marks")
    return origin


class Widget:
    """The route of the script."""

    def __init__(self, words: Dictionary) -> None:
        self._script = widget_script(words).encode()
        self._tag = f'"{sha256(self._script).hexdigest()[:16]}"'

    def routes(self) -> list[Route]:
        """GET /widget.js."""
        return [Route("/widget.js", self.script)]

    async def script(self, request: Request) -> Response:
        """The script; pages that isolate themselves (COEP) may load it too."""
        headers = {
            "Cache-Control": KEPT,
            "ETag": self._tag,
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        if request.headers.get("if-none-match") == self._tag:
            return Response(status_code=304, headers=headers)
        return Response(self._script, 200, headers, "text/javascript")


def widget_script(words: Dictionary) -> str:
    """The function of widget.js, called with the words of all languages and its style."""
    folder = files("bot.fronts") / "pages"
    act, style = (
        (folder / f"widget.{kind}").read_text(encoding="utf-8") for kind in ("js", "css")
    )
    said = {
        language: {name: words.say(f"widget.{name}", language) for name in WORDS}
        for language in LANGUAGES
    }
    return f"({act.strip()})({orjson.dumps(said).decode()}, {orjson.dumps(style).decode()});\n"
