"""`esik booking`: look at a reception or a request, offer times, write down what was spoken."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bot.commands.acting import act, key, tell_repeated
from bot.commands.edge import UNKNOWN, in_house, say, stop
from bot.commands.group import Subject
from bot.commands.options import At, By, Json, Key, moment

if TYPE_CHECKING:
    from bot.app import House
    from dialogs.events import TimesOffered

MINUTES = 20  # the length of a reception whose agency publishes no schedule

app = typer.Typer(cls=Subject, help="A reception: show it, offer times, write down a voice.")


def moments(text: str) -> tuple[datetime, ...]:
    """The moments that stand between commas."""
    return tuple(moment(part) for part in text.split(","))


@app.callback(invoke_without_command=True)
def booking(
    context: typer.Context,
    id: Annotated[str, typer.Argument(help="The id of a booking, or of a request.")],
    as_json: Json = False,
) -> None:
    """Show a booking or a request by its id; a command after the id acts on it."""
    context.obj = id
    if context.invoked_subcommand is None:
        say(in_house(lambda house: _view(house, id)), as_json, _lines)


@app.command()
def offer(
    context: typer.Context,
    official: Annotated[str, typer.Option(metavar="NAME", help="Who will receive the citizen.")],
    times: Annotated[Any, typer.Option(parser=moments, metavar="T1,T2", help="Free times.")],
    by: By,
    at: At = None,
    id: Key = None,
) -> None:
    """Offer the citizen who asked for a reception times to choose from."""
    request = context.obj

    async def offered(house: "House") -> bool:
        from bot.turn import OfRequest

        event = await _offer(house, request, official, times)
        event = replace(event, id=key(f"request:{request}", id, house), by=by)
        return await act(house, event, OfRequest(request))

    if in_house(offered, at):
        typer.echo(f"{len(times)} times are offered")
    else:
        tell_repeated()


@app.command()
def write(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What the citizen said.")],
    by: By,
    at: At = None,
    id: Key = None,
) -> None:
    """Write down what a voice message says; the citizen is asked whether it is right."""
    _spoken(context.obj, "write", by, at, id, text)


@app.command()
def unclear(context: typer.Context, by: By, at: At = None, id: Key = None) -> None:
    """A voice message cannot be understood: the citizen is asked to write it or say it again."""
    _spoken(context.obj, "unclear", by, at, id)


def _spoken(
    reception: str,
    done: "Literal['write', 'unclear']",
    by: str,
    at: datetime | None,
    id: str | None,
    text: str = "",
) -> None:
    async def acted(house: "House") -> bool:
        from bot.turn import OfReception
        from dialogs.events import SpokenActed

        mark, moment = key(f"reception:{reception}", id, house), house.mint.now()
        event = SpokenActed(id=mark, at=moment, by=by, subject=reception, act=done, text=text)
        return await act(house, event, OfReception(reception))

    if in_house(acted, at):
        typer.echo("done")
    else:
        tell_repeated()


async def _offer(
    house: "House", request: str, official: str, times: "tuple[datetime, ...]"
) -> "TimesOffered":
    """The offer of an official who is known by name only, with one slot for each time."""
    from bot.seed import slot
    from dialogs.events import TimesOffered
    from dialogs.receptions import Official
    from locales import LANGUAGES

    agency = await _agency_of(house, request)
    name = dict.fromkeys(LANGUAGES, official)
    who = Official(id=f"offered_{request}", agency=agency, name=name)
    slots = tuple(slot(who, time, MINUTES) for time in times)
    return TimesOffered(
        id="", at=house.mint.now(), by="", request=request, official=who, slots=slots
    )


async def _agency_of(house: "House", request: str) -> str:
    from storage.wishes import ONE

    async with house.database.read() as link:
        row = await link.first(ONE, which=request)
    return str(row.agency) if row else stop(UNKNOWN, f"there is no request {request}")


async def _view(house: "House", id: str) -> dict[str, Any]:
    from storage.views import Views

    found = await Views(house.database, house.seal).booking_view(id)
    return found or stop(UNKNOWN, f"there is no booking and no request {id}")


def _lines(booking: dict[str, Any]) -> str:
    return "\n".join(f"{name:<12} {value}" for name, value in booking.items())
