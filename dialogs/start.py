"""The first word of a talk: a door was opened, perhaps by a link."""

from dialogs.acts.after import clarify_again, follow_link
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
    link = {"agency": event.agency, "help": event.help, "topic": event.topic}
    named = {name: value for name, value in link.items() if value}
    if unfinished(play):
        offer(play, link=named or None)
        return True
    home(play)
    if not named and clarify_again(play):
        return True
    follow_link(play, named)
    play.talk = play.talk.but(at="front.language")
    return True
