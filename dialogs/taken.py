"""What a citizen says of themselves in the middle of a matter: taken, read back, not asked.

1. Personal data are looked for only after the consent; the words stood in the talk before.
2. The text of the appeal stays as it was written. Who wrote a number into it meant the agency to
   read it; the number is kept as the applicant's as well, so that it is not asked.
3. A number of somebody else is not taken: that of a hotline which was called, of an akimat.
4. Everything taken stands in the read-back, and each line of it can be changed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from dialogs.fold import fold, fold_known
from dialogs.identity import Mark, marks

WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
TOKEN = re.compile(r"[\w-]+")
QUOTED = '[«"“„]([^«»"“”„]{2,80})[»"”“]'
MOST_PARTS = 3  # of a name: surname, name, patronymic
ADDRESS_MOST = 160
MOST_OF_STREET = 7  # words of a street and a house; more of them tell something else
PARTS = re.compile(r"[,;!?\n]|(?<=[^\W\d_]{4})\.|(?<=\d)\.(?=\s)")  # «ул.» ends nothing
LEAST_ME = 3  # letters left of a name without «I am»
LONGEST = 4000  # letters of a message that are read
QAF = str.maketrans("Ққ", "Кк")  # the forms of companies are folded, the rest stays as written

Lead = tuple[tuple[str, bool], ...]  # words side by side, each (folded, whether exactly so)


class Named(NamedTuple):
    """A name as it was said; either part may be empty."""

    surname: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The table: words that stand before what is taken, and endings by which names are known.

    begins: the first words of each lead: a word that begins with none of them begins no phrase.
    """

    leads: Mapping[str, tuple[Lead, ...]] = field(default_factory=dict)
    begins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    short: frozenset[str] = frozenset()


def parse(text: str) -> Taken:
    """Read the table; all languages stand together."""
    table = yaml.safe_load(text)
    rows = {name: row for name, row in table.items() if isinstance(row, dict)}
    leads = {name: tuple(_leads(row)) for name, row in rows.items()}
    endings = ("surname_endings", "patronymic_endings", "me_endings")
    return Taken(
        leads=leads,
        begins={name: tuple({p[0][0] for p in phrases}) for name, phrases in leads.items()},
        endings={name: tuple(fold(ending) for ending in table[name]) for name in endings},
        forms=tuple(fold(form) for form in table["company_forms"]),
        short=frozenset(fold(word) for word in table["short_words"]),
    )


def personal(taken: Taken, text: str) -> dict[str, Any]:
    """Name, IIN, telephone, e-mail, address and company in a message, by answer."""
    text = text[:LONGEST]
    found: dict[str, Any] = {}
    company = company_in(taken, text) if _has(taken, "company", text) else None
    for mark in marks(text):
        if name := _kept_as(taken, text, mark, company):
            found.setdefault(name, mark.value)
    if named := name_in(taken, text):
        found |= {k: v for k, v in zip(("surname", "name"), named, strict=True) if v}
    if address := address_in(taken, text):
        found["address"] = address
    return found | ({"company": company} if company else {})


def name_in(taken: Taken, text: str) -> Named | None:
    """The name behind «меня зовут», «менің атым», or «я» before a name and surname.

    The last line of a message is a name too, where it is nothing else: so people sign.
    """
    words = list(WORD.finditer(text))
    for lead, strict in (("name", False), ("begins", False), ("person", True)):
        for at in _ends(taken, lead, words):
            if lead == "begins" and words[0].start() != words[at - 1].start():
                continue
            named = _named(taken, _run(taken, text, words[at:], strict), strict)
            if named:
                return _with_surname(taken, text, words, named)
    return _signed(taken, text)


def _signed(taken: Taken, text: str) -> Named | None:
    before, _, last = text.rstrip(" .\n").rpartition("\n")
    words = list(WORD.finditer(last))
    alone = 1 < len(words) <= MOST_PARTS and not re.sub(r"[\s.,]", "", WORD.sub("", last))
    if not before or not alone or not all(word[0][:1].isupper() for word in words):
        return None
    return _named(taken, [word[0] for word in words], strict=True)


def in_order(taken: Taken, parts: list[str]) -> Named:
    """Surname and name of words in any order: by endings, else as they stand."""
    ends = [_ends_in(taken, "surname", part) for part in parts]
    if not any(ends) and len(parts) == len(("name", "patronymic")):
        ends = [_ends_in(taken, "patronymic", part) for part in parts]
    at = ends.index(True) if any(ends) else 0
    return Named(parts[at], " ".join(part for n, part in enumerate(parts) if n != at))


def address_in(taken: Taken, text: str) -> str | None:
    """The address behind «мой адрес», up to the end of its sentence, if it holds a number."""
    words = list(WORD.finditer(text))
    for at in _ends(taken, "address", words):
        rest = text[words[at - 1].end() :].lstrip(" :,-—–")
        address = _sentence(taken, rest)[:ADDRESS_MOST].rstrip(" .,;")
        if any(c.isdigit() for c in address):
            return address
    return _home(taken, text)


def _home(taken: Taken, text: str) -> str | None:
    """The parts with a street and a number, beside the words that one lives there."""
    parts = [part.strip() for part in PARTS.split(text)]
    lives = [n for n, part in enumerate(parts) if _has(taken, "lives", part)]
    near = sorted({at for n in lives for at in (n - 1, n, n + 1) if 0 <= at < len(parts)})
    for part in (parts[at] for at in near):
        words = [word for word in part.split() if not _has(taken, "lives", word)]
        numbered = any(c.isdigit() for c in part) and not marks(part)
        if numbered and _has(taken, "street", part) and len(words) <= MOST_OF_STREET:
            return " ".join(words)
    return None


def company_in(taken: Taken, text: str) -> str | None:
    """A company by its form and quoted name, or a whole short text that begins with a form."""
    forms = "|".join(map(re.escape, taken.forms))
    plain = text.translate(QAF)
    quoted = rf"\b(?:{forms})\s*{QUOTED}|{QUOTED}\s*(?:{forms})\b"
    if found := re.search(quoted, plain, re.IGNORECASE):
        return text[found.start() : found.end()]
    whole = re.fullmatch(rf"\s*(?:{forms})\s+([^\W_][\w .&-]{{1,60}})\s*", plain, re.IGNORECASE)
    return text.strip() if whole else None


def speaks_of_reception(taken: Taken, text: str) -> Iterator[str]:
    """The sentences of a message that speak of a personal reception."""
    for sentence in re.split(r"[!?\n;]|\.(?=\s+[^\W\d_])", text[:LONGEST]):
        if _has(taken, "reception", sentence):
            yield sentence


def _kept_as(taken: Taken, text: str, mark: Mark, company: str | None) -> str | None:
    if mark.kind == "bin":
        return "bin" if company else None
    if mark.kind in {"iin", "email"}:
        return "iin" if mark.kind == "iin" else "contact"
    around = _around(text, mark)
    own = _has(taken, "own", around)
    calls = _has(taken, "calling", around)
    return "phone" if own or (mark.kind == "phone" and not calls) else None


def _around(text: str, mark: Mark) -> str:
    """The sentence in which a mark stands."""
    first = max(text.rfind(sign, 0, mark.first) for sign in ".!?\n") + 1
    ends = [at for sign in ".!?\n" if (at := text.find(sign, mark.end)) >= 0]
    return text[first : min(ends, default=len(text))]


def _run(taken: Taken, text: str, words: list[re.Match[str]], strict: bool) -> list[str]:
    """The words of a name that follow: capital ones, side by side."""
    run: list[re.Match[str]] = []
    for n, word in enumerate(words[:MOST_PARTS]):
        apart = bool(run) and text[run[-1].end() : word.start()].strip(" ") != ""
        named = not run or any(_is_name(taken, near[0]) for near in words[n : n + 2])
        likely = word[0][:1].isupper() or (named and not strict)
        if apart or not likely:
            break
        run.append(word)
    return [word[0] for word in run]


def _named(taken: Taken, run: list[str], strict: bool) -> Named | None:
    """Surname and name among the words; the last of them is a surname if none looks like one."""
    if not run:
        return None
    parts = [part[:1].upper() + part[1:] for part in (*run[:-1], _without_me(taken, run[-1]))]
    at = next((n for n, part in enumerate(parts) if _ends_in(taken, "surname", part)), None)
    if at is None and strict:
        return None
    if at is None:
        at = len(parts) - 1 if len(parts) > 1 else len(parts)
    names = " ".join(part for n, part in enumerate(parts) if n != at)
    return Named("".join(parts[at : at + 1]), names)


def _with_surname(taken: Taken, text: str, words: list[re.Match[str]], named: Named) -> Named:
    """The name with the surname that stands apart: «атым Айгүл, тегім Ахметова»."""
    for at in _ends(taken, "surname", words):
        if not named.surname and (run := _run(taken, text, words[at:], strict=False)):
            surname = _without_me(taken, run[0])
            return Named(surname[:1].upper() + surname[1:], named.name)
    return named


def _without_me(taken: Taken, word: str) -> str:
    """«Айгүлмін» is «I am Aigul»."""
    for ending in taken.endings["me_endings"]:
        if fold(word).endswith(ending) and len(word) - len(ending) >= LEAST_ME:
            return word[: -len(ending)]
    return word


def _is_name(taken: Taken, word: str) -> bool:
    return _ends_in(taken, "surname", word) or _ends_in(taken, "patronymic", word)


def _ends_in(taken: Taken, what: str, word: str) -> bool:
    return len(word) > LEAST_ME and fold(word).endswith(taken.endings[f"{what}_endings"])


def _sentence(taken: Taken, text: str) -> str:
    """The text up to the full stop that ends it; «ул.» does not."""
    for stop in re.finditer(r"[.!?\n;]", text):
        before = TOKEN.findall(text[: stop.start()])
        short = stop[0] == "." and before and fold(before[-1]) in taken.short
        if not short:
            return text[: stop.start()]
    return text


def _has(taken: Taken, lead: str, text: str) -> bool:
    return next(_ends(taken, lead, list(WORD.finditer(text))), None) is not None


def _ends(taken: Taken, lead: str, words: list[re.Match[str]]) -> Iterator[int]:
    """Where phrases of a lead end: the number of the word after them."""
    folded = [fold_known(word[0]) for word in words]
    begins = taken.begins.get(lead, ())
    for at in range(len(folded)):
        if not folded[at].startswith(begins):
            continue
        for phrase in taken.leads.get(lead, ()):
            said = folded[at : at + len(phrase)]
            if len(said) == len(phrase) and all(map(_meant, said, phrase)):
                yield at + len(phrase)


def _meant(said: str, word: tuple[str, bool]) -> bool:
    return said == word[0] if word[1] else said.startswith(word[0])


def _leads(row: Mapping[str, str]) -> Iterator[Lead]:
    phrases = sorted((p for words in row.values() for p in words.split()), key=len, reverse=True)
    for phrase in phrases:
        parts = phrase.lstrip("=").split("_")
        yield tuple((fold(part), phrase.startswith("=")) for part in parts)
