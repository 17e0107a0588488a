"""Reading the files of routing_rules/ from the package: the only I/O of the rules."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from routing_rules import Rules, parse
from routing_rules.pictures import page

SUFFIXES = (".yaml", ".csv")


def rule_texts() -> dict[str, str]:
    """The text of every table by its name under routing_rules/, such as tables/channel.yaml."""
    return dict(_texts(files("routing_rules"), ""))


def book_rules() -> Rules:
    """The rules as they are in the package (version 0 of every table)."""
    return parse(rule_texts())


class UnknownTable(Exception):
    """A folder of changed tables has a file that is no table."""


def changed_rules(texts: Mapping[str, str], folder: Path) -> Rules:
    """The rules of these texts with those of a folder in their places.

    The folder holds changed copies by their names: tables/agency.yaml, lexicon/health.yaml. Raises
    UnknownTable for a file with another name, RulesError for a fault in one.
    """
    changed = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = file.relative_to(folder).as_posix()
        if name not in texts:
            raise UnknownTable(f"{file}: there is no table {name}")
        changed[name] = file.read_text(encoding="utf-8")
    return parse({**texts, **changed})


def _texts(folder: Traversable, path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{path}{item.name}"
        if item.is_dir():
            found += _texts(item, name + "/")
        elif item.name.endswith(SUFFIXES):
            found.append((name, item.read_text(encoding="utf-8")))
    return found


def tables_page() -> str:
    """The page docs/tables.md as the tables are now; `python -m bot.book_rules` prints it."""
    return page(book_rules().all_tables())


if __name__ == "__main__":
    sys.stdout.write(tables_page())
