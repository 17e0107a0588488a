"""Plain words that mean an option, a command, or an empty answer, read from a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from dialogs.fold import fold


@dataclass(frozen=True, slots=True)
class Plain:
    """Folded words: by option id, by the word for commands, and formulas that are no answer."""

    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)
    empty: frozenset[str] = frozenset()


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
    )


def parse_neutral(text: str) -> frozenset[str]:
    """The topics of which a notice says nothing."""
    return frozenset(yaml.safe_load(text)["neutral"])
