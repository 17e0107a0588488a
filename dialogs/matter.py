"""The matter of a talk: its topic, and the words it was told in, written or spoken."""

from typing import Any

from dialogs.effects import Value, Words
from dialogs.events import File
from dialogs.play import Play

VOICE = "voice"  # the fact that holds the files in which the matter was spoken
TO_HUMAN = "spoken_to_human"  # the same of what was spoken while a human owned the talk


def topic_of(play: Play) -> str | None:
    """The topic chosen, or the one understood."""
    chosen = play.talk.answers.get("topic")
    if chosen in play.book.rules.topics:
        return str(chosen)
    return play.talk.facts.get("topic")


def text_of(play: Play) -> str:
    """The text of the appeal: the citizen's first words, unless they wrote another."""
    answers = play.talk.answers
    return str(answers.get("text") or answers.get("problem") or "")


def told_of(play: Play) -> str:
    """All that the citizen wrote of the matter: what came before the last words, too."""
    parts = (play.talk.facts.get("told"), play.talk.answers.get("problem"))
    return "\n".join(str(part) for part in parts if part)


def voices(play: Play) -> tuple[str, ...]:
    """The ids of the files in which the matter was spoken."""
    return tuple(file["id"] for file in play.talk.facts.get(VOICE) or ())


def more_voice(play: Play, file: File) -> None:
    """Keep a file in which the matter, or more of it, was spoken."""
    before: list[dict[str, Any]] = list(play.talk.facts.get(VOICE) or ())
    kept = {"id": file.id, "name": file.name, "size": file.size}
    play.talk = play.talk.knowing(**{VOICE: [*before, kept]})


def spoken_matter(play: Play) -> str:
    """What a reception is about when the matter was spoken: the name of its topic."""
    topic = topic_of(play)
    if not voices(play) or topic is None:
        return ""
    return play.book.name("topic", topic, play.view.language)


def matter_of(play: Play) -> Value:
    """What a reception is about, as it is read back and booked."""
    written = str(play.talk.answers.get("matter") or "")
    return Words("read.spoken") if not written and voices(play) else written
