"""How the lines of a turn become letters in the outbox; storage.outbox is what happens to them."""

from collections.abc import Iterable
from typing import Any

from storage.columns import adding
from storage.pages import Line
from storage.schema import outbox
from storage.seal import Seal

PULLED = frozenset({"web", "terminal"})  # their citizens fetch letters from the journal
WINDOWED = frozenset({"whatsapp"})  # lets us write freely only for a while after its citizen

POST = adding(
    outbox,
    "conversation", "seq", "person", "front", "chat", "kind", "number", "state", "not_before",
    "at", "origin",
).values(attempts=0, once=False)  # fmt: skip


def posted(lines: Iterable[Line], seal: Seal) -> list[dict[str, Any]]:
    """The outbox rows of lines.

    What a citizen fetches is there as soon as it is written; only notices become rows then, so
    that it can be told when a promise was kept.
    """
    return [_row(line, seal) for line in lines if line.send and _is_posted(line)]


def _is_posted(line: Line) -> bool:
    return line.front not in PULLED or line.letter.kind != "talk"


def _row(line: Line, seal: Seal) -> dict[str, Any]:
    page = line.page
    return {
        "conversation": page.conversation.id,
        "seq": line.seq,
        "person": page.person,
        "front": line.front,
        "chat": seal.blind(page.address.front, page.address.id),
        "kind": line.letter.kind,
        "number": line.letter.case,
        "state": "queued",
        "not_before": line.at,
        "at": line.at,
        "origin": line.origin,
    }
