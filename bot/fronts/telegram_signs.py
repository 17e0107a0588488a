"""Signs in a Telegram chat that are no letters: typing, a closed keyboard, another page of a list.

1. A sign is of the moment. It goes past the outbox, is tried once, and one that is not shown is
   missed by nobody.
2. A question's keyboard is closed as soon as one of its buttons was pressed: the answer chosen
   stays to be read, as a button that only copies it; buttons of letters that ask no question
   («I will come») stay, they may be pressed again.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

SLOW = 0.7  # seconds of silence before the citizen sees that we write
TYPING_LASTS = 4.5  # seconds that the sign is shown
CHOSEN = "✓ "

Show = Callable[[str, dict[str, Any]], Coroutine[Any, Any, object]]
Button = Mapping[str, Any]


def closed(keyboard: Sequence[Sequence[Button]], chosen: str | None) -> list[list[Button]]:
    """A keyboard after an answer: the button chosen, by what it sends back, and all links."""
    rows = [[b for b in row if b.get("url")] for row in keyboard]
    kept: list[list[Button]] = [row for row in rows if row]
    labels = [b["text"] for row in keyboard for b in row if b.get("callback_data") == chosen]
    if chosen is not None and labels:
        label = str(labels[0])
        kept.insert(0, [{"text": CHOSEN + label, "copy_text": {"text": label}}])
    return kept


class Signs:
    """Shows signs beside whatever else happens; show: carries a call out and never raises."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._on_their_way: set[asyncio.Task[object]] = set()

    def send(self, method: str, payload: dict[str, Any]) -> None:
        """Show a sign without waiting for it."""
        task = asyncio.get_running_loop().create_task(self._show(method, payload))
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)

    @contextmanager
    def typing(self, chat: int) -> Iterator[None]:
        """Show that we write while the block takes longer than a moment."""
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle

        def show() -> None:
            nonlocal timer
            self.send("sendChatAction", {"chat_id": chat, "action": "typing"})
            timer = loop.call_later(TYPING_LASTS, show)

        timer = loop.call_later(SLOW, show)
        try:
            yield
        finally:
            timer.cancel()

    def keyboard(self, chat: int, message: int, rows: Sequence[Sequence[Button]]) -> None:
        """Put another keyboard under a message, or none."""
        markup = {"inline_keyboard": rows}
        payload = {"chat_id": chat, "message_id": message, "reply_markup": markup}
        self.send("editMessageReplyMarkup", payload)
