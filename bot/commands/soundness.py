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
from dialogs import questions, script
from dialogs.acts import ACTS
from dialogs.question import Question
from dialogs.script import BACK, ScriptError, Step
from locales import LANGUAGES, WordsError
from locales import parse as parse_words
from routing_rules import Rules, RulesError
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
    rules = _rules(reading)
    _words(reading)
    _scripts(reading)
    for key in sorted(rules.message_keys()) if rules else ():
        place = next(
            (p for p, text in given.items() if p.startswith(RULES) and key in text), RULES
        )
        _wanted(reading, place, key, [key])
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


def _scripts(reading: Reading) -> None:
    asked = _parsed(reading, "questions", questions.parse)
    steps: dict[str, Step] = {}
    for name in SCRIPTS:
        steps |= _parsed(reading, name, partial(script.parse, name))
    for step in steps.values():
        _step(reading, step, steps, asked)
    used = {step.ask for step in steps.values()}
    for key, question in asked.items():
        _question(reading, key, question, key in used)


def _parsed(reading: Reading, name: str, parse: Callable[[str], dict[str, T]]) -> dict[str, T]:
    place = f"{TALKS}{name}.yaml"
    try:
        return parse(reading.texts[place])
    except ScriptError as error:
        reading.add(place, "", str(error))
        return {}


def _step(
    reading: Reading, step: Step, steps: Mapping[str, Step], asked: Mapping[str, Question]
) -> None:
    """A step leads to steps that exist, and asks or does what exists, in words that exist."""
    name, _, place = step.id.partition(".")
    where = (f"{TALKS}{name}.yaml", f"  {place}:")
    for row in step.next:
        if row.go != BACK and row.go not in steps:
            reading.add(*where, f"{step.id} leads to {row.go}, which is no step")
    if step.do is not None and step.do not in ACTS:
        reading.add(*where, f"{step.id} does {step.do}, which is no act")
    if step.ask is not None:
        if step.ask not in asked:
            reading.add(*where, f"{step.id} asks {step.ask}, which is no question")
        _wanted(reading, *where, [step.words or f"ask.{step.ask}"])


def _question(reading: Reading, key: str, question: Question, used: bool) -> None:
    """A question is asked somewhere, and its fixed options have labels."""
    place, mark = f"{TALKS}questions.yaml", f": {key},"
    if not used:
        reading.add(place, mark, f"no step asks {key}")
    _wanted(reading, place, mark, [f"option.{each}" for each in getattr(question, "options", ())])


def _wanted(reading: Reading, place: str, mark: str, keys: Iterable[str]) -> None:
    """Words that are asked for are there; in which languages is looked at elsewhere."""
    for key in keys:
        if not any(key in said for said in reading.words.values()):
            reading.add(place, mark, f"there are no words «{key}»")
