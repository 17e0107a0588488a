"""`esik unanswered`, `esik answers`: what editors of the words read before they write another."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.edge import ILLEGAL, UNKNOWN, in_house, local, say, stop
from bot.commands.options import At, By, Json

if TYPE_CHECKING:
    from bot.app import House

OUTCOMES = ("told", "helped", "file", "book")

app = typer.Typer(help="Questions to which no approved answer was found.")


@app.callback(invoke_without_command=True)
def unanswered(ctx: typer.Context, as_json: Json = False) -> None:
    """Show questions that wait for an answer, oldest first."""
    if ctx.invoked_subcommand is not None:
        return

    async def open_(house: "House") -> list[dict[str, Any]]:
        from storage.editing import open_questions

        return await open_questions(house.database, house.seal)

    say(in_house(open_), as_json, _questions)


@app.command()
def close(
    id: Annotated[int, typer.Argument(help="The number of the question, as the list shows it.")],
    by: By,
    at: At = None,
) -> None:
    """Take a question off the list: it is answered now, or needs no answer."""

    async def closed(house: "House") -> bool | None:
        from storage.editing import close_question

        return await close_question(house.database, id, by, house.mint.now())

    done = in_house(closed, at)
    if done is None:
        stop(UNKNOWN, f"there is no question {id}")
    if not done:
        stop(ILLEGAL, f"question {id} is closed already")
    typer.echo("done")


def answers(as_json: Json = False) -> None:
    """Show how often each short answer was told, and how often it helped."""

    async def counted_(house: "House") -> list[dict[str, Any]]:
        from storage.editing import counted

        rows = house.book.rules.firsts.answers
        found = {id: dict.fromkeys(OUTCOMES, 0) for id in rows}
        for count in await counted(house.database):
            times = found.setdefault(count.answer, dict.fromkeys(OUTCOMES, 0))
            times[count.outcome] += count.times
        return [
            {"id": id, "confirmed": id in rows and rows[id].confirmed.sure, **times}
            for id, times in found.items()
        ]

    say(in_house(counted_), as_json, _counts)


def _questions(rows: list[dict[str, Any]]) -> str:
    lines = (
        f"{row['id']}  {local(row['at'])}  {row['language'] or '-'}  {row['topic'] or '-'}  "
        f"{row['text']}"
        for row in rows
    )
    return "\n".join(lines) or "no question waits"


def _counts(rows: list[dict[str, Any]]) -> str:
    lines = (
        f"{row['id']:<20}"
        + "".join(f"{name} {row[name]:<6}" for name in OUTCOMES)
        + ("confirmed" if row["confirmed"] else "not confirmed")
        for row in rows
    )
    return "\n".join(lines)
