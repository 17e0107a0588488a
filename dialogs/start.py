"""The first word of a talk: a door was opened, perhaps by a link."""

from dialogs.acts.after import clarify_again
from dialogs.conversation import OWNER_BOT
from dialogs.drafts import offer, unfinished
from dialogs.events import Started
from dialogs.forms import aside, home
from dialogs.play import Play

LANGUAGES = ("kk", "ru", "en")


def started(play: Play, event: Started) -> bool:
    """Take what the link says and begin; silent while a human owns the talk."""
    if play.talk.owner != OWNER_BOT:
        return False
    if event.language in LANGUAGES:
        play.talk = play.talk.but(language=event.language)
    elif play.talk.language is None and event.guess in LANGUAGES:
        play.talk = play.talk.but(language=event.guess)
        play.tell("note.guessed")
    if event.join:
        aside(play, "persons.join")
        play.talk = play.talk.knowing(join=event.join)
        return True
    if unfinished(play) and not (event.agency or event.help or event.topic):
        offer(play)
        return True
    home(play)
    if not (event.agency or event.help or event.topic) and clarify_again(play):
        return True
    known = event.agency is not None and play.book.knows_agency(event.agency)
    play.talk = play.talk.knowing(
        agency=event.agency if known else None,
        wish=event.help,
        topic=event.topic if event.topic in play.book.rules.topics else None,
    ).but(at="front.language")
    return True
