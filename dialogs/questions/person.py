"""Questions about the person: name, address, numbers of persons and companies (IIN, BIN)."""

import re
from dataclasses import dataclass
from typing import Any

from dialogs.fold import fold
from dialogs.identity import DIGITS, Mark, iin_fits, is_bin, marks, without
from dialogs.question import Answer, Problem, View
from dialogs.questions.pick import unsure
from dialogs.questions.spelling import name_parts
from dialogs.questions.text import Text, declines
from dialogs.sources import known_place
from dialogs.taken import company_in, in_order, name_in

ONE_NUMBER = re.compile(r"\D*(\d(?:[ -]?\d){11})\D*", re.ASCII)  # twelve digits among words
LEAST_STREET = 3  # letters of an address behind a name
LETTERS_AS_DIGITS = str.maketrans("ОоOoЗз", "000033")
KEPT_AS = {"iin": "iin", "bin": "bin", "phone": "phone", "landline": "phone", "email": "contact"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Text):
    """A surname or a name; where `whole`, two words and more in one go are surname and name.

    Numbers and addresses in the same message are taken for their own questions. The name of a
    company in place of a person's makes the applicant a company.
    """

    kind: str = "name"
    least: int = 1
    letters: int = 1
    most: int = 120
    whole: bool = False

    def accept(self, view: View, text: str) -> Answer | Problem:
        """Words of letters, each with a capital first letter; «I will not say» is no name."""
        found = marks(text)
        also = kept(found)
        rest = without(text, found).strip(" ,;\n") if found else text
        rest, address = _with_address(rest)
        also |= {"address": address} if address else {}
        if _is_no_name(view, rest):
            return Problem("hint.name")
        if self.whole and (company := company_in(view.book.taken, rest)):
            return Answer("", also={**also, "name": "", "company": company})
        if self.whole and (named := name_in(view.book.taken, rest)):
            return Answer(named.surname or None, also={**also, **_named(named.name)})
        small = view.book.taken.endings.get("patronymic_endings", ())
        plain = view.book.plain
        parts = name_parts(plain.no_name, small, rest)
        if not parts or not plain.never_names.isdisjoint(map(fold, parts)):
            return Problem("hint.name")
        if self.whole and len(parts) > 1:
            surname, name = in_order(view.book.taken, parts)
            return Answer(surname, also={**also, "name": name})
        return Answer(" ".join(parts), also=also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Iin(Text):
    """Twelve digits with their check digit. A BIN in place of an IIN is kept as the company's.

    company: a BIN is asked for.
    """

    kind: str = "iin"
    company: bool = False

    def accept(self, view: View, text: str) -> Answer | Problem:
        """The digits, if they can be an IIN or a BIN."""
        found = [mark for mark in marks(text) if mark.kind in {"iin", "bin"}]
        digits = found[0].value if len(found) == 1 else _digits(text)
        if len(digits) != DIGITS:
            return Problem("hint.bin_length" if self.company else "hint.iin_length")
        if not int(digits) or not iin_fits(digits):
            return Problem("hint.bin_check" if self.company else "hint.iin_check")
        if is_bin(digits) == self.company:
            return Answer(digits)
        return Problem("hint.iin_for_bin") if self.company else Answer("", also={"bin": digits})


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Text):
    """A postal address. A number that answers another question is taken for that one."""

    def accept(self, view: View, text: str) -> Answer | Problem:
        """The words, unless they are only an IIN, a telephone number or an e-mail address.

        Words without a number and without a place are asked once more: «there», «none».
        """
        found = marks(text)
        if found and sum(c.isalnum() for c in without(text, found)) < self.letters:
            return Answer(None, also=kept(found))
        if not any(c.isdigit() for c in text) and not _names_place(view, text):
            return Problem("hint.address")
        return Answer(text)


def kept(found: list[Mark]) -> dict[str, Any]:
    """Marks as answers to their questions."""
    return {KEPT_AS[mark.kind]: mark.value for mark in reversed(found)}


def _named(name: str) -> dict[str, Any]:
    return {"name": name} if name else {}


def _digits(text: str) -> str:
    """The digits of a number, alone or among words; letters in place of digits are put right."""
    alone = re.sub(r"[\s-]", "", text).translate(LETTERS_AS_DIGITS)
    if alone.isascii() and alone.isdigit():
        return alone
    among = ONE_NUMBER.fullmatch(text)
    return re.sub(r"[ -]", "", among[1]) if among else ""


def _with_address(text: str) -> tuple[str, str]:
    """A name and the address that follows it after a comma, if one does."""
    name, _, rest = text.partition(",")
    is_address = any(c.isdigit() for c in rest) and sum(c.isalpha() for c in rest) >= LEAST_STREET
    return (name, rest.strip()) if is_address and " " in name.strip() else (text, "")


def _is_no_name(view: View, text: str) -> bool:
    """Whether words are an answer that everybody knows and nobody is called: «no», «not mine»."""
    plain = view.book.plain
    said = fold(text)
    known = unsure(view, text) or any(said in plain.options[id] for id in ("yes", "no", "skip"))
    return known or (" " in said and declines(view, text))


def _names_place(view: View, text: str) -> bool:
    """Whether words name a place, or a street, that an answer could be sent to."""
    words = set(fold(text).split())
    if words & view.book.plain.streets:
        return True
    known = known_place(view.talk)
    places = view.book.rules.places
    return not declines(view, text) and bool(places.find(text, view.language, known))
