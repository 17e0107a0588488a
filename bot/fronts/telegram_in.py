"""In through Telegram: the wire; the only file that runs aiogram.

1. aiogram checks the form of an update and routes it by kind, except the two plainest (see
   `telegram_plain`). It keeps no state: the talk does.
2. An update is answered 200 only after the commit, or when its body is parked as a row; 503 makes
   Telegram repeat it, and its key makes the repeat harmless.
3. What is answered in the webhook's own response is one request less.
"""

import hmac
from collections.abc import Callable, Sequence
from logging import WARNING, getLogger
from typing import Any, Protocol, cast

import orjson
from aiogram import Bot, Dispatcher, Router
from aiogram.types import TelegramObject, Update
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from bot.log import log, told
from bot.refusals import Refusal
from storage.database import CommitFailed

FRONT = "telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

# Every update is told at INFO, with a line formatted for it.
getLogger("aiogram.event").setLevel(WARNING)

Plain = Callable[[bytes], object | None]


class Desk(Protocol):
    """Who takes updates: each is committed when `take` returns."""

    async def take(self, update: Update, bot: int) -> dict[str, Any] | None:
        """A call of the Bot API to answer with, or None; raises CommitFailed."""
        ...

    async def park(self, body: bytes, error: str) -> None:
        """Keep a body nobody could read, with the reason; raises CommitFailed."""
        ...


class TelegramIn:
    """The door in from Telegram.

    kinds: of updates that are taken at all; plain: reads an update of the plain form, None for all
    others.
    """

    def __init__(
        self, *, token: str, secret: str, kinds: Sequence[str], plain: Plain, desk: Desk
    ) -> None:
        self._plain = plain
        self._bot = Bot(token)
        self._secret = secret.encode()
        self._kinds = kinds
        self._desk = desk
        self._dispatcher = Dispatcher(disable_fsm=True)
        router = Router()
        for kind in kinds:
            router.observers[kind].register(self._heard)
        self._dispatcher.include_router(router)

    async def webhook(self, request: Request) -> Response:
        """POST /telegram/webhook; raises Refusal, and CommitFailed, which is answered 503."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            raise Refusal(401, "secret")
        answer = await self.hear(await request.body())
        return Response(orjson.dumps(answer) if answer else b"", media_type="application/json")

    async def hear(self, body: bytes) -> dict[str, Any] | None:
        """Take one update; returns a call of the Bot API to answer with. Raises CommitFailed."""
        try:
            if seen := self._plain(body):  # read by the names that both have
                return await self._desk.take(cast(Update, seen), self._bot.id)
            update = Update.model_validate_json(body, context={"bot": self._bot})
            if not any(getattr(update, kind) for kind in self._kinds):
                return None
            answer = await self._dispatcher.feed_update(self._bot, update)
        except CommitFailed:
            raise
        except ValidationError as error:
            await self._desk.park(body, f"not an update: {error.error_count()} errors")
            return None
        except Exception as error:  # the webhook's edge: nothing that was sent to us is lost
            log().error("update_failed", front=FRONT, **told(error))
            await self._desk.park(body, told(error)["error"])
            return None
        return answer if isinstance(answer, dict) else None

    async def _heard(self, _: TelegramObject, event_update: Update) -> dict[str, Any] | None:
        """What the router calls for every kind."""
        return await self._desk.take(event_update, self._bot.id)
