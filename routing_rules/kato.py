"""The KATO classifier read into places: clean everyday names, levels, parents.

The file is the classifier as it is published (kato, version, level, type, name_ru, name_kk), so
that a newer one can be put in its place. «г.», «с.», «қ.», «а.» are taken off; the word for a
district or a region stays, because people say it. Cities under an oblast («Г.А.») are districts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from types import MappingProxyType

from routing_rules.errors import RulesError
from routing_rules.values import Names, Place

_TYPES = {
    "г.": "city",
    "с.": "village",
    "п.": "village",
    "пос.": "village",
    "а.": "village",
    "ст.": "station",
    "рзд.": "siding",
    "зимовка": "hut",
    "зим.": "hut",
}
_WORD_RU = re.compile(
    r"^((г\.|с\.|п\.|пос\.|а\.|о\.|ст\.|рзд\.|зимовка|зим\.|уч\.|точка|ферма|кр\.|отг\.)\s*)+"
)
_TAIL_RU = re.compile(r"\s*(Г\.А\.|г\.а\.|с\.о\.?|п\.а\.)$")
_TAIL_KK = re.compile(
    r"\s+(қ\.|а\.|а\.о\.?|а\.ә\.|к\.ә\.|к\.|қ\.ә\.|Қ\.Ә\.|ст\.|рзд\.|қыстауы|уч\.|мекені|а|ж\.)$"
)
_VILLAGE, _AUYL = frozenset({"с.", "г."}), frozenset({" а.", " қ."})
_LEVELS = {
    "oblast": "region",
    "district": "district",
    "sub_district": "okrug",
    "settlement": "settlement",
}
REPUBLICAN = frozenset({"710000000", "750000000", "790000000"})
COLUMNS = 6


def parse_kato(file: str, text: str, english: Mapping[str, str]) -> Mapping[str, Place]:
    """Places by KATO code, in the order of the file; english gives known English names."""
    rows = [row for row in csv.reader(text.splitlines()) if row][1:]
    codes = {row[0] for row in rows}
    places = {}
    for number, row in enumerate(rows, start=2):
        if len(row) != COLUMNS or len(row[0]) != 9 or row[2] not in _LEVELS:
            raise RulesError(file, number, "kato, version, level, type, name_ru, name_kk expected")
        places[row[0]] = _place(row, codes, english)
    return MappingProxyType(places)


def _place(row: list[str], codes: set[str], english: Mapping[str, str]) -> Place:
    kato, _, written, type_code, ru, kk = row
    level = _LEVELS[written]
    if kato[:2] + "0000000" in REPUBLICAN and level == "okrug":
        level = "district"
    clean_ru, clean_kk = clean_names(ru, kk)
    return Place(
        kato=kato,
        level=level,
        type=_type(level, type_code, ru),
        names=Names(clean_kk, clean_ru, english.get(kato, "")),
        parent=_parent(kato, codes),
    )


def clean_names(ru: str, kk: str) -> tuple[str, str]:
    """Everyday Russian and Kazakh names from those of the classifier."""
    if ru[:2] in _VILLAGE and kk[-3:] in _AUYL:  # three of four names: no need to search
        return _WORD_RU.sub("", ru[2:].strip()), kk[:-3].strip()
    return (
        _TAIL_RU.sub("", _WORD_RU.sub("", ru.strip())),
        _TAIL_KK.sub("", kk.strip()),
    )


def _parent(kato: str, codes: set[str]) -> str | None:
    for kept in (6, 4, 2):
        above = kato[:kept].ljust(9, "0")
        if above != kato and above in codes:
            return above
    return None


def _type(level: str, type_code: str, ru: str) -> str:
    if level == "region":
        return "city" if type_code == "1" else "region"
    if level == "district":
        return "city" if ru.endswith(("Г.А.", "г.а.")) else "district"
    word = next((word for word in _TYPES if ru.startswith(word)), "")
    if level == "okrug":
        return "city" if word == "г." else "okrug"
    return _TYPES.get(word, "area")
