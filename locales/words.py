"""All languages together, rendered strictly."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel import Locale

from locales.catalog import LANGUAGES, PLURALS, Catalog, WordsError

_LOCALES = {language: Locale(language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The catalogs of all languages, by language."""

    catalogs: Mapping[str, Catalog]

    def has(self, key: str) -> bool:
        """Whether every language has the message."""
        return all(key in catalog.messages for catalog in self.catalogs.values())

    def say(self, key: str, language: str, /, **values: object) -> str:
        """The message in a language with its values; `n` chooses the plural form.

        Raises WordsError when the key, the language or a variable is missing.
        """
        try:
            found = self.catalogs[language].messages[key]
        except KeyError as error:
            raise WordsError(f"no words for «{key}» in {language}") from error
        text = found if isinstance(found, str) else found[_form(language, values.get("n"))]
        try:
            return text.format_map(values)
        except (KeyError, ValueError, IndexError) as error:
            raise WordsError(f"«{key}» in {language}: {error!r}") from error


def _form(language: str, n: object) -> int:
    if not isinstance(n, int):
        raise WordsError("a plural needs the whole number n")
    tag = _LOCALES[language].plural_form(n)
    forms = PLURALS[language]
    return forms.index(tag) if tag in forms else len(forms) - 1
