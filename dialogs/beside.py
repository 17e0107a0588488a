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
from routing_rules import understand

WHY = "why"
OWN_WORDS = ("problem", "text", "matter", "clarification", "rating_text")  # any words are theirs
TOLD_WORDS = ("clarification", "rating_text")  # whatever they ask, they are told to the agency
WISHES = ("human", "status")  # intents that are commands at any moment
LEAST_WISHED, MOST_WISHED = 3, 8  # words of such a wish
MOST_OF_THE_FORM = 5  # words of a question about the form that may sound like a matter


def beside(play: Play, said: Said, matter: bool) -> bool:
    """Answer what was asked beside the form; false where the words are for the question itself.

    matter: whether the question takes words for the citizen's matter: then only «why?» is ours,
    and questions about the form that are about nothing else.
    """
    if not matter and alarm(play, said.text):
        again(play)
        return True
    question = play.pending
    if question is None or _is_option(play, question, said):
        return False
    if not any(c.isalpha() for c in said.text):
        return False
    if not _met(play, question, said.text, matter or question.id in OWN_WORDS):
        return False
    play.tell("note.go_on")
    play.wait_on(question)
    return True


def _met(play: Play, question: Question, text: str, own: bool) -> bool:
    """Say what meets a question, if anything does; own: the words may be for the agency."""
    side = side_of(play, text)
    if side == WHY:
        play.tell(f"why.{play.here.ask}")
        return True
    if own and (side is None or not _of_the_form(play, question, text)):
        return False
    if side is None:
        return _answered(play, question, text)
    _say_side(play, side)
    return True


def side_of(play: Play, text: str) -> str | None:
    """The question about the form that words are; more words, of another topic, are none."""
    side = side_in(play.book.sides, text)
    if side is None or len(text.split()) <= MOST_OF_THE_FORM:
        return side
    topic = understand(play.book.rules, text, play.talk.language).topic
    return side if topic in {None, topic_of(play)} else None


def wished(play: Play, said: Said) -> str | None:
    """The command that short words of no fixed form wish: a human, or what became of an appeal."""
    question = play.pending
    if question is None or question.id in OWN_WORDS or any(c.isdigit() for c in said.text):
        return None
    if not LEAST_WISHED <= len(said.text.split()) <= MOST_WISHED:
        return None
    if side_of(play, said.text) or _is_option(play, question, said):
        return None
    found = understand(play.book.rules, said.text, play.talk.language)
    if found.emergency or found.topic or found.intent not in WISHES:
        return None
    return found.intent


def _of_the_form(play: Play, question: Question, text: str) -> bool:
    """Whether a question is about the form itself, and no matter of its own."""
    if play.talk.language is None or question.id in TOLD_WORDS:
        return False
    found = understand(play.book.rules, text, play.talk.language)
    if found.emergency or found.intent in WISHES:
        return False
    if question.id in OWN_WORDS and question.id != "problem":
        return found.topic is None
    if question.id != "problem" and play.talk.answers.get("problem"):
        return True
    short = len(text.split()) <= MOST_OF_THE_FORM and found.topic is None
    return (short or not found.candidates) and met_by(play, text).answer is None


def _is_option(play: Play, question: Question, said: Said) -> bool:
    read = question.read(play.view, said)
    return isinstance(read, Answer) and bool(read.option)


def _say_side(play: Play, side: str) -> None:
    terms = play.book.rules.terms
    days: dict[str, Value] = {kind: terms[kind].n for kind in ("application", "complaint")}
    play.tell(f"side.{side}", **days)


def _answered(play: Play, question: Question, text: str) -> bool:
    """Answer by an approved answer, or keep a question that none meets for the editors."""
    met = met_by(play, text)
    if met.answer:
        say_answer(play, met.answer)
        return True
    if not met.asks or ("?" not in text and _may_be_answer(play, question, text)):
        return False
    if topic_of(play) not in play.book.neutral:
        play.add(KeepQuestion(text, topic_of(play)))
    play.tell("note.no_answer")
    return True


def _may_be_answer(play: Play, question: Question, text: str) -> bool:
    """Whether words without a question mark answer the question."""
    return isinstance(question.read(play.view, Said(id="", at=play.at, text=text)), Answer)
