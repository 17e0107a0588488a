"""Deep links: what the address of a door says about where a talk begins.

The forms are the same in every messenger: `a_AGENCY[-file|-book][-TOPIC][-LANG]`, and `j_CODE`
with a one-time code from another door; at most 64 letters, digits, `_` and `-`. Telegram passes it
after /start, WhatsApp as the first line.
"""

from typing import Any

from dialogs.codes import DOOR_LINK, door_code_in

LANGUAGES = ("kk", "ru", "en")
MOST = 64


def read_link(payload: str) -> dict[str, Any]:
    """The values of `Started` that a link names; none for another form."""
    if payload.startswith(DOOR_LINK):
        code = door_code_in(payload)
        return {"join": code} if code else {}
    head, *rest = payload.split("-")
    if not head.startswith("a_"):
        return {}
    values: dict[str, Any] = {"agency": head.removeprefix("a_") or None}
    for word in filter(None, rest):
        values["help" if word in ("file", "book") else _language_or_topic(word)] = word
    return values


def _language_or_topic(word: str) -> str:
    return "language" if word in LANGUAGES else "topic"
