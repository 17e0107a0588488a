"""A matter that was spoken: kept, sorted by buttons, and handed to who writes it down.

It goes out with the voice message at once: the term of an appeal runs from registration, and a
seat may be gone. Who writes it down is an operator; `acts.writing` asks the citizen whether the
words are right.
"""

from typing import Any, Literal

from dialogs.acts.care import is_quiet
from dialogs.effects import AskWriter, PassSpoken
from dialogs.matter import text_of, voices
from dialogs.play import Play

TO_WRITE = "to_write"  # by case, booking or request: its files, what was written beside them
UNCONFIRMED = "unconfirmed"  # by the same: what an operator made of it
What = Literal["case", "booking", "request"]
Spoken = dict[
    str, Any
]  # voice: ids of files; typed: the citizen's own words; quiet: named nowhere


def kept(play: Play) -> None:
    """Say that the voice message is kept, and what happens with it."""
    play.talk = play.talk.knowing(voice_told="yes")
    play.tell("voice.kept")


def spoken_of(play: Play) -> Spoken | None:
    """What was spoken of the matter of this talk; None where nothing was."""
    heard = list(voices(play))
    return {"voice": heard, "typed": text_of(play), "quiet": is_quiet(play)} if heard else None


def wait_for_writer(play: Play, spoken: Spoken | None, what: What, subject: str) -> None:
    """Where the matter was spoken, an operator is to write it down; the talk stays the bot's."""
    if spoken is None:
        return
    before = play.talk.facts.get(TO_WRITE) or {}
    play.talk = play.talk.knowing(**{TO_WRITE: {**before, subject: {"what": what, **spoken}}})
    play.add(AskWriter(what, subject, tuple(spoken["voice"])))
    play.tell("voice.to_write")


def passed_on(play: Play, before: str, booking: str) -> None:
    """A reception was moved, or came of a request: what was spoken of it goes along."""
    for name in (TO_WRITE, UNCONFIRMED):
        kept = dict(play.talk.facts.get(name) or {})
        if before in kept:
            one = {**kept.pop(before), "what": "booking"}
            renamed = {"number": booking} if name == UNCONFIRMED else {}
            play.talk = play.talk.knowing(**{name: {**kept, booking: {**one, **renamed}}})
    asked = play.talk.facts.get("written") or {}
    if asked.get("number") == before:
        play.talk = play.talk.knowing(written={**asked, "number": booking, "what": "booking"})
    play.add(PassSpoken(before, booking))
