"""One noun per idea: a word that fits anything says nothing, so no name of ours has one."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, modules

EMPTY_WORDS = frozenset(
    {
        "handler",
        "manager",
        "service",
        "helper",
        "util",
        "process",
        "data",
        "info",
        "common",
        "base",
    }
)
PLURALS = frozenset(word + "s" for word in EMPTY_WORDS) | {"processes", "processor"}
# Names that an interface of somebody else asks for -> whose.
EXCEPTIONS = {
    "process_bind_param": "SQLAlchemy, of a type of column",
    "process_result_value": "SQLAlchemy, of a type of column",
}
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def parts(name: str) -> set[str]:
    """The words of a name: `read_baseData` has read, base and data."""
    return {part.lower() for part in PART.findall(name)}


def names() -> Iterator[tuple[str, str]]:
    """Where a name stands, and the name: of modules and their folders, classes, functions."""
    for file in modules():
        place = Path(file.path).relative_to(ROOT)
        yield from ((file.place, part) for part in (*place.parts[:-1], place.stem))
        yield from ((file.place, node.name) for node in file.classes())
        yield from ((file.place, node.name) for node in file.functions())


def test_words_are_told_apart():
    assert parts("read_baseData") == {"read", "base", "data"}
    assert parts("HTTPHandler") == {"http", "handler"}
    assert parts("database") == {"database"}
    assert parts("information") == {"information"}


def test_no_empty_words_in_names():
    empty = {
        f"{place}:{name}"
        for place, name in names()
        if parts(name) & (EMPTY_WORDS | PLURALS) and name not in EXCEPTIONS
    }
    assert not empty, "name these after what they are:\n" + "\n".join(sorted(empty))


def test_exceptions_are_still_needed():
    assert set(EXCEPTIONS) <= {name for _, name in names()}
