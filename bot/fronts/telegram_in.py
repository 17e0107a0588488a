"""In through Telegram: an update becomes an arrival; the only file that knows aiogram.

1. `read` is pure: what an update says, as an event of the house, a file to be fetched, a group to
   be greeted, or nothing.
2. aiogram checks the form of an update and routes it by kind. It keeps no state: the talk does.
3. An update is answered 200 only after the commit, or when its body is parked as a row; 503 makes
   Telegram repeat it. The key is `telegram:BOT:UPDATE`, so a repeated one does nothing.
4. A press is answered in the webhook's own response: that is one request less.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from logging import WARNING, getLogger
from typing import Any, Protocol

import orjson
from aiogram import Bot, Dispatcher, Router
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    Message,
    TelegramObject,
    Update,
)
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from bot.arrivals import Arrival
from bot.attachments import Attached
from bot.deep_links import LANGUAGES, read_link
from bot.log import log, told
from bot.refusals import Refusal
from dialogs.events import Chose, Event, Pinned, Puzzled, Said, Started
from storage.database import CommitFailed
from storage.pages import Address

FRONT = "telegram"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
JOINED = ("member", "administrator")
BUTTON = re.compile(r"(?P<asked>[0-9]{1,9})?:(?P<option>.+)", re.DOTALL)

# Every update is told at INFO, with a line formatted for it.
getLogger("aiogram.event").setLevel(WARNING)


# -- the pure half ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Invited:
    """We were put into a group: it is told once where to write instead."""

    chat: int


def read(update: Update, bot: int, at: datetime) -> Arrival | Attached | Invited | None:
    """What an update says; None for all that is not said to us by a citizen in a private chat."""
    key = f"{FRONT}:{bot}:{update.update_id}"
    if update.message:
        return _message(update.message, key, at)
    if update.callback_query:
        return _press(update.callback_query, key, at)
    if update.edited_message:
        return _edit(update.edited_message, key, at)
    return _membership(update.my_chat_member) if update.my_chat_member else None


def _arrival(event: Event, chat: int) -> Arrival:
    return Arrival(event, Address(FRONT, str(chat)))


def _message(message: Message, key: str, at: datetime) -> Arrival | Attached | None:
    if message.chat.type != "private" or message.from_user is None:
        return None
    attached = _attached(message, key, at)
    if attached is not None:
        return attached
    event = _said(message, key, at)
    return _arrival(event, message.chat.id) if event else None


def _said(message: Message, key: str, at: datetime) -> Event | None:
    if message.text is not None:
        return _text(message, key, at)
    pin = message.venue.location if message.venue else message.location
    if pin is not None:
        return Pinned(id=key, at=at, latitude=pin.latitude, longitude=pin.longitude)
    contact = message.contact
    if contact and message.from_user and contact.user_id == message.from_user.id:
        return Said(id=key, at=at, text=contact.phone_number)
    kind = PUZZLES.get(message.content_type)
    return Puzzled(id=key, at=at, kind=kind) if kind else None


# Of what cannot be understood; all else (pinned, titles changed...) is nothing that was said.
PUZZLES = {
    "voice": "voice",
    "video_note": "voice",
    "sticker": "sticker",
    "dice": "sticker",
    "contact": "contact",
    "poll": "other",
    "story": "other",
    "game": "other",
    "paid_media": "other",
    "checklist": "other",
    "unknown": "other",
}


def _text(message: Message, key: str, at: datetime) -> Event:
    text = message.text or ""
    command, _, payload = text.partition(" ")
    if command.partition("@")[0] != "/start":
        return Said(id=key, at=at, text=text)
    link = read_link(payload.strip())
    guess = (message.from_user.language_code or "")[:2] if message.from_user else ""
    return Started(id=key, at=at, guess=guess if guess in LANGUAGES else None, **link)


def _attached(message: Message, key: str, at: datetime) -> Attached | None:
    if message.photo:
        file: Any = max(message.photo, key=lambda size: size.width * size.height)
        name, type = "photo.jpg", "image/jpeg"
    elif file := message.document or message.video or message.audio:
        name, type = file.file_name or "file", file.mime_type or "application/octet-stream"
    else:
        return None
    return Attached(
        key=key,
        at=at,
        chat=str(message.chat.id),
        file=file.file_id,
        name=name,
        type=type,
        size=file.file_size or 0,
        text=message.caption or "",
    )


def _press(query: CallbackQuery, key: str, at: datetime) -> Arrival | None:
    if query.message is not None and query.message.chat.type != "private":
        return None
    data = query.data or "?"
    found = BUTTON.fullmatch(data)
    asked = int(found["asked"]) if found and found["asked"] else None
    option = found["option"] if found else data
    return _arrival(Chose(id=key, at=at, option=option, asked=asked), query.from_user.id)


def _edit(message: Message, key: str, at: datetime) -> Arrival | None:
    """An edited line is not read again; a live location that moves is no edit."""
    if message.chat.type != "private" or message.location is not None:
        return None
    return _arrival(Puzzled(id=key, at=at, kind="edited"), message.chat.id)


def _membership(change: ChatMemberUpdated) -> Invited | None:
    before, after = change.old_chat_member.status, change.new_chat_member.status
    new = before not in JOINED and after in JOINED
    return Invited(change.chat.id) if new and change.chat.type in ("group", "supergroup") else None


# -- the wire ---------------------------------------------------------------------------------


class Shell(Protocol):
    """What the door needs of the house."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    async def put(self, arrival: Arrival) -> object:
        """Take an arrival and return after its commit; raises CommitFailed."""
        ...

    async def attach(self, attached: Attached) -> Event:
        """The event of a file."""
        ...

    async def park(self, body: bytes, error: str) -> None:
        """Keep a body nobody could read, with the reason; raises CommitFailed."""
        ...


class TelegramIn:
    """The door in from Telegram; `invited` is what a group is told."""

    def __init__(self, *, token: str, secret: str, shell: Shell, invited: str) -> None:
        self._bot = Bot(token)
        self._secret = secret.encode()
        self._shell = shell
        self._invited = invited
        self._dispatcher = Dispatcher(disable_fsm=True)
        router = Router()
        for kind in KINDS:
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
            update = Update.model_validate_json(body, context={"bot": self._bot})
            if not any(getattr(update, kind) for kind in KINDS):
                return None
            answer = await self._dispatcher.feed_update(self._bot, update)
        except CommitFailed:
            raise
        except ValidationError as error:
            await self._shell.park(body, f"not an update: {error.error_count()} errors")
            return None
        except Exception as error:  # the webhook's edge: nothing that was sent to us is lost
            log().error("update_failed", front=FRONT, **told(error))
            await self._shell.park(body, told(error)["error"])
            return None
        return answer if isinstance(answer, dict) else None

    async def _heard(self, _: TelegramObject, event_update: Update) -> dict[str, Any] | None:
        """What the router calls for every kind."""
        heard = read(event_update, self._bot.id, self._shell.now())
        match heard:
            case Invited():
                return {"method": "sendMessage", "chat_id": heard.chat, "text": self._invited}
            case Attached():
                event = await self._shell.attach(heard)
                await self._shell.put(Arrival(event, Address(FRONT, heard.chat)))
            case Arrival():
                await self._shell.put(heard)
        press = event_update.callback_query
        return {"method": "answerCallbackQuery", "callback_query_id": press.id} if press else None
