"""What a citizen does: a command, a question beside the form, or an answer to the one that waits.

Rules of this file:
1. A wrong answer is asked again with a hint; after several the human is named.
2. A second tap is nothing; a button of another question is answered kindly.
3. Words that do not fit a question that interrupted are tried on the one that it interrupted.
"""

from dialogs.acts.understanding import alarm
from dialogs.codes import code_in
from dialogs.commands import command_in, obey
from dialogs.conversation import OWNER_BOT
from dialogs.effects import Value
from dialogs.events import Chose, Puzzled, Said
from dialogs.flow import again, follow, run
from dialogs.forms import aside, leave
from dialogs.operators import listen
from dialogs.play import Play
from dialogs.question import Answer, Problem, Reply
from dialogs.sides import side_in

PUZZLES = (
    *("contact", "edited", "empty", "file_failed", "file_large"),
    *("file_type", "long", "sticker", "voice"),
)
MAX_TRIES = 3  # wrong answers in a row before a human is offered


def replied(play: Play, reply: Reply) -> None:
    """Take what a citizen did."""
    if play.talk.owner != OWNER_BOT and _heard(play, reply):
        return
    if _second_tap(play, reply):
        return
    if command := command_in(play, reply):
        _move(play, obey(play, command))
    elif isinstance(reply, Said) and (code := code_in(reply.text)):
        aside(play, "front.code")
        play.talk = play.talk.knowing(code=code)
        run(play)
    elif isinstance(reply, Said) and not _is_matter(play) and _beside(play, reply.text):
        return
    else:
        answer(play, reply)


def _heard(play: Play, reply: Reply) -> bool:
    """While a human owns the talk, the bot only answers danger and the commands to come back."""
    if isinstance(reply, Said) and listen(play, reply):
        return True
    return command_in(play, reply) is None


def _beside(play: Play, text: str) -> bool:
    """Answer danger, or a question about the form, and go on waiting for the answer."""
    if alarm(play, text):
        again(play)
        return True
    question, side = play.pending, side_in(play.book.sides, text)
    if question is None or side is None:
        return False
    terms = play.book.rules.terms
    days: dict[str, Value] = {kind: terms[kind].n for kind in ("application", "complaint")}
    play.tell(f"side.{side}", **days)
    play.tell("note.go_on")
    play.wait_on(question)
    return True


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


def _underneath(play: Play, reply: Reply) -> bool:
    """Whether the reply answers the question that was interrupted; then that one goes on."""
    if not play.talk.asides or isinstance(reply, Chose):
        return False
    kept = play.talk
    leave(play)
    question = play.pending
    read = question.read(play.view, reply) if question else None
    if isinstance(read, Answer):
        accept(play, read)
        return True
    play.talk = kept
    return False
