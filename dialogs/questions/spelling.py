"""How a name is written: words that are no part of it go, letters of a shout become small."""

import re
from collections.abc import Collection

from dialogs.fold import fold

NAME = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*\.?")
MOST_PARTS = 5  # of a name
BORN = re.compile(r"[\s,;]*\b(?:19|20)\d\d\b.*$", re.DOTALL)  # a year of birth, and what follows
SIGNS = str.maketrans(dict.fromkeys(',;/«»"“”„()', " "))
INITIAL = re.compile(r"\b([^\W\d_])\.(?=\w)")
ME = ("мын", "мін", "бын", "бін", "пын", "пін")  # «Айгүлмін»: «I am Aigul»; letters as written
LEAST_ME = 3  # letters left of a name without «I am»
SHOUT = 2  # letters from which capital ones are a shout


def name_parts(no_name: Collection[str], small: Collection[str], text: str) -> list[str]:
    """The words of a name, each with a capital letter; none where other things stand there too.

    no_name: folded words that stand around a name and are none; small: those written small in it,
    «ұлы».
    """
    written = INITIAL.sub(r"\1. ", BORN.sub("", text))
    words = [word for part in written.split(",") for word in _bare(no_name, part)]
    if not 0 < len(words) <= MOST_PARTS or not all(map(NAME.fullmatch, words)):
        return []
    words[-1] = _without_me(words[-1])
    return [word.lower() if fold(word) in small else _capital(word) for word in words]


def _bare(no_name: Collection[str], part: str) -> list[str]:
    """The words of a part of a name without those around it that are none."""
    words = part.translate(SIGNS).split()
    while words and fold(words[0]) in no_name:
        del words[0]
    while words and fold(words[-1]) in no_name:
        del words[-1]
    return words


def _without_me(word: str) -> str:
    ending = next((e for e in ME if word.lower().endswith(e)), "")
    return word[: -len(ending)] if ending and len(word) - len(ending) >= LEAST_ME else word


def _capital(word: str) -> str:
    plain = word if len(word) <= SHOUT else word.rstrip(".")
    if len(plain) > SHOUT and plain.isupper():
        return "-".join(part.capitalize() for part in plain.split("-"))
    return plain[:1].upper() + plain[1:]
