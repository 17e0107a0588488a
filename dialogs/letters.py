"""A letter: a message as it was rendered, ready to be shown by any door and kept for ever."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a citizen is told, in one language.

    choices: (option id, label); links: (label, url); files: dicts id, name, type, size;
    question: dict id, kind, expects, optional, asked, or None; kind: talk or a kind of notice;
    silent: to be shown without a sound, where a door can; share: the words on the key by which the
    citizen shares what the question asks, their own number or a place, where a door can.
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
    silent: bool = False
    share: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The letter as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Letter":
        """The letter that `to_json` gave."""
        pairs = {name: tuple(tuple(pair) for pair in value[name]) for name in ("choices", "links")}
        return cls(**{**value, **pairs, "files": tuple(value["files"])})
