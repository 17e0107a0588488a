"""Reads one reply with one question of the house."""

from typing import Any

from dialogs.conversation import Conversation
from dialogs.events import Chose, File, Pinned, Puzzled, Said, Sent
from dialogs.question import Answer, View
from tests.dialogs.shell import AT, book

LONG = "ы" * 20_000
PHOTO = File(id="f1", name="photo.jpg", type="image/jpeg", size=10)
NORTH = "590000000"  # North Kazakhstan
MAMLYUT = "595000000"


def view(answers: dict[str, Any] | None = None, **facts: Any) -> View:
    talk = Conversation(id="t", language="ru", answers=answers or {}, facts=facts)
    return View(book(), talk, AT)


def read(key: str, reply: Any, answers: dict[str, Any] | None = None, **facts: Any) -> Any:
    said = Said(id="e", at=AT, text=reply) if isinstance(reply, str) else reply
    return book().questions[key].read(view(answers, **facts), said)


def value(key: str, reply: Any, answers: dict[str, Any] | None = None, **facts: Any) -> Any:
    """The answer's value, or the key of the hint."""
    found = read(key, reply, answers, **facts)
    return found.value if isinstance(found, Answer) else found.hint


def chose(option: str) -> Chose:
    return Chose(id="e", at=AT, option=option)


def sent(text: str = "") -> Sent:
    return Sent(id="e", at=AT, file=PHOTO, text=text)


PIN = Pinned(id="e", at=AT, latitude=54.87, longitude=69.15)
OCEAN = Pinned(id="e", at=AT, latitude=-70.0, longitude=-150.0)
STICKER = Puzzled(id="e", at=AT, kind="sticker")
