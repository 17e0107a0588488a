"""What happens in the two stories: updates under the ids of a messenger, and moments."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.app import House
from bot.seed import OFFICIALS, slot
from bot.turn import Address, Arrival, OfCase
from dialogs.events import CaseActed, Chose, Event, Said, Started
from storage.schema import metadata
from storage.staff import seed_slots
from storage.views import Views

CHAT = Address("telegram", "770001122")
BEGIN = datetime(2026, 11, 23, 5, tzinfo=UTC)  # Monday, 10:00 in Almaty
MINUTE = timedelta(minutes=1)
SLOT_DAY = date(2026, 12, 8)
SLOTS = [datetime(2026, 12, 8, 5, minute, tzinfo=UTC) for minute in (0, 20, 40)]
REMINDER = datetime(2026, 12, 5, 5, 1, tzinfo=UTC)
RATING = datetime(2026, 11, 25, 4, tzinfo=UTC)
CLEAR = [table.delete() for table in reversed(metadata.sorted_tables)]
AKIM = OFFICIALS[0]


@dataclass(frozen=True)
class Moment:
    """A moment at which the clock sweeps."""

    at: datetime


Maker = Callable[[House, datetime], Awaitable[Arrival]]
Act = Moment | Maker
Made = Callable[[str, datetime], Event]


def story(name: str) -> list[tuple[datetime, Act]]:
    """When each act of a story happens, and the act."""
    acts = {"appeal": _appeal, "booking": _booking}[name]()
    return [
        (act.at if isinstance(act, Moment) else BEGIN + n * MINUTE, act)
        for n, act in enumerate(acts)
    ]


async def prepare(house: House) -> None:
    """The database as it stands before anybody came."""
    async with house.database.write() as link:
        for clear in CLEAR:
            await link.run(clear)
    await seed_slots(house.database, AKIM, [slot(AKIM, at, 20) for at in SLOTS], 1)


def _appeal() -> Iterator[Act]:
    yield _update(1, lambda id, at: Started(id=id, at=at, language="ru", agency="petropavlovsk"))
    yield _choice(2, "file")
    yield _words(3, "На нашей улице большие ямы на дороге, прошу отремонтировать дорогу")
    yield _choice(4, "yes")
    yield _words(5, "Ахметов")
    yield _words(6, "Ерлан")
    yield _choice(7, "skip")
    yield _words(8, "улица Абая, дом 5, квартира 7")
    yield _choice(9, "confirm")
    yield _agency("take")
    yield _agency("answer", text="Ямы заделаны 24 ноября, акт работ составлен", result="satisfied")
    yield Moment(RATING)
    yield _choice(10, "5")
    yield _choice(11, "skip")


def _booking() -> Iterator[Act]:
    yield _update(
        1,
        lambda id, at: Started(id=id, at=at, language="kk", agency="petropavlovsk", help="book"),
    )
    yield _choice(2, SLOT_DAY.isoformat())
    yield _choice(3, slot(AKIM, SLOTS[1], 20).id)
    yield _choice(4, "offline")
    yield _words(5, "Көшеміздегі жолды жөндеу туралы айтқым келеді")
    yield _choice(6, "confirm")
    yield Moment(REMINDER)
    yield _choice(7, "come")


def _update(n: int, made: Made) -> Maker:
    async def maker(_: House, at: datetime) -> Arrival:
        return Arrival(made(f"telegram:1:{n}", at), CHAT)

    return maker


def _choice(n: int, option: str) -> Maker:
    return _update(n, lambda id, at: Chose(id=id, at=at, option=option))


def _words(n: int, text: str) -> Maker:
    return _update(n, lambda id, at: Said(id=id, at=at, text=text))


def _agency(act: str, **words: str) -> Maker:
    async def maker(house: House, at: datetime) -> Arrival:
        number = await number_told(house)
        event = CaseActed(id=f"case:{act}", at=at, number=number, act=act, by="demo", **words)
        return Arrival(event, OfCase(number))

    return maker


async def number_told(house: House) -> str:
    """The number that the citizen was told."""
    lines = await journal(house)
    return next(line.letter.case for line in lines if line.letter.case)


async def journal(house: House):
    """Every line of the citizen's talk."""
    views = Views(house.database, house.seal)
    return await views.journal(await views.conversation_of(CHAT) or "", 0, 1000)
