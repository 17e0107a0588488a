"""The pace of a door: a short burst, then letters at a steady rate; for a chat, and for all.

Telegram asks for about one message a second to a chat and forgives a few at once. This is about
real seconds between requests, so it counts in a clock that never jumps, not in the time of events.
"""

from collections.abc import Callable

from bot.settings import Settings

BURST = 3  # letters at once: an answer of the bot is seldom more
REMEMBERED = 10_000  # chats, before those that are free again are forgotten


class Pace:
    """Tells how long a letter to a chat has to wait; rate: letters a second, 0 = never wait."""

    def __init__(self, rate: float, now: Callable[[], float], burst: float = BURST) -> None:
        self._step = 1 / rate if rate else 0.0
        self._burst = burst
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
        return max(0.0, free - now - (self._burst - 1) * self._step)


class Paces:
    """The paces of all doors: each has a budget, Telegram also one for every chat."""

    def __init__(self, settings: Settings, now: Callable[[], float]) -> None:
        rates = {
            "telegram": settings.telegram_rate,
            "whatsapp": settings.whatsapp_rate,
            "sms": settings.sms_rate,
        }
        self._doors = {front: Pace(rate, now, max(1.0, rate)) for front, rate in rates.items()}
        self._chats = {"telegram": Pace(settings.telegram_chat_rate, now)}

    def delay(self, front: str, chat: str) -> float:
        """Seconds to wait before the next letter through a door to a chat."""
        of_chat, of_door = self._chats.get(front), self._doors.get(front)
        return max(of_chat.delay(chat) if of_chat else 0.0, of_door.delay("") if of_door else 0.0)
