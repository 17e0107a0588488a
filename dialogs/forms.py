"""The form that is being filled in: forgetting it, interrupting it."""

from dialogs.effects import DropTimer
from dialogs.play import Play

ASIDE = ">"  # in a trail: here an interruption began
KEPT_AT_HOME = ("agency", "reminded", "unread")  # facts that outlive a return to the menu


def home(play: Play) -> None:
    """Go to the menu and forget the form that was being filled in."""
    forget_form(play)
    play.talk = play.talk.but(at="front.menu")


def forget_form(play: Play) -> None:
    """Forget the form that was being filled in, but not where the talk stands."""
    facts = {k: v for k, v in play.talk.facts.items() if k in KEPT_AT_HOME}
    if "draft" in play.talk.facts:
        play.add(DropTimer(f"nudge:{play.talk.id}"))
        play.add(DropTimer(f"expire:{play.talk.id}"))
    play.talk = play.talk.but(asked=0, trail=(), asides=(), answers={}, facts=facts, tries=0)


def aside(play: Play, step: str) -> None:
    """Interrupt the question that waits, or the menu, by a step that ends in `return`."""
    talk = play.talk
    kept = (talk.at, talk.asked) if talk.asked else ("front.menu", 0)
    play.talk = talk.but(at=step, asked=0, asides=(*talk.asides, kept), trail=(*talk.trail, ASIDE))


def leave(play: Play) -> None:
    """Go back to what was interrupted last, as it stood; what was asked since is forgotten."""
    talk = play.talk
    (at, asked), rest = talk.asides[-1], talk.asides[:-1]
    began = max((n for n, step in enumerate(talk.trail) if step == ASIDE), default=0)
    play.talk = talk.but(at=at, asked=asked, asides=rest, trail=talk.trail[:began])
