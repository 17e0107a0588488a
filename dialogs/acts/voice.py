"""A matter that was spoken: kept, sorted by buttons, written down by a human, and confirmed.

The appeal goes out with the voice message at once, because its term runs from registration. Who
writes it down is an operator; what they wrote counts only when the citizen has confirmed it.
"""

from typing import Any

from dialogs.conversation import OWNER_BOT
from dialogs.effects import EndHandOff, HandOff, ReplyToCase
from dialogs.events import CaseActed, Sent
from dialogs.forms import aside, forget_form
from dialogs.play import Play
from dialogs.question import Reply

SPOKEN = "audio/"  # how the types of voice messages begin


def heard(play: Play, reply: Reply) -> bool:
    """Take a voice message as the matter, or as more of it, if one came."""
    if not isinstance(reply, Sent) or not reply.file.type.startswith(SPOKEN):
        return False
    _hear(play, reply)
    return True


def _hear(play: Play, reply: Sent) -> None:
    before: list[dict[str, Any]] = list(play.talk.facts.get("voice") or ())
    file = {"id": reply.file.id, "name": reply.file.name}
    if not before:
        forget_form(play)
        play.talk = play.talk.answered(problem=reply.text).but(trail=("front.menu",))
    play.talk = play.talk.knowing(voice=[*before, {**file, "size": reply.file.size}])
    if before or play.talk.language is None:
        return
    play.talk = play.talk.but(at="front.problem", asked=0, tries=0)


def kept(play: Play) -> None:
    """Say that the voice message is kept, and what happens with it."""
    play.talk = play.talk.knowing(voice_told="yes")
    play.tell("voice.kept")


def wait_for_writer(play: Play, heard: tuple[str, ...], subject: str) -> None:
    """Where the matter was spoken, an operator is to write it down; the talk stays the bot's."""
    if heard:
        play.add(HandOff(f"voice:{subject}"))
        play.tell("voice.to_write")


def written(play: Play, acted: CaseActed) -> bool:
    """An operator wrote the words down: the citizen is asked whether they are right.

    While a human owns the talk nothing is asked; they may write it down again afterwards.
    """
    if play.talk.owner != OWNER_BOT:
        play.send()
        return False
    aside(play, "voice.written")
    play.talk = play.talk.knowing(written={"number": acted.number, "text": acted.text})
    play.add(EndHandOff(acted.by))
    return True


def right(play: Play) -> None:
    """The citizen says that their words were written down as they were meant."""
    written = play.talk.facts["written"]
    play.add(ReplyToCase(written["number"], written["text"], act="confirm"))
    play.talk = _done(play)
    play.tell("voice.confirmed", number=written["number"])


def set_right(play: Play) -> None:
    """The citizen wrote the words themselves."""
    number = play.talk.facts["written"]["number"]
    text = str(play.talk.answers["written_right"])
    play.add(ReplyToCase(number, text, act="confirm"))
    play.talk = _done(play)
    play.tell("voice.confirmed", number=number)


def _done(play: Play) -> Any:
    answers = {k: v for k, v in play.talk.answers.items() if not k.startswith("written")}
    return play.talk.but(answers=answers).knowing(written=None)
