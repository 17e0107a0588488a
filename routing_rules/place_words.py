"""Words around place names and the endings that names take in Kazakh and Russian, folded."""

from __future__ import annotations

import re

_BEFORE = {
    "region": ("област", "обл", "region"),
    "district": ("район", "district"),
    "city": ("город", "city", "gorod"),
    "village": ("село", "селе", "села", "селу", "поселк", "поселок", "аул", "village", "selo"),
}
_AFTER = {
    "region": ("област", "облысы", "обл", "oblys", "oblast", "region"),
    "district": ("район", "ауданы", "audany", "raion", "rayon", "district"),
    "city": ("каласы", "qalasy", "kalasy", "city"),
    "village": ("ауылы", "ауылдык", "кенти", "кенты", "село", "auyly", "village"),
}
_EXACT = {"г": "city", "пос": "village", "обл": "region"}
_SHORT = re.compile(r"\b([гсп])\.\s*(?=[А-ЯӘҒҚҢӨҰҮІ])")
_LONG = {"г": "город ", "с": "село ", "п": "поселок "}
NOT_A_PLACE_BEFORE = (
    "улиц", "ул", "проспект", "просп", "пр", "переул", "бульвар", "микрорайон", "мкр", "площад",
    "имени", "им", "street", "avenue", "тупик", "шоссе", "жк", "парк", "школ", "шағын",
)
NOT_A_PLACE_AFTER = (
    "кошес", "данг", "мкр", "микрорайон", "шагын", "ыкшам", "атында", "атын", "street", "avenue", "ave", "тупиг", "тупи", "батыр", "хан", "алан", "кош", "саябаг",
)
TOWARDS = frozenset({"в", "из", "во", "на", "под", "до", "около", "возле", "города", "in", "near", "from"})

AT = ("да", "де", "та", "те", "дан", "ден", "тан", "тен", "дагы", "деги", "тагы", "теги")

_RU_ENDINGS = (
    "ого", "ому", "ыми", "ими", "ами", "ями", "ой", "ей", "ом", "ем", "ью", "ым", "им", "ых", "их",
    "ая", "ую", "ое", "ый", "ий", "ые", "ах", "ях", "а", "я", "у", "ю", "ы", "и", "е", "о", "ь", "й",
)
_KK_ENDINGS = (
    "дагы", "деги", "тагы", "теги", "ынын", "инин", "нын", "нин", "дын", "дин", "тын", "тин",
    "дан", "ден", "тан", "тен", "нан", "нен", "лык", "лик", "мен", "бен", "пен", "да", "де", "та",
    "те", "га", "ге", "ка", "ке", "на", "не", "ны", "ни", "ды", "ди", "ты", "ти", "нда", "нде", "иден", "иде",
)
_LATIN_ENDINGS = (
    "dagi", "degi", "tagi", "tegi", "nin", "din", "tin", "dan", "den", "tan", "ten", "da", "de",
    "ta", "te", "ga", "ge", "ka", "ke", "ni", "di", "ti", "a", "e", "i", "u", "oi", "om",
)
_STEM_ENDINGS = ("ый", "ий", "ой", "ая", "ое", "ые", "а", "я", "ы", "и", "е", "о", "ь", "й")
SHORTEST = 3
_BARE = re.compile(
    r"\b(област[а-я]*|облыс[а-я]*|район[а-я]*|аудан[а-я]*|им|имени|атын[а-я]*|region|district|city)\b"
)
_NOT_LETTERS = re.compile(r"[^\w]+|\d+")


def bare_words(folded: str) -> str:
    """A folded name without the words for region and district, signs and digits."""
    return " ".join(_NOT_LETTERS.sub(" ", _BARE.sub(" ", folded)).split())


def stem(folded: str) -> str:
    """A folded name without the ending of its dictionary form."""
    for ending in _STEM_ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST:
            return folded[: -len(ending)]
    return folded


_ENDINGS = frozenset((*_RU_ENDINGS, *_KK_ENDINGS, *_LATIN_ENDINGS))
_LONGEST_ENDING = max(map(len, _ENDINGS))


def bases(folded: str) -> list[str]:
    """A folded word and what is left of it without each ending it may carry, longest first."""
    sizes = range(1, min(_LONGEST_ENDING, len(folded) - SHORTEST) + 1)
    return [folded, *(folded[:-size] for size in sizes if folded[-size:] in _ENDINGS)]


def spelled_out(text: str) -> str:
    """The text with «с. Каменка» as «село Каменка»: a lone «с» is a preposition."""
    return _SHORT.sub(lambda match: _LONG[match.group(1)], text)


def kind_of(folded: str) -> str | None:
    """The kind of place that a word names: region, district, city, village, or None."""
    return kind_before(folded) or kind_after(folded)


def kind_before(folded: str) -> str | None:
    """The kind that a word before a name says: село Каменка."""
    if folded in _EXACT:
        return _EXACT[folded]
    return next((kind for kind, starts in _BEFORE.items() if folded.startswith(starts)), None)


def kind_after(folded: str) -> str | None:
    """The kind that a word after a name says: Каменка ауылы, Мамлютский район."""
    return next((kind for kind, starts in _AFTER.items() if folded.startswith(starts)), None)
