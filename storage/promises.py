"""The chapter of promises: timers, ratings, and talks handed to a human.

A timer's `round` grows each time it is set, so that a firing that was on its way while the timer
moved is void, and a timer set again after it fired is a new happening.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, update

from storage.chapter import Chapter
from storage.columns import adding, among, names, one_of
from storage.envelopes import shut_words
from storage.schema import handoffs, ratings, timers

Setting = tuple[str, str, str, str, datetime]  # key, kind, subject, conversation, due

_set = adding(timers, "key", "kind", "subject", "conversation", "due", "not_before")
_set = _set.values(round=1, state="waiting")
SET_TIMER = _set.on_conflict_do_update(
    index_elements=["key"],
    set_={
        **{
            name: _set.excluded[name]
            for name in ("kind", "subject", "conversation", "due", "not_before", "state")
        },
        "round": timers.c.round + 1,
        "worker": None,
    },
)
DROP_TIMERS = (
    update(timers)
    .values(state="dropped")
    .where(among(timers.c.key, names("keys")), timers.c.state == "waiting")
)
FINISH = (
    update(timers)
    .values(state="fired")
    .where(
        timers.c.key == bindparam("which"),
        timers.c.round == bindparam("round_is"),
        timers.c.state == "waiting",
    )
    .returning(timers.c.key)
)
_rate = adding(ratings, "what", "subject", "conversation", "score", "text", "at")
RATE = _rate.on_conflict_do_update(
    index_elements=["what", "subject"],
    set_={name: _rate.excluded[name] for name in ("conversation", "score", "text", "at")},
)
HAND_OFF = (
    adding(handoffs, "conversation", "reason", "asked")
    .values(state="waiting")
    .on_conflict_do_nothing()
)
_open = (
    handoffs.c.conversation == bindparam("which"),
    one_of(handoffs.c.state, "waiting", "taken"),
)
TAKE = (
    update(handoffs).values(state="taken", by=bindparam("by"), taken=bindparam("at")).where(*_open)
)
END = update(handoffs).values(state="ended", ended=bindparam("at")).where(*_open)


class Promises(Chapter):
    """What is to come."""

    async def set_timers(self, settings: Sequence[Setting]) -> None:
        """Wake the house at `due`; a key set again moves, even after it fired or was dropped."""
        await self._link.many(SET_TIMER, [_setting(s) for s in settings])

    async def drop_timers(self, keys: Sequence[str]) -> None:
        """Forget timers that wait; one that fired stays as it is."""
        if keys:
            await self._link.run(DROP_TIMERS, keys=list(keys))

    async def finish_timer(self, id: str) -> bool:
        """Mark a claimed timer (TimerRow.id) as fired; False when it moved or went meanwhile."""
        key, round = _read_timer_id(id)
        return await self._link.first(FINISH, which=key, round_is=round) is not None

    async def rate(
        self, what: str, subject: str, score: int, text: str, at: datetime, conversation: str
    ) -> None:
        """Keep a rating of a case or booking; a second one replaces the first."""
        sealed = shut_words(self._seal, text, f"rating:{what}:{subject}")
        where = {"what": what, "subject": subject, "conversation": conversation}
        await self._link.run(RATE, **where, score=score, text=sealed, at=at)

    async def hand_off(self, conversation: str, reason: str, at: datetime) -> None:
        """Put a talk into the operators' queue; one that is there already stays where it is."""
        await self._link.run(HAND_OFF, conversation=conversation, reason=reason, asked=at)

    async def take_hand_off(self, conversation: str, by: str, at: datetime) -> None:
        """An operator has it, whether or not it was waiting in the queue."""
        await self.hand_off(conversation, "taken", at)
        await self._link.run(TAKE, which=conversation, by=by, at=at)

    async def end_hand_off(self, conversation: str, by: str, at: datetime) -> None:
        """It left the operators' hands; the journal and the case tell who did what."""
        await self._link.run(END, which=conversation, by=by, at=at)


def _read_timer_id(id: str) -> tuple[str, int]:
    """The key and the round that an id names; raises ValueError for another text."""
    key, _, round = id.rpartition("#")
    return key, int(round)


def _setting(setting: Setting) -> dict[str, object]:
    key, kind, subject, conversation, due = setting
    where = {"key": key, "kind": kind, "subject": subject, "conversation": conversation}
    return {**where, "due": due, "not_before": due}
