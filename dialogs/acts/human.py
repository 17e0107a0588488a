"""Handing the talk to a human."""

from dialogs.conversation import OWNER_QUEUE
from dialogs.effects import HandOff
from dialogs.play import Play


def hand_off(play: Play, reason: str = "asked") -> None:
    """Put the talk into the operators' queue and say so; reason: asked, or lost in a question."""
    play.add(HandOff(reason))
    play.talk = play.talk.but(owner=OWNER_QUEUE)
    play.tell("note.queued")
