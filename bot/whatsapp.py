"""WhatsApp put together by hand: the door out, the door in, and what fills its templates.

All of its settings or none: with a token, a missing one stops the start.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from starlette.routing import Route

from bot.app import House
from bot.book import Book
from bot.doors import Call
from bot.fronts.net import Net
from bot.fronts.whatsapp import errors, templates
from bot.fronts.whatsapp.errors import Meaning, meaning_of
from bot.fronts.whatsapp.reading import FRONT, Told
from bot.fronts.whatsapp.sending import Stationery, WhatsAppOut
from bot.fronts.whatsapp.templates import Template
from bot.fronts.whatsapp.webhook import WhatsAppIn
from bot.fronts.whatsapp.writing import write
from bot.settings import PREFIX, Settings, SettingsError
from bot.shell import Shell
from dialogs.letters import Letter
from locales import moment
from storage.database import Database
from storage.files import Files
from storage.notices import case_of, reception_of
from storage.receipts import Receipt, told

PATH = "/whatsapp/webhook"
NEEDED = ("whatsapp_token", "whatsapp_phone_id", "whatsapp_app_secret", "whatsapp_verify_token")
# What becomes of a letter whose message failed after WhatsApp took it.
AFTER_FAILURE = {"later": "again", "hold": "again", "closed": "shut", "gone": "failed"}


@cache
def read_templates() -> dict[str, Template]:
    """The templates by id, as they stand in the file."""
    return templates.parse(_text("templates.yaml"))


@cache
def read_errors() -> dict[int, Meaning]:
    """The table of errors, as it stands in the file."""
    return errors.parse(_text("errors.yaml"))


def _text(name: str) -> str:
    return (files("bot.fronts.whatsapp") / name).read_text(encoding="utf-8")


def must_be_whole(settings: Settings) -> None:
    """Raises SettingsError with the names of settings that WhatsApp lacks."""
    missing = [f"{PREFIX}{name.upper()}" for name in NEEDED if not getattr(settings, name)]
    if missing:
        raise SettingsError(f"{', '.join(missing)} missing: WhatsApp needs all of its settings")


def whatsapp_out(house: House) -> WhatsAppOut:
    """The door out; raises SettingsError when settings are missing."""
    must_be_whole(house.settings)
    filling = Filling(house.book, house.database)
    stored = Files(house.database, house.seal)
    say = house.book.words.say

    def written(letter: Letter, language: str) -> list[Call]:
        choose, pin = (say(f"whatsapp.{key}", language) for key in ("choose", "pin"))
        return write(letter, choose, pin)

    async def read_file(id: str) -> tuple[str, str, bytes] | None:
        found = await stored.read(id)
        return found and (found[0].name, found[0].type, found[1])

    return WhatsAppOut(
        phone=house.settings.whatsapp_phone_id,
        base=house.settings.whatsapp_api_base,
        wire=Net(_secret(house, "whatsapp_token")),
        stationery=Stationery(
            errors=read_errors(),
            write=written,
            fill=filling.fill,
            read_file=read_file,
            blind=lambda message: blind(house, message),
        ),
    )


def blind(house: House, message: str) -> str:
    """The name by which a message is known here: its own holds a telephone number."""
    return house.seal.blind(FRONT, "message", message)


class WhatsApp:
    """The door in, with its routes."""

    def __init__(self, house: House) -> None:
        door = WhatsAppIn(
            phone=house.settings.whatsapp_phone_id,
            secret=_secret(house, "whatsapp_app_secret"),
            verify=_secret(house, "whatsapp_verify_token"),
            shell=WhatsAppShell(house),
        )
        self.routes = [
            Route(PATH, door.verify, methods=["GET"]),
            Route(PATH, door.webhook, methods=["POST"]),
        ]


class WhatsAppShell(Shell):
    """The house as the door in meets it, which also brings receipts."""

    def __init__(self, house: House) -> None:
        super().__init__(house, FRONT)

    def blind(self, message: str) -> str:
        """The name by which we know a message."""
        return blind(self._house, message)

    async def hear(self, receipt: Told) -> None:
        """Write down what became of a message of ours; raises CommitFailed."""
        state, why = _state(receipt)
        if state is not None:
            now = self.now()
            written = Receipt(message=receipt.message, state=state, error=why, at=now)
            await told(self._house.database, written)
            self._house.bell.ring((), letters=state in {"again", "shut"})


def _state(receipt: Told) -> tuple[str | None, str | None]:
    """Our word for a receipt, and why it failed; None for one that says nothing new."""
    if receipt.status in {"delivered", "read"}:
        return receipt.status, None
    if receipt.status != "failed":
        return None, None
    meaning = meaning_of(read_errors(), receipt.code, 400)
    return AFTER_FAILURE[meaning.then], f"{receipt.code or ''} {meaning.name}".strip()


class Filling:
    """Fills templates with what letters are about, as it stands when they are sent."""

    def __init__(self, book: Book, database: Database) -> None:
        self._book = book
        self._database = database

    async def fill(self, template: str, letter: Letter, language: str) -> dict[str, Any] | None:
        """The template about a letter; None when something is not known (any more)."""
        values = await self._values(letter, language)
        made = read_templates()[template]
        return templates.fill(made, language, values, letter, self._book.words)

    async def _values(self, letter: Letter, language: str) -> Mapping[str, str]:
        if letter.case and (case := await case_of(self._database, letter.case)):
            agency, state = case
            return {
                "number": letter.case,
                "agency": self._book.name("agency", agency, language),
                "state": self._book.words.say(f"state.{state}", language),
            }
        if letter.booking and (found := await reception_of(self._database, letter.booking)):
            return {
                "official": found.official.get(language) or next(iter(found.official.values())),
                "agency": self._book.name("agency", found.agency, language),
                "starts": moment(found.starts, language),
            }
        return {}


def _secret(house: House, name: str) -> str:
    value = getattr(house.settings, name)
    return str(value.get_secret_value()) if value else ""
