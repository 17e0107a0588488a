"""The words: what Esik says, in Kazakh, Russian and English.

Each language is a folder of gettext catalogs, `.po` files that any translator's editor opens.
A message has a key (`ask.menu`) and no English original, so a missing Kazakh sentence can never
come out in English: it is an error.

Rules of the folder:
1. Words are looked up by key and rendered strictly: unknown key, missing or unknown variable,
   missing language raise `WordsError`.
2. Values are put in as they are, never parsed: a citizen's braces stay braces.
3. Plurals follow CLDR, by the variable `n`; dates, times and numbers follow the language.
4. Nothing here reads a file: texts come in through `parse`.
"""

from locales.catalog import LANGUAGES, Catalog, WordsError, parse
from locales.dates import day, moment, month, time_of_day, weekday
from locales.words import Dictionary

__all__ = [
    "LANGUAGES",
    "Catalog",
    "Dictionary",
    "WordsError",
    "day",
    "moment",
    "month",
    "parse",
    "time_of_day",
    "weekday",
]
