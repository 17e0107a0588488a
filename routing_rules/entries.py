"""Reading YAML text into typed values, with the line of every fault.

Rules of this file: nothing outside it sees an untyped YAML object; the line of an entry is looked
up only when a fault is reported, because finding lines costs ten times the parsing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

import yaml

from routing_rules.errors import RulesError
from routing_rules.values import LANGUAGES, Names

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]


def read(file: str, text: str) -> Entry:
    """The root entry of a YAML text; raises RulesError when it is not YAML."""
    try:
        value: object = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise RulesError(file, line, f"not YAML: {fault.problem}") from fault
    except yaml.YAMLError as fault:
        raise RulesError(file, 1, f"not YAML: {fault}") from fault
    return Entry(file, text, (), value)


class Entry:
    """One place in a YAML text: its value, and typed ways to look at it."""

    __slots__ = ("file", "path", "source", "value")

    def __init__(self, file: str, source: str, path: Path, value: object) -> None:
        self.file = file
        self.source = source
        self.path = path
        self.value = value

    @property
    def line(self) -> int:
        """The line of this entry in its file, counted from 1."""
        return line_of(self.source, self.path)

    def fault(self, message: str) -> RulesError:
        """The error that names this place."""
        return RulesError(self.file, self.line, message)

    def at(self, key: str) -> Entry:
        """The entry under a key; a missing key is a fault."""
        mapping = self._mapping()
        if key not in mapping:
            raise self.fault(f"«{key}» is missing")
        return Entry(self.file, self.source, (*self.path, key), mapping[key])

    def maybe(self, key: str) -> Entry | None:
        """The entry under a key, or None when the key is missing or null."""
        mapping = self._mapping()
        if mapping.get(key) is None:
            return None
        return Entry(self.file, self.source, (*self.path, key), mapping[key])

    def pairs(self) -> Iterator[tuple[str, Entry]]:
        """Keys and entries of a mapping, in the order of the text."""
        for key, value in self._mapping().items():
            yield str(key), Entry(self.file, self.source, (*self.path, key), value)

    def each(self) -> Iterator[Entry]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            raise self.fault("a list is expected here")
        for number, value in enumerate(self.value):
            yield Entry(self.file, self.source, (*self.path, number), value)

    def text(self, key: str, default: str | None = None) -> str:
        """A text under a key; yes/no must be quoted, numbers are taken as text."""
        found = self.maybe(key)
        if found is None:
            if default is None:
                raise self.fault(f"«{key}» is missing")
            return default
        return found.word()

    def optional(self, key: str) -> str | None:
        """A text under a key, or None."""
        found = self.maybe(key)
        return None if found is None else found.word()

    def word(self) -> str:
        """This entry as text."""
        if isinstance(self.value, (bool, list, dict)):
            raise self.fault("a text is expected here (put yes and no in quotes)")
        return str(self.value)

    def source_words(self) -> tuple[str, ...]:
        """This entry as words: separated by blanks, or a list; null is empty."""
        if self.value is None:
            return ()
        if isinstance(self.value, str):
            return tuple(self.value.split())
        return tuple(entry.word() for entry in self.each())

    def source_words_by_comma(self) -> tuple[str, ...]:
        """This entry as texts separated by commas."""
        return tuple(part.strip() for part in self.word().split(",") if part.strip())

    def number(self, key: str) -> float:
        """A number under a key."""
        value = self.at(key).value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.at(key).fault("a number is expected here")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts under a key; a missing key is an empty list."""
        found = self.maybe(key)
        return () if found is None else tuple(entry.word() for entry in found.each())

    def words(self, key: str) -> tuple[str, ...]:
        """Words separated by blanks, or a list; a missing key is an empty list."""
        found = self.maybe(key)
        return () if found is None else found.source_words()

    def names(self, key: str) -> Names:
        """A name in the three languages; a missing language is a fault."""
        found = self.at(key)
        return Names(*(found.text(language) for language in LANGUAGES))

    def day(self, key: str) -> date | None:
        """A date under a key, or None."""
        found = self.maybe(key)
        if found is None:
            return None
        if not isinstance(found.value, date):
            raise found.fault("a date like 2026-11-22 is expected here")
        return found.value

    def _mapping(self) -> Mapping[str, object]:
        if not isinstance(self.value, dict):
            raise self.fault("a mapping is expected here")
        return MappingProxyType(self.value)


def line_of(source: str, path: Path) -> int:
    """The line of a path in a YAML text, counted from 1; the nearest parent if it is gone."""
    node = yaml.compose(source, Loader=_Loader)
    for step in path:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return node.start_mark.line + 1 if node is not None else 1


def _below(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None
