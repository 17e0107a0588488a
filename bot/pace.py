"""The pace of one chat: a short burst, and then letters at a steady rate.

Telegram asks for about one message a second to a chat and forgives a few at once. This is about
real seconds between requests, so it counts in a clock that never jumps, not in the time of events.
"""

from collections.abc import Callable

BURST = 3  # letters at once: an answer of the bot is seldom more
REMEMBERED = 10_000  # chats, before those that are free again are forgotten


class Pace:
    """Tells how long a letter to a chat has to wait; rate: letters a second, 0 = never wait."""

    def __init__(self, rate: float, now: Callable[[], float]) -> None:
        self._step = 1 / rate if rate else 0.0
        self._now = now
        self._free: dict[str, float] = {}  # when the chat's letters so far are paid for

    def delay(self, chat: str) -> float:
        """Seconds to wait before the next letter to this chat, which is counted as sent."""
        if not self._step:
            return 0.0
        now = self._now()
        free = max(now, self._free.get(chat, now))
        self._free[chat] = free + self._step
        if len(self._free) > REMEMBERED:
            self._free = {name: at for name, at in self._free.items() if at > now}
        return max(0.0, free - now - (BURST - 1) * self._step)
