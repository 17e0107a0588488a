"""Deep links: what the address of a door says about where a talk begins.

The form is the same in every messenger: `a_AGENCY[-file|-book][-TOPIC][-LANG]`, of at most 64
letters, digits, `_` and `-`. Telegram passes it after /start, WhatsApp as the first line.
"""

from typing import Any

LANGUAGES = ("kk", "ru", "en")
MOST = 64


def read_link(payload: str) -> dict[str, Any]:
    """The values of `Started` that a link names; none for another form."""
    head, *rest = payload.split("-")
    if not head.startswith("a_"):
        return {}
    values: dict[str, Any] = {"agency": head.removeprefix("a_") or None}
    for word in filter(None, rest):
        values["help" if word in ("file", "book") else _language_or_topic(word)] = word
    return values


def _language_or_topic(word: str) -> str:
    return "language" if word in LANGUAGES else "topic"
