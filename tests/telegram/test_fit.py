"""What fits through a door."""

from hypothesis import given
from hypothesis import strategies as st

from bot.fronts import fit


def test_short_text_is_one_message() -> None:
    assert fit.split("  Сәлеметсіз бе!  ", 4096) == ["Сәлеметсіз бе!"]


def test_no_text_is_no_message() -> None:
    assert fit.split(" \n ", 4096) == []


def test_long_text_is_cut_at_the_end_of_a_sentence() -> None:
    sentence = "Жауап он бес жұмыс күнінде беріледі. "
    parts = fit.split(sentence * 20, 300)
    assert all(part.endswith("беріледі.") for part in parts)
    assert " ".join(parts) == (sentence * 20).strip()


def test_paragraph_is_preferred_to_a_sentence() -> None:
    first, second = "a" * 60 + ". " + "b" * 10, "c" * 50
    assert fit.split(f"{first}\n\n{second}", 100) == [first, second]


def test_text_without_a_place_to_cut_is_cut_anyway() -> None:
    assert fit.split("ы" * 250, 100) == ["ы" * 100, "ы" * 100, "ы" * 50]


def test_letters_outside_the_basic_plane_count_twice_and_stay_whole() -> None:
    parts = fit.split("🏠" * 30, 21)
    assert parts == ["🏠" * 10] * 3
    assert [fit.width(part) for part in parts] == [20, 20, 20]


@given(st.text(max_size=400), st.integers(min_value=2, max_value=50))
def test_nothing_but_space_is_ever_lost(text: str, most: int) -> None:
    parts = fit.split(text, most)
    assert all(0 < fit.width(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_rows_of_long_labels_are_single() -> None:
    assert fit.rows(["Өтініш беру", "Жеке қабылдауға жазылу туралы"]) == [1, 1]


def test_short_labels_stand_beside_each_other() -> None:
    assert fit.rows(["Иә", "Жоқ қазір", "Артқа"]) == [2, 1]


def test_grades_stand_in_one_row() -> None:
    assert fit.rows(list("12345")) == [5]


def test_no_labels_are_no_rows() -> None:
    assert fit.rows([]) == []


def test_cut_label_says_that_it_is_cut() -> None:
    assert fit.cut("Петропавл қаласының әкімдігі", 12) == "Петропавл қ…"
    assert fit.cut("Әкімдік", 12) == "Әкімдік"


def test_numbered_choices() -> None:
    assert fit.numbered(["Суық су", "Ыстық су"]) == "1. Суық су\n2. Ыстық су"
