"""A row of the outbox as the post gets it: the letter, whose it is, and what stands in its way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal_column, select

from dialogs.letters import Letter
from storage.columns import among, literal_word, numbers
from storage.envelopes import open_address, open_letter
from storage.pages import Address
from storage.schema import conversations, identities, journal, notices, outbox
from storage.seal import Seal
from storage.windows import announced

UNSURE = "unsure"  # nobody knows whether it was shown, and it must not be shown twice

_said = journal.alias("said")
_wrote_at = (
    select(_said.c.at)
    .where(
        _said.c.conversation == outbox.c.conversation,
        _said.c.speaker == literal_word("citizen"),
    )
    .order_by(_said.c.seq.desc())
    .limit(literal_column("1"))
    .correlate(outbox)
    .scalar_subquery()
)
_stopped = (
    select(notices.c.state)
    .where(notices.c.person == outbox.c.person)
    .order_by(notices.c.id.desc())
    .limit(literal_column("1"))
    .correlate(outbox)
    .scalar_subquery()
)
_plain = (
    "id", "conversation", "seq", "person", "front", "chat", "attempts", "kind", "number", "error",
    "once", "origin", "at",
)  # fmt: skip
LETTERS = (
    select(
        *[outbox.c[name] for name in _plain],
        journal.c.letter,
        identities.c.address,
        identities.c.heard_at,
        identities.c.blocked_at,
        conversations.c.language,
        announced.label("announced"),
        _wrote_at.label("wrote_at"),
        func.coalesce(_stopped, literal_word("")).label("notices"),
    )
    .join(
        journal,
        (journal.c.conversation == outbox.c.conversation) & (journal.c.seq == outbox.c.seq),
    )
    .join(identities, identities.c.blind == outbox.c.chat)
    .join(conversations, conversations.c.id == outbox.c.conversation)
    .where(among(outbox.c.id, numbers("ids")))
    .order_by(outbox.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutRow:
    """A letter to be sent now; `attempts` were made before, `case` is the number it is about.

    heard_at: when its citizen last wrote, where the front asks for it; wrote_at: the same from the
    journal, at any front; announced: they were told that something waits for them, and have not
    written since; blocked: they closed this door; stopped: they want no notices; error: what stood
    in the way last; once: not to be sent again when unsure; origin: the letter it stands in for;
    at: when it was written.
    """

    id: int
    conversation: str
    person: str
    address: Address
    letter: Letter
    attempts: int
    kind: str
    case: str | None
    language: str | None = None
    heard_at: datetime | None = None
    wrote_at: datetime | None = None
    announced: bool = False
    blocked: bool = False
    stopped: bool = False
    error: str | None = None
    once: bool = False
    origin: int | None = None
    at: datetime | None = None


def out(row: Any, seal: Seal) -> OutRow:
    """The letter of a row of LETTERS."""
    return OutRow(
        id=row.id,
        conversation=row.conversation,
        person=row.person,
        address=Address(row.front, _address(row, seal)),
        letter=open_letter(seal, row.letter, row.conversation, row.seq),
        attempts=row.attempts,
        kind=row.kind,
        case=row.number,
        language=row.language,
        heard_at=row.heard_at,
        wrote_at=row.wrote_at,
        announced=row.announced,
        blocked=row.blocked_at is not None,
        stopped=row.notices == "stopped",
        error=row.error,
        once=row.once,
        origin=row.origin,
        at=row.at,
    )


def _address(row: Any, seal: Seal) -> str:
    return open_address(seal, row.address, row.chat)
