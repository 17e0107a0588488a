"""Telegram put together by hand: the door out, the door in, and what keeps updates coming.

aiogram costs seconds and 150 MB, so it is imported only by the one who takes updates; whoever only
sends (`telegram_out`) does without it. A server out of reach never stops the start.
"""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import orjson
from starlette.routing import Route

from bot.app import House
from bot.doors import Held, Undelivered
from bot.fronts.net import Net
from bot.fronts.telegram_plain import plain
from bot.fronts.telegram_read import KINDS
from bot.fronts.telegram_signs import Signs
from bot.fronts.telegram_write import write
from bot.log import log, told
from bot.telegram_desk import TelegramDesk
from storage import leases
from storage.database import CommitFailed
from storage.files import Files

if TYPE_CHECKING:
    from bot.fronts.telegram_out import TelegramOut

FRONT = "telegram"
PATH = "/telegram/webhook"
MENU = ("menu", "status", "language", "back", "cancel", "help", "human")
LANGUAGES = ("kk", "ru", "en")
LEASE = timedelta(seconds=90)  # longer than a fetch waits
RENEW = 30.0  # seconds
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0  # seconds between attempts to reach the server

Sleep = Callable[[float], Awaitable[None]]


def telegram_out(house: House) -> "TelegramOut":
    """The door out; the settings must have a token."""
    from bot.fronts.telegram_out import TelegramOut

    files = Files(house.database, house.seal)

    async def read_file(id: str) -> tuple[str, str, bytes] | None:
        found = await files.read(id)
        return found and (found[0].name, found[0].type, found[1])

    return TelegramOut(
        token=_token(house),
        base=house.settings.telegram_api_base,
        rate=house.settings.telegram_rate,
        wire=Net(),
        write=write,
        read_file=read_file,
    )


class Telegram:
    """The door in, with its route, and `run`, which keeps updates coming until cancelled."""

    def __init__(self, house: House, out: "TelegramOut", *, sleep: Sleep = asyncio.sleep) -> None:
        from bot.fronts.telegram_in import TelegramIn

        self._house = house
        self._out = out
        self._sleep = sleep
        self._signs = Signs(out.sign)
        self._trouble = "not connected yet"
        self._offset = 0
        self._worker = house.mint.new_id()
        self._in = TelegramIn(
            token=_token(house),
            secret=secret(house),
            kinds=KINDS,
            plain=plain,
            desk=TelegramDesk(
                house,
                self._signs,
                "\n\n".join(
                    house.book.words.say("telegram.group", language) for language in LANGUAGES
                ),
            ),
        )
        self.routes = [Route(PATH, self._in.webhook, methods=["POST"])]

    def state(self) -> str:
        """Either `ok`, or `degraded: ` and what cannot be reached."""
        return f"degraded: {self._trouble}" if self._trouble else self._out.state()

    async def run(self) -> None:
        """Tell Telegram where to bring updates, or fetch them, while this worker has the lease.

        Of several workers one does it; when it is gone, another takes over.
        """
        polling = self._house.settings.telegram_mode == "polling"
        begun = False
        try:
            while True:
                holds = await self._holds()
                if holds and not begun:
                    await self._insist(self._drop_webhook if polling else self._set_webhook)
                    await self._insist(self._set_menu)
                elif holds and polling:
                    await self._insist(self._fetch)
                    continue
                begun = holds
                await self._sleep(0 if holds and polling else RENEW)
        finally:
            await self._give_back()

    async def _holds(self) -> bool:
        """Whether this worker has the lease now; not when that cannot be written down."""
        now = self._house.mint.now()
        try:
            return await leases.hold(self._house.database, FRONT, self._worker, now, LEASE)
        except CommitFailed as error:
            self._trouble = "not stored"
            log().warning("lease_not_stored", **told(error))
            return False

    async def _give_back(self) -> None:
        with suppress(CommitFailed):  # then it ends by itself
            await leases.give_back(self._house.database, FRONT, self._worker)

    async def _insist(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do it until it is done, with longer and longer pauses."""
        wait = FIRST_WAIT
        while True:
            try:
                await act()
            except (Undelivered, CommitFailed) as error:
                self._trouble = error.error if isinstance(error, Undelivered) else "not stored"
                log().warning("telegram_out_of_reach", act=act.__name__, error=self._trouble)
                await self._sleep(error.seconds if isinstance(error, Held) else wait)
                wait = min(2 * wait, LONGEST_WAIT)
            else:
                self._trouble = ""
                return

    async def _set_webhook(self) -> None:
        await self._out.call(
            "setWebhook",
            {
                "url": f"{self._house.settings.public_url}{PATH}",
                "secret_token": secret(self._house),
                "allowed_updates": KINDS,
                "max_connections": 100,
            },
        )

    async def _set_menu(self) -> None:
        """Put the commands under the menu button and say what we are; in Kazakh by default."""
        for language in ("", *LANGUAGES):
            for method, known in self._shown_before_start(language or LANGUAGES[0]).items():
                await self._out.call(method, {**known, "language_code": language})

    def _shown_before_start(self, language: str) -> dict[str, dict[str, Any]]:
        """What a citizen can read before the first word, by the method that sets it."""
        say = self._house.book.words.say
        commands = [
            {"command": name, "description": say(f"telegram.command.{name}", language)}
            for name in MENU
        ]
        return {
            "setMyCommands": {"commands": commands},
            "setMyDescription": {"description": say("telegram.description", language)},
            "setMyShortDescription": {"short_description": say("telegram.short", language)},
        }

    async def _drop_webhook(self) -> None:
        await self._out.call("deleteWebhook", {})

    async def _fetch(self) -> None:
        """Fetch and take some updates; what was not stored is fetched again."""
        for update in await self._out.updates(self._offset, KINDS):
            await self._take(update)
            self._offset = int(update["update_id"]) + 1

    async def _take(self, update: dict[str, Any]) -> None:
        call = await self._in.hear(orjson.dumps(update))
        if call is not None:
            try:
                await self._out.call(call.pop("method"), call)
            except Undelivered as error:  # a press that stays unanswered only looks slow
                log().warning("press_unanswered", error=error.error)


def secret(house: House) -> str:
    """The secret of the webhook: the one of the settings, or one that only this house can make."""
    given = house.settings.telegram_secret
    if given is not None:
        return given.get_secret_value()
    return hmac.new(house.key, PATH.encode(), "sha256").hexdigest()


def _token(house: House) -> str:
    token = house.settings.telegram_token
    return token.get_secret_value() if token else ""
