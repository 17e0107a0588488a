"""The talk while a human owns it: the bot is silent, and gives the operator's words through."""

from dialogs.acts.understanding import alarm
from dialogs.acts.voice import TO_WRITE
from dialogs.acts.writing import asks_again
from dialogs.carried import ended_talk, keep
from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from dialogs.corrections import of_case, of_talk
from dialogs.effects import EndHandOff, Refuse, TakeHandOff, Words
from dialogs.events import Corrected, OperatorReturned, OperatorSaid, OperatorTook, Said
from dialogs.fold import clean
from dialogs.matter import text_of, topic_of
from dialogs.play import Play
from dialogs.script import IDLE
from dialogs.sources import known_place

HEARD_MOST = 1000  # characters of what was said to a human that are kept for a form
WAYS = "after.ways"


def listen(play: Play, said: Said) -> bool:
    """Hear a citizen while a human owns the talk; danger is still answered at once.

    Their words are kept: when the human is done, both ways of helping take them on.
    """
    heard = "\n".join(filter(None, [play.talk.facts.get("said_to_human"), clean(said.text)]))
    play.talk = play.talk.knowing(said_to_human=heard[:HEARD_MOST] or None)
    return alarm(play, said.text)


def operator(play: Play, event: OperatorTook | OperatorSaid | OperatorReturned) -> bool:
    """Carry out what an operator did; true when the bot has to ask its question again."""
    if isinstance(event, OperatorTook):
        _took(play, event)
        return False
    if play.talk.owner != event.by:
        play.add(Refuse("not_yours"))
        return False
    if isinstance(event, OperatorSaid):
        play.mark(speaker="operator", kind="answer")
        play.told.append(event.text)
        return False
    play.talk = play.talk.but(owner=OWNER_BOT)
    play.add(EndHandOff(event.by))
    play.tell("note.returned")
    if (play.pending is None or play.talk.at in IDLE) and keep(play, ended_talk(play)):
        play.talk = play.talk.but(at=WAYS, asked=0)
    under = (play.talk.at, play.talk.asked)
    if asks_again(play):
        play.talk = play.talk.but(asides=(*play.talk.asides[:-1], under))
    return True


def _took(play: Play, event: OperatorTook) -> None:
    """Who waits for a human may be taken, and who spoke and is to be asked what they said."""
    if play.talk.owner == event.by:
        return
    listens = play.talk.owner == OWNER_BOT and TO_WRITE in play.talk.facts
    if play.talk.owner != OWNER_QUEUE and not listens:
        play.add(Refuse("taken" if play.talk.owner != OWNER_BOT else "not_in_queue"))
        return
    play.talk = play.talk.but(owner=event.by)
    play.add(TakeHandOff(event.by))
    play.mark(kind="answer")
    play.told.append(Words("note.operator_joined"))


def corrected(play: Play, event: Corrected) -> bool:
    """Keep what an operator says the matter was: the one talked about now, else the last case."""
    book, words = play.book, text_of(play)
    if event.topic not in book.rules.topics:
        play.add(Refuse("unknown_topic"))
    elif event.agency is not None and not book.knows_agency(event.agency):
        play.add(Refuse("unknown_agency"))
    elif words.strip():
        found = {"topic": topic_of(play), "place": known_place(play.talk)}
        play.add(of_talk(book, play.talk, words, found, event))
    else:
        _correct_case(play, event)
    return False


def _correct_case(play: Play, event: Corrected) -> None:
    case = event.case
    kept = of_case(play.book, case, event.by, event.agency, event.topic) if case else ()
    for correct in kept or (Refuse("nothing_said"),):
        play.add(correct)
