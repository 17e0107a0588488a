"""A case (an appeal that was filed): its value; the moves stand in `dialogs.lifecycle`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Act = Literal[
    "hand", "register", "take", "ask", "reply", "extend", "redirect", "answer", "close",
    "withdraw", "write", "unclear", "confirm", "speak", "identify",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the citizen confirmed in the read-back; `applicant`: surname, name, iin, address.

    earlier: the number of an appeal that this one repeats or disputes, as the citizen knows it.

    voice: files in which the matter was spoken; until a human has written it down and the citizen
    confirmed, `text` may be empty.
    """

    agency: str
    kind: str
    topic: str | None
    place: str | None
    channel: str | None
    text: str
    applicant: dict[str, str]
    answer_way: str
    files: tuple[str, ...]
    language: str
    decisions: tuple[dict[str, Any], ...]
    voice: tuple[str, ...] = ()
    earlier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An appeal with a number.

    state: received (by Esik), handed_over (to the agency), registered (by the agency),
    in_work, clarification, answered, closed, withdrawn. `registered` and `due` are Almaty
    calendar dates, `received_at` is UTC; `due` is frozen when it is set.
    """

    number: str
    state: str
    kind: str
    agency: str
    topic: str | None
    place: str | None
    received_at: datetime
    registered: date | None
    due: date | None
    extended: bool = False
    answer: str | None = None
    result: str | None = None
    language: str = "ru"
    draft: Draft | None = None
