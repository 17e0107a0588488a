"""Reads everything that was written down: rules, scripts, questions, words; once, at the start."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import dialogs.book
from bot.book_rules import book_rules
from dialogs import plain, questions, script, sides
from locales import LANGUAGES, Dictionary
from locales import parse as parse_words

SCRIPTS = ("front", "file", "book", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book(dialogs.book.Book):
    """The book of the core, with the words that only the shell needs."""

    words: Dictionary


@cache
def read_book() -> Book:
    """The book as it stands in the files; raises RulesError, ScriptError or WordsError."""
    folder = files("dialogs") / "scripts"
    steps: dict[str, script.Step] = {}
    for name in SCRIPTS:
        steps |= script.parse(name, _text(folder / f"{name}.yaml"))
    return Book(
        rules=book_rules(),
        steps=steps,
        questions=questions.parse(_text(folder / "questions.yaml")),
        plain=plain.parse(_text(folder / "plain.yaml")),
        sides=sides.parse(_text(folder / "sides.yaml")),
        neutral=plain.parse_neutral(_text(folder / "care.yaml")),
        words=read_words(),
    )


def read_words() -> Dictionary:
    """The catalogs of all languages."""
    return Dictionary(
        {language: parse_words(language, _catalogs(language)) for language in LANGUAGES}
    )


def _catalogs(language: str) -> dict[str, str]:
    folder = files("locales") / language
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name: _text(file) for file in found if file.name.endswith(".po")}


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
