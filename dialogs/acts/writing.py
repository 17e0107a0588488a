"""What was spoken, as an operator wrote it down: it counts when the citizen has said it is right.

1. Where an operator cannot understand it, the citizen is told so, and says it again or writes.
2. While a human owns the talk nothing is asked; the bot asks when it has the talk again. What is
   not answered waits: it is asked again when the citizen comes back, and with «status».
3. Of a matter that letters may not name, only «status» shows the words.
4. Of what was erased nothing is shown or asked, and the operator is refused.
"""

from typing import Any, Literal

from dialogs.acts.care import leave_unasked, named_nowhere
from dialogs.acts.voice import TO_WRITE, UNCONFIRMED, What
from dialogs.cases import Case
from dialogs.conversation import OWNER_BOT
from dialogs.effects import MarkSpoken, Refuse, Value
from dialogs.events import CaseActed, SpokenActed
from dialogs.forms import aside
from dialogs.lifecycle import OPEN
from dialogs.play import Play
from dialogs.receptions import Booking, Request

ASKED = "written"  # the fact: what the question is about
WRITTEN, SET_RIGHT, UNCLEAR = "voice.written", "voice.written_right", "voice.unclear"
STEPS = {WRITTEN, SET_RIGHT, UNCLEAR}
AGAIN = "said_again"  # the question, and the fact that holds what was spoken in answer to it
OF_IT = ("written", "written_right", AGAIN)  # answers
WISHED = ("open", "offered", "late")  # states of a request that still lead to a reception
MOST_OF_MATTER = 1000  # characters, as where it is asked
WRITERS = ("write", "unclear")  # what an operator does with a voice message
Kept = dict[str, Any]  # number, what, state (written, unclear), text, whole, quiet


def writes(play: Play, case: Case, acted: CaseActed) -> bool:
    """An operator wrote down what was spoken of a case; true when the citizen is asked."""
    typed = case.draft.text if case.draft else ""
    _keep(play, "case", case.number, acted, typed)
    return asks(play, case.number)


def hides(play: Play, case: Case, acted: CaseActed) -> None:
    """The same of a case that letters may not name: «status» will ask."""
    typed = case.draft.text if case.draft else ""
    _keep(play, "case", case.number, acted, typed, quiet=True)


def spoken_acted(play: Play, event: SpokenActed) -> bool:
    """An operator did the same with what was spoken of a reception."""
    if code := _problem(play, event):
        play.add(Refuse(code))
        return False
    what: What = "booking" if event.booking else "request"
    _keep(play, what, event.subject, event, "")
    if play.talk.facts[UNCONFIRMED][event.subject]["quiet"]:
        leave_unasked(play)
        play.mark(kind="status")
        play.tell("case.neutral")
        play.send()
        return False
    play.mark(booking=event.subject, kind="answer")
    tell_kept(play, play.talk.facts[UNCONFIRMED][event.subject])
    return asks(play, event.subject)


def lost(play: Play, file: str) -> bool:
    """All that was spoken of a case or a reception could not be had: it is asked for again.

    True when the script has to ask.
    """
    to_write = play.talk.facts.get(TO_WRITE) or {}
    of = next((n for n, one in to_write.items() if one["voice"] == [file]), None)
    if of is None:
        return False
    entry = to_write[of]
    gone = SpokenActed(id="", at=play.at, by="esik", subject=of, act="unclear")
    _keep(play, entry["what"], of, gone, "")
    return not entry["quiet"] and asks(play, of)


def _problem(play: Play, event: SpokenActed) -> str | None:
    found: Booking | Request | None = event.booking or event.request
    if found is None or not _stands(play, found):
        return "over"
    since = found.booked_at if isinstance(found, Booking) else found.asked_at
    if play.talk.erased_since(since):
        return "erased"
    if event.act == "unclear":
        return None
    if len(event.text) > MOST_OF_MATTER:
        return "too_long"
    return None if event.text.strip() else "empty_text"


def _stands(play: Play, found: Booking | Request) -> bool:
    if isinstance(found, Booking):
        return found.state == "booked" and found.starts > play.at
    return found.state in WISHED


def _keep(
    play: Play,
    what: What,
    subject: str,
    acted: CaseActed | SpokenActed,
    typed: str,
    quiet: bool = False,
) -> None:
    """Keep what the operator made of it until the citizen has answered."""
    entry = (play.talk.facts.get(TO_WRITE) or {}).get(subject) or {}
    state: Literal["written", "unclear"] = "written" if acted.act == "write" else "unclear"
    own, words = str(entry.get("typed", typed)), acted.text.strip() if state == "written" else ""
    kept: Kept = {
        "number": subject,
        "what": what,
        "state": state,
        "text": words,
        "whole": f"{own}\n{words}" if own and own not in words else words,
        "quiet": bool(quiet or entry.get("quiet") or named_nowhere(play, subject)),
    }
    before = play.talk.facts.get(UNCONFIRMED) or {}
    play.talk = play.talk.knowing(**{UNCONFIRMED: {**before, subject: kept}})
    play.add(MarkSpoken(subject, state, acted.by))


def asks(play: Play, subject: str) -> bool:
    """Ask about what was just told; false while a human has the talk, or another is asked."""
    kept: Kept = play.talk.facts[UNCONFIRMED][subject]
    asked: Kept = play.talk.facts.get(ASKED) or {}
    if play.talk.owner != OWNER_BOT or (_waits(play) and asked.get("number") != subject):
        play.send()
        return False
    if not _waits(play):
        aside(play, _step(kept))
    elif play.talk.at in STEPS:
        play.talk = play.talk.but(at=_step(kept), asked=0)
    play.talk = play.talk.knowing(**{ASKED: kept})
    if play.talk.at != _step(kept):
        play.send()  # it waits under another interruption, and is asked after that
        return False
    return True


def asks_again(play: Play) -> bool:
    """Who comes back, or has no human any more, is asked what waits; true when there is such."""
    kept = next((one for one in unconfirmed(play) if not one["quiet"]), None)
    if kept is None or _waits(play):
        return False
    aside(play, _step(kept))
    play.talk = play.talk.knowing(**{ASKED: kept})
    tell_kept(play, kept)
    return True


def shows(play: Play, cases: tuple[Case, ...], bookings: tuple[Booking, ...]) -> bool:
    """«Status» shows the words that wait for a yes, those of a secret matter too."""
    _forget_ended(play, cases, bookings)
    kept = next(iter(unconfirmed(play)), None)
    if kept is None or _waits(play):
        return False
    play.talk = play.talk.knowing(**{ASKED: kept})
    tell_kept(play, kept)
    return True


def _forget_ended(play: Play, cases: tuple[Case, ...], bookings: tuple[Booking, ...]) -> None:
    """Nothing is waited for of a case that is closed or of a reception that is over."""
    closed = {case.number for case in cases if case.state not in OPEN}
    coming = {one.id for one in bookings if one.state == "booked" and one.starts > play.at}
    waiting = {**(play.talk.facts.get(TO_WRITE) or {}), **(play.talk.facts.get(UNCONFIRMED) or {})}
    for number, kept in waiting.items():
        if number in closed or (kept["what"] == "booking" and number not in coming):
            forget(play, number)


def ends(play: Play, case: Case) -> bool:
    """Nothing is asked any more of a case that is over; true when its question waited just now."""
    return case.state not in OPEN and over(play, case.number)


def over(play: Play, number: str) -> bool:
    """Nothing is asked any more of this; true when its question waited just now."""
    asked: Kept = play.talk.facts.get(ASKED) or {}
    forget(play, number)
    if asked.get("number") != number:
        return False
    waited = play.talk.at in STEPS and bool(play.talk.asked)
    answers = {k: v for k, v in play.talk.answers.items() if k not in OF_IT}
    play.talk = play.talk.but(answers=answers).knowing(**{ASKED: None})
    if waited:
        play.talk = play.talk.but(asked=0)
    return waited and play.talk.owner == OWNER_BOT


def unconfirmed(play: Play) -> list[Kept]:
    """What waits for an answer of the citizen, in the order it came."""
    return list((play.talk.facts.get(UNCONFIRMED) or {}).values())


def _waits(play: Play) -> bool:
    """Whether such a question waits, here or under an interruption."""
    steps = {play.talk.at if play.talk.asked else "", *(at for at, _ in play.talk.asides)}
    return bool(steps & STEPS) and ASKED in play.talk.facts


def _step(kept: Kept) -> str:
    return UNCLEAR if kept.get("state") == "unclear" else WRITTEN


def tell_kept(play: Play, kept: Kept) -> None:
    """Read the words back, or say that they were not understood."""
    values: dict[str, Value] = {"text": kept["text"]} if kept["text"] else {}
    if kept["what"] == "case":
        values["number"] = kept["number"]
        play.tell("case.write" if kept["text"] else "case.unclear", **values)
    else:
        play.tell("book.write" if kept["text"] else "book.unclear", **values)


def forget(play: Play, number: str) -> None:
    """Nothing is waited for any more."""
    for name in (TO_WRITE, UNCONFIRMED):
        left = {k: v for k, v in (play.talk.facts.get(name) or {}).items() if k != number}
        play.talk = play.talk.knowing(**{name: left or None})
