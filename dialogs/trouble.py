"""When an answer does not fit: a hint, other words for the question, a human, and an end to it.

1. The first wrong answer in a row gets a hint, the second the question in other words, the third
   a button for a human (`play.OTHER_WORDS`, `play.MAX_TRIES`).
2. An answer that leads back to the same question with nothing learnt counts as wrong.
3. Nobody is asked the same for ever: after `MOST_TRIES` the talk goes to a human as it stands.
   So it does when the same words came `MOST_ECHOES` times in a row, whatever was made of them: two
   machines may be talking.
4. «I do not know», where that is no answer, is no mistake: it is said what the question is for,
   and the human is offered at once.
5. Nobody is lectured: abuse is an answer that does not fit, and nothing more.
"""

from hashlib import sha256
from typing import Any

from dialogs.acts.human import hand_off
from dialogs.conversation import Conversation
from dialogs.events import Puzzled, Said
from dialogs.flow import again
from dialogs.fold import fold
from dialogs.play import MAX_TRIES, Play
from dialogs.question import Problem, Reply
from dialogs.questions.pick import unsure

MOST_TRIES = 10  # wrong answers in a row, over all messages, before a human is called
MOST_ECHOES = 20
MARK = 8  # hexadecimal digits by which words are known again, without keeping them
PUZZLES = (
    *("contact", "edited", "empty", "file_failed", "file_large"),
    *("file_type", "long", "sticker", "voice"),
)


def refuse(play: Play, problem: Problem, reply: Reply) -> None:
    """Ask again with a hint; after several wrong answers offer the human, at last call one."""
    play.talk = play.talk.but(tries=play.talk.tries + 1)
    if play.talk.language and isinstance(reply, Puzzled):
        play.tell(f"puzzled.{reply.kind if reply.kind in PUZZLES else 'other'}")
    elif play.talk.language and isinstance(reply, Said) and unsure(play.view, reply.text):
        play.tell(f"why.{play.here.ask}")
        play.talk = play.talk.but(tries=max(play.talk.tries, MAX_TRIES))
    elif play.talk.language:
        play.tell(problem.hint, **problem.values)
    if _lost(play):
        return
    if play.human_offered:
        play.tell("hint.many")
    again(play)


def count_round(play: Play, before: Conversation) -> None:
    """Count an answer that led back to where it was given, and changed nothing."""
    talk = play.talk
    if _where(talk) == _where(before) and talk.asked:
        play.talk = talk.but(tries=before.tries + 1)
        _lost(play)


def _where(talk: Conversation) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Where a talk stands, but for the words that were written on the way."""
    facts = {name: value for name, value in talk.facts.items() if name != "told"}
    return talk.at, talk.answers, facts


def echoes(play: Play, said: Reply) -> bool:
    """Count the same words in a row; whether they came so often that a human is called."""
    if not isinstance(said, Said):
        play.talk = play.talk.but(echo=None)
        return False
    mark = sha256(fold(said.text).encode()).hexdigest()[:MARK]
    before, times = play.talk.echo or ("", 0)
    times = times + 1 if mark == before else 1
    play.talk = play.talk.but(echo=(mark, times) if times < MOST_ECHOES else None)
    if times >= MOST_ECHOES:
        hand_off(play, "lost")
    return times >= MOST_ECHOES


def _lost(play: Play) -> bool:
    """Call a human for who cannot get past a question; the question stays as it is."""
    if play.talk.tries < MOST_TRIES:
        return False
    play.talk = play.talk.but(tries=0)
    hand_off(play, "lost")
    return True
