"""The bell wakes waiters of this process after a commit.

What other workers commit is seen by reading again, once a second.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable


class Bell:
    """Tells who waits for new lines of a conversation, and the post that waits for letters."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Future[None]]] = defaultdict(set)
        self._letters = asyncio.Event()

    def ring(self, conversations: Iterable[str], letters: bool) -> None:
        """Wake everyone who waits for these conversations, and the post if there are letters."""
        for conversation in conversations:
            for future in self._waiting.pop(conversation, ()):
                if not future.done():
                    future.set_result(None)
        if letters:
            self._letters.set()

    async def wait(self, conversation: str, seconds: float) -> None:
        """Return when the conversation rings, or after so many seconds."""
        future = asyncio.get_running_loop().create_future()
        self._waiting[conversation].add(future)
        try:
            await asyncio.wait([future], timeout=seconds)
        finally:
            self._forget(conversation, future)

    async def letters(self, seconds: float) -> None:
        """Return when letters were committed, or after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._letters.wait()
        except TimeoutError:
            return
        self._letters.clear()

    def _forget(self, conversation: str, future: "asyncio.Future[None]") -> None:
        waiting = self._waiting.get(conversation)
        if waiting is None:
            return
        waiting.discard(future)
        if not waiting:
            del self._waiting[conversation]
