"""Pages that are drawn on the server: the front page, the chat, the public check of a number.

1. Every page is drawn from `fronts/pages/` with words of the catalogs, and works without script;
   the chat offers its plain pages there (`plain_chat`), and numbers to call.
2. Nothing personal is on a page drawn here: the talk comes in through the API.
3. Files (style, modules, the drawing) have their common version in the address, so that they may
   be kept for a year.
"""

from collections.abc import Callable
from functools import lru_cache
from gzip import compress
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import House
from bot.edge import POLICY
from bot.fronts.widget import Origins
from bot.limits import CHECKS_OF_ADDRESS, FILE_MOST, MB, Buckets
from bot.mint import ALMATY, is_number
from bot.refusals import Refusal, language_of
from bot.uploads import CHOSEN
from locales import LANGUAGES, day
from routing_rules import Hotline
from storage.views import Views

URGENT, ADVICE = "emergency_112", "egov_1414"
PACKED = 64  # bodies that are kept packed
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
SCRIPTED = (
    "web.chat.",
    "web.file.",
    "web.large.",
    "web.name",
    "web.skip",
    "web.languages",
    "web.leave",
)
A_YEAR = "public, max-age=31536000, immutable"
EXIT = "https://www.kazhydromet.kz/"  # the quick exit: the weather, which anybody may look at
VIEW = "esik_view"  # cookies: the low-vision view, the talk of the chat without script
TALK = "esik_talk"


class Pages:
    """The routes of pages and of their files."""

    def __init__(self, house: House, buckets: Buckets, origins: Origins) -> None:
        self._house = house
        self._buckets = buckets
        self._origins = origins
        self._views = Views(house.database, house.seal)
        self._files = dict(_files())
        self._version = sha256(b"".join(self._files.values())).hexdigest()[:12]
        self._drawn = Environment(
            loader=PackageLoader("bot.fronts", "pages"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )

    def routes(self) -> list[Route]:
        """The pages and their files."""
        return [
            Route("/", self.front),
            Route("/chat", self.chat),
            Route("/chat/words/{lang}", self.words),
            Route("/check", self.check),
            Route("/check/{number}", self.check),
            Route("/static/{version}/{name}", self.file),
        ]

    async def front(self, request: Request) -> Response:
        """What Esik is, in three languages, and the way into the chat."""
        return self.draw(request, "front.html")

    async def chat(self, request: Request) -> Response:
        """The chat; `agency`, `lang` and `help` of the address begin it.

        It may stand in a frame of Esik, and of the sites of that agency.
        """
        wish = request.query_params
        agency = wish.get("agency", "")
        framing = " ".join(("'self'", *self._origins.of(agency)))
        drawn = self.draw(
            request,
            "chat.html",
            agency=agency if self._house.book.knows_agency(agency) else "",
            wish_lang=wish["lang"] if wish.get("lang") in LANGUAGES else "",
            help=wish["help"] if wish.get("help") in ("file", "book") else "",
            going_on=TALK in request.cookies,
            words=self._script_words(tongue_of(request)),
            phones=[line for id in (URGENT, ADVICE) if (line := self.phone(id))],
            file_most=FILE_MOST,
            accepted=CHOSEN,
        )
        drawn.headers["Content-Security-Policy"] = POLICY + framing
        return _packed(request, drawn)

    async def words(self, request: Request) -> Response:
        """The words of the chat page in another language, as JSON."""
        language = request.path_params["lang"]
        if language not in LANGUAGES:
            raise Refusal(404, "page")
        body = orjson.dumps(self._script_words(language))
        return Response(body, 200, {"Cache-Control": "max-age=3600"}, "application/json")

    async def check(self, request: Request) -> Response:
        """State and dates of a case by its number: nothing personal, no topic."""
        number = request.path_params.get("number") or request.query_params.get("number", "")
        number = number.strip()
        if not number:
            return self.draw(request, "check.html", rows=(), unknown=False)
        self._buckets.must(CHECKS_OF_ADDRESS, request)
        found = await self._views.case_check(number) if is_number(number) else None
        if _wants_json(request):
            return _checked(found)
        if found is None:
            return self.draw(request, "check.html", 404, rows=(), unknown=True)
        return self.draw(request, "check.html", rows=self._rows(request, found), unknown=False)

    async def file(self, request: Request) -> Response:
        """A file of the pages, to be kept for a year under the address of its version."""
        name, version = request.path_params["name"], request.path_params["version"]
        if name not in self._files:
            raise Refusal(404, "page")
        kept = A_YEAR if version == self._version else "no-cache"
        type = TYPES[name[name.rindex(".") :]]
        file = Response(self._files[name], 200, {"Cache-Control": kept}, type)
        return _packed(request, file)

    def draw(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:
        """A page in the language and the view of whoever asks."""
        language = tongue_of(request)
        view = request.query_params.get("view") or request.cookies.get(VIEW)
        html = self._drawn.get_template(name).render(
            lang=language,
            tongues=LANGUAGES,
            large=view == "large",
            say=self._speaker(language),
            say_in=lambda tongue, key: self._house.book.words.say(key, tongue),
            here=lambda **changes: _here(request, changes),
            query=urlencode(request.query_params),
            file=lambda file: f"/static/{self._version}/{file}",
            urgent=self.phone(URGENT),
            exit_to=EXIT,
            **values,
        )
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
        response = Response(html, status, headers, "text/html")
        if "view" in request.query_params:
            response.set_cookie(VIEW, "large" if view == "large" else "normal", 31536000)
        return response

    def _speaker(self, language: str) -> Callable[..., str]:
        def say(key: str, **values: object) -> str:
            return self._house.book.words.say(key, language, **values)

        return say

    def _script_words(self, language: str) -> dict[str, str]:
        keys = self._house.book.words.catalogs[language].messages
        wanted = [key for key in keys if key.startswith(SCRIPTED)] + ["web.error.file_large"]
        size = FILE_MOST // MB
        return {key: self._house.book.words.say(key, language, size=size) for key in wanted}

    def phone(self, id: str) -> Hotline | None:
        """A short number that may be shown."""
        found = self._house.book.rules.hotlines.get(id)
        return found if found and found.shown and found.number else None

    def _rows(self, request: Request, found: dict[str, Any]) -> list[tuple[str, str, str]]:
        """Names, values, and the values as a programme reads them."""
        language = tongue_of(request)
        say = self._speaker(language)
        received = found["received_at"].astimezone(ALMATY).date()
        dates = {"received": received, "registered": found["registered"], "due": found["due"]}
        return [
            (say("web.check.ask"), found["number"], found["number"]),
            (say("web.check.state"), say(f"web.state.{found['state']}"), found["state"]),
            *(
                (say(f"web.check.{name}"), day(date, language), date.isoformat())
                for name, date in dates.items()
                if date
            ),
        ]


def _packed(request: Request, answer: Response) -> Response:
    """An answer packed for a slow line, where the browser unpacks it; nothing secret is in it."""
    answer.headers.add_vary_header("Accept-Encoding")
    if "gzip" in request.headers.get("accept-encoding", ""):
        answer.body = gzip(bytes(answer.body))
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Content-Length"] = str(len(answer.body))
    return answer


@lru_cache(maxsize=PACKED)
def gzip(body: bytes) -> bytes:
    """A body packed as well as can be; the same every time."""
    return compress(body, mtime=0)


def _checked(found: dict[str, Any] | None) -> Response:
    if found is None:
        raise Refusal(404, "number")
    body = orjson.dumps(found)
    return Response(body, 200, {"Cache-Control": "no-store"}, "application/json")


def tongue_of(request: Request) -> str:
    """The language that the address names, else that of whoever asks."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else language_of(request)


def _here(request: Request, changes: dict[str, str]) -> str:
    """The address of this page with other values in its query."""
    return f"{request.url.path}?{urlencode({**request.query_params, **changes})}"


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _files() -> list[tuple[str, bytes]]:
    folder = files("bot.fronts") / "pages"
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return [(f.name, f.read_bytes()) for f in found if f.name.endswith(tuple(TYPES))]
