"""The command `esik`: every command by name, and the page of theory in `bot.commands`."""

import typer

from bot.commands import (
    bookings,
    calls,
    cases,
    doors,
    house,
    letters,
    operators,
    rules,
    templates,
    unanswered,
)
from bot.commands.erasing import erase
from bot.commands.replay import replay

app = typer.Typer(
    name="esik",
    help="Esik, the front door to government: one command for whoever runs and tends it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks show values, and those may be citizens' words
)

for command in (
    doors.serve,
    doors.talk,
    rules.route,
    rules.check,
    replay,
    letters.sweep,
    letters.outbox,
    letters.audit,
    templates.templates,
    unanswered.answers,
    erase,
    house.seed_demo,
    house.keys,
):
    app.command(command.__name__.replace("_", "-"))(command)

for name, group in (
    ("case", cases.app),
    ("booking", bookings.app),
    ("calls", calls.app),
    ("operator", operators.app),
    ("unanswered", unanswered.app),
):
    app.add_typer(group, name=name)


def main() -> None:
    """Run the command that the words of the command line name."""
    app()
