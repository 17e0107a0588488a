"""Letters: folding Kazakh and Russian, Latin spellings, the wrong keyboard layout.

Three readings of a word: plain (as written, small, ё as е), folded (Kazakh letters as the nearest
Russian ones) and skeleton (a coarse Latin form in which «жол», «zhol» and «jol» are one word).
The same function makes the readings of tables and of messages, so they cannot differ.
"""

from __future__ import annotations

import re
from functools import lru_cache

REMEMBERED = 20000  # words: people use the same few thousand
# Letters that only Kazakh has, in Cyrillic and in the Latin alphabets of 2018 and 2021.
KAZAKH = frozenset("әғқңөұүһіäğıñöşūüŋáǵńóúý")
_SMALL = str.maketrans("ёѐєї", "еееи", "\u0307")  # the dot that a small İ leaves behind
FOLD = str.maketrans("әғқңөұүһі", "агкноуухи")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яәғқңөұүһі]")
_LATIN = re.compile(r"[a-zäçğıñŋöşūüýáúíǵńó]")

_LIKE_LATIN, _LIKE_CYRILLIC = "aceopxyiktmhbACEOPXYIKTMHB", "асеорхуіктмнвАСЕОРХУІКТМНВ"
_TO_CYRILLIC = str.maketrans(_LIKE_LATIN, _LIKE_CYRILLIC)
_TO_LATIN = str.maketrans(_LIKE_CYRILLIC, _LIKE_LATIN)

_TO_SKELETON = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhie", strict=True)),
        **dict(zip("әғқңөұүһі", "agknouuhi", strict=True)),
        **{"ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia"},
        **{"ъ": "", "ь": ""},
    }
)
_LATIN_PAIRS = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ch", "\0"),
    ("ts", "\1"),
    ("c", "\1"),
    ("\0", "ch"),
    ("\1", "ts"),
)
_LATIN_LETTERS = str.maketrans(
    {
        **dict(zip("äáğǵıíýñńŋóöşūüúç", "aaggiiinnnoosuuuc", strict=True)),
        **{"x": "h", "q": "k", "w": "u", "y": "i"},
    }
)
_SOFT_J = re.compile(r"^(b|p|v)j(?=e)")
_DOUBLE = re.compile(r"(.)\1+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")

_KEYS_RU = dict(
    zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё", strict=True)
)
_KEYS_KK = {**_KEYS_RU, **dict(zip("23458909-=", "әіңғүұқ0өһ", strict=True))}


@lru_cache(maxsize=REMEMBERED)
def small(text: str) -> str:
    """Small letters, ё as е, a letter stretched three times and more as one (водыыыы)."""
    return _STRETCHED.sub(r"\1", text.lower().translate(_SMALL))


def lowered(text: str) -> str:
    """Small letters, ё as е: for the words of tables, where no letter is stretched."""
    return text.lower().translate(_SMALL)


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Small letters with Kazakh letters as the nearest Russian ones."""
    return small(text).translate(FOLD)


def words(text: str) -> list[str]:
    """Words of a text in order; digits and signs are set aside, mixed alphabets put right."""
    return [_unmixed(word) for word in _WORD.findall(text)]


def _unmixed(word: str) -> str:
    small = word.lower()
    if not (_LATIN.search(small) and _CYRILLIC.search(small)):
        return word
    latin, cyrillic = len(_LATIN.findall(small)), len(_CYRILLIC.findall(small))
    return word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)


@lru_cache(maxsize=REMEMBERED)
def skeleton(word: str) -> str:
    """The coarse Latin form of a word written in any of the alphabets."""
    word = _SOFT_J.sub(r"\1", small(word).replace("ş", "sh").replace("ç", "ch"))
    for pair, short in _LATIN_PAIRS:
        word = word.replace(pair, short)
    word = word.translate(_LATIN_LETTERS).translate(_TO_SKELETON)
    return _DOUBLE.sub(r"\1", word.replace("ng", "n"))


def is_latin(word: str) -> bool:
    """Whether a small word is in Latin letters."""
    return bool(_LATIN.match(word))


def has_kazakh(text: str) -> bool:
    """Whether a small text has a letter that only Kazakh has."""
    return not KAZAKH.isdisjoint(text)


def retyped(text: str, kazakh: bool = False) -> str:
    """The text as it would be had the Cyrillic layout been on: ghbdtn is привет."""
    keys = _KEYS_KK if kazakh else _KEYS_RU
    return "".join(keys.get(letter, letter) for letter in text.lower())
