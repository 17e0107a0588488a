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
