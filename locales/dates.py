"""Days and times as each language writes them; moments are shown in Almaty time."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

ALMATY = ZoneInfo("Asia/Almaty")


@lru_cache(maxsize=1024)
def day(value: date, language: str) -> str:
    """A calendar day with its weekday: «8 декабря 2026, вторник»."""
    written = format_date(value, "long", locale=language).replace("\u202f", "\u00a0")
    return f"{written}, {weekday(value, language)}"


def weekday(value: date, language: str) -> str:
    """The name of the weekday."""
    return format_date(value, "EEEE", locale=language)


def month(value: date, language: str) -> str:
    """Day, month and short weekday for a button: «8 декабря, вт»."""
    pattern = "d MMMM, EEEEEE" if language == "kk" else "d MMMM, EEE"
    return format_date(value, pattern, locale=language)


def time_of_day(value: datetime) -> str:
    """The time in Almaty, as 10:00."""
    return f"{value.astimezone(ALMATY):%H:%M}"


def moment(value: datetime, language: str) -> str:
    """Day and time in Almaty."""
    local = value.astimezone(ALMATY)
    return f"{day(local.date(), language)}, {local:%H:%M}"
