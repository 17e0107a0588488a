"""The bell wakes waiters of this process after a commit.

What other workers commit is seen by reading again, once a second.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable


class Bell:
    """Tells who waits for lines of a conversation, for letters (the post), or for files."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Future[None]]] = defaultdict(set)
        self._letters = asyncio.Event()
        self._files = asyncio.Event()

    def ring(
        self, conversations: Iterable[str], letters: bool = False, files: bool = False
    ) -> None:
        """Wake who waits for these conversations, for letters and for files to be fetched."""
        for conversation in conversations:
            for future in self._waiting.pop(conversation, ()):
                if not future.done():
                    future.set_result(None)
        if letters:
            self._letters.set()
        if files:
            self._files.set()

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
        await _rung(self._letters, seconds)

    async def files(self, seconds: float) -> None:
        """Return when files were promised, or after so many seconds."""
        await _rung(self._files, seconds)

    def _forget(self, conversation: str, future: "asyncio.Future[None]") -> None:
        waiting = self._waiting.get(conversation)
        if waiting is None:
            return
        waiting.discard(future)
        if not waiting:
            del self._waiting[conversation]


async def _rung(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, which is for one waiter."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
    event.clear()
