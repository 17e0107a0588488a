"""Unfinished talks: offered to be continued, nudged once, and forgotten by rule, never in silence.

1. A talk is unfinished while a form of the scripts `file` or `book` waits for an answer, or a
   matter that was told waits for its topic, its place or the choice of a way.
2. Who comes back by a greeting, by «start» or by a link is offered to go on; nothing that was said
   is dropped unasked. What the link wished waits until they have chosen.
3. Entering a form sets two timers; finishing, cancelling or dropping it drops them. A matter
   without a form has none: who was only advised is not written to.
4. One nudge for a form, on the day after; none for who goes on another day by themselves.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.carried import ended_talk, keep
from dialogs.conversation import OWNER_BOT
from dialogs.effects import DropTimer, Named, SetTimer, Value
from dialogs.forms import aside, forget_form, leave
from dialogs.matter import text_of, topic_of, voices
from dialogs.notices import are_stopped
from dialogs.play import Play
from dialogs.script import MENU

ALMATY = ZoneInfo("Asia/Almaty")
FORMS = ("file.", "book.")
TOLD = (
    "front.",
    "first.",
    "advice.",
    "voice.",
)  # before a form: here a matter that was told waits
NUDGE_AT = time(11)  # of the next day
KEPT_DAYS = 7  # an unfinished form is forgotten after so many days
OFFER = "after.resume"
WAYS = "after.ways"
WORDS_SHOWN = 40  # letters of the citizen's words that name a matter without a topic
ANOTHER_DAY = timedelta(days=1)  # a form is not forgotten while a human owns the talk


def unfinished(play: Play) -> bool:
    """Whether a form waits, or a matter that was told."""
    return bool(_form(play) or _matter(play))


def _waiting(play: Play) -> list[str]:
    """The steps at which questions wait, here and under interruptions."""
    return [play.talk.at if play.talk.asked else "", *(at for at, _ in play.talk.asides)]


def _form(play: Play) -> str:
    """The step at which a form waits; empty where none does."""
    return next((at for at in _waiting(play) if at.startswith(FORMS)), "")


def _matter(play: Play) -> bool:
    """Whether a matter that was told waits for the rest."""
    told = play.talk.answers.get("problem") or voices(play)
    return bool(told) and any(at.startswith(TOLD) and at != MENU for at in _waiting(play))


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
    today = _today(play)
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


def offer(play: Play, **beside: Any) -> None:
    """Ask whether to go on, to begin again, or to drop it; once more where that is asked already.

    beside: what waits until the citizen has chosen: the `link` they came by.
    """
    while play.talk.at == OFFER:
        leave(play)
    if play.talk.facts.get("draft_on") != _today(play).isoformat():
        play.add(DropTimer(f"nudge:{play.talk.id}"))
    form = _form(play)
    _tell_unfinished(play, form.split(".")[0] if form else "matter")
    aside(play, OFFER)
    play.talk = play.talk.knowing(**beside)


def _tell_unfinished(play: Play, what: str) -> None:
    about = _about(play)
    key = f"note.unfinished_{what}"
    if about is None:
        play.tell(f"{key}_unnamed")
    else:
        play.tell(key, topic=about)


def _about(play: Play) -> Value | None:
    """What names the matter: its topic, else its first words; nothing where it is secret."""
    topic = topic_of(play)
    if topic in play.book.neutral:
        return None
    words = text_of(play) or str(play.talk.answers.get("matter") or "")
    short = words if len(words) <= WORDS_SHOWN else f"{words[:WORDS_SHOWN].rstrip()}…"
    return Named("topic", topic) if topic else (short or None)


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
    if topic_of(play) in play.book.neutral:  # it became one after the form began
        return False
    if outlived(
        play, play.talk.facts.get("draft_on")
    ):  # the clock stood still: the end is told now
        return False
    play.mark(kind="nudge")
    offer(play)
    return True


def _today(play: Play) -> date:
    return play.at.astimezone(ALMATY).date()


def _expire(play: Play) -> bool:
    secret = topic_of(play) in play.book.neutral
    kept = close(play)
    play.talk = play.talk.but(at=WAYS if kept else MENU)
    if not secret:
        play.mark(kind="status")
    return not secret


def close(play: Play) -> bool:
    """Forget a form and say so; whether its words are kept, to be filed or brought all the same.

    What is secret is forgotten in silence.
    """
    secret = topic_of(play) in play.book.neutral
    kept = not secret and keep(play, ended_talk(play))
    forget_form(play)
    if not secret:
        play.tell("note.expired")
    return kept


def outlived(play: Play, on: str | None) -> bool:
    """Whether a form that was last worked on that day has waited longer than forms are kept."""
    return on is not None and (_today(play) - date.fromisoformat(on)).days > KEPT_DAYS
