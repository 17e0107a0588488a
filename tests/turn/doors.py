"""Citizens who use several doors of one town, and what stands at each."""

from typing import Any

from bot.arrivals import Arrival, Done
from bot.book import read_book
from bot.turn import Address
from dialogs import events as v
from dialogs.codes import door_code_in
from tests.turn.town import FORM, Town

WEB, CHAT = Address("web", "asel"), Address("telegram", "77")
OTHER = Address("whatsapp", "7700")


def ru(key: str) -> str:
    """A message as the citizens of these tests read it."""
    return read_book().words.say(key, "ru")


class Doors:
    """One town, spoken to at several doors."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def take(self, to: Address, kind: type[v.Event], **fields: Any) -> Any:
        """One event at a door."""
        return (await self.town.take(Arrival(self.town.event(kind, **fields), to)))[0]

    async def say(self, to: Address, *texts: str) -> str:
        """Words at a door; the last letter to them."""
        for text in texts:
            outcome = await self.take(to, v.Said, text=text)
            assert isinstance(outcome, Done), outcome
        return await self.last(to)

    async def press(self, to: Address, option: str, question: str | None = None) -> str:
        """A button at a door; the last letter to it."""
        outcome = await self.take(to, v.Chose, option=option, question=question)
        assert isinstance(outcome, Done), outcome
        return await self.last(to)

    async def walk(self, to: Address, steps: Any) -> None:
        """A form, filled in at a door."""
        for kind, fields in steps:
            assert isinstance(await self.take(to, kind, **fields), Done)

    async def open(self, to: Address) -> None:
        """A door is opened, in Russian."""
        await self.take(to, v.Started, language="ru")

    async def letters(self, to: Address) -> list[Any]:
        """Every line at a door."""
        talk = (await self.town.stage.page(to)).conversation.id
        return [line.letter for line in await self.town.stage.views.journal(talk, 0)]

    async def last(self, to: Address) -> str:
        """The last line at a door."""
        return str((await self.letters(to))[-1].text)

    async def code(self, to: Address) -> str:
        """A code for another door."""
        told = await self.say(to, "/door")
        (code,) = filter(None, map(door_code_in, told.split()))
        return code

    async def filed(self, to: Address) -> str:
        """An appeal, filed at a door; its number."""
        await self.walk(to, FORM)
        return next(one.case for one in reversed(await self.letters(to)) if one.case)

    async def person(self, to: Address) -> str:
        """Whose a door is."""
        return (await self.town.stage.page(to)).person

    async def profile(self, to: Address) -> dict[str, Any]:
        """What is known of whoever writes at a door."""
        return (await self.town.stage.page(to)).conversation.profile

    async def told(self, to: Address, text: str) -> str:
        """Everything at a door from some words on."""
        before = len(await self.letters(to))
        await self.say(to, text)
        return "\n".join(one.text for one in (await self.letters(to))[before:])

    async def new_code(self, to: Address) -> str:
        """A code, asked for at a door that is opened for it."""
        await self.open(to)
        return await self.code(to)
