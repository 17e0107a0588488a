"""Plain words that mean an option, a command, or an empty answer, read from a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from dialogs.fold import fold

LISTS = ("number_marks", "unsure", "joints", "out_of", "names")


@dataclass(frozen=True, slots=True)
class Plain:
    """Folded words: by option id, by the word for commands, and formulas that are no answer.

    numbers: «второе», «екінші», «two» -> 2; -1 is the last; number_marks: words before a number;
    unsure: «не знаю», «не важно»; joints: «and» in a list; out_of: «из 5» after a score;
    names: words for a command that are also names of people.
    """

    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    number_marks: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    out_of: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def parse(text: str) -> Plain:
    """Read the table of plain words; all languages stand together."""
    table = yaml.safe_load(text)
    return Plain(
        options={
            option: frozenset(fold(str(word)) for word in words)
            for option, words in table["options"].items()
        },
        commands={
            fold(str(word)): command
            for command, words in table["commands"].items()
            for word in words
        },
        empty=frozenset(fold(word) for word in table["empty_answers"]),
        numbers={
            fold(str(word)): number
            for number, words in table.get("numbers", {}).items()
            for word in words
        },
        **{name: frozenset(map(fold, table.get(name, ()))) for name in LISTS},
    )
