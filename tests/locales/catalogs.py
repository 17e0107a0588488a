"""Reads the catalogs as they stand in the files, with polib, an eye other than the house's."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import polib

FOLDER = Path(__file__).resolve().parents[2] / "locales"
LANGUAGES = ("kk", "ru", "en")
ENDS = re.compile(r"[.!?…]+(?=\s|$)|\n+|:\s")  # where a sentence or a line ends
WORD = re.compile(r"[^\W_]+(?:[-’'№][^\W_]+)*")


@dataclass(frozen=True)
class Message:
    """A message of one language: where it stands, its key, and its forms."""

    language: str
    file: str
    key: str
    forms: tuple[str, ...]

    @property
    def variables(self) -> frozenset[str]:
        """The names of the values it takes, in any form."""
        found = (name for form in self.forms for _, name, _, _ in Formatter().parse(form))
        return frozenset(name for name in found if name)

    def sentences(self) -> list[str]:
        """Every sentence of every form."""
        return [s.strip() for form in self.forms for s in ENDS.split(form) if s.strip()]


@cache
def messages() -> tuple[Message, ...]:
    """Every message of every language."""
    return tuple(
        _message(language, path.name, entry)
        for language in LANGUAGES
        for path in sorted((FOLDER / language).glob("*.po"))
        for entry in polib.pofile(str(path))
    )


def of(language: str) -> dict[str, Message]:
    """The messages of a language by key."""
    return {m.key: m for m in messages() if m.language == language}


def words(sentence: str) -> list[str]:
    """The words of a sentence; a value counts as one."""
    return WORD.findall(re.sub(r"\{[^}]*\}", "Значение", sentence))


def _message(language: str, file: str, entry: polib.POEntry) -> Message:
    forms = entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)
    return Message(language, file, entry.msgid, tuple(forms))
