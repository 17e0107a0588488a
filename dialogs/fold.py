"""Folding of short answers, so that «Иә!», «ИЯ» and « иә » are one word."""

import re
import unicodedata
from functools import lru_cache

DROPPED = re.compile(r"[^\w/@:.-]")  # kept are letters, digits and a few marks
TO_PLAIN = str.maketrans("әғқңөұүһіё", "агкноууhие")


def fold(text: str) -> str:
    """The text in lower case, without marks, punctuation and hooks of Kazakh letters."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(TO_PLAIN)
    return " ".join(DROPPED.sub(" ", plain).split()).strip(". ")


@lru_cache(maxsize=20_000)
def fold_known(text: str) -> str:
    """The same of what comes again and again: labels, names of the tables, single words."""
    return fold(text)


def clean(text: str) -> str:
    """What a citizen wrote, without control and direction marks; line breaks stay."""
    kept = (
        c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"}
    )
    return "".join(kept).strip()
