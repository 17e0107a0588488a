"""What is spoken: heard as the matter, as a part of it, or where words or a button were asked for.

Who cannot write, or sees no small letters, speaks. Nothing of it is lost; where it answers nothing
the question is put again, and who goes on speaking is offered a human, as after any answer that
does not fit.
"""

from dialogs.acts.confirming import speaks_on
from dialogs.acts.writing import AGAIN
from dialogs.attached import ATTACHMENTS, keep
from dialogs.events import Sent
from dialogs.fold import clean
from dialogs.forms import forget_form
from dialogs.matter import TO_HUMAN, VOICE, more_voice
from dialogs.play import Play
from dialogs.question import Answer, Problem, Reply
from dialogs.questions.files import MOST_FILES
from dialogs.script import MENU

WORDS_OF_IT = ("text", "matter")  # questions that what was spoken answers as well as words do
TELLING = ("front.", "first.", "voice.")  # scripts in which a matter is being told
OF_A_CARD = "first.words"  # a topic and a place are known already, only the words are asked


def heard(play: Play, reply: Reply) -> str | None:
    """Take a voice message as the matter, or as more of it, if one came.

    What comes next is «again», or nothing («») where the question that waits goes on waiting; None
    where nothing was spoken.
    """
    if not isinstance(reply, Sent) or not reply.is_spoken:
        return None
    question, more = play.pending, VOICE in play.talk.facts
    if question and _new(play.talk.at) and speaks_on(play, reply.file.id, clean(reply.text)):
        play.wait_on(question)
        return ""
    _hear(play, reply)
    question = play.pending
    if question is None or not more or play.talk.language is None:
        return "again"
    play.tell("voice.kept")
    play.wait_on(question)
    return ""


def _hear(play: Play, reply: Sent) -> None:
    """Begin with it, or take it as more of what was told; no word that was written goes lost."""
    talk = play.talk
    first, card = VOICE not in talk.facts, talk.at == OF_A_CARD
    if first and _new(talk.at):
        _forget_all_but_files(play)
    written = [play.talk.answers.get("problem"), clean(reply.text)]
    play.talk = play.talk.answered(problem="\n".join(filter(None, written)))
    more_voice(play, reply.file)
    if not first or talk.language is None:
        return
    play.talk = play.talk.but(asked=0, tries=0, trail=(*play.talk.trail, talk.at))
    if card:
        play.talk = play.talk.knowing(voice_told="yes")
        play.tell("voice.kept")
    else:
        play.talk = play.talk.but(at="front.problem")


def _new(at: str) -> bool:
    """Whether what is said at a step begins a matter, and is no more of one."""
    return at == MENU or not at.startswith(TELLING)


def _forget_all_but_files(play: Play) -> None:
    files = play.talk.answers.get(ATTACHMENTS)
    forget_form(play)
    play.talk = play.talk.answered(**({ATTACHMENTS: files} if files else {}))


def overhear(play: Play, sent: Sent) -> None:
    """Keep what is spoken to a human: when they are done, both ways of helping take it on."""
    before = list(play.talk.facts.get(TO_HUMAN) or ())
    file = {"id": sent.file.id, "name": sent.file.name, "size": sent.file.size}
    play.talk = play.talk.knowing(**{TO_HUMAN: [*before, file]})


def reads(play: Play) -> bool:
    """Whether what is spoken answers what is asked, and words beside it are a part of that."""
    return play.here.ask in {AGAIN, *WORDS_OF_IT}


def spoken_answer(play: Play, sent: Sent) -> Answer | Problem:
    """What is spoken where something else than the matter is asked: it answers, or is kept."""
    ask = str(play.here.ask)
    if ask == AGAIN:
        return Answer(clean(sent.text), facts={AGAIN: sent.file.id})
    if ask in WORDS_OF_IT:
        more_voice(play, sent.file)
        play.tell("voice.kept")
        said = clean(sent.text) or str(play.talk.answers.get(ask) or "")
        return Answer(said, facts={"voice_told": "yes"})
    if play.talk.facts.get(VOICE):
        more_voice(play, sent.file)
    elif not keep(play, sent.file):
        return Problem("hint.files_most", {"most": MOST_FILES})
    return Problem("voice.in_form")
