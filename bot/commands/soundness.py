"""What `esik check` looks for: tables, words and scripts that do not fit together.

1. Everything is looked at as text, file by file, so that a finding names its file and its line.
2. A file that cannot be read at all is one finding; nothing that builds on it is looked at then.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from string import Formatter
from typing import TypeVar

from bot.book import SCRIPTS
from bot.book_rules import rule_texts
from dialogs import care, questions, script
from dialogs.book import Book
from dialogs.lint import check, words_needed
from dialogs.script import ScriptError
from locales import LANGUAGES, WordsError
from locales import parse as parse_words
from routing_rules import Rules, RulesError
from routing_rules import lint as rules_lint
from routing_rules import parse as parse_rules

RULES, WORDS, TALKS = "routing_rules/", "locales/", "dialogs/scripts/"
Said = str | tuple[str, ...]
T = TypeVar("T")


@dataclass
class Reading:
    """What is being looked at: every text by its place, and what was found so far."""

    texts: Mapping[str, str]
    found: list[str] = field(default_factory=list)
    words: dict[str, dict[str, Said]] = field(default_factory=dict)  # language -> key -> words
    places: dict[tuple[str, str], str] = field(default_factory=dict)  # language, key -> place

    def add(self, place: str, mark: str, what: str) -> None:
        """A finding, at the first line of the place that has the mark."""
        lines = self.texts.get(place, "").splitlines()
        line = next((n for n, text in enumerate(lines, 1) if mark and mark in text), 1)
        self.found.append(f"{place}:{line}: {what}")

    def inside(self, folder: str) -> dict[str, str]:
        """The texts of a folder by their names inside it."""
        return {
            place.removeprefix(folder): text
            for place, text in self.texts.items()
            if place.startswith(folder)
        }


def texts() -> dict[str, str]:
    """Every text of the house that was written down for citizens and their talks, by place."""
    found = {RULES + name: text for name, text in rule_texts().items()}
    for name in (*SCRIPTS, "questions"):
        path = f"{name}.yaml"
        found[TALKS + path] = (files("dialogs") / "scripts" / path).read_text(encoding="utf-8")
    for language in LANGUAGES:
        for file in (files("locales") / language).iterdir():
            if file.name.endswith(".po"):
                found[f"{WORDS}{language}/{file.name}"] = file.read_text(encoding="utf-8")
    return found


def findings(given: Mapping[str, str]) -> list[str]:
    """What is wrong in these texts, each as «file:line: what»."""
    reading = Reading(given)
    _words(reading)
    rules = _rules(reading)
    if rules is None:
        return reading.found
    for fault in rules_lint.check(rules, reading.inside(RULES)):
        reading.found.append(f"{RULES}{fault.file}:{fault.line}: {fault.text}")
    _wanted(reading, RULES, rules.message_keys())
    if (book := _scripts(reading, rules)) is not None:
        _wanted(reading, TALKS, words_needed(book))
    return reading.found


def _rules(reading: Reading) -> Rules | None:
    try:
        return parse_rules(reading.inside(RULES))
    except RulesError as error:
        reading.found.append(f"{RULES}{error}")
        return None


def _words(reading: Reading) -> None:
    for language in LANGUAGES:
        reading.words[language] = {}
        for name, text in sorted(reading.inside(f"{WORDS}{language}/").items()):
            _catalog(reading, language, name, text)
    every = {key for said in reading.words.values() for key in said}
    for key in sorted(every):
        _compare(reading, key)


def _catalog(reading: Reading, language: str, name: str, text: str) -> None:
    place = f"{WORDS}{language}/{name}"
    try:
        said = parse_words(language, {name: text}).messages
    except WordsError as error:
        named = re.search("«(.+?)»", str(error))
        reading.add(place, _msgid(named[1]) if named else "", str(error))
        return
    for key in said:
        if key in reading.words[language]:
            reading.add(place, _msgid(key), f"«{key}» stands in {reading.places[language, key]}")
        reading.places[language, key] = place
    reading.words[language].update(said)


def _compare(reading: Reading, key: str) -> None:
    """A message is there in every language, with the same variables."""
    there = [language for language in LANGUAGES if key in reading.words[language]]
    first = there[0]
    place = reading.places[first, key]
    for language in LANGUAGES:
        if language not in there:
            reading.add(place, _msgid(key), f"«{key}» is missing in {language}")
    names = {language: _variables(reading.words[language][key]) for language in there}
    for language in there[1:]:
        if names[language] != names[first]:
            other = " ".join(sorted(names[language] ^ names[first]))
            what = f"«{key}» has other variables than in {first}: {other}"
            reading.add(reading.places[language, key], _msgid(key), what)


def _variables(said: Said) -> set[str]:
    forms = (said,) if isinstance(said, str) else said
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def _msgid(key: str) -> str:
    return f'msgid "{key}"'


def _scripts(reading: Reading, rules: Rules) -> Book | None:
    """The book with the scripts and questions of these texts, or None when one cannot be read."""
    asked = _parsed(reading, "questions", questions.parse)
    steps = {name: _parsed(reading, name, partial(script.parse, name)) for name in SCRIPTS}
    if not asked or not all(steps.values()):
        return None
    every = {id: step for of_script in steps.values() for id, step in of_script.items()}
    careful = care.parse(reading.texts[f"{TALKS}care.yaml"])
    book = Book(rules=rules, steps=every, questions=asked, care=careful)
    for finding in check(book):
        reading.add(*_place_of(finding.where), f"{finding.where}: {finding.text}")
    return book


def _parsed(reading: Reading, name: str, parse: Callable[[str], dict[str, T]]) -> dict[str, T]:
    place = f"{TALKS}{name}.yaml"
    try:
        return parse(reading.texts[place])
    except ScriptError as error:
        reading.add(place, "", str(error))
        return {}


def _place_of(where: str) -> tuple[str, str]:
    """The file of a step, a question or an act, and the mark of its line."""
    kind, _, name = where.partition(" ")
    if kind in {"question", "act"}:
        return f"{TALKS}questions.yaml", f": {name},"
    of_script, _, step = where.partition(".")
    return f"{TALKS}{of_script}.yaml", f"  {step}:"


def _wanted(reading: Reading, folder: str, keys: Iterable[str]) -> None:
    """The words that the texts of a folder need are there, in one language at least."""
    there = {key for said in reading.words.values() for key in said}
    for key in sorted(set(keys) - there):
        name = key.partition(".")[2]
        texts = [(p, text) for p, text in reading.texts.items() if p.startswith(folder)]
        marks = ((place, mark) for mark in (key, name) for place, text in texts if mark in text)
        reading.add(*next(marks, (folder, "")), f"there are no words «{key}»")
