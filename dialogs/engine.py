"""The engine: `step` takes a talk and an event and gives the talk after it and what is wanted.

It runs the script until something must be waited for: an answer of the citizen, or an answer of
the shell to a request.

Rules of this file:
1. It never raises for anything a citizen can send; a wrong answer is asked again with a hint.
2. It knows no question, no act and no word by name, but those of its own commands.
3. What a citizen does stands in `citizen`, following the script in `flow`; a loop in a script ends
   there in the hands of a human.
"""

from dialogs.acts import ANSWERED
from dialogs.acts.moments import case_moved, timer_fired, times_offered
from dialogs.book import Book
from dialogs.citizen import replied
from dialogs.conversation import Conversation
from dialogs.effects import Effect
from dialogs.events import (
    CaseMoved,
    Chose,
    Event,
    OperatorReturned,
    OperatorSaid,
    OperatorTook,
    Pinned,
    Puzzled,
    Said,
    Sent,
    Started,
    TimerFired,
    TimesOffered,
)
from dialogs.flow import again, follow, run
from dialogs.operators import operator
from dialogs.play import Play
from dialogs.start import started


def step(
    book: Book, conversation: Conversation, event: Event
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after an event, and the effects it wants, in order."""
    play = Play(book, conversation, event.at)
    _receive(play, event)
    play.send()
    return play.talk, tuple(play.effects)


def _receive(play: Play, event: Event) -> None:  # noqa: C901 - one case for each family
    match event:
        case Started():
            if started(play, event):
                run(play)
        case Said() | Chose() | Pinned() | Sent() | Puzzled():
            replied(play, event)
        case OperatorTook() | OperatorSaid() | OperatorReturned():
            if operator(play, event):
                again(play)
        case TimerFired():
            if timer_fired(play, event):
                run(play)
        case CaseMoved():
            if case_moved(play, event):
                run(play)
        case TimesOffered():
            if times_offered(play, event):
                run(play)
        case _:
            _shell_answered(play, event)


def _shell_answered(play: Play, event: Event) -> None:
    if ANSWERED[type(event)](play, event):
        follow(play)
        run(play)
