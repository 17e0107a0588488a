"""`esik case`: look at an appeal, and move it as its agency does."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.acting import act, key, tell_repeated
from bot.commands.edge import UNKNOWN, in_house, say, stop
from bot.commands.group import Subject
from bot.commands.options import At, By, Json, Key, day

if TYPE_CHECKING:
    from datetime import datetime

    from bot.app import House

app = typer.Typer(cls=Subject, help="An appeal: show it, or move it as its agency does.")

Text = Annotated[str, typer.Argument(help="Words to the citizen.")]
Reason = Annotated[str, typer.Option(help="Why, told to the citizen.")]


@app.callback(invoke_without_command=True)
def case(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help="The number of the appeal.")],
    as_json: Json = False,
) -> None:
    """Show an appeal by its number; a command after the number moves it."""
    context.obj = (number, as_json)
    if context.invoked_subcommand is None:
        say(in_house(lambda house: _view(house, number)), as_json, _lines)


@app.command()
def register(context: typer.Context, by: By, at: At = None, id: Key = None) -> None:
    """The agency has it in its register: the legal term begins."""
    _move(context, "register", by, at, id)


@app.command()
def take(context: typer.Context, by: By, at: At = None, id: Key = None) -> None:
    """Somebody of the agency works on it now."""
    _move(context, "take", by, at, id)


@app.command()
def ask(context: typer.Context, text: Text, by: By, at: At = None, id: Key = None) -> None:
    """Ask the citizen to make something clear."""
    _move(context, "ask", by, at, id, text=text)


@app.command()
def extend(
    context: typer.Context,
    until: Annotated[date, typer.Option(parser=day, metavar="DATE", help="The new last day.")],
    reason: Reason,
    by: By,
    at: At = None,
    id: Key = None,
) -> None:
    """Extend the term once, with a reason."""
    _move(context, "extend", by, at, id, until=until, reason=reason)


@app.command()
def redirect(
    context: typer.Context,
    to: Annotated[str, typer.Option(metavar="AGENCY", help="The agency that is competent.")],
    reason: Reason,
    by: By,
    at: At = None,
    id: Key = None,
) -> None:
    """Send it to the agency that is competent."""
    _move(context, "redirect", by, at, id, to=to, reason=reason)


@app.command()
def answer(
    context: typer.Context,
    text: Text,
    result: Annotated[str, typer.Option(help="satisfied, partly, refused or explained.")],
    by: By,
    at: At = None,
    id: Key = None,
) -> None:
    """Answer the citizen."""
    _move(context, "answer", by, at, id, text=text, result=result)


@app.command()
def write(context: typer.Context, text: Text, by: By, at: At = None, id: Key = None) -> None:
    """Write down what a voice message says; the citizen is asked whether it is right."""
    _move(context, "write", by, at, id, text=text)


@app.command()
def unclear(context: typer.Context, by: By, at: At = None, id: Key = None) -> None:
    """A voice message cannot be understood: the citizen is asked to write it or say it again."""
    _move(context, "unclear", by, at, id)


@app.command()
def close(context: typer.Context, by: By, at: At = None, id: Key = None) -> None:
    """Nothing is left to do."""
    _move(context, "close", by, at, id)


def _move(
    context: typer.Context,
    move: Any,
    by: str,
    at: "datetime | None",
    id: str | None,
    **words: Any,
) -> None:
    number, as_json = context.obj

    async def moved(house: "House") -> dict[str, Any] | None:
        from bot.turn import OfCase
        from dialogs.events import CaseActed

        event = CaseActed(
            id=key(f"case:{number}", id, house),
            at=house.mint.now(),
            number=number,
            act=move,
            by=by,
            **words,
        )
        done = await act(house, event, OfCase(number))
        return await _view(house, number) if done else None

    found = in_house(moved, at)
    if found is None:
        tell_repeated()
    else:
        say(found, as_json, _lines)


async def _view(house: "House", number: str) -> dict[str, Any]:
    from storage.views import Views

    found = await Views(house.database, house.seal).case_view(number)
    return found or stop(UNKNOWN, f"there is no appeal {number}")


def _lines(case: dict[str, Any]) -> str:
    return "\n".join(
        [
            f"{case['number']}: {case['state']}, {case['kind']} to {case['agency']}",
            f"registered {case['registered'] or '-'}, due {case['due'] or '-'}",
            *(f"{row['at']}  {row['act']} by {row['by']}" for row in case["history"]),
            *(f"{row['at']}  told: {row['text']}" for row in case["letters"]),
        ]
    )
