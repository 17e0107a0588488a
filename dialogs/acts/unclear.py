"""«I do not understand», «I do not want to»: why it is asked, other words, and whether at all."""

from dialogs.drafts import offer, unfinished
from dialogs.play import OTHER_WORDS, Play


def put_otherwise(play: Play) -> bool:
    """Say what the question is for, to be asked in other words; false where none waits."""
    if play.pending is None:
        return False
    if play.talk.language:
        play.tell(f"why.{play.here.ask}")
        play.talk = play.talk.but(tries=max(play.talk.tries + 1, OTHER_WORDS))
    return True


def go_on_at_all(play: Play) -> bool:
    """In a form, say what the question is for and ask whether to go on; false where none waits."""
    if play.pending is None or not unfinished(play):
        return False
    play.tell(f"why.{play.here.ask}")
    offer(play)
    return True
