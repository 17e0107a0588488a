"""Demonstration content: two officials of an agency, their seats, and an operator.

1. Everything follows from the first day alone: ids, times, names. Sown twice, it is there once.
2. Nobody real: the officials' names say in every language that they are a demonstration.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from bot.mint import ALMATY
from dialogs.receptions import Official, Slot
from routing_rules.working_days import WorkingDays
from storage.database import Database
from storage.staff import Operator, add_operator, seed_slots

AGENCY = "petropavlovsk"
OPERATOR = "demo"
FIRST_DAY, LAST_DAY = 1, 60  # days after the first date of the demonstration
OPENS, CLOSES = time(10, 0), time(12, 0)
MINUTES = 20
SEATS = 1

OFFICIALS = (
    Official(
        id="demo_akim",
        agency=AGENCY,
        name={
            "kk": "Демо-әкім (нақты адам емес)",
            "ru": "Демо-аким (не реальное лицо)",
            "en": "Demo akim (not a real person)",
        },
        formats=("offline", "online"),
    ),
    Official(
        id="demo_deputy",
        agency=AGENCY,
        name={
            "kk": "Әкімнің демо-орынбасары (нақты адам емес)",
            "ru": "Демо-заместитель акима (не реальное лицо)",
            "en": "Demo deputy akim (not a real person)",
        },
        formats=("offline",),
    ),
)


async def sow(database: Database, working: WorkingDays, first: date, at: datetime) -> int:
    """Make sure that the demonstration of a date is there, and how many slots that is."""
    await add_operator(database, Operator(OPERATOR, "operator", AGENCY), at)
    sown = schedule(first, working)
    for official in OFFICIALS:
        await seed_slots(database, official, sown[official.id], SEATS)
    return sum(map(len, sown.values()))


def schedule(first: date, working: WorkingDays) -> dict[str, tuple[Slot, ...]]:
    """The slots of each official, of the working days after a date of the Almaty calendar."""
    times = tuple(_times(first, working))
    return {o.id: tuple(slot(o, at, MINUTES) for at in times) for o in OFFICIALS}


def _times(first: date, working: WorkingDays) -> Iterator[datetime]:
    """When seats begin: every MINUTES between OPENS and CLOSES of every working day."""
    for days in range(FIRST_DAY, LAST_DAY + 1):
        day = first + timedelta(days=days)
        at, end = (datetime.combine(day, hour, ALMATY) for hour in (OPENS, CLOSES))
        while working.is_working(day) and at < end:
            yield at
            at += timedelta(minutes=MINUTES)


def slot(official: Official, at: datetime, minutes: int) -> Slot:
    """A slot of an official with a stable id by its Almaty time: demo_akim-20261124-1000."""
    return Slot(
        id=f"{official.id}-{at.astimezone(ALMATY):%Y%m%d-%H%M}",
        official=official.id,
        agency=official.agency,
        starts=at.astimezone(UTC),
        minutes=minutes,
        free=SEATS,
    )
