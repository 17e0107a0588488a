"""The desk behind Telegram's door in: takes what an update says, and what belongs around it.

The keyboard of a question is closed after its commit, a citizen who waits sees that we write, a
list is turned, a door that was closed is remembered. No sign keeps an update waiting.
"""

from typing import TYPE_CHECKING, Any, cast

from bot.app import House
from bot.arrivals import Arrival, Done
from bot.attachments import Attached
from bot.fronts.telegram_read import BUTTON, FRONT, Invited, Reach, Turned, Wanted, read
from bot.fronts.telegram_signs import Signs, closed
from bot.fronts.telegram_write import keyboard, share_key
from bot.shell import Shell
from dialogs.letters import Letter
from storage import reachability
from storage.pages import Address
from storage.views import Views

if TYPE_CHECKING:
    from aiogram.types import CallbackQuery, Update

Answer = dict[str, Any]
REMEMBERED = 30  # lines of a talk in which a list that is turned is looked for


class TelegramDesk(Shell):
    """The house as Telegram's door in meets it; invited: what a group is told, once."""

    def __init__(self, house: House, signs: Signs, invited: str) -> None:
        super().__init__(house, FRONT)
        self._signs = signs
        self._invited = invited
        self._views = Views(house.database, house.seal)

    async def take(self, update: "Update", bot: int) -> Answer | None:
        """Take an update; what to answer with, after the commit. Raises CommitFailed."""
        heard, press = read(update, bot, self.now()), update.callback_query
        match heard:
            case Invited(chat):
                return {"method": "sendMessage", "chat_id": chat, "text": self._invited}
            case Attached():
                await self._put(self.attach(heard))
            case Arrival():
                outcome = await self._put(heard)
                if press:
                    self._close(press, outcome)
            case Reach(chat, blocked):
                await self._reach(Address(FRONT, str(chat)), blocked)
            case Turned() | Wanted():
                await self._show(heard)
        return {"method": "answerCallbackQuery", "callback_query_id": press.id} if press else None

    async def _put(self, arrival: Arrival) -> object:
        """Take an arrival; while that is slow, the citizen sees that we write."""
        with self._signs.typing(int(cast(Address, arrival.to).id)):
            return await self.put(arrival)

    async def _reach(self, citizen: Address, blocked: bool) -> None:
        """Keep whether a citizen wants our letters."""
        act = reachability.blocked if blocked else reachability.unblocked
        await act(self._house.database, self._house.seal, citizen, self.now())
        self._house.bell.ring((), letters=not blocked)

    def _close(self, press: "CallbackQuery", outcome: object) -> None:
        """Close the keyboard of a question, with the answer chosen if it was taken."""
        found, shown = BUTTON.fullmatch(press.data or ""), press.message
        markup = getattr(shown, "reply_markup", None)  # a message too old to be shown has none
        if not found or not found["asked"] or shown is None or markup is None:
            return
        taken = isinstance(outcome, Done) and outcome.last == (
            int(found["asked"]),
            found["option"],
        )
        rows = markup.model_dump(exclude_none=True)["inline_keyboard"]
        after = closed(rows, press.data if taken else None)
        self._signs.keyboard(shown.chat.id, shown.message_id, after)

    async def _show(self, wish: Turned | Wanted) -> None:
        """Show another page of a list, or the key to share by, of a question not long ago."""
        letter = await self._asked(wish.chat, wish.asked)
        if letter is None:
            return
        if isinstance(wish, Turned):
            rows = keyboard(letter, wish.page)["inline_keyboard"]
            self._signs.keyboard(wish.chat, wish.message, rows)
        else:
            known = {"chat_id": wish.chat, "text": f"{letter.share} ↓"}
            self._signs.send("sendMessage", {**known, "reply_markup": share_key(letter)})

    async def _asked(self, chat: int, number: int) -> Letter | None:
        """The letter that asked a question of a chat, if it is not long ago."""
        talk = await self._views.conversation_of(Address(FRONT, str(chat)))
        for line in await self._views.latest(talk, REMEMBERED) if talk else ():
            if line.letter.question and line.letter.question["asked"] == number:
                return line.letter
        return None
