"""Commands that open a door: `esik serve` for everyone, `esik talk` at this terminal."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.edge import UNKNOWN, USAGE, in_house, settings, stop
from bot.commands.options import Language

if TYPE_CHECKING:
    from bot.app import House
    from bot.commands.story import Story
    from dialogs.events import Event


def serve() -> None:
    """Serve the web, the messengers, the post and the clock until Ctrl-C."""
    found = settings()
    from bot.web import serve as serve_house

    serve_house(found)


def talk(
    record: Annotated[
        Path | None, typer.Option(help="Write down what the citizen does, for a golden.")
    ] = None,
    lang: Language = None,
    agency: Annotated[str | None, typer.Option(help="Come in through this agency.")] = None,
    name: Annotated[str, typer.Option("--as", help="Whose talk: the same name goes on.")] = "me",
) -> None:
    """Talk with Esik at this terminal; a number or an option id chooses, Ctrl-D ends it."""

    async def talked(house: "House") -> None:
        from bot.fronts.terminal import Terminal, typed

        if agency is not None and not house.book.knows_agency(agency):
            stop(UNKNOWN, f"there is no agency {agency}")
        with ExitStack() as stack:
            keep = _story(stack, record, house).add if record else _forget
            terminal = Terminal(house, name, sys.stdout, keep)
            await terminal.talk(typed(sys.stdin), language=lang, agency=agency)

    try:
        in_house(talked)
    except KeyboardInterrupt:
        typer.echo()


def _story(stack: ExitStack, record: Path, house: "House") -> "Story":
    from bot.commands.story import Story

    try:
        paper = stack.enter_context(record.open("x", encoding="utf-8"))
    except OSError as error:
        stop(USAGE, f"{record}: {error.strerror}")
    return Story(paper, house.mint.now())


def _forget(event: "Event") -> None:
    """Nothing is written down."""
