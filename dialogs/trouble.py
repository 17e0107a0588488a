"""When an answer does not fit: a hint, other words for the question, a human, and an end to it.

1. The first wrong answer in a row gets a hint, the second the question in other words, the third
   a button for a human (`play.OTHER_WORDS`, `play.MAX_TRIES`).
2. An answer that leads back to the same question with nothing learnt counts as wrong.
3. Nobody is asked the same for ever: after `MOST_TRIES` the talk goes to a human as it stands.
4. Nobody is lectured: abuse is an answer that does not fit, and nothing more.
"""

from dialogs.acts.human import hand_off
from dialogs.conversation import Conversation
from dialogs.events import Puzzled
from dialogs.flow import again
from dialogs.play import Play
from dialogs.question import Problem, Reply

MOST_TRIES = 10  # wrong answers in a row, over all messages, before a human is called
PUZZLES = (
    *("contact", "edited", "empty", "file_failed", "file_large"),
    *("file_type", "long", "sticker", "voice"),
)


def refuse(play: Play, problem: Problem, reply: Reply) -> None:
    """Ask again with a hint; after several wrong answers offer the human, at last call one."""
    play.talk = play.talk.but(tries=play.talk.tries + 1)
    if play.talk.language and isinstance(reply, Puzzled):
        play.tell(f"puzzled.{reply.kind if reply.kind in PUZZLES else 'other'}")
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
    same = (talk.at, talk.answers, talk.facts) == (before.at, before.answers, before.facts)
    if same and talk.asked:
        play.talk = talk.but(tries=before.tries + 1)
        _lost(play)


def _lost(play: Play) -> bool:
    """Call a human for who cannot get past a question; the question stays as it is."""
    if play.talk.tries < MOST_TRIES:
        return False
    play.talk = play.talk.but(tries=0)
    hand_off(play, "lost")
    return True
