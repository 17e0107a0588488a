"""Another addressee than the advised one: near the matter, or named in the citizen's own words."""

from dialogs.acts.understanding import alarm
from dialogs.matter import topic_of
from dialogs.play import Play
from dialogs.sources import known_place
from routing_rules.addressees import named, others
from routing_rules.working_days import ALMATY


def find_addressees(play: Play) -> None:
    """Keep the bodies near the matter, but the one that is advised now."""
    day = play.at.astimezone(ALMATY).date()
    advised = play.talk.facts["advised"]
    near = others(play.book.rules, topic_of(play), known_place(play.talk), day)
    first = (advised.get("usual"), play.talk.facts.get("agency"), *near)
    found = [body for body in dict.fromkeys(first) if body and body != advised["agency"]]
    play.talk = play.talk.knowing(addressees=found or None, named=None)


def name_addressee(play: Play) -> None:
    """Find the body that was written: one is taken, several are offered, none is said."""
    text = str(play.talk.answers["addressee_name"])
    alarm(play, text)
    day = play.at.astimezone(ALMATY).date()
    found = named(play.book.rules, text, known_place(play.talk), day)
    if len(found) == 1:
        play.talk = play.talk.knowing(named=found[0])
    elif found:
        play.talk = play.talk.knowing(addressees=list(found))
        play.tell("note.addressees")
    else:
        play.tell("hint.addressee")


def choose_addressee(play: Play) -> None:
    """Insist on the body chosen; the one that the tables name needs no insisting."""
    facts = play.talk.facts
    chosen = facts.get("named") or play.talk.answers["addressee"]
    advised = facts["advised"]
    own = advised.get("usual") or advised["agency"]
    insisted = chosen if chosen != own else None
    play.talk = play.talk.knowing(insist_agency=insisted, named=None, addressees=None)
