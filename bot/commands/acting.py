"""How a command does something: an event on the one road, and what the turn said to it."""

from typing import TYPE_CHECKING

import typer

from bot.commands.edge import ILLEGAL, UNKNOWN, stop

if TYPE_CHECKING:
    from bot.app import House
    from bot.turn import OfCase, OfReception, OfRequest, Talk
    from dialogs.events import Event

NOBODY = "unknown"  # the code of a refusal: there is no such case, talk or request
HINTS = {  # by the code of a refusal: what to do
    "unknown": "there is no such appeal, talk, booking or request; see `esik operator queue`",
    "not_in_queue": "the citizen talks with the bot; who waits stands in `esik operator queue`",
    "taken": "another operator has this talk",
    "not_yours": "take the talk first: `esik operator take CHAT`",
    "no_voice": "nothing was spoken here, so there is nothing to write down",
    "confirmed": "the citizen has said that the words are right; ask by `esik case NUMBER ask`",
    "erased": "the citizen had the talk erased, so nobody will confirm the words",
    "another_person": "somebody else writes on this telephone now; wait until they are back",
    "over": "this reception is over, cancelled or moved; look at `esik operator queue`",
    "empty_text": "write the words between quotes",
    "too_long": "write it shorter: 4000 characters for an appeal, 1000 for a reception",
    "illegal_move": "the appeal is not in a state for it; look at `esik case NUMBER`",
}


async def act(
    house: "House", event: "Event", to: "OfCase | OfReception | OfRequest | Talk"
) -> bool:
    """Take an event; False when it happened before. A refusal ends the command: exit 3 or 4."""
    from bot.turn import Arrival, Refused, Repeated

    outcome = await house.batch.put(Arrival(event, to))
    if isinstance(outcome, Refused):
        hint = HINTS.get(outcome.code, "")
        why = f"refused: {outcome.code}" + (f"; {hint}" if hint else "")
        stop(UNKNOWN if outcome.code == NOBODY else ILLEGAL, why)
    return not isinstance(outcome, Repeated)


def key(about: str, given: str | None, house: "House") -> str:
    """The key of an operator's act: of what it is about and the id given, else a new one."""
    return f"{about}:{given or house.mint.new_id()}"


def tell_repeated() -> None:
    """Say that nothing changed."""
    typer.echo('{"repeated": true}')
