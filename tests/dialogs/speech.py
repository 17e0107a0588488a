"""Talks of citizens who speak: heard, sorted by buttons, filed, booked, asked for."""

from dataclasses import replace

from dialogs import effects as e
from dialogs import events as v
from tests.dialogs.shell import Shell, book

NOTE = v.File(id="voice-1", name="voice.ogg", type="audio/ogg", size=9000)
MORE = v.File(id="voice-2", name="voice.ogg", type="audio/ogg", size=4000)
WORDS = "Нет горячей воды"
SECRET = min(book().neutral)  # a topic


def spoken(language: str | None = "ru") -> Shell:
    """Something was spoken, and the group is asked."""
    shell = Shell(language=language)
    shell.take(v.Sent, file=NOTE)
    return shell


def chosen(shell: Shell) -> Shell:
    """Group, topic and place chosen by buttons."""
    shell.press("housing_utilities")
    shell.press("water_outage")
    shell.say("Петропавловск")
    return shell


def filed(shell: Shell) -> str:
    """The number of the appeal that is filed: what is asked is answered."""
    ways = {
        "advice": lambda: shell.press("file"),
        "consent": lambda: shell.press("yes"),
        "surname": lambda: shell.say("Иванов Иван"),
        "iin": lambda: shell.press("skip"),
        "address": lambda: shell.say("ул. Абая, 5, кв. 1"),
        "confirm": lambda: shell.press("confirm"),
    }
    before = set(shell.cases)
    while set(shell.cases) == before:
        ways[asked(shell)]()
    return next(number for number in shell.cases if number not in before)


def asked(shell: Shell) -> str:
    """The key of the question that waits."""
    return shell.book.steps[shell.talk.at].ask or ""


def first_option(shell: Shell) -> str:
    """The first button of the last letter."""
    return shell.said[-1].choices[0].id


def a_case() -> tuple[Shell, str]:
    """An appeal that was spoken."""
    shell = chosen(spoken())
    return shell, filed(shell)


def a_secret() -> tuple[Shell, str]:
    """One that letters may not name."""
    shell, number = a_case()
    shell.cases[number] = replace(shell.cases[number], topic=SECRET)
    return shell, number


def a_booking() -> tuple[Shell, str]:
    """A reception whose matter was spoken."""
    shell = chosen(spoken())
    shell.press("book", "akim")
    shell.press(first_option(shell))
    shell.press(first_option(shell), "confirm")
    return shell, next(iter(shell.bookings))


def a_request() -> tuple[Shell, str]:
    """A request for one, where no schedule is known."""
    shell = spoken()
    shell.officials = ()
    chosen(shell)
    shell.press("book", "head", "any_day", "confirm")
    return shell, next(iter(shell.requests))


def marks(shell: Shell, subject: str) -> list[str]:
    """What became of what was spoken, in order."""
    return [r.state for r in shell.records if isinstance(r, e.MarkSpoken) if r.subject == subject]
