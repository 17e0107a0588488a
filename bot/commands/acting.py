"""How a command does something: an event on the one road, and what the turn said to it."""

from typing import TYPE_CHECKING

import typer

from bot.commands.edge import ILLEGAL, UNKNOWN, stop

if TYPE_CHECKING:
    from bot.app import House
    from bot.turn import OfCase, OfRequest, Talk
    from dialogs.events import Event

NOBODY = "unknown"  # the code of a refusal: there is no such case, talk or request


async def act(house: "House", event: "Event", to: "OfCase | OfRequest | Talk") -> bool:
    """Take an event; False when it happened before. A refusal ends the command: exit 3 or 4."""
    from bot.turn import Arrival, Refused, Repeated

    outcome = await house.batch.put(Arrival(event, to))
    if isinstance(outcome, Refused):
        stop(UNKNOWN if outcome.code == NOBODY else ILLEGAL, f"refused: {outcome.code}")
    return not isinstance(outcome, Repeated)


def key(about: str, given: str | None, house: "House") -> str:
    """The key of an operator's act: of what it is about and the id given, else a new one."""
    return f"{about}:{given or house.mint.new_id()}"


def tell_repeated() -> None:
    """Say that nothing changed."""
    typer.echo('{"repeated": true}')
