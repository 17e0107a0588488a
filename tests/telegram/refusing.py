"""What the real Bot API refuses in a message, written down a second time and on its own."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

KINDS = {"inline_keyboard", "keyboard", "remove_keyboard"}
DOES = {"callback_data", "url", "copy_text"}
SHARES = {"request_contact", "request_location"}


def refusal(text: str, markup: dict[str, Any] | None) -> str | None:
    """Why a message is refused, or None."""
    return next(_refusals(text, markup or {}), None)


def _refusals(text: str, markup: dict[str, Any]) -> Iterator[str]:
    if not text.strip():
        yield "message text is empty"
    if len(text.encode("utf-16-le")) // 2 > 4096:
        yield "message is too long"
    if markup and len(KINDS & set(markup)) != 1:
        yield "can't parse reply keyboard markup JSON object"
    keys = [key for row in markup.get("inline_keyboard", []) for key in row]
    if len(keys) > 100:
        yield "reply markup is too long"
    for key in keys:
        yield from _key(key)
    for key in [key for row in markup.get("keyboard", []) for key in row]:
        if not key["text"] or len(SHARES & set(key)) > 1:
            yield "can't parse keyboard button"


def _key(key: dict[str, Any]) -> Iterator[str]:
    if len(DOES & set(key)) != 1 or not key["text"]:
        yield "Text buttons are unallowed in the inline keyboard"
    if not 0 < len(key.get("callback_data", "?").encode()) <= 64:
        yield "BUTTON_DATA_INVALID"
    if not 0 < len(key.get("copy_text", {"text": "?"})["text"]) <= 256:
        yield "BUTTON_COPY_TEXT_INVALID"
    address = urlsplit(key.get("url", "https://ok.kz"))
    if address.scheme not in ("http", "https", "tg") or "." not in (address.hostname or ""):
        yield "BUTTON_URL_INVALID"
