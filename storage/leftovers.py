"""Words of a talk that stand where nothing names the talk: they are found by reading.

1. A correction that is nobody's has neither talk nor number, and shall have none. When its citizen
   erases the talk it is known by their own words. Another's that says the same may go with it.
2. A body that nobody could read is kept as it came; it is known by the address that stands in it.
"""

import re
from typing import Any

from sqlalchemy import bindparam, select

from storage.columns import literal_word, one_of
from storage.database import Link
from storage.envelopes import open_draft, open_letter, open_words
from storage.pages import Page
from storage.schema import cases, corrections, journal, parked
from storage.seal import Seal

SHORTEST = 12  # letters of words that are known again inside others
COMMAND = "command"  # the front of commands that failed

SAID = select(journal.c.seq, journal.c.letter).where(
    journal.c.conversation == bindparam("which"), one_of(journal.c.speaker, "citizen")
)
FILED = select(cases.c.number, cases.c.draft).where(cases.c.conversation == bindparam("which"))
NOBODYS = select(corrections.c.id, corrections.c.text).where(corrections.c.conversation.is_(None))
PARKED = select(parked.c.id, parked.c.front, parked.c.body).where(
    (parked.c.front == bindparam("front")) | (parked.c.front == literal_word(COMMAND))
)


async def nobodys(link: Link, seal: Seal, page: Page) -> list[str]:
    """The ids of corrections that are nobody's and hold words said or filed in a talk."""
    said: set[str] | None = None
    found: list[str] = []
    for row in await link.all(NOBODYS):
        said = await _said(link, seal, page.conversation.id) if said is None else said
        text = _letters(open_words(seal, row.text, f"correction:{row.id}"))
        if text in said or any(len(one) >= SHORTEST and one in text for one in said):
            found.append(row.id)
    return found


async def unreadable(link: Link, seal: Seal, page: Page) -> list[int]:
    """The ids of bodies kept unread that name the address of a talk, or the talk itself."""
    names = "|".join(map(re.escape, (page.address.id, page.conversation.id)))
    named = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    return [
        row.id
        for row in await link.all(PARKED, front=page.address.front)
        if named.search(_body(seal, row))
    ]


async def _said(link: Link, seal: Seal, talk: str) -> set[str]:
    """What a citizen said or filed in a talk, each as its letters and digits alone."""
    lines = {
        open_letter(seal, r.letter, talk, r.seq).text for r in await link.all(SAID, which=talk)
    }
    drafts = [open_draft(seal, r.draft, r.number) for r in await link.all(FILED, which=talk)]
    return {_letters(text) for text in [*lines, *(draft.text for draft in drafts if draft)]} - {""}


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _body(seal: Seal, row: Any) -> str:
    return seal.open(row.body, f"parked:{row.front}").decode(errors="replace")
