"""The gate before every door: may this letter be shown now? The window comes after it.

1. Who stopped notices gets none of them; what an agency owes them comes without a sound.
2. A door that its citizen closed is not tried.
3. In the quiet hours what can wait rests until they end. Nothing waits in a live talk: whoever
   wrote some minutes ago is awake.
4. What rested until it is of no use is not shown.
5. A page that its citizen opens themselves wakes nobody.
"""

from dataclasses import replace
from datetime import datetime

from bot.doors import Gone, Undelivered
from dialogs.letters import Letter
from dialogs.notices import Notices
from storage.notices import STOPPED
from storage.posting import PULLED
from storage.reachability import BLOCKED
from storage.rows import UNSURE, OutRow
from storage.ways import SMS
from storage.windows import QUIET

LATE = "too late to be of use"


class Resting(Undelivered):
    """Not now: it was not tried, and rests until a moment."""

    def __init__(self, error: str, until: datetime) -> None:
        super().__init__(error)
        self.until = until


class Unwanted(Undelivered):
    """The person stopped letters of this kind, or it came too late."""


def let_through(notices: Notices, row: OutRow, now: datetime) -> Letter:
    """The letter as it may be shown now; raises Unwanted, Resting, or Gone."""
    rule = notices.of(row.kind)
    if rule.stops and row.stopped:
        raise Unwanted(STOPPED)
    if rule.lasts and row.at and now - row.at > rule.lasts and row.address.front not in PULLED:
        raise Unwanted(LATE)
    if row.once and row.error == UNSURE:
        raise Gone(f"{UNSURE}: perhaps sent before a crash")
    if row.address.front in PULLED:
        return row.letter
    if row.blocked and row.address.front != SMS:
        raise Gone(f"{BLOCKED}: the citizen closed this door")
    until = notices.quiet_until(now)
    asleep = until is not None and not is_live(notices, row, now)
    if rule.waits and asleep and until is not None:
        raise Resting(QUIET, until)
    silent = rule.silent and row.letter.speaker == "bot" and (asleep or row.stopped)
    return replace(row.letter, silent=True) if silent else row.letter


def is_live(notices: Notices, row: OutRow, now: datetime) -> bool:
    """Whether the citizen did something a short while ago."""
    known = [at for at in (row.wrote_at, row.heard_at) if at is not None]
    return bool(known) and now - max(known) < notices.talk
