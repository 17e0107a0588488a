"""What is asked in the middle of a form: danger, «why?», questions about the form, short answers.

It is answered and the form goes on, waiting for the same answer; its question is not said again.
What reads as an option of the question that waits is an answer to it, whatever words it has.
"""

from dialogs.acts.first import met_by, say_answer
from dialogs.acts.understanding import alarm
from dialogs.effects import KeepQuestion, Value
from dialogs.events import Said
from dialogs.flow import again
from dialogs.matter import topic_of
from dialogs.play import Play
from dialogs.question import Answer, Question
from dialogs.sides import side_in

WHY = "why"
OWN_WORDS = ("problem", "text", "matter", "clarification", "rating_text")  # any words are theirs


def beside(play: Play, said: Said, matter: bool) -> bool:
    """Answer what was asked beside the form; false where the words are for the question itself.

    matter: whether the question takes words for the citizen's matter: then only «why?» is ours.
    """
    if not matter and alarm(play, said.text):
        again(play)
        return True
    question = play.pending
    if question is None or _is_option(play, question, said):
        return False
    if not any(c.isalpha() for c in said.text):
        return False
    side = side_in(play.book.sides, said.text)
    if side == WHY:
        play.tell(f"why.{play.here.ask}")
    elif matter:
        return False
    elif side:
        _say_side(play, side)
    elif not _answered(play, question, said.text):
        return False
    play.tell("note.go_on")
    play.wait_on(question)
    return True


def _is_option(play: Play, question: Question, said: Said) -> bool:
    read = question.read(play.view, said)
    return isinstance(read, Answer) and bool(read.option)


def _say_side(play: Play, side: str) -> None:
    terms = play.book.rules.terms
    days: dict[str, Value] = {kind: terms[kind].n for kind in ("application", "complaint")}
    play.tell(f"side.{side}", **days)


def _answered(play: Play, question: Question, text: str) -> bool:
    """Answer by an approved answer, or keep a question that none meets for the editors."""
    if question.id in OWN_WORDS:
        return False
    met = met_by(play, text)
    if met.answer:
        say_answer(play, met.answer)
        return True
    if not met.asks or "?" not in text:
        return False
    if topic_of(play) not in play.book.neutral:
        play.add(KeepQuestion(text, topic_of(play)))
    play.tell("note.no_answer")
    return True
