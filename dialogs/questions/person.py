"""Questions about the person: the name and the individual identification number (IIN)."""

import re
from dataclasses import dataclass

from dialogs.question import Answer, Problem
from dialogs.questions.text import Text

NAME = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*\.?")
FIRST_WEIGHTS = range(1, 12)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Text):
    """A surname or a name; two words and more in one go are surname and name."""

    kind: str = "name"
    most: int = 120
    whole: bool = False  # the words may be surname and name together

    def accept(self, text: str) -> Answer | Problem:
        """Words of letters, each with a capital first letter."""
        parts = text.replace(",", " ").split()
        if not all(NAME.fullmatch(part) for part in parts) or len(parts) > 5:
            return Problem("hint.name")
        named = [part[:1].upper() + part[1:] for part in parts]
        if self.whole and len(named) > 1:
            return Answer(named[0], also={"name": " ".join(named[1:])})
        return Answer(" ".join(named))


@dataclass(frozen=True, slots=True, kw_only=True)
class Iin(Text):
    """Twelve digits with their check digit; only the form is checked, nothing is derived."""

    kind: str = "iin"

    def accept(self, text: str) -> Answer | Problem:
        """The digits, if they can be an IIN."""
        digits = re.sub(r"[\s-]", "", text)
        if not (digits.isascii() and digits.isdigit()) or len(digits) != 12:
            return Problem("hint.iin_length")
        return Answer(digits) if iin_fits(digits) else Problem("hint.iin_check")


def iin_fits(digits: str) -> bool:
    """Whether the last of twelve digits checks the others.

    The weights are 1..11 modulo 11; where that gives 10, a second row of weights is tried, and
    numbers that give 10 again are never issued.
    """
    numbers = [int(d) for d in digits[:11]]
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        check = sum(n * w for n, w in zip(numbers, weights, strict=True)) % 11
        if check < 10:
            return check == int(digits[11])
    return False
