"""`esik calls`: the people that no letter reaches, or who asked to be called."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.acting import tell_repeated
from bot.commands.edge import UNKNOWN, in_house, local, say, stop
from bot.commands.options import At, By, Json

if TYPE_CHECKING:
    from bot.app import House

app = typer.Typer(help="People to be called: who, why, and that it was done.")


@app.callback(invoke_without_command=True)
def calls(context: typer.Context, as_json: Json = False) -> None:
    """Show who is to be called, oldest first; the number where the citizen gave one."""

    async def waiting(house: "House") -> list[dict[str, Any]]:
        from storage.calls import open_calls

        return await open_calls(house.database, house.seal)

    if context.invoked_subcommand is None:
        say(in_house(waiting), as_json, _lines)


@app.command()
def done(
    id: Annotated[int, typer.Argument(help="The number of the task, as the list shows it.")],
    by: By,
    at: At = None,
) -> None:
    """Say that this person was called."""

    async def told(house: "House") -> str:
        from storage import calls

        return await calls.done(house.database, id, by, house.mint.now())

    match in_house(told, at):
        case "unknown":
            stop(UNKNOWN, f"there is no call {id}")
        case "repeated":
            tell_repeated()
        case _:
            typer.echo("done")


def _lines(waiting: list[dict[str, Any]]) -> str:
    rows = (
        f"{row['id']}  {row['phone'] or 'no number':<14}{row['language'] or '-':<4}"
        f"{row['reason']:<10}{row['case'] or '-':<14}{local(row['at'])}  {row['chat']}"
        for row in waiting
    )
    return "\n".join(rows) or "nobody is to be called"
