"""Handing the talk to a human."""

from dialogs.conversation import OWNER_QUEUE
from dialogs.effects import HandOff
from dialogs.play import Play


def hand_off(play: Play) -> None:
    """Put the talk into the operators' queue and say so."""
    play.add(HandOff("asked"))
    play.talk = play.talk.but(owner=OWNER_QUEUE)
    play.tell("note.queued")
