"""Unfinished talks: offered to be continued, nudged once, and forgotten by rule, never in silence.

A talk is unfinished while a form of the scripts `file` or `book` waits for an answer. Entering
such a form sets two timers; finishing, cancelling or dropping it drops them.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.conversation import OWNER_BOT
from dialogs.effects import Named, SetTimer, Value, Words
from dialogs.forms import aside, home
from dialogs.matter import topic_of
from dialogs.play import Play

ALMATY = ZoneInfo("Asia/Almaty")
FORMS = ("file.", "book.")
NUDGE_AT = time(11)  # of the next day
KEPT_DAYS = 7  # an unfinished form is forgotten after so many days
OFFER = "after.resume"


def unfinished(play: Play) -> bool:
    """Whether a form waits that was not offered just now."""
    return bool(_form(play)) and play.talk.at != OFFER


def _form(play: Play) -> str:
    """The step at which a form waits, here or under an interruption; empty where none does."""
    waiting = [play.talk.at if play.talk.asked else "", *(at for at, _ in play.talk.asides)]
    return next((at for at in waiting if at.startswith(FORMS)), "")


def keep_draft(play: Play) -> None:
    """On the first question of a form: wake for one nudge, and for the end."""
    if "draft" in play.talk.facts or not play.talk.at.startswith(FORMS):
        return
    if topic_of(play) in play.book.neutral:
        return
    play.talk = play.talk.knowing(draft="kept")
    today = play.at.astimezone(ALMATY).date()
    nudge = datetime.combine(today + timedelta(days=1), NUDGE_AT, ALMATY)
    talk = play.talk.id
    play.add(SetTimer(f"nudge:{talk}", "nudge", talk, nudge))
    play.add(SetTimer(f"expire:{talk}", "expire", talk, nudge + timedelta(days=KEPT_DAYS)))


def offer(play: Play) -> None:
    """Ask whether to go on, to begin again, or to drop it."""
    topic, form = topic_of(play), _form(play)
    about: Value = Named("topic", topic) if topic else Words("name.topic_unknown")
    aside(play, OFFER)
    play.tell(f"note.unfinished_{form.split('.')[0]}", topic=about)


def draft_due(play: Play, kind: str) -> bool:
    """A nudge or the end of an unfinished talk; true when a question is left to ask."""
    if play.talk.owner != OWNER_BOT or not _form(play):
        return False
    if kind == "nudge":
        if play.talk.at == OFFER:
            return False
        play.mark(kind="status")
        offer(play)
        return True
    home(play)
    play.mark(kind="status")
    play.tell("note.expired")
    return True
