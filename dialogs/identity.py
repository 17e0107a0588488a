"""Marks by which a person is known or reached: IIN, BIN, telephone number, e-mail address.

Only the form is checked, and nothing is derived from a number: neither sex nor age. Telephone
numbers are read by the tables of the library `phonenumbers`, as written in Kazakhstan where no
country is named, and kept in the international form (+77011234567).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, NumberParseException, PhoneNumberFormat, PhoneNumberMatcher
from phonenumbers import PhoneNumberType as Type

REGION = "KZ"
DIGITS = 12  # of an IIN and of a BIN
FIRST_WEIGHTS = range(1, 12)
SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
LEAST_DIGITS = 5  # of any telephone number of the world, with the code of its country
BIN_SIGNS = "456"  # the fifth digit of a BIN; that of an IIN is the tens of a day of birth
NUMBER = re.compile(r"(?<!\d)(?<!\d[ -])\d(?:[ -]?\d){11}(?!\d)(?![ -]\d)", re.ASCII)
EMAIL = re.compile(r"[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,24}")
MOST_ADDRESSES = 20  # a message with more of them is nobody's
LONGEST = 4000  # letters of a message that are looked through


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark found in a text: its value, what it is, and where it stands.

    kind: iin, bin, phone (of a mobile network), landline or email.
    """

    kind: str
    value: str
    first: int
    end: int


def iin_fits(digits: str) -> bool:
    """Whether the last of twelve digits checks the others; IIN and BIN are checked alike.

    The weights are 1..11 modulo 11; where that gives 10, a second row of weights is tried, and
    numbers that give 10 again are never issued.
    """
    numbers = [int(d) for d in digits[:11]]
    for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS):
        check = sum(n * w for n, w in zip(numbers, weights, strict=True)) % 11
        if check < 10:
            return check == int(digits[11])
    return False


def is_bin(digits: str) -> bool:
    """Whether twelve digits are a company's."""
    return digits[4] in BIN_SIGNS


def phone_of(text: str) -> str | None:
    """The telephone number that a text is, in the international form."""
    try:
        number = phonenumbers.parse(text[:LONGEST], REGION)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def email_of(text: str) -> str | None:
    """The e-mail address that a text is; spaces around its @ are taken out."""
    written = re.sub(r"\s*@\s*", "@", text.strip().rstrip(".,;"))
    return written.lower() if EMAIL.fullmatch(written) else None


def marks(text: str) -> list[Mark]:
    """Every mark in a text, in order; they do not overlap."""
    text = text[:LONGEST]
    found = [*_numbers(text), *_emails(text)]
    for mark in _phones(text):
        if all(mark.end <= other.first or mark.first >= other.end for other in found):
            found.append(mark)
    return sorted(found, key=lambda mark: mark.first)


def without(text: str, found: list[Mark]) -> str:
    """A text without the marks found in it."""
    for mark in reversed(found):
        text = f"{text[: mark.first]} {text[mark.end :]}"
    return text


def _numbers(text: str) -> Iterator[Mark]:
    for match in NUMBER.finditer(text):
        digits = re.sub(r"[ -]", "", match[0])
        if iin_fits(digits):
            yield Mark("bin" if is_bin(digits) else "iin", digits, match.start(), match.end())


def _emails(text: str) -> Iterator[Mark]:
    if text.count("@") > MOST_ADDRESSES:
        return
    for match in EMAIL.finditer(text):
        yield Mark("email", match[0].lower(), match.start(), match.end())


def _phones(text: str) -> Iterator[Mark]:
    if sum(map(str.isdecimal, text)) < LEAST_DIGITS:  # the library looks long and finds nothing
        return
    for match in PhoneNumberMatcher(text, REGION, Leniency.VALID):
        value = phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
        mobile = phonenumbers.number_type(match.number) == Type.MOBILE
        yield Mark("phone" if mobile else "landline", value, match.start, match.end)
