"""What a citizen does: a command, a question beside the form, or an answer to the one that waits.

Rules of this file:
1. A wrong answer is asked again with a hint: see `trouble`.
2. A second tap is nothing; a button of another question is answered kindly.
3. Words that do not fit a question that interrupted are tried on the one that it interrupted.
4. A file is never lost: where none was asked for, it is kept for the appeal.
"""

from dialogs.another import another_matter
from dialogs.attached import add_caption, words_of
from dialogs.beside import beside, wished
from dialogs.codes import code_in, door_code_in
from dialogs.commands import calls_human, command_in, near_command, obey
from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from dialogs.drafts import interrupts, unfinished
from dialogs.events import Chose, Said, Sent
from dialogs.flow import again, follow, run
from dialogs.forms import aside, leave
from dialogs.hearing import heard, overhear, reads, spoken_answer
from dialogs.operators import listen
from dialogs.play import Play
from dialogs.question import Answer, Problem, Reply
from dialogs.received import of_album
from dialogs.trouble import count_round, echoes, refuse
from dialogs.two import turned

FREE_WORDS = "said"  # the answer that means other words than an option
MOST_TRAIL = 60  # steps that «back» remembers: no script is so long, but a circle has no end


def replied(play: Play, reply: Reply) -> None:
    """Take what a citizen did."""
    if play.talk.owner != OWNER_BOT and _heard(play, reply):
        return
    if echoes(play, reply):
        return
    if _second_tap(play, reply) or of_album(play, reply) or turned(play, reply):
        return
    if _is_matter(play) and (way := heard(play, reply)) is not None:
        _move(play, way)
        return
    if isinstance(reply, Sent) and not _takes_files(play):
        _sent(play, reply)
    elif (command := command_in(play, reply)) or (command := _mistyped(play, reply)):
        _move(play, obey(play, command))
    elif not (isinstance(reply, Said) and _beside(play, reply)):
        answer(play, reply)


def _beside(play: Play, said: Said) -> bool:
    """Take words that are no answer: a code, a wish, another matter, a question about the form."""
    matter = _is_matter(play)
    if play.talk.at != "persons.who" and _code(play, said.text):
        run(play)
    elif not matter and (wish := wished(play, said)):
        _move(play, obey(play, wish))
    elif not matter and another_matter(play, said):
        run(play)
    else:
        return beside(play, said, matter)
    return True


def _mistyped(play: Play, reply: Reply) -> str | None:
    """A command with a wrong letter where any words would be a matter: alone, it is none."""
    if not isinstance(reply, Said) or not _is_matter(play) or " " in reply.text.strip():
        return None
    return near_command(play, reply)


def _code(play: Play, text: str) -> bool:
    """Whether words are a secret code, of an appeal or of another door; then it is looked up."""
    if code := code_in(text):
        aside(play, "front.code")
        play.talk = play.talk.knowing(code=code)
    elif join := door_code_in(text):
        aside(play, "persons.join")
        play.talk = play.talk.knowing(join=join)
    else:
        return False
    return True


def _takes_files(play: Play) -> bool:
    question = play.pending
    return question is not None and question.expects == "file"


def _sent(play: Play, sent: Sent) -> None:
    """Take a file where none was asked for; what is spoken may be an answer."""
    if not sent.is_spoken or not play.pending or (sent.text and not reads(play)):
        _attach(play, sent)
        return
    read = spoken_answer(play, sent)
    if isinstance(read, Answer):
        accept(play, read)
    else:
        refuse(play, read, sent)


def _attach(play: Play, sent: Sent) -> None:
    """Keep a file, and take the words under it as the answer; without words ask again."""
    if words := words_of(play, sent):
        replied(play, words)
    else:
        again(play)


def _heard(play: Play, reply: Reply) -> bool:
    """While a human owns the talk, the bot only answers danger and the commands to come back."""
    if isinstance(reply, Sent) and reply.is_spoken:
        overhear(play, reply)
    if isinstance(reply, Said) and listen(play, reply):
        return True
    if isinstance(reply, Said) and play.talk.owner == OWNER_QUEUE and calls_human(play, reply):
        play.tell("note.queued")
        return True
    return command_in(play, reply) is None


def _is_matter(play: Play) -> bool:
    """Whether words here are taken for the matter itself, which is searched for danger anyway.

    Not where a matter waits under this: it would be lost for the new one.
    """
    ask = play.here.ask
    free = getattr(play.book.questions.get(str(ask)), "free", None)
    return ask == "problem" or (free is not None and not _over_another(play))


def _over_another(play: Play) -> bool:
    return interrupts(play) and unfinished(play)


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
    if isinstance(read, Answer) and read.value == FREE_WORDS and _over_another(play):
        read = Problem("hint.choice")
    if isinstance(read, Answer):
        if isinstance(reply, Sent):
            add_caption(play, reply)
        accept(play, read)
    elif not _underneath(play, reply):
        if command := near_command(play, reply):
            _move(play, obey(play, command))
        else:
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
            trail=(*talk.trail, talk.at)[-MOST_TRAIL:],
            asked=0,
            tries=0,
        )
    )
    follow(play)
    run(play)
    if not read.option:
        count_round(play, talk)


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
