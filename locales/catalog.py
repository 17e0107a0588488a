"""One language's messages, parsed from the text of `.po` files by Babel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from babel.messages.pofile import PoFileError, read_po

LANGUAGES = ("kk", "ru", "en")
PLURALS = {"kk": ("one", "other"), "en": ("one", "other"), "ru": ("one", "few", "many")}


class WordsError(Exception):
    """The words and the code disagree: a key, a variable or a language is missing."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Messages by key: a sentence, or its plural forms in the order of PLURALS."""

    language: str
    messages: Mapping[str, str | tuple[str, ...]]


def parse(language: str, texts: Mapping[str, str]) -> Catalog:
    """Read the catalog of a language from its files (name -> text of a .po file).

    Raises WordsError for a broken file, an empty message, a wrong number of plural forms, or a key
    that stands twice.
    """
    messages: dict[str, str | tuple[str, ...]] = {}
    for name, text in texts.items():
        for key, said in _read(language, name, text):
            if key in messages:
                raise WordsError(f"{language}/{name}: «{key}» stands twice")
            messages[key] = said
    return Catalog(language, messages)


def _read(language: str, name: str, text: str) -> Iterable[tuple[str, str | tuple[str, ...]]]:
    try:
        found = read_po(BytesIO(text.encode()), locale=language, abort_invalid=True)
    except PoFileError as error:
        raise WordsError(f"{language}/{name}: {error}") from error
    for message in found:
        if not message.id:
            continue
        plural = isinstance(message.id, tuple | list)
        key = message.id[0] if plural else message.id
        said = message.string or ""
        forms = (said,) if isinstance(said, str) else tuple(said)
        if not all(forms) or len(forms) != (len(PLURALS[language]) if plural else 1):
            raise WordsError(f"{language}/{name}: «{key}» is not fully translated")
        yield str(key), forms if plural else forms[0]
