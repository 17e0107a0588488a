"""Deep links: their parts in any order, within the 64 letters that Telegram takes."""

import re
from itertools import permutations

import pytest

from bot.deep_links import MOST, read_link

TELEGRAM_TAKES = re.compile(rf"[A-Za-z0-9_-]{{1,{MOST}}}")
PARTS = {"help": "book", "topic": "street_light", "language": "kk"}


@pytest.mark.parametrize("number", range(4))
def test_parts_after_the_agency_stand_in_any_order(number: int) -> None:
    for names in permutations(PARTS, number):
        link = "-".join(["a_petropavlovsk", *(PARTS[name] for name in names)])
        assert TELEGRAM_TAKES.fullmatch(link)
        wanted = {name: PARTS[name] for name in names}
        assert read_link(link) == {"agency": "petropavlovsk", **wanted}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("help", ["file", "book"])
def test_every_word_of_a_link_is_known(help: str, language: str) -> None:
    read = read_link(f"a_mtsp-{language}-{help}")
    assert (read["help"], read["language"]) == (help, language)


def test_longest_link_that_telegram_takes_is_read() -> None:
    link = "a_lu_utilities_591010000-book-" + "t" * 34
    assert len(link) == MOST
    assert read_link(link)["topic"] == "t" * 34


def test_agency_without_a_name_and_empty_parts_are_nothing() -> None:
    assert read_link("a_").get("agency") is None
    assert read_link("a_x--kk-") == {"agency": "x", "language": "kk"}


@pytest.mark.parametrize("payload", ["", "aGVsbG8", "b_x", "A_x", "-a_x"])
def test_payload_of_another_form_is_no_link(payload: str) -> None:
    assert read_link(payload) == {}
