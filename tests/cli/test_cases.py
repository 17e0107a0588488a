"""`esik case`: an appeal that was filed at the terminal is shown and moved to its end."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.mint import Mint

BY = ("--by", "demo")
NEXT_WEEK = (Mint().now() + timedelta(days=7)).isoformat()
VIEW = {"number", "state", "kind", "agency", "registered", "due", "history", "letters"}


@pytest.fixture
def registered(esik, number) -> str:
    """The number of an appeal that the agency has in its register, whatever day it is today."""
    esik("sweep", "--at", NEXT_WEEK)
    return number


def state(esik, number) -> str:
    return esik.json("case", number)["state"]


def test_a_case_is_shown(esik, number):
    found = esik.json("case", number)
    assert set(found) == VIEW
    assert (found["number"], found["agency"]) == (number, "petropavlovsk")
    assert found["history"][0]["act"] == "file"
    assert number in esik("case", number).stdout
    assert any(number in letter["text"] for letter in found["letters"])


def test_moments_are_shown_with_the_offset_of_almaty(esik, number):
    at = esik.json("case", number)["history"][0]["at"]
    assert at.endswith("+05:00")
    assert datetime.fromisoformat(at) <= Mint().now().astimezone(UTC)


def test_a_case_is_worked_on_and_answered(esik, registered):
    number = registered
    assert state(esik, number) == "registered"
    taken = esik.json("case", number, "take", *BY, "--at", NEXT_WEEK)
    assert taken["state"] == "in_work"
    esik("case", number, "ask", "Какой дом?", *BY, "--at", NEXT_WEEK)
    assert state(esik, number) == "clarification"
    assert "Какой дом?" in esik.talk("Дом 5")
    assert state(esik, number) == "in_work"
    words = ("answer", "Ямы заделаны, акт составлен 1 декабря", "--result", "satisfied")
    esik("case", number, *words, *BY, "--at", NEXT_WEEK)
    esik("case", number, "close", *BY, "--at", NEXT_WEEK)
    shown = esik.json("case", number)
    assert shown["state"] == "closed"
    acts = [row["act"] for row in shown["history"]]
    assert acts == ["file", "register", "take", "ask", "reply", "answer", "close"] or acts == [
        "file", "take", "ask", "reply", "answer", "close",
    ]  # fmt: skip
    assert "Ямы заделаны" in esik.talk()


def test_the_same_key_again_changes_nothing(esik, registered):
    esik("case", registered, "take", *BY, "--id", "form-1")
    again = esik("case", registered, "take", *BY, "--id", "form-1")
    assert again.stdout == '{"repeated": true}\n'
    assert [row["act"] for row in esik.json("case", registered)["history"]].count("take") == 1


def test_the_same_key_about_another_case_is_another_key(esik, registered):
    esik("case", registered, "take", *BY, "--id", "form-1")
    esik("case", "2026-00000000", "take", *BY, "--id", "form-1", code=4)


def test_a_move_that_is_not_allowed_exits_3_and_leaves_nothing(esik, registered):
    before = esik.json("case", registered)
    done = esik("case", registered, "close", *BY, "--id", "form-2", code=3)
    assert "illegal_move" in done.stderr
    assert esik.json("case", registered) == before
    esik("case", registered, "answer", "Рассмотрено, ответ дан", "--result", "great", *BY, code=3)
    esik("case", registered, "answer", "...", "--result", "satisfied", *BY, code=3)


def test_a_term_is_extended_once(esik, registered):
    due = datetime.fromisoformat(esik.json("case", registered)["due"])
    until = f"{due + timedelta(days=10):%Y-%m-%d}"
    words = ("extend", "--until", until, "--reason", "нужна экспертиза", *BY)
    kind = esik.json("case", registered)["kind"]
    if kind == "complaint":
        esik("case", registered, *words, code=3)
        return
    assert esik.json("case", registered, *words)["due"] == until
    esik("case", registered, *words, code=3)


def test_a_case_is_redirected_to_an_agency_that_exists(esik, registered):
    words = ("--reason", "дорога республиканская", *BY, "--at", NEXT_WEEK)
    esik("case", registered, "redirect", "--to", "nobody", *words, code=3)
    esik("case", registered, "redirect", "--to", "nko_akimat", *words, code=3)
    assert (
        esik.json("case", registered, "redirect", "--to", "almaty", *words)["agency"] == "almaty"
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("2026-00000000",), 4),
        (("2026-00000000", "take", *BY), 4),
        (("2026-00000000", "take"), 2),
        ((), 2),
        (("2026-00000000", "shout", *BY), 2),
        (("2026-00000000", "extend", "--until", "soon", "--reason", "x", *BY), 2),
        (("2026-00000000", "take", *BY, "--at", "soon"), 2),
    ],
)
def test_usage_and_unknown(esik, words, code):
    done = esik("case", *words, code=code)
    assert done.stderr
    assert not done.stdout
