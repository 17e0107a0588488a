"""`esik operator`: the queue of citizens who wait for a human, and what operators do in it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.acting import act, key, tell_repeated
from bot.commands.edge import ILLEGAL, UNKNOWN, in_house, local, say, stop
from bot.commands.options import At, By, Json, Key

if TYPE_CHECKING:
    from bot.app import House
    from dialogs.events import Event, File
    from storage.files import Files

app = typer.Typer(help="Operators: their queue, and what they do in it.", no_args_is_help=True)

Chat = Annotated[str, typer.Argument(help="The id of the talk, as the queue shows it.")]


@app.command()
def queue(as_json: Json = False) -> None:
    """Show who waits for a human, or has one; who waits longest first.

    The reason voice:ID is a voice message to be written down, by `esik case ID write` or, of a
    reception, by `esik booking ID write`; `unclear` in place of `write` asks for it again.
    """

    async def waiting(house: "House") -> list[dict[str, Any]]:
        from storage.views import Views

        return await Views(house.database, house.seal).queue(house.mint.now())

    say(in_house(waiting), as_json, _lines)


@app.command()
def unreached(as_json: Json = False) -> None:
    """Show who closed a door to us, and how many letters rest there; `esik calls` has the rest."""

    async def closed(house: "House") -> list[dict[str, Any]]:
        from storage.reachability import closed_doors

        return await closed_doors(house.database, house.seal)

    say(in_house(closed), as_json, _doors)


@app.command()
def take(chat: Chat, by: By, at: At = None, id: Key = None) -> None:
    """Take a talk over from the queue."""
    from dialogs.events import OperatorTook

    _do(chat, at, id, lambda id, at: OperatorTook(id=id, at=at, by=by))


@app.command()
def reply(
    chat: Chat,
    text: Annotated[str, typer.Argument(help="Words to the citizen.")],
    by: By,
    at: At = None,
    id: Key = None,
) -> None:
    """Write to the citizen of a talk that was taken."""
    from dialogs.events import OperatorSaid

    if not text.strip():
        raise typer.BadParameter("there are no words", param_hint="TEXT")
    _do(chat, at, id, lambda id, at: OperatorSaid(id=id, at=at, by=by, text=text))


@app.command()
def files(
    chat: Chat,
    folder: Annotated[Path, typer.Argument(help="Where to write them.", file_okay=False)],
    of: Annotated[
        str | None, typer.Option(help="Only what was spoken of this appeal or reception.")
    ] = None,
) -> None:
    """Write the files of a talk into a folder, to hear a voice message or to see a photo."""

    async def written(house: "House") -> tuple[list[str], dict[str, str]]:
        from storage.files import Files
        from storage.spoken import files_of

        kept = Files(house.database, house.seal)
        async with house.database.read() as link:
            wanted = await files_of(link, of) if of else None
        here = [file for file in await kept.of_talk(chat) if _wanted(file.id, wanted)]
        absent = await kept.not_here(chat)
        names = [await _write(kept, file, chat, folder) for file in here]
        return names, {id: state for id, state in absent.items() if _wanted(id, wanted)}

    folder.mkdir(parents=True, exist_ok=True)
    names, absent = in_house(written)
    for id, state in absent.items():
        typer.echo(f"esik: {id} {NOT_HERE[state]}", err=True)
    for name in names or stop(UNKNOWN, f"no file is here of the talk {chat}"):
        typer.echo(name)


NOT_HERE = {
    "promised": "is still at the messenger: try again in a while",
    "failed": "could not be had; the citizen was told so",
}


def _wanted(id: str, wanted: tuple[str, ...] | None) -> bool:
    return wanted is None or id in wanted


async def _write(kept: "Files", file: "File", chat: str, folder: Path) -> str:
    """Write one file for this user's eyes only; its path."""
    found = await kept.read(file.id, chat)
    path = folder / f"{file.id}{Path(file.name).suffix}"
    path.touch(mode=0o600)
    path.write_bytes(found[1] if found else b"")
    return str(path)


@app.command("return")
def give_back(chat: Chat, by: By, at: At = None, id: Key = None) -> None:
    """Give a talk back to the bot."""
    from dialogs.events import OperatorReturned

    _do(chat, at, id, lambda id, at: OperatorReturned(id=id, at=at, by=by))


@app.command()
def correct(
    chat: Chat,
    topic: Annotated[str, typer.Option(help="What the matter really was.")],
    by: By,
    agency: Annotated[str | None, typer.Option(help="Whose it was, if that was wrong.")] = None,
    at: At = None,
    id: Key = None,
) -> None:
    """Say what a citizen's matter really was; the citizen is told nothing, the rules learn."""
    from dialogs.events import Corrected

    async def corrected(house: "House") -> bool:
        from bot.turn import Talk

        if topic not in house.book.rules.topics:
            stop(UNKNOWN, f"there is no topic {topic}")
        if agency is not None and not house.book.knows_agency(agency):
            stop(UNKNOWN, f"there is no agency {agency}")
        mark, moment = key(f"talk:{chat}", id, house), house.mint.now()
        event = Corrected(id=mark, at=moment, by=by, topic=topic, agency=agency)
        return await act(house, event, Talk(chat))

    if in_house(corrected, at):
        typer.echo("done")
    else:
        tell_repeated()


@app.command()
def add(
    login: Annotated[str, typer.Argument(help="The name to act under.")],
    role: Annotated[str, typer.Option(help="What the operator may do.")] = "operator",
    agency: Annotated[str | None, typer.Option(help="Whose operator; else of all.")] = None,
) -> None:
    """Add an operator; one who is there already stays as they are."""

    async def added(house: "House") -> bool:
        from storage.staff import Operator, add_operator

        if agency is not None and not house.book.knows_agency(agency):
            stop(UNKNOWN, f"there is no agency {agency}")
        return await add_operator(house.database, Operator(login, role, agency), house.mint.now())

    if in_house(added):
        typer.echo(f"{login} is an operator")
    else:
        stop(ILLEGAL, f"{login} is an operator already")


def _do(
    chat: str, at: datetime | None, id: str | None, event: "Callable[[str, datetime], Event]"
) -> None:
    async def done(house: "House") -> bool:
        from bot.turn import Talk

        happened = event(key(f"talk:{chat}", id, house), house.mint.now())
        return await act(house, happened, Talk(chat))

    if in_house(done, at):
        typer.echo("done")
    else:
        tell_repeated()


def _lines(waiting: list[dict[str, Any]]) -> str:
    rows = (
        f"{row['chat']}  {row['state']:<8}{row['by'] or '-':<12}{row['language'] or '-':<4}"
        f"{row['front']} {row['to']}  {local(row['asked'])}  {row['reason']}"
        for row in waiting
    )
    return "\n".join(rows) or "nobody waits"


def _doors(closed: list[dict[str, Any]]) -> str:
    rows = (
        f"{row['chat']}  {row['front']} {row['to']}  since {local(row['since'])}  "
        f"{row['letters']} letters"
        for row in closed
    )
    return "\n".join(rows) or "no door is closed"
