"""The engine: `step` takes a talk and an event and gives the talk after it and what is wanted.

It runs the script until something must be waited for: an answer of the citizen, or an answer of
the shell to a request.

Rules of this file:
1. It never raises for anything a citizen can send; a wrong answer is asked again with a hint.
2. It knows no question, no act and no word by name, but those of its own commands.
3. What a citizen does stands in `citizen`, following the script in `flow`; a loop in a script ends
   there in the hands of a human.
"""

from collections.abc import Callable
from typing import Any

from dialogs.acts import ANSWERED
from dialogs.acts.moments import case_moved, subject_found, timer_fired, times_offered
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
    SubjectFound,
    TimerFired,
    TimesOffered,
)
from dialogs.flow import again, follow, run
from dialogs.operators import operator
from dialogs.play import Play
from dialogs.start import started

# What begins something of its own; each says whether the script goes on with a question.
BEGINNINGS: dict[type[Event], Callable[[Play, Any], bool]] = {
    Started: started,
    TimerFired: timer_fired,
    SubjectFound: subject_found,
    CaseMoved: case_moved,
    TimesOffered: times_offered,
}


def step(
    book: Book, conversation: Conversation, event: Event
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after an event, and the effects it wants, in order."""
    play = Play(book, conversation, event.at)
    _receive(play, event)
    play.send()
    return play.talk, tuple(play.effects)


def _receive(play: Play, event: Event) -> None:
    if begin := BEGINNINGS.get(type(event)):
        if begin(play, event):
            run(play)
    elif isinstance(event, Said | Chose | Pinned | Sent | Puzzled):
        replied(play, event)
    elif isinstance(event, OperatorTook | OperatorSaid | OperatorReturned):
        if operator(play, event):
            again(play)
    else:
        _shell_answered(play, event)


def _shell_answered(play: Play, event: Event) -> None:
    if ANSWERED[type(event)](play, event):
        follow(play)
        run(play)
