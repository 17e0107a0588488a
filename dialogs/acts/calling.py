"""«A person will call you»: for who would rather speak than write."""

from dialogs.effects import AskCall
from dialogs.play import Play

ASKED = "asked"  # why a call is to be made: the citizen wants it


def ask_call(play: Play) -> None:
    """Make the call a task for an operator, and say so; the number is kept for this alone."""
    phone = str(play.talk.answers.get("call_phone") or "")
    answers = {k: v for k, v in play.talk.answers.items() if k != "call_phone"}
    play.talk = play.talk.but(answers=answers)
    play.add(AskCall(ASKED, phone))
    play.tell("call.asked" if phone else "call.asked_here")
