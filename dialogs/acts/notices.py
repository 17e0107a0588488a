"""Letters that come by themselves: stopped, started again, and told here for another door.

«Stop» never cancels what is being filled in: somebody who is told too much and somebody who wants
to leave a form may write the same word. The form stays, and the letter says how to leave it.
"""

from dialogs.conversation import OWNER_BOT
from dialogs.drafts import unfinished
from dialogs.effects import FindSubject, SetNotices, TakeLetterOver
from dialogs.events import LetterReturned
from dialogs.notices import STARTED, STOPPED, are_stopped
from dialogs.play import Play

REMINDER = "reminder"


def stop(play: Play) -> str:
    """Withhold what may be withheld, and say what still comes and how to start again."""
    play.add(SetNotices(STOPPED))
    play.talk = play.talk.but(profile={**play.talk.profile, "notices": STOPPED})
    play.tell("note.notices_stopped")
    if unfinished(play):
        play.tell("note.form_stays")
    return _go_on(play)


def start_again(play: Play) -> str:
    """Send all that comes by itself, from now on."""
    play.add(SetNotices(STARTED))
    kept = {name: value for name, value in play.talk.profile.items() if name != "notices"}
    play.talk = play.talk.but(profile=kept)
    play.tell("note.notices_started")
    return _go_on(play)


def tell_notices(play: Play) -> str:
    """Say whether notices come, when they rest, and how to change that."""
    hours = play.book.notices
    if are_stopped(play.talk.profile):
        play.tell("note.notices_off")
    else:
        play.tell("note.notices_on", begins=f"{hours.begins:%H:%M}", ends=f"{hours.ends:%H:%M}")
    return _go_on(play)


def _go_on(play: Play) -> str:
    """The question that waits is asked again, but not while a human owns the talk."""
    return "again" if play.talk.owner == OWNER_BOT else ""


def letter_returned(play: Play, event: LetterReturned) -> bool:
    """Tell here what another door of this person did not take; a reminder as it stands now."""
    play.add(TakeLetterOver(event.letter, event.why))
    if event.kind == REMINDER and event.booking:
        play.add(FindSubject(REMINDER, event.booking))
        return False
    play.mark(kind=event.kind, case=event.case, booking=event.booking)
    play.told.append(event.text)
    return False
