"""The edge of a command: opens the house for it, and turns what went wrong into an exit code.

The one broad `except` of the commands stands here: what nobody foresaw is logged without words of
citizens, and leaves a row in `parked` when there was a house to leave it in.
"""

import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer

from bot.mint import ALMATY

if TYPE_CHECKING:
    from bot.app import House
    from bot.settings import Settings

FAILED, USAGE, ILLEGAL, UNKNOWN = 1, 2, 3, 4
T = TypeVar("T")


def stop(code: int, why: str) -> NoReturn:
    """End the command: say why on standard error, and exit with the code."""
    typer.echo(f"esik: {why}", err=True)
    raise typer.Exit(code)


def say(value: Any, as_json: bool, lines: Callable[[Any], str]) -> None:
    """Print a value: as one line of JSON, or as the lines that a reader gets."""
    if as_json:
        typer.echo(json.dumps(value, ensure_ascii=False, default=_written))
    else:
        typer.echo(lines(value))


def local(at: datetime | None) -> str:
    """A moment as it is shown: in Asia/Almaty, with its offset, to the second."""
    return at.astimezone(ALMATY).isoformat(timespec="seconds") if at else "-"


def _written(value: Any) -> str:
    return local(value) if isinstance(value, datetime) else str(value)


def settings() -> "Settings":
    """The settings of this environment, or exit 2 with the sentence that says what is wrong."""
    from bot.settings import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as error:
        stop(USAGE, str(error))


def in_house(work: "Callable[[House], Awaitable[T]]", at: datetime | None = None) -> T:
    """What the work returns in an open house, whose clock stands at `at` when that is given."""
    import asyncio

    found = settings()
    return asyncio.run(_in_house(found, work, at))


async def _in_house(
    found: "Settings", work: "Callable[[House], Awaitable[T]]", at: datetime | None
) -> T:
    from bot.app import open_house
    from bot.log import start_log
    from bot.mint import Mint
    from bot.settings import SettingsError

    start_log(sys.stderr)
    house = None
    async with AsyncExitStack() as stack:
        try:
            mint = Mint(clock=lambda: at) if at else Mint()
            house = await stack.enter_async_context(open_house(found, mint))
            return await work(house)
        except typer.Exit:
            raise
        except SettingsError as error:
            stop(USAGE, str(error))
        except Exception as error:  # an edge: see the head of this file
            await _keep_trace(house, error)
            stop(FAILED, f"failed: {type(error).__name__}; the log line above says where")


async def _keep_trace(house: "House | None", error: Exception) -> None:
    from bot.log import log, told
    from storage.database import CommitFailed
    from storage.parked import park

    log().error("command_failed", **told(error))
    if house is not None:
        body, at = " ".join(sys.argv[1:]).encode(), house.mint.now()
        with suppress(CommitFailed):  # then the log line is all there is
            await park(house.database, house.seal, "command", body, type(error).__name__, at)
