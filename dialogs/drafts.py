"""Unfinished talks: offered to be continued, nudged once, and forgotten by rule, never in silence.

A talk is unfinished while a form of the scripts `file` or `book` waits for an answer. Entering
such a form sets two timers; finishing, cancelling or dropping it drops them.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.carried import ended_talk, keep
from dialogs.conversation import OWNER_BOT
from dialogs.effects import DropTimer, Named, SetTimer, Value, Words
from dialogs.forms import aside, forget_form, home
from dialogs.matter import topic_of
from dialogs.notices import are_stopped
from dialogs.play import Play
from dialogs.script import MENU

ALMATY = ZoneInfo("Asia/Almaty")
FORMS = ("file.", "book.")
NUDGE_AT = time(11)  # of the next day
KEPT_DAYS = 7  # an unfinished form is forgotten after so many days
OFFER = "after.resume"
WAYS = "after.ways"
ANOTHER_DAY = timedelta(days=1)  # a form is not forgotten while a human owns the talk


def unfinished(play: Play) -> bool:
    """Whether a form waits that was not offered just now."""
    return bool(_form(play)) and play.talk.at != OFFER


def _form(play: Play) -> str:
    """The step at which a form waits, here or under an interruption; empty where none does."""
    waiting = [play.talk.at if play.talk.asked else "", *(at for at, _ in play.talk.asides)]
    return next((at for at in waiting if at.startswith(FORMS)), "")


def interrupts(play: Play) -> bool:
    """Whether something that is not over yet waits under this."""
    return any(at != MENU for at, _ in play.talk.asides)


def finish(play: Play) -> None:
    """Forget the form that is done; one that it interrupted is kept, and goes on by `return`."""
    if not interrupts(play):
        forget_form(play)
    elif not any(at.startswith(FORMS) for at, _ in play.talk.asides):
        play.talk = play.talk.knowing(draft=None)
        play.add(DropTimer(f"nudge:{play.talk.id}"))
        play.add(DropTimer(f"expire:{play.talk.id}"))


def keep_draft(play: Play) -> None:
    """On the first question of a form: wake for one nudge, and for the end.

    Who goes on by themselves on another day needs no nudge any more; the end is put off. Of what
    nobody else may know no nudge is sent.
    """
    today = play.at.astimezone(ALMATY).date()
    kept, on = play.talk.facts.get("draft"), play.talk.facts.get("draft_on")
    if on == today.isoformat() or not play.talk.at.startswith(FORMS):
        return
    play.talk = play.talk.knowing(draft="kept", draft_on=today.isoformat())
    talk, nudge = play.talk.id, datetime.combine(today + timedelta(days=1), NUDGE_AT, ALMATY)
    if kept:
        play.add(DropTimer(f"nudge:{talk}"))
    elif topic_of(play) not in play.book.neutral:
        play.add(SetTimer(f"nudge:{talk}", "nudge", talk, nudge))
    play.add(SetTimer(f"expire:{talk}", "expire", talk, nudge + timedelta(days=KEPT_DAYS)))


def offer(play: Play) -> None:
    """Ask whether to go on, to begin again, or to drop it."""
    topic, form = topic_of(play), _form(play)
    play.add(DropTimer(f"nudge:{play.talk.id}"))
    about: Value = Named("topic", topic) if topic else Words("name.topic_unknown")
    aside(play, OFFER)
    play.tell(f"note.unfinished_{form.split('.')[0]}", topic=about)


def draft_due(play: Play, kind: str) -> bool:
    """A nudge or the end of an unfinished talk; true when a question is left to ask."""
    if not _form(play):
        return False
    if kind == "nudge":
        return _nudge(play)
    if play.talk.owner != OWNER_BOT:
        later = play.at + ANOTHER_DAY
        play.add(SetTimer(f"expire:{play.talk.id}", "expire", play.talk.id, later))
        return False
    return _expire(play)


def _nudge(play: Play) -> bool:
    if play.talk.owner != OWNER_BOT or play.talk.at == OFFER or are_stopped(play.talk.profile):
        return False
    if _days_kept(play) > KEPT_DAYS:  # the clock stood still: the end is told now
        return False
    play.mark(kind="nudge")
    offer(play)
    return True


def _days_kept(play: Play) -> int:
    on = play.talk.facts.get("draft_on")
    today = play.at.astimezone(ALMATY).date()
    return (today - date.fromisoformat(on)).days if on else 0


def _expire(play: Play) -> bool:
    """Forget the form and say so; the words themselves can still be filed or brought."""
    secret = topic_of(play) in play.book.neutral
    kept = not secret and keep(play, ended_talk(play))
    home(play)
    if secret:
        return False
    play.mark(kind="status")
    play.tell("note.expired")
    if kept:
        play.talk = play.talk.but(at=WAYS)
    return True
