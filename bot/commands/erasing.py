"""`esik erase`: what a citizen asked to be forgotten, in one talk or in all talks of a person."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.acting import act, key
from bot.commands.edge import UNKNOWN, in_house, say, stop
from bot.commands.options import At, By, Json, Key

if TYPE_CHECKING:
    from bot.app import House

Chat = Annotated[str | None, typer.Option("--chat", metavar="CHAT", help="One talk, by its id.")]
Person = Annotated[
    str | None, typer.Option("--person", metavar="ID", help="Every talk of a person, by their id.")
]


def erase(
    by: By,
    chat: Chat = None,
    person: Person = None,
    at: At = None,
    id: Key = None,
    as_json: Json = False,
) -> None:
    """Erase lines, answers and profile of a talk; what was filed stays with its agency."""
    if (chat is None) == (person is None):
        raise typer.BadParameter("either one talk or one person", param_hint="--chat, --person")

    async def erased(house: "House") -> list[dict[str, Any]]:
        from bot.turn import Talk
        from dialogs.events import EraseAsked
        from storage.doors import talks_of

        chats = [chat] if chat else await talks_of(house.database, str(person))
        if not chats:
            stop(UNKNOWN, f"nobody is known as {person}")
        done = []
        for one in chats:
            known = key(f"erase:{one}", id, house)
            event = EraseAsked(id=known, at=house.mint.now(), by=by)
            done.append({"chat": one, "erased": await act(house, event, Talk(one))})
        return done

    say({"talks": in_house(erased, at)}, as_json, _lines)


def _lines(found: dict[str, Any]) -> str:
    told = ("erased" if row["erased"] else "was erased before" for row in found["talks"])
    rows = zip(found["talks"], told, strict=True)
    return "\n".join(f"{row['chat']}  {word}" for row, word in rows)
