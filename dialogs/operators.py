"""The talk while a human owns it: the bot is silent, and gives the operator's words through."""

from dialogs.acts.understanding import alarm
from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from dialogs.effects import EndHandOff, Refuse, TakeHandOff, Words
from dialogs.events import OperatorReturned, OperatorSaid, OperatorTook, Said
from dialogs.play import Play


def listen(play: Play, said: Said) -> bool:
    """Hear a citizen while a human owns the talk; danger is still answered at once."""
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
    return True


def _took(play: Play, event: OperatorTook) -> None:
    if play.talk.owner == event.by:
        return
    if play.talk.owner != OWNER_QUEUE:
        play.add(Refuse("taken" if play.talk.owner != OWNER_BOT else "not_in_queue"))
        return
    play.talk = play.talk.but(owner=event.by)
    play.add(TakeHandOff(event.by))
    play.mark(kind="answer")
    play.told.append(Words("note.operator_joined"))
