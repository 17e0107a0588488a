"""The pure half of the way in from Telegram: what an update says.

1. An event of the house, a file to be fetched, a group to be greeted, a door that was closed or
   opened, another page of a list, a key to share by, or nothing.
2. The key of an update is `telegram:BOT:UPDATE`, so a repeated one does nothing.
3. A contact is taken only from its owner: nobody gives away another person's number here.
4. Kinds of messages are named by aiogram, whose types are only named here, never used.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.arrivals import Arrival
from bot.attachments import Attached
from bot.deep_links import LANGUAGES, read_link
from bot.fronts import fit
from dialogs.events import Chose, Event, Pinned, Puzzled, Said, Started
from storage.pages import Address

if TYPE_CHECKING:
    from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

FRONT = "telegram"
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
JOINED = ("member", "administrator")
LEFT = ("kicked", "left")
BUTTON = re.compile(r"(?P<asked>[0-9]{1,9})?:(?P<option>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Invited:
    """We were put into a group: it is told once where to write instead."""

    chat: int


@dataclass(frozen=True, slots=True)
class Reach:
    """A citizen blocked us, or lets us write again."""

    chat: int
    blocked: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """Another page of a list is wanted: of the question by its number, under a message."""

    chat: int
    message: int
    asked: int
    page: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """The key is wanted by which the answer to a question can be shared."""

    chat: int
    asked: int


Heard = Arrival | Attached | Invited | Reach | Turned | Wanted


def read(update: "Update", bot: int, at: datetime) -> Heard | None:
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


def _message(message: "Message", key: str, at: datetime) -> Arrival | Attached | None:
    if message.chat.type != "private" or message.from_user is None:
        return None
    attached = _attached(message, key, at)
    if attached is not None:
        return attached
    event = _said(message, key, at)
    return _arrival(event, message.chat.id) if event else None


def _said(message: "Message", key: str, at: datetime) -> Event | None:
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


def _text(message: "Message", key: str, at: datetime) -> Event:
    text = message.text or ""
    command, _, payload = text.partition(" ")
    if command.partition("@")[0] != "/start":
        return Said(id=key, at=at, text=text)
    link = read_link(payload.strip())
    guess = (message.from_user.language_code or "")[:2] if message.from_user else ""
    return Started(id=key, at=at, guess=guess if guess in LANGUAGES else None, **link)


def _attached(message: "Message", key: str, at: datetime) -> Attached | None:
    if message.photo:
        file: Any = max(message.photo, key=lambda size: size.width * size.height)
        name, type = "photo.jpg", "image/jpeg"
    elif found := next((kind for kind in FILES if getattr(message, kind)), None):
        file = getattr(message, found)
        name = getattr(file, "file_name", None) or FILES[found][0]
        type = getattr(file, "mime_type", None) or FILES[found][1]
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
        album=message.media_group_id,
        filmed=message.video_note is not None,
    )


# Kinds of files, each with the name and the type that stand where Telegram tells none.
FILES = {
    "document": ("file", "application/octet-stream"),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("spoken.mp4", "video/mp4"),
    "voice": ("voice.ogg", "audio/ogg"),
    "audio": ("audio.mp3", "audio/mpeg"),
}


def _press(query: "CallbackQuery", key: str, at: datetime) -> Arrival | Turned | Wanted | None:
    if query.message is not None and query.message.chat.type != "private":
        return None
    data = query.data or "?"
    found = BUTTON.fullmatch(data)
    asked = int(found["asked"]) if found and found["asked"] else None
    option = found["option"] if found else data
    if asked is not None and option == fit.SHARE:
        return Wanted(query.from_user.id, asked)
    page = fit.PAGE.fullmatch(option)
    if page and asked is not None and query.message is not None:
        return Turned(query.from_user.id, query.message.message_id, asked, int(page["page"]))
    return _arrival(Chose(id=key, at=at, option=option, asked=asked), query.from_user.id)


def _edit(message: "Message", key: str, at: datetime) -> Arrival | None:
    """An edited line is not read again; a live location that moves is no edit."""
    if message.chat.type != "private" or message.location is not None:
        return None
    return _arrival(Puzzled(id=key, at=at, kind="edited"), message.chat.id)


def _membership(change: "ChatMemberUpdated") -> Invited | Reach | None:
    before, after = change.old_chat_member.status, change.new_chat_member.status
    if change.chat.type == "private":
        return Reach(change.chat.id, after in LEFT)
    new = before not in JOINED and after in JOINED
    return Invited(change.chat.id) if new and change.chat.type in ("group", "supergroup") else None
