"""Folding of short answers, so that «Иә!», «ИЯ» and « иә » are one word."""

import unicodedata

KEPT_MARKS = "/_-@:."
TO_PLAIN = str.maketrans("әғқңөұүһіё", "агкноууhие")


def fold(text: str) -> str:
    """The text in lower case, without marks, punctuation and hooks of Kazakh letters."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(TO_PLAIN)
    kept = "".join(c if c.isalnum() or c in KEPT_MARKS else " " for c in plain)
    return " ".join(kept.split()).strip(". ")


def clean(text: str) -> str:
    """What a citizen wrote, without control and direction marks; line breaks stay."""
    kept = (
        c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"}
    )
    return "".join(kept).strip()
