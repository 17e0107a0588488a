"""Options that several commands share, and how a moment is written at a terminal.

A moment without an offset is meant in Asia/Almaty; a date alone is its midnight there.
"""

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from bot.mint import ALMATY

LANGUAGES = ("kk", "ru", "en")


def moment(text: str) -> datetime:
    """The moment that an ISO text names, in UTC."""
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not an ISO moment such as 2026-11-24T10:00"
        ) from None
    return (said if said.tzinfo else said.replace(tzinfo=ALMATY)).astimezone(UTC)


def day(text: str) -> date:
    """The calendar date that an ISO text names."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date such as 2026-11-24") from None


def language(text: str) -> str:
    """One of the three languages."""
    if text not in LANGUAGES:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(LANGUAGES)}")
    return text


Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
By = Annotated[str, typer.Option("--by", metavar="LOGIN", help="Who does it.")]
At = Annotated[
    datetime | None,
    typer.Option("--at", metavar="MOMENT", parser=moment, help="When it happens; now by default."),
]
Key = Annotated[
    str | None,
    typer.Option("--id", metavar="KEY", help="The same key again changes nothing."),
]
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANG", parser=language, help="kk, ru or en."),
]
