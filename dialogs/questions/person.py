"""Questions about the person: name, address, numbers of persons and companies (IIN, BIN)."""

import re
from dataclasses import dataclass
from typing import Any

from dialogs.identity import DIGITS, Mark, iin_fits, is_bin, marks, without
from dialogs.question import Answer, Problem, View
from dialogs.questions.text import Text
from dialogs.taken import company_in, name_in

NAME = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*\.?")
MOST_PARTS = 5  # of a name
KEPT_AS = {"iin": "iin", "bin": "bin", "phone": "phone", "landline": "phone", "email": "contact"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Text):
    """A surname or a name; where `whole`, two words and more in one go are surname and name.

    Numbers and addresses in the same message are taken for their own questions. The name of a
    company in place of a person's makes the applicant a company.
    """

    kind: str = "name"
    most: int = 120
    whole: bool = False

    def accept(self, view: View, text: str) -> Answer | Problem:
        """Words of letters, each with a capital first letter."""
        found = marks(text)
        also = kept(found)
        rest = without(text, found).strip(" ,;\n") if found else text
        if self.whole and (company := company_in(view.book.taken, rest)):
            return Answer("", also={**also, "name": "", "company": company})
        if self.whole and (named := name_in(view.book.taken, rest)):
            return Answer(named.surname or None, also={**also, **_named(named.name)})
        parts = rest.replace(",", " ").split()
        if not parts or len(parts) > MOST_PARTS or not all(map(NAME.fullmatch, parts)):
            return Problem("hint.name")
        capital = [part[:1].upper() + part[1:] for part in parts]
        if self.whole and len(capital) > 1:
            return Answer(capital[0], also={**also, "name": " ".join(capital[1:])})
        return Answer(" ".join(capital), also=also)


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
        digits = found[0].value if len(found) == 1 else re.sub(r"[\s-]", "", text)
        if not (digits.isascii() and digits.isdigit()) or len(digits) != DIGITS:
            return Problem("hint.bin_length" if self.company else "hint.iin_length")
        if not iin_fits(digits):
            return Problem("hint.bin_check" if self.company else "hint.iin_check")
        if is_bin(digits) == self.company:
            return Answer(digits)
        return Problem("hint.iin_for_bin") if self.company else Answer("", also={"bin": digits})


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Text):
    """A postal address. A number that answers another question is taken for that one."""

    def accept(self, view: View, text: str) -> Answer | Problem:
        """The words, unless they are only an IIN, a telephone number or an e-mail address."""
        found = marks(text)
        if found and sum(c.isalnum() for c in without(text, found)) < self.letters:
            return Answer(None, also=kept(found))
        return Answer(text)


def kept(found: list[Mark]) -> dict[str, Any]:
    """Marks as answers to their questions."""
    return {KEPT_AS[mark.kind]: mark.value for mark in reversed(found)}


def _named(name: str) -> dict[str, Any]:
    return {"name": name} if name else {}
