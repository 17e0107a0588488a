"""The book, and talks at the points where tests begin."""

from collections.abc import Callable

import pytest

from bot.book import Book
from tests.dialogs.shell import Shell, book

LIGHTS = {
    "kk": "Көшеде шамдар жанбайды",
    "ru": "На нашей улице не горят фонари",
    "en": "The street lights are off in our street",
}


@pytest.fixture(name="book", scope="session")
def _book() -> Book:
    return book()


@pytest.fixture
def shell() -> Shell:
    """A citizen who came by the site of an akimat, in Russian, and sees the menu."""
    return Shell("ru", "petropavlovsk")


@pytest.fixture
def at() -> Callable[[str], Shell]:
    """A talk that waits at a point of the form: advice, surname, iin, address, confirm, filed."""
    return talk_at


def talk_at(point: str, language: str = "ru") -> Shell:
    """A talk that was led to a question by good answers."""
    shell = Shell(language, "petropavlovsk")
    ways = {
        "advice": lambda: shell.say(LIGHTS[language]),
        "consent": lambda: shell.press("file"),
        "surname": lambda: shell.press("yes"),
        "iin": lambda: shell.say("Ахметова Айгуль"),
        "address": lambda: shell.press("skip"),
        "confirm": lambda: shell.say("улица Абая 5"),
        "filed": lambda: (shell.press("confirm"), shell.press("skip")),  # and no word on the site
    }
    for name, go in ways.items():
        go()
        if name == point:
            return shell
    raise AssertionError(f"there is no point {point}")
