"""A whole house with Telegram, WhatsApp and text messages, each a fake of our own over HTTP.

Nothing runs by itself here: events go through the real turn, and the post sends once at a moment.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from bot import seed
from bot.app import House, open_house
from bot.arrivals import Arrival, Done, OfCase
from bot.book import read_book
from bot.clock import Clock
from bot.doors import Door
from bot.fronts.whatsapp.templates import submission
from bot.mint import ALMATY, Mint
from bot.post import Post
from bot.settings import read_settings
from bot.sms import TextMessages
from bot.telegram import telegram_out
from bot.whatsapp import read_templates, whatsapp_out
from dialogs.events import CaseActed, Chose, Event, Said, Started
from storage.ledger import Ledger
from storage.pages import Address, Page
from storage.schema import metadata
from storage.views import Views
from tests.post.fake_gateway import FakeGateway
from tests.telegram import fake_api
from tests.telegram.fake_api import FakeApi
from tests.whatsapp import fake_graph
from tests.whatsapp.fake_graph import FakeGraph

MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # 10:00 in Almaty
PHONE = "8 701 555 12 34"
E164 = "+77015551234"
FORM = (
    "file",
    "На нашей улице большие ямы на дороге, прошу отремонтировать дорогу",
    "yes",
    "Ахметов",
    "Ерлан",
    "skip",
    "улица Абая, дом 5, квартира 7",
    "confirm",
)


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def to(self, text: str) -> datetime:
        """Move it to an Almaty time."""
        self.at = datetime.fromisoformat(text).replace(tzinfo=ALMATY).astimezone(UTC)
        return self.at


@dataclass(repr=False)
class Town:
    """A house and the doors that it sends through."""

    house: House
    moment: Moment
    api: FakeApi
    graph: FakeGraph
    gateway: FakeGateway
    doors: dict[str, Door]
    numbers: Any = field(default_factory=lambda: count(1))

    async def happens(self, kind: type[Event], whose: Any, /, **fields: Any) -> Any:
        """One event through the turn."""
        if isinstance(whose, Address) and whose.front == "whatsapp":
            self.graph.heard[whose.id] = self.moment.at
        event = kind(id=f"e{next(self.numbers)}", at=self.moment.at, **fields)
        return await self.house.batch.put(Arrival(event, whose))

    async def says(self, who: Address, text: str) -> str:
        """A citizen writes; what the bot answered."""
        before = len(await self.journal(who))
        assert isinstance(await self.happens(Said, who, text=text), Done)
        lines = (await self.journal(who))[before:]
        return "\n".join(line.letter.text for line in lines if line.letter.speaker == "bot")

    async def files(self, who: Address, phone: str = "") -> str:
        """A citizen files an appeal from the beginning; its number."""
        await self.happens(Started, who, language="ru", agency="petropavlovsk")
        for words in FORM:
            self.moment.at += timedelta(seconds=20)
            option = words.isascii()
            kind: type[Event] = Chose if option else Said
            await self.happens(kind, who, **{"option" if option else "text": words})
        await self.sends()
        if phone:
            await self.gives(who, contact=phone)
        return next(line.letter.case for line in await self.journal(who) if line.letter.case)

    async def books(self, who: Address) -> str:
        """A citizen books the reception of the 8th of December at ten; its id."""
        day = self.moment.at.astimezone(ALMATY).date()
        await seed.sow(self.house.database, self.house.book.rules.calendar, day, self.moment.at)
        await self.happens(Started, who, language="kk", agency="petropavlovsk", help="book")
        while not await self.rows("bookings") or (await self.rows("bookings"))[0].state == "held":
            letter = (await self.journal(who))[-1].letter
            options = [id for id, _ in letter.choices]
            if (letter.question or {}).get("id") == "matter":
                await self.says(who, "Көшеміздегі жолды жөндеу туралы айтқым келеді")
                continue
            wanted = [id for id in ("2026-12-08", "confirm") if id in options]
            await self.happens(Chose, who, option=(wanted or options)[0])
        await self.sends()
        return str((await self.rows("bookings"))[0].id)

    async def acts(self, number: str, act: Any, **words: str) -> None:
        """The agency acts on a case."""
        assert isinstance(
            await self.happens(
                CaseActed, OfCase(number), number=number, act=act, by="demo", **words
            ),
            Done,
        )

    async def sends(self) -> dict[str, int]:
        """The post sends what is due now; a new post, as after a restart."""
        return await Post(self.house, self.doors).once(self.moment.at)

    async def sweeps(self) -> dict[str, int]:
        """What is due is fired, then sent."""
        await Clock(self.house).sweep(self.moment.at)
        return await self.sends()

    async def gives(self, who: Address, **profile: Any) -> None:
        """What a citizen told of themselves, and agreed that it is kept."""
        async with Ledger(self.house.database, self.house.seal).entry() as entry:
            page = (await entry.pages([who], self.house.mint.new_id, self.moment.at))[who]
            known = {"consented": {"version": 1}, **page.conversation.profile, **profile}
            page.conversation = page.conversation.but(profile=known)
            await entry.save([page])

    async def same_person(self, one: Address, other: Address) -> None:
        """Both doors belong to one person."""
        first, second = await self.page(one), await self.page(other)
        async with self.house.database.write() as link:
            for name in ("identities", "conversations"):
                table = metadata.tables[name]
                change = table.update().values(person=first.person)
                await link.run(change.where(table.c.person == second.person))

    async def page(self, who: Address) -> Page:
        """A citizen's page."""
        async with Ledger(self.house.database, self.house.seal).entry() as entry:
            return (await entry.pages([who], self.house.mint.new_id, self.moment.at))[who]

    async def journal(self, who: Address) -> list[Any]:
        """Every line of a talk."""
        views = Views(self.house.database, self.house.seal)
        return await views.journal(await views.conversation_of(who) or "", 0, 1000)

    async def rows(self, name: str) -> list[Any]:
        """A table as it stands."""
        async with self.house.database.read() as link:
            rows = list(await link.all(metadata.tables[name].select()))
        return sorted(rows, key=lambda row: row.id) if name == "outbox" else rows

    async def letters(self, since: int = 0) -> list[tuple[str, str, str]]:
        """Front, kind and state of every letter after an id, oldest first."""
        rows = await self.rows("outbox")
        return [(row.front, row.kind, row.state) for row in rows if row.id > since]

    async def last(self) -> int:
        """The id of the newest letter."""
        return max(row.id for row in await self.rows("outbox"))


@asynccontextmanager
async def a_town(url: str, folder: Path, **more: str) -> AsyncIterator[Town]:
    """A town on a database; more settings by name."""
    moment = Moment()
    async with FakeApi() as api, FakeGraph(moment) as graph, FakeGateway() as gateway:
        words = read_book().words
        for template in read_templates().values():
            for language in ("kk", "ru", "en"):
                shown = submission(template, language, words)
                graph.approved[shown["name"], language] = shown
        settings = read_settings(
            {
                "ESIK_DATABASE_URL": url,
                "ESIK_DATA_DIR": str(folder),
                "ESIK_TELEGRAM_TOKEN": fake_api.TOKEN,
                "ESIK_TELEGRAM_API_BASE": api.base,
                "ESIK_TELEGRAM_CHAT_RATE": "0",
                "ESIK_WHATSAPP_TOKEN": fake_graph.TOKEN,
                "ESIK_WHATSAPP_PHONE_ID": fake_graph.PHONE,
                "ESIK_WHATSAPP_APP_SECRET": "s",
                "ESIK_WHATSAPP_VERIFY_TOKEN": "v",
                "ESIK_WHATSAPP_API_BASE": graph.base,
                "ESIK_SMS_URL": f"{gateway.base}/send",
                "ESIK_SMS_BODY": '{"to": "{phone}", "message": "{text}"}',
                "ESIK_SMS_TOKEN": "token-of-the-tests",
                **{name: value.replace("GATEWAY", gateway.base) for name, value in more.items()},
            }
        )
        async with open_house(settings, Mint(Random(5), moment)) as house:
            doors: dict[str, Door] = {
                "telegram": telegram_out(house),
                "whatsapp": whatsapp_out(house),
            }
            if settings.sms_url:
                doors["sms"] = TextMessages(house)
            yield Town(house, moment, api, graph, gateway, doors)
            for door in doors.values():
                await door.close()
