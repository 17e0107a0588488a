"""What a door on the web refuses, and how it says so: a status, a code and a sentence."""

from collections.abc import Mapping

import orjson
from starlette.requests import HTTPConnection
from starlette.responses import Response

from locales import LANGUAGES, Dictionary

STATE_LANGUAGE = "kk"


class Refusal(Exception):
    """A request that cannot be done; `web.error.CODE` is its sentence, with these values."""

    def __init__(
        self, status: int, code: str, *, headers: Mapping[str, str] | None = None, **values: object
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})
        self.values = values


def answer(refusal: Refusal, words: Dictionary, language: str) -> Response:
    """The refusal as `{"error": {"code", "text"}}`, its text in a language."""
    text = words.say(f"web.error.{refusal.code}", language, **refusal.values)
    body = orjson.dumps({"error": {"code": refusal.code, "text": text}})
    return Response(body, refusal.status, refusal.headers, "application/json")


def language_of(request: HTTPConnection) -> str:
    """The language to speak to whoever asks: that of their talk where it is known, else the first
    of ours that they accept, else the state language.
    """
    known = request.scope.get("esik.language")
    if known:
        return str(known)
    asked = request.headers.get("accept-language", "")
    offers = sorted(map(_offer, asked.split(",")[:20]), key=lambda offer: -offer[1])
    wanted = (tag.split("-")[0] for tag, weight in offers if weight > 0)
    return next((tag for tag in wanted if tag in LANGUAGES), STATE_LANGUAGE)


def _offer(text: str) -> tuple[str, float]:
    tag, _, weight = text.partition(";")
    try:
        return tag.strip().lower(), float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return "", 0.0
