"""How values of the talk become sealed bytes and come back, each bound to its place.

orjson writes dataclasses as they are. That is the same JSON as their `to_json`, which copies
everything first and took half the time of a turn in storage; a test compares the two.
"""

from dataclasses import fields
from typing import Any

from dialogs.cases import Draft
from dialogs.conversation import Conversation
from dialogs.letters import Letter
from storage.seal import Seal

STATE = tuple(f.name for f in fields(Conversation) if f.name not in {"id", "profile"})


def shut_talk(seal: Seal, talk: Conversation) -> bytes:
    """Where a talk stands, without the profile, which belongs to the person."""
    state = {name: getattr(talk, name) for name in STATE}
    return seal.shut_json(state, f"conversation:{talk.id}")


def open_talk(seal: Seal, sealed: bytes, id: str, profile: dict[str, Any]) -> Conversation:
    """Where the talk stood."""
    return Conversation.from_json(id, seal.read_json(sealed, f"conversation:{id}"), profile)


def shut_letter(seal: Seal, letter: Letter, conversation: str, seq: int) -> bytes:
    """A letter for its journal line."""
    return seal.shut_json(letter, f"journal:{conversation}:{seq}")


def open_letter(seal: Seal, sealed: bytes, conversation: str, seq: int) -> Letter:
    """The letter of a journal line."""
    return Letter.from_json(seal.read_json(sealed, f"journal:{conversation}:{seq}"))


def shut_address(seal: Seal, id: str, blind: str) -> bytes:
    """An id at a front, for the identity that `blind` names."""
    return seal.close(id.encode(), f"identity:{blind}")


def open_address(seal: Seal, sealed: bytes, blind: str) -> str:
    """The id at its front."""
    return seal.open(sealed, f"identity:{blind}").decode()


def shut_words(seal: Seal, words: str, about: str) -> bytes:
    """A text in somebody's own words."""
    return seal.close(words.encode(), about)


def open_words(seal: Seal, sealed: bytes, about: str) -> str:
    """The text again."""
    return seal.open(sealed, about).decode()


def shut_draft(seal: Seal, draft: Draft | None, number: str) -> bytes | None:
    """What a case was filed with."""
    return None if draft is None else seal.shut_json(draft, f"draft:{number}")


def open_draft(seal: Seal, sealed: bytes | None, number: str) -> Draft | None:
    """What a case was filed with, again."""
    if sealed is None:
        return None
    value: dict[str, Any] = seal.read_json(sealed, f"draft:{number}")
    lists = {name: tuple(value[name]) for name in ("files", "decisions", "voice")}
    return Draft(**{**value, **lists})
