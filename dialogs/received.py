"""Files that come together, and files that never came.

1. The pictures of one album are attached one by one and answered once; so are those of a door that
   only knows when each was sent, when they come right after one another; speech is no picture.
2. A file is promised before it is here. One that could not be had is taken out of the form, and
   the citizen is told which; the question that waits goes on waiting.
"""

from datetime import datetime, timedelta
from typing import Any

from dialogs.acts.writing import lost as asks_again
from dialogs.attached import add_caption, keep
from dialogs.conversation import OWNER_BOT
from dialogs.events import FileLost, Sent
from dialogs.forms import forget_form
from dialogs.play import Play
from dialogs.question import Answer, Reply
from dialogs.script import MENU

ALBUM, VOICE = "album", "voice"
NEAR = timedelta(seconds=12)  # between two pictures that were chosen together and sent one by one


def of_album(play: Play, reply: Reply) -> bool:
    """Take a file that was sent together with one already answered; whether it was such."""
    if not isinstance(reply, Sent) or reply.album is None or reply.is_spoken:
        return False
    together = _together(play, reply)
    play.talk = play.talk.knowing(album=[reply.album, reply.at.isoformat()])
    if not together:
        return False
    question = play.pending
    if question is None or question.expects != "file":
        return not reply.text and keep(play, reply.file)
    read = question.read(play.view, reply)
    if not isinstance(read, Answer):
        return False
    add_caption(play, reply)
    play.talk = play.talk.answered(**{str(play.here.ask): read.value}).knowing(**read.facts)
    return True


def _together(play: Play, sent: Sent) -> bool:
    """Whether a file belongs to the album of the one before, by its mark or by when it came.

    Words under it say that it was sent for itself.
    """
    before = play.talk.facts.get(ALBUM)
    if not isinstance(before, list):
        return bool(before == sent.album)  # a talk of an earlier release remembers no time
    album, at = before
    near = not sent.text and sent.at - datetime.fromisoformat(at) <= NEAR
    return bool(album == sent.album or near)


def lost(play: Play, event: FileLost) -> bool:
    """Say which file did not come, and go on waiting; whether the script has to go on."""
    spoken = _taken_out(play, event.file)
    play.tell("file.lost", name=event.name)
    play.tell(f"puzzled.{event.kind}")
    if event.case:
        play.tell("file.lost_case", number=event.case)
    if asks_again(play, event.file):
        return True
    if play.talk.owner != OWNER_BOT:
        return False
    if spoken:
        forget_form(play)
        play.talk = play.talk.but(at="front.problem")
        return True
    if question := play.pending:
        play.wait_on(question)
        return False
    return play.talk.at != MENU


def _taken_out(play: Play, file: str) -> bool:
    """Forget a file of the form; whether it was all that the citizen had said of the matter."""
    answers = {name: _without(value, file) for name, value in play.talk.answers.items()}
    play.talk = play.talk.but(answers=answers)
    voice = play.talk.facts.get(VOICE)
    if voice is None:
        return False
    left = _without(voice, file)
    play.talk = play.talk.knowing(voice=left or None)
    return not left and not play.talk.answers.get("problem")


def _without(value: Any, file: str) -> Any:
    """A list of files without one; any other value as it is."""
    if not isinstance(value, list):
        return value
    return [one for one in value if not (isinstance(one, dict) and one.get("id") == file)]
