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

from dialogs.absent import found, waits
from dialogs.acts import ANSWERED
from dialogs.acts.moments import case_moved, timer_fired, times_offered
from dialogs.acts.notices import letter_returned
from dialogs.acts.persons import erase_asked
from dialogs.acts.writing import spoken_acted
from dialogs.book import Book
from dialogs.citizen import replied
from dialogs.commands import command_in
from dialogs.conversation import OWNER_BOT, Conversation
from dialogs.effects import Effect
from dialogs.events import (
    CaseMoved,
    Chose,
    Corrected,
    EraseAsked,
    Event,
    FileLost,
    LetterReturned,
    OperatorReturned,
    OperatorSaid,
    OperatorTook,
    Pinned,
    Puzzled,
    Said,
    Sent,
    SpokenActed,
    Started,
    SubjectFound,
    TimerFired,
    TimesOffered,
)
from dialogs.flow import again, follow, run
from dialogs.operators import corrected, operator
from dialogs.play import Play
from dialogs.received import lost
from dialogs.start import started
from dialogs.versions import moved_on, pinned

# What begins something of its own; each says whether the script goes on with a question.
BEGINNINGS: dict[type[Event], Callable[[Play, Any], bool]] = {
    Started: started,
    TimerFired: timer_fired,
    SubjectFound: found,
    CaseMoved: case_moved,
    TimesOffered: times_offered,
    SpokenActed: spoken_acted,
    FileLost: lost,
    Corrected: corrected,
    LetterReturned: letter_returned,
    EraseAsked: erase_asked,
}


def step(
    book: Book, conversation: Conversation, event: Event
) -> tuple[Conversation, tuple[Effect, ...]]:
    """The conversation after an event, and the effects it wants, in order."""
    play = Play(book, conversation, event.at)
    if moved_on(play, answered=_answers(play, event)):
        play.tell("note.scripts_changed")
        run(play)
    else:
        _receive(play, event)
    play.send()
    return pinned(play), tuple(play.effects)


def _answers(play: Play, event: Event) -> bool:
    """Whether a citizen answers the question that waits, as far as can be seen without it."""
    if not isinstance(event, Said | Chose | Pinned | Puzzled) or play.talk.owner != OWNER_BOT:
        return False
    return not (isinstance(event, Said) and command_in(play, event))


def _receive(play: Play, event: Event) -> None:
    if begin := BEGINNINGS.get(type(event)):
        if not waits(play, event) and begin(play, event):
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
