"""The engine: `step` takes a talk and an event and gives the talk after it and what is wanted.

It runs the script until something must be waited for: an answer of the citizen, or an answer of
the shell to a request.

Rules of this file:
1. It never raises for anything a citizen can send; a wrong answer is asked again with a hint.
2. It knows no question, no act and no word by name, but those of its own commands.
3. A loop in a script ends at MAX_STEPS in the hands of a human.
"""

from dialogs.acts import ACTS, ANSWERED
from dialogs.acts.moments import case_moved, timer_fired, times_offered
from dialogs.acts.understanding import alarm
from dialogs.book import Book
from dialogs.commands import command_in, obey
from dialogs.conversation import OWNER_BOT, Conversation
from dialogs.effects import Effect, HandOff, Query
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
from dialogs.operators import listen, operator
from dialogs.play import Play
from dialogs.question import Answer, Problem, Reply
from dialogs.script import BACK, holds
from dialogs.start import started

MAX_STEPS = 50  # more in one step means a loop in a script
PUZZLES = ("sticker", "voice", "empty", "long", "file_failed", "file_type")
MAX_TRIES = 3  # wrong answers in a row before a human is offered


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
            _citizen(play, event)
        case OperatorTook() | OperatorSaid() | OperatorReturned():
            if operator(play, event):
                again(play)
        case TimerFired():
            timer_fired(play, event)
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


def _citizen(play: Play, reply: Reply) -> None:
    if play.talk.owner != OWNER_BOT and _heard(play, reply):
        return
    if _second_tap(play, reply):
        return
    if command := command_in(play, reply):
        _move(play, obey(play, command))
    elif isinstance(reply, Said) and not _is_matter(play) and alarm(play, reply.text):
        again(play)
    else:
        answer(play, reply)


def _heard(play: Play, reply: Reply) -> bool:
    """While a human owns the talk, the bot only answers danger and the commands to come back."""
    if isinstance(reply, Said) and listen(play, reply):
        return True
    return command_in(play, reply) is None


def _is_matter(play: Play) -> bool:
    """Whether words here are taken for the matter itself, which is searched for danger anyway."""
    ask = play.here.ask
    return ask == "problem" or getattr(play.book.questions.get(str(ask)), "free", None) is not None


def _second_tap(play: Play, reply: Reply) -> bool:
    return (
        isinstance(reply, Chose)
        and bool(reply.asked)
        and play.talk.last == (reply.asked, reply.option)
    )


def _move(play: Play, way: str) -> None:
    if way == "again":
        again(play)
    elif way == "run":
        run(play)


def answer(play: Play, reply: Reply) -> None:
    """Take a reply as the answer to the question that waits, or to the one it interrupted."""
    question = play.pending
    if question is None:
        _unasked(play, reply)
        return
    if stale(play, reply):
        play.tell("note.old_button")
        again(play)
        return
    read = question.read(play.view, reply)
    if isinstance(read, Answer):
        accept(play, read)
    elif not _underneath(play, reply):
        refuse(play, read, reply)


def stale(play: Play, reply: Reply) -> bool:
    """Whether a button of another question was pressed."""
    if not isinstance(reply, Chose):
        return False
    if reply.asked:
        return reply.asked != play.talk.asked
    question = play.pending
    return question is not None and reply.question not in {None, question.id}


def _unasked(play: Play, reply: Reply) -> None:
    """A reply when no question waits: it is read as if the next one had been asked."""
    if play.here.ask is None:
        play.talk = play.talk.but(at="front.menu")
    read = play.book.questions[str(play.here.ask)].read(play.view, reply)
    if isinstance(read, Answer) and not isinstance(reply, Chose):
        accept(play, read)
    else:
        run(play)


def accept(play: Play, read: Answer) -> None:
    """Keep an answer and go on."""
    talk = play.talk
    answers = {str(play.here.ask): read.value, **read.also}
    play.talk = (
        talk.answered(**answers)
        .knowing(**read.facts)
        .but(
            last=(talk.asked, read.option) if read.option else None,
            trail=(*talk.trail, talk.at),
            asked=0,
            tries=0,
        )
    )
    follow(play)
    run(play)


def refuse(play: Play, problem: Problem, reply: Reply) -> None:
    """Ask again with a hint; after several wrong answers name the human."""
    play.talk = play.talk.but(tries=play.talk.tries + 1)
    if play.talk.language and isinstance(reply, Puzzled):
        play.tell(f"puzzled.{reply.kind if reply.kind in PUZZLES else 'other'}")
    elif play.talk.language:
        play.tell(problem.hint, **problem.values)
    if play.talk.tries >= MAX_TRIES:
        play.tell("hint.many")
    again(play)


def again(play: Play) -> None:
    """Ask the question that waits once more, or show the menu if none does."""
    question = play.pending
    if question is None:
        play.talk = play.talk.but(at="front.menu", asked=0)
        run(play)
        return
    play.ask(play.here, question)


def follow(play: Play) -> None:
    """Go to the next step by the first row that holds."""
    for row in play.here.next:
        if holds(row.when, play.value):
            _go(play, row.go)
            return
    raise LookupError(f"{play.talk.at} leads nowhere")


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
                return
            follow(play)
        elif _act(play, str(step.do)):
            return
        else:
            follow(play)
            if play.talk.owner != OWNER_BOT:
                return
    play.add(HandOff("loop"))
    play.talk = play.talk.but(at="front.menu", asked=0, asides=())
    play.tell("note.loop")


def _act(play: Play, name: str) -> bool:
    """Do an act; true when the shell must answer first."""
    before = len(play.effects)
    ACTS[name](play)
    return any(isinstance(effect, Query) for effect in play.effects[before:])


def _go(play: Play, to: str) -> None:
    if to != BACK:
        play.talk = play.talk.but(at=to, asked=0)
        return
    asides = play.talk.asides
    at = asides[-1][0] if asides else "front.menu"
    play.talk = play.talk.but(at=at, asked=0, asides=asides[:-1])


def _underneath(play: Play, reply: Reply) -> bool:
    """Whether the reply answers the question that was interrupted; then that one goes on."""
    if not play.talk.asides or isinstance(reply, Chose):
        return False
    kept = play.talk
    (at, asked), rest = kept.asides[-1], kept.asides[:-1]
    play.talk = kept.but(at=at, asked=asked, asides=rest)
    question = play.pending
    read = question.read(play.view, reply) if question else None
    if isinstance(read, Answer):
        accept(play, read)
        return True
    play.talk = kept
    return False
