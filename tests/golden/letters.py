"""The post in a story: another door, letters that are sent, and what stands in their way."""

from types import SimpleNamespace
from typing import Any

from bot.doors import Gone
from bot.mint import ALMATY
from bot.post import Post
from bot.turn import Address
from dialogs.letters import Letter
from storage.calls import open_calls
from storage.ledger import Ledger
from storage.rows import OutRow
from storage.schema import outbox

RATES = {"telegram_rate": 0, "telegram_chat_rate": 0, "whatsapp_rate": 0, "sms_rate": 0}


class StoryDoor:
    """Shows nothing; takes every letter, or none with the error it was given."""

    def __init__(self, error: str | None) -> None:
        self._error = error

    async def send(self, to: str, letter: Letter, *, skip: int = 0) -> list[str]:
        return self._take()

    async def send_row(self, row: OutRow) -> list[str]:
        return self._take()

    def state(self) -> str:
        return self._error or "ok"

    async def close(self) -> None:
        """Nothing is open."""

    def _take(self) -> list[str]:
        if self._error:
            raise Gone(self._error)
        return ["1"]


class Letters:
    """The acts of a story that are about letters on their way."""

    stage: Any
    address: Address
    out: list[str]
    told: frozenset[str] = frozenset()

    async def do_door(self, value: str) -> None:
        """The citizen comes through another door."""
        self.address = Address(value, "citizen")
        self.out.append(f"door      {value}")

    async def do_post(self, value: dict[str, str] | None) -> None:
        """Letters are sent; what became of each, and who is to be called.

        value: the doors that take nothing, each with why.
        """
        fails = value or {}
        self.stage.settings = SimpleNamespace(**{**vars(self.stage.settings), **RATES})
        doors: Any = {name: StoryDoor(fails.get(name)) for name in ("telegram", "sms")}
        await Post(self.stage, doors).once(self.stage.moment)
        notices = [row for row in await self._rows() if row.kind not in {"talk", "receipt"}]
        lines = [f"letter {n}  {_line(row)}" for n, row in enumerate(notices, 1)]
        calls = await open_calls(self.stage.database, self.stage.seal)
        lines += [f"call      {call['reason']} {call['phone']}" for call in calls]
        self.out += [line for line in lines if line not in self.told]
        self.told = frozenset(lines)

    async def do_gives(self, value: str) -> None:
        """The citizen gave this number before, and agreed that it is kept."""
        async with Ledger(self.stage.database, self.stage.seal).entry() as entry:
            met = await entry.pages([self.address], self.stage.mint.new_id, self.stage.moment)
            page = met[self.address]
            known = {**page.conversation.profile, "consented": {"version": 1}, "contact": value}
            page.conversation = page.conversation.but(profile=known)
            await entry.save([page])
        self.out.append(f"known     {value}")

    async def _rows(self) -> list[Any]:
        async with self.stage.database.read() as link:
            return list(await link.all(outbox.select().order_by(outbox.c.id)))


def _line(row: Any) -> str:
    rests = row.state == "waiting" and row.not_before.year < 9000
    until = f" until {row.not_before.astimezone(ALMATY):%Y-%m-%d %H:%M}" if rests else ""
    return f"{row.front} {row.kind} {row.state}{until} {row.error or ''}".rstrip()
