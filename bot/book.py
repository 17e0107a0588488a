"""Reads everything that was written down: rules, scripts, questions, words; once, at the start."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import dialogs.book
from bot.book_rules import book_rules
from dialogs import care, dates, notices, plain, questions, script, sides, taken
from locales import LANGUAGES, Dictionary
from locales import parse as parse_words

SCRIPTS = ("front", "advice", "file", "book", "after", "voice", "call", "persons", "first", "care")


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
    asked, rules, words = _text(folder / "questions.yaml"), book_rules(), read_words()
    return Book(
        rules=rules,
        steps=steps,
        questions=questions.parse(asked),
        reworded=questions.parse_reworded(asked),
        renames=script.parse_renames(_text(folder / "renames.yaml")),
        version=script.version_of(
            steps, asked, sorted(rules.topics), sorted(rules.bodies.written)
        ),
        plain=plain.parse(_text(folder / "plain.yaml")),
        sides=sides.parse(_text(folder / "sides.yaml")),
        care=care.parse(_text(folder / "care.yaml")),
        notices=notices.parse(_text(folder / "notices.yaml")),
        dates=dates.parse(_text(folder / "dates.yaml")),
        taken=taken.parse(_text(folder / "taken.yaml")),
        labels=_labels(words),
        words=words,
    )


def read_words() -> Dictionary:
    """The catalogs of all languages."""
    return Dictionary(
        {language: parse_words(language, _catalogs(language)) for language in LANGUAGES}
    )


def _labels(words: Dictionary) -> dict[str, tuple[str, ...]]:
    """What stands on buttons, in every language: typed by hand it is the button."""
    named = [key for key in words.catalogs["kk"].messages if key.startswith("option.")]
    labels = {key: [words.catalogs[lang].messages.get(key) for lang in LANGUAGES] for key in named}
    return {key: tuple(str(label) for label in said if label) for key, said in labels.items()}


def _catalogs(language: str) -> dict[str, str]:
    folder = files("locales") / language
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name: _text(file) for file in found if file.name.endswith(".po")}


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
