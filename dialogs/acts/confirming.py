"""What the citizen says to their spoken words, as an operator wrote them down or did not.

They are right, or set right; what was not understood is written, said again, or left as it is.
"""

from datetime import datetime, timedelta

from dialogs.acts.voice import TO_WRITE, What, wait_for_writer
from dialogs.acts.writing import (
    AGAIN,
    ASKED,
    MOST_OF_MATTER,
    OF_IT,
    Kept,
    forget,
    tell_kept,
    unconfirmed,
)
from dialogs.effects import MarkSpoken, ReplyToCase, SetMatter
from dialogs.matter import VOICE
from dialogs.play import Play
from dialogs.sources import KEPT

LAST = "said_last"  # the fact: what was said again just now
RIGHT_AFTER = timedelta(minutes=3)  # who says it in two messages sends the second soon


def right(play: Play) -> None:
    """The citizen says that their words were written down as they were meant."""
    asked: Kept | None = play.talk.facts.get(ASKED)
    if asked:
        _confirm(play, asked, str(asked.get("whole") or asked["text"]))
    _next(play)


def set_right(play: Play) -> None:
    """The citizen wrote the words themselves."""
    asked: Kept | None = play.talk.facts.get(ASKED)
    if asked:
        _confirm(play, asked, _with_typed(play, asked, str(play.talk.answers["written_right"])))
    _next(play)


def say_again(play: Play) -> None:
    """What could not be understood was written, spoken once more, or left as it is."""
    asked: Kept | None = play.talk.facts.get(ASKED)
    words, file = str(play.talk.answers.get(AGAIN) or ""), play.talk.facts.get(AGAIN)
    play.talk = play.talk.knowing(**{AGAIN: None})
    if asked and file:
        _speak(play, asked, str(file), words)
    elif asked and words:
        _confirm(play, asked, _with_typed(play, asked, words))
    elif asked:
        forget(play, asked["number"])
        play.tell("voice.as_it_is")
    _next(play)


def _with_typed(play: Play, asked: Kept, words: str) -> str:
    """Words of the citizen after what they had written beside the voice message."""
    entry = (play.talk.facts.get(TO_WRITE) or {}).get(asked["number"]) or {}
    own = str(entry.get("typed") or "")
    return f"{own}\n{words}" if own and own not in words else words


def speaks_on(play: Play, file: str, words: str) -> bool:
    """Take one more voice message right after another as a part of the same; whether it is."""
    last: dict[str, str] = play.talk.facts.get(LAST) or {}
    entry = (play.talk.facts.get(TO_WRITE) or {}).get(last.get("number", ""))
    if entry is None or play.at > datetime.fromisoformat(last["until"]):
        return False
    _speak(play, {"number": last["number"], **entry}, file, words)
    return True


def _speak(play: Play, asked: Kept, file: str, words: str) -> None:
    """It is spoken once more, perhaps with words beside it: it waits to be written down again."""
    number, what = asked["number"], asked["what"]
    entry = (play.talk.facts.get(TO_WRITE) or {}).get(number) or {}
    voice = [*entry.get("voice", ()), file]
    typed = "\n".join(filter(None, [entry.get("typed"), words]))
    if what == "case":
        play.add(ReplyToCase(number, "", (file,), act="speak"))
    forget(play, number)
    until = (play.at + RIGHT_AFTER).isoformat()
    play.talk = play.talk.knowing(**{LAST: {"number": number, "until": until}})
    play.tell("voice.kept")
    spoken = {"voice": voice, "typed": typed, "quiet": asked["quiet"]}
    wait_for_writer(play, spoken, what, number)


def _confirm(play: Play, asked: Kept, text: str) -> None:
    """The words are what it is about, and what else the same message was spoken for."""
    to_write = play.talk.facts.get(TO_WRITE) or {}
    number, what = asked["number"], asked.get("what", "case")
    voice = to_write.get(number, {}).get("voice")
    _give(play, what, number, text)
    for other, entry in to_write.items():
        if other != number and voice and entry["voice"] == voice:
            _give(play, entry["what"], other, text)
    _into_ended(play, voice, text)
    if what == "case":
        play.tell("voice.confirmed", number=number)
    else:
        play.tell("voice.confirmed_matter")


def _give(play: Play, what: What, number: str, text: str) -> None:
    if what == "case":
        play.add(ReplyToCase(number, text, act="confirm"))
    else:
        play.add(SetMatter(what, number, text[:MOST_OF_MATTER]))
    play.add(MarkSpoken(number, "confirmed", "citizen"))
    forget(play, number)


def _into_ended(play: Play, voice: list[str] | None, text: str) -> None:
    """What waits for the other way of helping is in words now, too."""
    ended = play.talk.facts.get(KEPT) or {}
    if voice and [file["id"] for file in ended.get(VOICE) or ()] == voice:
        kept = {name: value for name, value in ended.items() if name != VOICE}
        play.talk = play.talk.knowing(**{KEPT: {**kept, "text": text}})


def _next(play: Play) -> None:
    """Go on with what else waits for a yes; a secret one only after a secret one."""
    asked: Kept = play.talk.facts.get(ASKED) or {}
    answers = {k: v for k, v in play.talk.answers.items() if k not in OF_IT}
    play.talk = play.talk.but(answers=answers)
    shown = [one for one in unconfirmed(play) if asked.get("quiet") or not one["quiet"]]
    play.talk = play.talk.knowing(**{ASKED: shown[0] if shown else None})
    if shown:
        tell_kept(play, shown[0])
