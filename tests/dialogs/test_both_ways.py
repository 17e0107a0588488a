"""One way of helping was gone to its end: the other is open with the same words, for a day."""

from datetime import timedelta

from dialogs.sources import KEPT
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import told
from tests.dialogs.shell import Shell


def filed() -> Shell:
    return talk_at("filed")


def asked(shell: Shell) -> str:
    return shell.book.steps[shell.talk.at].ask or ""


def test_what_was_filed_is_booked_without_being_told_again() -> None:
    shell = filed()
    (case,) = shell.cases.values()
    shell.press("book")
    assert asked(shell) == "official"
    shell.press("akim")
    shell.press(shell.said[-1].choices[0].id)
    shell.press(shell.said[-1].choices[0].id)
    shell.press("confirm")
    (booking,) = shell.bookings.values()
    assert booking.matter == case.draft.text


def test_then_neither_is_offered_again() -> None:
    shell = filed()
    shell.say("записаться на приём")
    shell.press("akim")
    shell.press(shell.said[-1].choices[0].id)
    shell.press(shell.said[-1].choices[0].id)
    shell.press("confirm")
    assert KEPT not in shell.talk.facts
    shell.press("file")
    assert asked(shell) == "problem"


def test_what_was_filed_is_not_filed_twice() -> None:
    shell = filed()
    shell.press("file")
    assert asked(shell) == "problem"


def test_what_was_booked_is_filed_with_the_same_words() -> None:
    shell = talk_at("advice")
    shell.press("book")
    shell.press("akim")
    shell.press(shell.said[-1].choices[0].id)
    shell.press(shell.said[-1].choices[0].id)
    shell.press("confirm")
    assert asked(shell) == "site"  # asked once of who came from a site, and never in the way
    shell.press("skip", "file")
    assert asked(shell) == "consent"


def test_what_was_booked_and_then_filed_is_offered_no_more() -> None:
    shell = talk_at("advice")
    shell.press("book", "akim")
    shell.press(shell.said[-1].choices[0].id)
    shell.press(shell.said[-1].choices[0].id)
    shell.press("confirm", "skip", "file", "yes")
    shell.say("Ахметова Айгуль", "пропустить", "улица Абая 5")
    said = told(shell.press("confirm"))
    assert "receipt.number" in said
    assert "receipt.book_too" not in said
    assert KEPT not in shell.talk.facts


def test_what_was_filed_and_then_asked_for_is_offered_no_more() -> None:
    shell = Shell("ru", "almaty")
    shell.say("На нашей улице не горят фонари")
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль", "пропустить", "проспект Абая 5")
    shell.press("confirm", "skip", "book", "head", "any_day")
    said = told(shell.press("confirm"))
    assert "book.requested" in said
    assert "book.file_too" not in said
    assert KEPT not in shell.talk.facts


def test_on_another_day_a_new_matter_begins() -> None:
    shell = filed()
    shell.now += timedelta(days=2)
    shell.press("book")
    assert asked(shell) != "booking_confirm"
    assert shell.talk.answers.get("problem") is None


def test_new_words_are_a_new_matter() -> None:
    shell = filed()
    shell.say("В подъезде холодно")
    assert "холодно" in shell.talk.answers["problem"]
