"""Commands that look at what was promised and sent: `esik outbox`, `esik audit`, `esik sweep`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.edge import FAILED, in_house, local, say, stop
from bot.commands.options import At, Json

if TYPE_CHECKING:
    from bot.app import House

ROW = ("id", "front", "to", "state", "attempts", "not_before", "error", "case", "kind", "at")


def outbox(
    as_json: Json = False,
    state: Annotated[str | None, typer.Option(help="Only letters in this state.")] = None,
    case: Annotated[str | None, typer.Option(help="Only letters about this appeal.")] = None,
    chat: Annotated[str | None, typer.Option(help="Only letters of this talk.")] = None,
) -> None:
    """Show letters to citizens and what became of them, oldest first."""

    async def rows(house: "House") -> list[dict[str, Any]]:
        from storage.views import Views

        found = await Views(house.database, house.seal).outbox_rows(state, case, chat)
        return [{name: row[name] for name in ROW} for row in found]

    for row in in_house(rows):
        say(row, as_json, _letter_line)


def audit(as_json: Json = False) -> None:
    """Look whether the database holds together; exit 1 when something is double or orphaned."""

    async def audited(house: "House") -> dict[str, Any]:
        from storage.views import Views

        return await Views(house.database, house.seal).audit(house.mint.now())

    found = in_house(audited)
    say(found, as_json, _audit_lines)
    if found["doubles"] or found["orphans"]:
        stop(FAILED, f"{len(found['doubles'])} doubles, {len(found['orphans'])} orphans")


def sweep(at: At = None, as_json: Json = False) -> None:
    """Do all that is due at a moment: fetch files, fire timers, then send letters once."""

    async def swept(house: "House") -> dict[str, Any]:
        now = house.mint.now()
        async with _doors(house) as doors:
            await _fetched(house, doors)
            timers, letters = await _fired(house), await _sent(house, doors)
        failed = letters.get("failed", 0)
        return {"at": now, "timers": timers, "letters": letters, "failed": failed}

    say(in_house(swept, at), as_json, _sweep_lines)


async def _fired(house: "House") -> dict[str, int]:
    from bot.clock import Clock

    return await Clock(house).sweep(house.mint.now())


async def _fetched(house: "House", doors: dict[str, Any]) -> None:
    from bot.fetching import Fetching

    await Fetching(house, doors).once(house.mint.now())


async def _sent(house: "House", doors: dict[str, Any]) -> dict[str, int]:
    from bot.post import Post

    return await Post(house, doors).once(house.mint.now())


@asynccontextmanager
async def _doors(house: "House") -> "AsyncIterator[dict[str, Any]]":
    """The ways out that the settings open; what is costly to import only where it is used."""
    doors: dict[str, Any] = {}
    if house.settings.telegram_token is not None:
        from bot.telegram import telegram_out

        doors["telegram"] = telegram_out(house)
    if house.settings.whatsapp_token is not None:
        from bot.whatsapp import whatsapp_out

        doors["whatsapp"] = whatsapp_out(house)
    if house.settings.sms_url:
        from bot.sms import TextMessages

        doors["sms"] = TextMessages(house)
    try:
        yield doors
    finally:
        for door in doors.values():
            await door.close()


def _letter_line(row: dict[str, Any]) -> str:
    about = row["case"] or "-"
    return (
        f"{row['id']}  {row['front']} {row['to']}  {row['state']}  {row['kind']}  {about}  "
        f"{local(row['at'])}  {row['attempts']} attempts  {row['error'] or ''}".rstrip()
    )


def _audit_lines(found: dict[str, Any]) -> str:
    counts = [f"{name:<10} {found[name]}" for name in ("citizens", "cases", "bookings")]
    promises, letters = (_counted(found[name]) for name in ("promises", "letters"))
    wrong = (f"{kind}: {row}" for kind in ("doubles", "orphans") for row in found[kind])
    return "\n".join([*counts, f"promises   {promises}", f"letters    {letters}", *wrong])


def _sweep_lines(found: dict[str, Any]) -> str:
    timers, letters = _counted(found["timers"]), _counted(found["letters"])
    return f"{local(found['at'])}: timers {timers}; letters {letters}; failed {found['failed']}"


def _counted(numbers: dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in numbers.items()) or "none"
