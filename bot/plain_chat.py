"""The chat without script: pages and forms, the same talk by the same turn.

1. The cookie holds the talk and its token, for this browser's session: no script reads it
   (HttpOnly), and no other site's form carries it (SameSite=Lax).
2. Every answer of ours to a form is a way back to the page (303), so that a reload sends nothing.
3. A form has an id of its own. With what was given in it, it makes the id of the event: the same
   form sent twice changes nothing, other words on a page that the browser kept are not lost.
4. What was refused stands above the talk with its reason, and the words stay in their field.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.app import House
from bot.edge import RETRY_SOON
from bot.fronts.web import Chats, message
from bot.limits import CHATS_OF_ADDRESS, FILE_MOST, MB, READS_OF_CHAT, Buckets
from bot.log import log, told
from bot.pages import EXIT, TALK, Pages
from bot.refusals import Refusal, language_of
from bot.said import Spoken, Uploaded, Wish, given_in
from bot.uploads import CHOSEN
from locales import LANGUAGES
from storage.database import CommitFailed
from storage.files import Files
from storage.pulse import Pulse, Standing
from storage.views import Views

PATH = "/chat/plain"
COOKIE_PATH = "/chat"
ERASED = "erased"  # the question of the last line of a talk that was erased
SHOWN = 100  # lines on one page
WISHES = {"lang": LANGUAGES, "help": ("file", "book")}


class PlainChat:
    """The routes of the chat without script."""

    def __init__(self, house: House, buckets: Buckets, chats: Chats, pages: Pages) -> None:
        self._house = house
        self._buckets = buckets
        self._chats = chats
        self._pages = pages
        self._files = Files(house.database, house.seal)
        self._views = Views(house.database, house.seal)
        self._pulse = Pulse(house.database)

    def routes(self) -> list[Route]:
        """The talk, its beginning and end, its files."""
        return [
            Route(PATH, self.show, methods=["GET"]),
            Route(PATH, self.put, methods=["POST"]),
            Route(f"{PATH}/start", self.start, methods=["POST"]),
            Route(f"{PATH}/end", self.sure, methods=["GET"]),
            Route(f"{PATH}/end", self.end, methods=["POST"]),
            Route(f"{PATH}/leave", self.leave, methods=["GET"]),
            Route(PATH + "/files/{file}", self.file),
        ]

    async def start(self, request: Request) -> Response:
        """Begin a talk, by the wishes of the address; what is no wish is left out."""
        self._buckets.must(CHATS_OF_ADDRESS, request)
        asked = request.query_params
        wish = {name: asked[name] for name, known in WISHES.items() if asked.get(name) in known}
        if self._house.book.knows_agency(asked.get("agency", "")):
            wish["agency"] = asked["agency"]
        chat = await self._chats.begin(Wish.of(wish))
        answer = _to(f"{PATH}?{urlencode({'new': 1, **wish})}")
        self._remember(answer, f"{chat}.{self._chats.token(chat)}")
        return answer

    async def show(self, request: Request) -> Response:
        """The talk of the cookie, or the way to begin one."""
        chat, standing = await self._talk(request)
        if standing is None:
            refused = "new" in request.query_params
            return self._pages.draw(request, "plain_start.html", cookies=not refused)
        self._buckets.must(READS_OF_CHAT, request, chat)
        return await self._drawn(request, chat, standing)

    async def put(self, request: Request) -> Response:
        """Take a line, a choice or a file; what is refused is told on the page."""
        chat, standing = await self._talk(request)
        if standing is None:
            return _to(PATH)
        given: Spoken | Uploaded | None = None
        try:
            self._chats.must_not_flood(request, chat)
            given = await given_in(request)
            await self._chats.take(request, chat, _once(given))
        except Refusal as refusal:
            return await self._drawn(request, chat, standing, refusal, given)
        except CommitFailed as error:
            log().error("commit_failed", **told(error))
            busy = Refusal(503, "busy", headers=RETRY_SOON)
            return await self._drawn(request, chat, standing, busy, given)
        return _to(f"{PATH}#new")

    async def sure(self, request: Request) -> Response:
        """Asks whether the number and the code are written down."""
        await self._talk(request)
        return self._pages.draw(request, "plain_end.html")

    async def end(self, request: Request) -> Response:
        """Forget the talk in this browser."""
        await self._talk(request)
        answer = _to(f"/?lang={language_of(request)}")
        answer.delete_cookie(TALK, COOKIE_PATH)
        return answer

    async def leave(self, request: Request) -> Response:
        """The quick exit: forget the talk in this browser and show the weather."""
        answer = RedirectResponse(EXIT, 303, {"Cache-Control": "no-store"})
        answer.delete_cookie(TALK, COOKIE_PATH)
        return answer

    async def file(self, request: Request) -> Response:
        """A file of this talk, as a download."""
        chat, standing = await self._talk(request)
        found = await self._files.read(request.path_params["file"], chat) if standing else None
        if found is None:
            raise Refusal(404, "page")
        kept, content = found
        headers = {"Cache-Control": "no-store", "Content-Disposition": "attachment"}
        return Response(content, 200, headers, kept.type)

    async def _talk(self, request: Request) -> tuple[str, Standing | None]:
        """The talk of the cookie, if it may be read and is still there; its language counts."""
        chat, _, token = request.cookies.get(TALK, "").partition(".")
        if not self._chats.is_token(chat, token):
            return chat, None
        standing = await self._pulse.standing(chat)
        if standing is not None:
            request.scope["esik.language"] = standing.language
        return chat, standing

    async def _drawn(
        self,
        request: Request,
        chat: str,
        standing: Standing,
        refusal: Refusal | None = None,
        given: Spoken | Uploaded | None = None,
    ) -> Response:
        """The page of a talk; what was refused may be sent again in the form it came in."""
        last = max(standing.line - SHOWN, 0)
        asked = request.query_params.get("after", "")
        after = min(int(asked), last) if asked.isdecimal() and len(asked) < 10 else last
        lines = await self._views.journal(chat, after, SHOWN)
        messages = [message(chat, line) for line in lines]
        answer = self._pages.draw(
            request,
            "plain.html",
            refusal.status if refusal else 200,
            messages=messages,
            new=_new(messages),
            asked=_asked(messages) if after == last else None,
            earlier=max(after - SHOWN, 0) if after else None,
            form=given.id if given else self._house.mint.new_id(),
            words=(given.text or "") if given else "",
            wrong=refusal and self._said(request, refusal),
            accepted=CHOSEN,
            file_most=FILE_MOST // MB,
        )
        if lines and (lines[-1].letter.question or {}).get("id") == ERASED:
            answer.delete_cookie(TALK, COOKIE_PATH)
        answer.headers.update(
            {"Cache-Control": "no-store", **(refusal.headers if refusal else {})}
        )
        return answer

    def _said(self, request: Request, refusal: Refusal) -> str:
        words = self._house.book.words
        return words.say(f"web.error.{refusal.code}", language_of(request), **refusal.values)

    def _remember(self, answer: Response, value: str) -> None:
        secure = self._house.settings.public_url.startswith("https://")
        answer.set_cookie(
            TALK, value, path=COOKIE_PATH, httponly=True, samesite="lax", secure=secure
        )


def _once(given: Spoken | Uploaded) -> Spoken | Uploaded:
    """The same under an id made of the form's and of what was given."""
    if isinstance(given, Uploaded):
        id = _digest(given.id, given.name, given.text, given.content)
        return replace(given, id=id)
    id = _digest(given.id, given.text or "", given.choice or "", b"")
    return given.model_copy(update={"id": id})


def _digest(form: str, first: str, second: str, content: bytes) -> str:
    parts = (form.encode(), first.encode(), second.encode(), content)
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _asked(messages: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The question that waits: only the choices of the last one may be pressed."""
    return next((one for one in reversed(messages) if one["question"]), None)


def _new(messages: Sequence[dict[str, Any]]) -> int | None:
    """The number of the first line after the last one of the citizen."""
    fresh = None
    for one in reversed(messages):
        if one["from"] == "citizen":
            break
        fresh = one["seq"]
    return fresh


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303)
