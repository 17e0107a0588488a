"""The name and the IIN."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from dialogs.questions.person import iin_fits
from tests.dialogs.asking import LONG, STICKER, chose, read, value


@pytest.mark.parametrize(
    ("reply", "surname", "name"),
    [
        ("Ахметова Айгуль", "Ахметова", "Айгуль"),
        ("ахметова айгүл серікқызы", "Ахметова", "Айгүл Серікқызы"),
        ("Петрова-Сидорова, Анна", "Петрова-Сидорова", "Анна"),
        ("O’Neil D'Arcy", "O’Neil", "D'Arcy"),
        ("Ли", "Ли", None),
        ("Әбдіқалықов Ә.", "Әбдіқалықов", "Ә."),
    ],
)
def test_surname_and_name(reply: str, surname: str, name: str | None) -> None:
    found = read("surname", reply)
    assert found.value == surname
    assert found.also.get("name") == name


@pytest.mark.parametrize(
    "reply", ["Ахметова 5", "<b>", "Иван 🙂", "а б в г д е", "87011234567", "--", "{surname}"]
)
def test_no_name(reply: str) -> None:
    assert value("name", reply) in {"hint.name", "hint.short"}


def test_a_first_name_of_two_words_is_one_name() -> None:
    assert value("name", "айша бибі") == "Айша Бибі"


def control_digit(first: str) -> int | None:
    """The check digit by the order of the government, written anew for this test."""
    rows = ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2])
    for row in rows:
        total = 0
        for place in range(11):
            total += row[place] * int(first[place])
        if total % 11 != 10:
            return total % 11
    return None


GOOD_IIN = f"90011540001{control_digit('90011540001')}"


def numbers() -> Iterator[str]:
    for year, serial in product(("90", "04", "59"), range(0, 9999, 37)):
        yield f"{year}0115" + f"4{serial:04}"


def test_iin_by_an_independent_count() -> None:
    second_row = never = 0
    for first in numbers():
        digit = control_digit(first)
        plain = sum(int(d) * n for n, d in enumerate(first, 1)) % 11
        second_row += plain == 10 and digit is not None
        never += digit is None
        for last in range(10):
            assert iin_fits(f"{first}{last}") is (last == digit)
    assert second_row > 10, "the second row of weights was not tried"
    assert never, "no number that is never issued was tried"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (GOOD_IIN, GOOD_IIN),
        (f" {GOOD_IIN[:6]} {GOOD_IIN[6:10]}-{GOOD_IIN[10:]} ", GOOD_IIN),
        (GOOD_IIN[:-1] + str((int(GOOD_IIN[-1]) + 1) % 10), "hint.iin_check"),
        ("90011540001", "hint.iin_length"),
        ("9001154000123", "hint.iin_length"),
        ("девять ноль", "hint.iin_length"),
        ("٩٠٠١١٥٤٠٠٠١٢", "hint.iin_length"),
        ("🙂", "hint.short"),
        ("пропустить", ""),
        ("не знаю", ""),
        (chose("skip"), ""),
        (LONG, "hint.long"),
        (STICKER, "hint.text"),
    ],
)
def test_iin(reply: Any, expected: str) -> None:
    assert value("iin", reply) == expected
