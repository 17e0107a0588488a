"""The state of one talk: a frozen value that goes to JSON and back."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

OWNER_BOT = "bot"
OWNER_QUEUE = "queue"  # waits for an operator; any other owner is an operator's login


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """Where one citizen's talk stands.

    at: the script step that waits, «script.step»; asked: instance number of its question (0 when
    none waits); last: (asked, option) just answered, to know a second tap; trail: steps asked
    before, for «back»; asides: (step, asked) to return to after an interruption; answers:
    question key -> JSON value; facts: what the rules and the shell found; profile: what is
    remembered of the person; tries: wrong answers in a row; echo: a mark of the last words, and
    how often they came in a row; owner: bot, queue or a login;
    version: of the scripts that led it; pinned: questions of its steps that have other names.
    """

    id: str
    language: str | None = None
    at: str = "front.language"
    asked: int = 0
    count: int = 0
    last: tuple[int, str] | None = None
    trail: tuple[str, ...] = ()
    asides: tuple[tuple[str, int], ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    profile: dict[str, Any] = field(default_factory=dict)
    tries: int = 0
    echo: tuple[str, int] | None = None
    owner: str = OWNER_BOT
    version: str = ""
    pinned: dict[str, str] = field(default_factory=dict)

    def but(self, **changes: Any) -> "Conversation":
        """A copy with changes."""
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"a talk has no {', '.join(changes.keys() - self.__dict__.keys())}")
        copy = object.__new__(Conversation)  # a turn makes ten: `replace` takes ten times as long
        copy.__dict__.update(self.__dict__, **changes)
        return copy

    def answered(self, **values: Any) -> "Conversation":
        """A copy with more answers."""
        return self.but(answers={**self.answers, **values})

    def knowing(self, **values: Any) -> "Conversation":
        """A copy with more facts; a value of None forgets the fact."""
        facts = {**self.facts, **values}
        return self.but(facts={name: v for name, v in facts.items() if v is not None})

    def erased_since(self, moment: datetime) -> bool:
        """Whether the citizen had this talk erased after a moment."""
        erased = self.facts.get("hushed")
        return erased is not None and moment <= datetime.fromisoformat(erased)

    def to_json(self) -> dict[str, Any]:
        """The talk as plain values, without the profile, which belongs to the person."""
        value = asdict(self)
        del value["profile"], value["id"]
        return value

    @classmethod
    def from_json(cls, id: str, value: dict[str, Any], profile: dict[str, Any]) -> "Conversation":
        """The talk that `to_json` gave, of this release or of an earlier one."""
        last = value["last"]
        known = {name: value[name] for name in cls.__dataclass_fields__ if name in value}
        return cls(
            **{
                **known,
                "id": id,
                "profile": profile,
                "last": tuple(last) if last else None,
                "echo": tuple(value["echo"]) if value.get("echo") else None,
                "trail": tuple(value["trail"]),
                "asides": tuple((step, asked) for step, asked in value["asides"]),
                "version": str(value["version"]),
            }
        )
