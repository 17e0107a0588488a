"""Commands about the house itself: `esik seed-demo`, `esik keys`."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.edge import in_house
from bot.commands.options import day
from bot.mint import ALMATY

if TYPE_CHECKING:
    from bot.app import House


def seed_demo(
    first: Annotated[
        date | None,
        typer.Option(
            "--from", parser=day, metavar="DATE", help="Count from here, not from today."
        ),
    ] = None,
) -> None:
    """Make sure that the demonstration is there: officials, free seats, an operator."""

    async def sown(house: "House") -> str:
        from bot.seed import AGENCY, OFFICIALS, OPERATOR, sow

        start = first or house.mint.now().astimezone(ALMATY).date()
        slots = await sow(house.database, house.book.rules.calendar, start, house.mint.now())
        who = ", ".join(official.id for official in OFFICIALS)
        return f"{AGENCY}: {who}, {slots} slots after {start}; operator {OPERATOR}"

    typer.echo(in_house(sown))


def keys() -> None:
    """Make a new key for ESIK_DATA_KEY and print it; it is kept nowhere."""
    from storage.seal import new_key

    typer.echo(new_key())
