"""What the real Graph API refuses in a message, written down a second time and on its own."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

EVERY = ("whatsapp", "individual")
USER_ID = re.compile(r"[A-Z]{2}\.[0-9A-Za-z.]{5,}")


def refusal(payload: dict[str, Any], uploads: Mapping[str, Any]) -> str | None:
    """Why a message is refused, or None."""
    return next(_refusals(payload, uploads), None)


def _refusals(payload: dict[str, Any], uploads: Mapping[str, Any]) -> Iterator[str]:
    if (payload.get("messaging_product"), payload.get("recipient_type")) != EVERY:
        yield "messaging_product or recipient_type"
    if ("to" in payload) == ("recipient" in payload):
        yield "to and recipient"
    if "to" in payload and not re.fullmatch(r"\d{7,15}", payload["to"]):
        yield "to is no number"
    if "recipient" in payload and not USER_ID.fullmatch(payload["recipient"]):
        yield "recipient is no user id"
    kind = payload["type"]
    if kind == "text":
        yield from _too_long("text", payload["text"]["body"], 4096)
    elif kind == "interactive":
        yield from _interactive(payload["interactive"])
    elif kind in {"document", "image", "audio", "video"} and payload[kind]["id"] not in uploads:
        yield "no such media"


def _interactive(shown: dict[str, Any]) -> Iterator[str]:
    yield from _too_long("body", shown["body"]["text"], 1024)
    action = shown["action"]
    match shown["type"]:
        case "button":
            replies = [button["reply"] for button in action["buttons"]]
            if not 1 <= len(replies) <= 3:
                yield "number of buttons"
            yield from _all("title", [reply["title"] for reply in replies], 20, unique=True)
            yield from _all("id", [reply["id"] for reply in replies], 256, unique=True)
        case "list":
            rows = [row for section in action["sections"] for row in section["rows"]]
            if not 1 <= len(rows) <= 10:
                yield "number of rows"
            yield from _too_long("list button", action["button"], 20)
            yield from _all("title", [row["title"] for row in rows], 24)
            yield from _all("id", [row["id"] for row in rows], 200, unique=True)
            details = [row["description"] for row in rows if "description" in row]
            yield from _all("description", details, 72)
        case "location_request_message":
            if action != {"name": "send_location"}:
                yield "action"
        case _:
            yield "type"


def _all(what: str, texts: list[str], most: int, *, unique: bool = False) -> Iterator[str]:
    for text in texts:
        yield from _too_long(what, text, most)
    if unique and len(set(texts)) < len(texts):
        yield f"{what} stands twice"


def _too_long(what: str, text: str, most: int) -> Iterator[str]:
    if not 0 < len(text) <= most or text != text.strip():
        yield f"{what} of {len(text)} characters"
