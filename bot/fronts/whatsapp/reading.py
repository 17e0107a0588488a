"""The pure half of the way in: the body of a webhook becomes arrivals, files and receipts.

1. Each message is read by itself, so that one that nobody can read harms no other.
2. The key of a message is `whatsapp:PHONE:MESSAGE`, both ids as WhatsApp gives them; but those of
   messages hold telephone numbers, so the key has the blind name of the message.
3. A citizen is their user id, which is there even when they hide their number; else the number.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from bot.arrivals import Arrival
from bot.attachments import Attached
from bot.deep_links import read_link
from dialogs.events import Chose, Event, Pinned, Puzzled, Said, Started
from storage.pages import Address

FRONT = "whatsapp"
BUTTON = re.compile(r"(?P<asked>[0-9]{1,9})?:(?P<option>.+)", re.DOTALL)
START = re.compile(
    r"/?start(?:\s+(?P<link>[aj]_[\w-]{1,62}))?(?:\s+(?P<rest>.+))?", re.A | re.S | re.I
)
LINK = re.compile(r"\ba_[\w-]{1,62}", re.ASCII)

Blind = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a message that we sent: its blind name, WhatsApp's word, its error code."""

    message: str
    status: str
    code: int | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a body that nobody could read, and why."""

    piece: Any
    error: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What is known while a body is read: our number's id, the moment, the names of messages."""

    phone: str
    at: datetime
    blind: Blind


Item = Arrival | Attached | Told | Unread


def read(body: Any, desk: Desk) -> list[Item]:
    """All that a body says, messages before receipts, messages in the order of their times."""
    values, items = [], list[Item]()
    for change in _changes(body):
        if not isinstance(change, dict) or change.get("field") != "messages":
            items.append(Unread(change, "not messages"))
        elif not isinstance(change.get("value"), dict):
            items.append(Unread(change, "no value"))
        elif _our_phone(change["value"]) in {None, desk.phone}:
            values.append(change["value"])
    messages = [(value, message) for value in values for message in _list(value, "messages")]
    for value, message in sorted(messages, key=lambda pair: _time(pair[1])):
        items += _safely(message, partial(_message, users=_users(value), desk=desk))
    for value in values:
        for status in _list(value, "statuses"):
            items += _safely(status, partial(_status, desk=desk))
    return items


def _changes(body: Any) -> Iterator[Any]:
    for entry in _list(body, "entry"):
        changes = _list(entry, "changes")
        yield from changes or [entry]


def _list(value: Any, name: str) -> list[Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else []


def _our_phone(value: Mapping[str, Any]) -> str | None:
    metadata = value.get("metadata")
    return metadata.get("phone_number_id") if isinstance(metadata, dict) else None


def _time(message: Any) -> int:
    told = message.get("timestamp") if isinstance(message, dict) else None
    return int(told) if isinstance(told, str) and told.isascii() and told.isdigit() else 0


def _users(value: Mapping[str, Any]) -> dict[str, str]:
    """User ids by telephone number; by the empty text, that of the only contact."""
    contacts = [c for c in _list(value, "contacts") if isinstance(c, dict) and c.get("user_id")]
    users = {str(c["wa_id"]): str(c["user_id"]) for c in contacts if c.get("wa_id")}
    return users | ({"": str(contacts[0]["user_id"])} if len(contacts) == 1 else {})


def _safely(piece: Any, read_piece: Callable[[Any], list[Item]]) -> list[Item]:
    """What a piece says, or that nobody can read it."""
    try:
        return read_piece(piece)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        return [Unread(piece, f"not readable: {type(error).__name__}")]


def _message(message: dict[str, Any], users: Mapping[str, str], desk: Desk) -> list[Item]:
    if message.get("group_id"):
        return []
    phone = str(message.get("from") or "")
    who = str(message.get("from_user_id") or users.get(phone) or phone)
    if not who:
        raise KeyError("from")
    key = f"{FRONT}:{desk.phone}:{desk.blind(str(message['id']))}"
    kind = str(message["type"])
    if kind in FILES:
        return [_attached(message, kind, key, who, desk)]
    events = _said(message, kind, key, desk.at, phone)
    return [Arrival(event, Address(FRONT, who)) for event in events]


def _said(message: dict[str, Any], kind: str, key: str, at: datetime, phone: str) -> list[Event]:
    """What a message says that is not a file; nothing for what is no saying (a reaction)."""
    if kind == "text":
        return _text(str(message["text"]["body"]), message.get("referral"), key, at)
    if kind == "request_welcome":
        return [Started(id=key, at=at)]
    if kind in {"button", "interactive"}:
        return [_pressed(message, kind, key, at)]
    if kind == "location":
        pin = message["location"]
        where = float(pin["latitude"]), float(pin["longitude"])
        return [Pinned(id=key, at=at, latitude=where[0], longitude=where[1])]
    if kind == "contacts" and (number := _own_number(message["contacts"], phone)):
        return [Said(id=key, at=at, text=number)]
    puzzle = PUZZLES.get(kind, "other")
    return [Puzzled(id=key, at=at, kind=puzzle)] if puzzle else []


# What cannot be understood; None where there is nothing to be understood.
PUZZLES = {
    "sticker": "sticker",
    "contacts": "contact",
    "edit": "edited",
    "reaction": None,
    "revoke": None,
    "system": None,
}
FILES = ("image", "document", "video", "audio")
# What a file without a name is called, by its type.
NAMES = {
    "image/jpeg": "photo.jpg",
    "image/png": "photo.png",
    "video/mp4": "video.mp4",
    "video/3gpp": "video.3gp",
    "audio/ogg": "voice.ogg",
    "audio/amr": "voice.amr",
    "audio/mpeg": "audio.mp3",
    "audio/mp4": "audio.m4a",
    "audio/aac": "audio.aac",
}


def _text(body: str, referral: Any, key: str, at: datetime) -> list[Event]:
    """Words; those of a link open the door, and what was added to them is said after that."""
    found = START.fullmatch(body.strip())
    rest = (found["rest"] or "") if found else body
    link = found["link"] if found and found["link"] else _link_in(referral)
    if not link and (rest or not found):
        return [Said(id=key, at=at, text=body)]
    opened: list[Event] = [Started(id=key, at=at, **read_link(link or ""))]
    return [*opened, Said(id=f"{key}:said", at=at, text=rest)] if rest else opened


def _link_in(referral: Any) -> str | None:
    """The link that an advertisement or a post carries in its address."""
    source = str(referral.get("source_url") or "") if isinstance(referral, dict) else ""
    found = LINK.search(source)
    return found[0] if found else None


def _pressed(message: dict[str, Any], kind: str, key: str, at: datetime) -> Event:
    if kind == "button":
        sent = str(message["button"].get("payload") or message["button"]["text"])
    else:
        pressed = message["interactive"]
        reply = pressed.get("button_reply") or pressed.get("list_reply")
        if reply is None:
            return Puzzled(id=key, at=at, kind="other")
        sent = str(reply["id"])
    found = BUTTON.fullmatch(sent)
    asked = int(found["asked"]) if found and found["asked"] else None
    return Chose(id=key, at=at, option=found["option"] if found else sent, asked=asked)


def _own_number(contacts: list[dict[str, Any]], phone: str) -> str | None:
    """The number of a contact that is the sender's own."""
    phones = [p for contact in contacts for p in contact.get("phones", ())]
    own = (p for p in phones if phone and p.get("wa_id") == phone)
    found = next(own, None)
    return str(found.get("phone") or phone) if found else None


def _attached(message: dict[str, Any], kind: str, key: str, who: str, desk: Desk) -> Attached:
    """A file; those that were sent in the same second were sent together."""
    file = message[kind]
    type = str(file.get("mime_type") or "application/octet-stream").partition(";")[0]
    name = file.get("filename") or NAMES.get(type, kind)
    return Attached(
        key=key,
        at=desk.at,
        chat=who,
        file=str(file["id"]),
        name=str(name),
        type=type,
        size=int(file.get("file_size") or 0),
        text=str(file.get("caption") or ""),
        album=str(_time(message)) if _time(message) else None,
    )


def _status(status: dict[str, Any], desk: Desk) -> list[Item]:
    errors = _list(status, "errors")
    code = int(errors[0]["code"]) if errors else None
    return [Told(desk.blind(str(status["id"])), str(status["status"]), code)]
