"""Words about something else in the middle of a matter: not a wrong answer, and not lost.

Only a message that surely names another topic, and that is no answer to the question that waits,
is taken for one. The citizen chooses: to go on first, or to take the new matter instead.
"""

from dialogs.acts.first import met_by
from dialogs.beside import OWN_WORDS, side_of
from dialogs.drafts import FORMS, TOLD, offer, unfinished
from dialogs.effects import Named, Words
from dialogs.events import Said
from dialogs.fold import clean, fold
from dialogs.forms import ALSO
from dialogs.matter import topic_of
from dialogs.play import Play
from dialogs.question import Problem
from dialogs.questions.text import SKIP
from routing_rules import Understood, understand

LEAST_WORDS = 4  # fewer words are an answer that does not fit, not a matter
LEAST_SCORE = 8.0  # «near the school» or «registered elsewhere» says less than this for a topic
LEAST_SIGNS = 2  # words that speak for it: one alone is said in passing
PLACED = "address"  # takes any words for an address: without a number they may be a matter


def another_matter(play: Play, said: Said) -> bool:
    """Offer to go on, or to begin what these words are about; whether they were such words."""
    if not _could_be(play, said):
        return False
    found = understand(play.book.rules, said.text, play.talk.language)
    topic = found.topic
    if found.emergency or topic is None or topic == topic_of(play) or not _surely(found):
        return False
    named = topic not in play.book.neutral
    about = Named("topic", topic) if named else Words("name.topic_unknown")
    play.tell("note.another_matter", topic=about)
    offer(play, **{ALSO: clean(said.text)})
    return True


def _surely(found: Understood) -> bool:
    best = found.candidates[0]
    return best.score >= LEAST_SCORE and len(best.evidence) >= LEAST_SIGNS


def _could_be(play: Play, said: Said) -> bool:
    question, here = play.pending, play.talk.at
    if question is None or question.id in OWN_WORDS or not here.startswith((*FORMS, *TOLD)):
        return False
    if len(fold(said.text).split()) < LEAST_WORDS or not unfinished(play):
        return False
    read = question.read(play.view, said)
    fits = not isinstance(read, Problem) and read.option != SKIP
    if fits and (question.id != PLACED or any(c.isdigit() for c in said.text)):
        return False
    return side_of(play, said.text) is None and not met_by(play, said.text).answer
