"""A letter: a message as it was rendered, ready to be shown by any door and kept for ever."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a citizen is told, in one language.

    choices: (option id, label); links: (label, url); files: dicts id, name, type, size;
    question: dict id, kind, expects, optional, asked, or None; kind: talk or a kind of notice.
    """

    text: str
    speaker: str = "bot"
    choices: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    files: tuple[dict[str, Any], ...] = ()
    question: dict[str, Any] | None = None
    case: str | None = None
    code: str | None = None
    booking: str | None = None
    kind: str = "talk"

    def to_json(self) -> dict[str, Any]:
        """The letter as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Letter":
        """The letter that `to_json` gave."""
        pairs = {name: tuple(tuple(pair) for pair in value[name]) for name in ("choices", "links")}
        return cls(**{**value, **pairs, "files": tuple(value["files"])})
