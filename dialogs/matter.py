"""The matter of a talk: its topic and the words it was told in."""

from dialogs.play import Play


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
    return tuple(file["id"] for file in play.talk.facts.get("voice") or ())


def spoken_matter(play: Play) -> str:
    """What a reception is about when the matter was spoken: the name of its topic."""
    topic = topic_of(play)
    if not voices(play) or topic is None:
        return ""
    return play.book.name("topic", topic, play.view.language)
