"""The form that is being filled in: forgetting it, interrupting it."""

from typing import Any

from dialogs.conversation import Conversation
from dialogs.effects import DropTimer
from dialogs.play import Play

ASIDE = ">"  # in a trail: here an interruption began
CHANGED = "line_was"  # the fact that holds what stood in lines of a read-back being changed
FOR_OTHERS = "for_others"  # the fact that holds what waits for who does not write now, by person
ALSO = "also"  # the fact that holds words about something else, said in the middle of a form
# Answers and facts of a reception that is being booked, moved or asked for.
OF_RECEPTION = ("official", "post", "day", "days", "time", "format", "matter", "booking_confirm")
LEFT_OF_IT = (
    *("held", "starts", "taken", "moving", "offered"),
    *("near", "miss", "hours", "wished", "more_days"),
)
FOUND_FOR_IT = ("officials", "slots", "host", "schedule", "found", *LEFT_OF_IT)
# Facts that outlive a return to the menu.
KEPT_AT_HOME = (
    *("agency", "reminded", "unread", "guesses", "hushed", "ended", "waiting"),
    *("to_write", "unconfirmed", "said_last"),  # what was spoken and is not in words yet
    # Receptions that letters may not name, reminders of them, and what was not told by a letter.
    *("quiet", "asked_for", "withheld"),
    FOR_OTHERS,
    ALSO,
)


def home(play: Play) -> None:
    """Go to the menu and forget the form that was being filled in."""
    forget_form(play)
    play.talk = play.talk.but(at="front.menu").knowing(**{ALSO: None})


def forget_form(play: Play) -> None:
    """Forget the form that was being filled in, but not where the talk stands."""
    remember_again(play)
    facts = {k: v for k, v in play.talk.facts.items() if k in KEPT_AT_HOME}
    if "draft" in play.talk.facts:
        play.add(DropTimer(f"nudge:{play.talk.id}"))
        play.add(DropTimer(f"expire:{play.talk.id}"))
    play.talk = play.talk.but(asked=0, trail=(), asides=(), answers={}, facts=facts, tries=0)


def remember_again(play: Play) -> None:
    """What is remembered of the person stays so, although a line of it was being changed."""
    before = (play.talk.facts.get(CHANGED) or {}).get("profile") or {}
    play.talk = play.talk.but(profile={**before, **play.talk.profile})


def aside(play: Play, step: str) -> None:
    """Interrupt the question that waits, or the menu, by a step that ends in `return`.

    A reception that is being booked is laid on a shelf: an interruption may be about another one.
    """
    talk = play.talk = play.talk.knowing(shelf=[*_shelf(play.talk), _reception(play.talk)])
    kept = (talk.at, talk.asked) if talk.asked else ("front.menu", 0)
    play.talk = talk.but(at=step, asked=0, asides=(*talk.asides, kept), trail=(*talk.trail, ASIDE))


def leave(play: Play) -> None:
    """Go back to what was interrupted last, as it stood; what was asked since is forgotten."""
    talk = play.talk
    (at, asked), rest = talk.asides[-1], talk.asides[:-1]
    began = max((n for n, step in enumerate(talk.trail) if step == ASIDE), default=0)
    play.talk = talk.but(at=at, asked=asked, asides=rest, trail=talk.trail[:began])
    _take_up(play)


def _take_up(play: Play) -> None:
    """Take the reception that was being booked from the shelf again."""
    shelf, talk = _shelf(play.talk), play.talk
    if not shelf:
        return
    kept = shelf.pop()
    answers = {k: v for k, v in talk.answers.items() if k not in OF_RECEPTION}
    facts = {k: v for k, v in talk.facts.items() if k not in FOUND_FOR_IT}
    talk = talk.but(answers={**answers, **kept["answers"]}, facts={**facts, **kept["facts"]})
    play.talk = talk.knowing(shelf=shelf or None)


def _reception(talk: Conversation) -> dict[str, dict[str, Any]]:
    return {
        "answers": {k: v for k, v in talk.answers.items() if k in OF_RECEPTION},
        "facts": {k: v for k, v in talk.facts.items() if k in FOUND_FOR_IT},
    }


def _shelf(talk: Conversation) -> list[dict[str, dict[str, Any]]]:
    return list(talk.facts.get("shelf") or ())
