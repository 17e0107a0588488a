"""Following the script: from step to step until something must be waited for."""

from dialogs.acts import ACTS
from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from dialogs.drafts import keep_draft
from dialogs.effects import HandOff, Query
from dialogs.forms import leave
from dialogs.play import Play
from dialogs.script import BACK, MENU, holds, way_on

MAX_STEPS = 50  # more in one step means a loop in a script


def run(play: Play) -> None:
    """Follow the script until something must be waited for."""
    for _ in range(MAX_STEPS):
        step = play.here
        if step.skip and any(holds(when, play.value) for when in step.skip):
            follow(play)
        elif step.ask is not None:
            question = play.book.questions[step.ask]
            if question.expects != "choice" or question.choices(play.view):
                play.ask(step, question)
                keep_draft(play)
                return
            follow(play)
        elif _act(play, str(step.do)):
            return
        else:
            follow(play)
            if play.talk.owner != OWNER_BOT:
                return
    play.add(HandOff("loop"))
    play.talk = play.talk.but(at=MENU, asked=0, asides=(), owner=OWNER_QUEUE)
    play.tell("note.loop")


def follow(play: Play) -> None:
    """Go to the next step by the first row that holds."""
    _go(play, way_on(play.here, play.value))


def again(play: Play) -> None:
    """Ask the question that waits once more, or show the menu if none does."""
    question = play.pending
    if question is None:
        play.talk = play.talk.but(at=play.talk.at if play.here.ask else MENU, asked=0)
        run(play)
        return
    play.ask(play.here, question)


def _act(play: Play, name: str) -> bool:
    """Do an act; true when the shell must answer first."""
    before = len(play.effects)
    ACTS[name](play)
    return any(isinstance(effect, Query) for effect in play.effects[before:])


def _go(play: Play, to: str) -> None:
    if to != BACK:
        play.talk = play.talk.but(at=to, asked=0)
        return
    if play.talk.asides:
        leave(play)
        play.talk = play.talk.but(at=play.here.again or play.talk.at, asked=0)
    else:
        play.talk = play.talk.but(at=MENU, asked=0)
