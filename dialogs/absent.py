"""What comes unasked for somebody who does not write on this telephone now: it waits for them.

1. Who writes now reads only that there is a message for another person, and is asked nothing.
2. It is kept in the talk under the person whose it is: of an appeal the last act of each kind, of
   anything else one; the same once more changes nothing and is not told again.
3. Who comes back (`acts.persons`) is told it as it stands by then, as if it had just come; what is
   over is not.
4. Who had the talk erased has no way back to it: there the rules of erasing hold.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from dialogs.acts.moments import case_moved, offer_times, request_late, subject_found
from dialogs.acts.offers import offer_of
from dialogs.conversation import OWNER_BOT
from dialogs.effects import CloseRequest, Refuse, Say
from dialogs.events import (
    CaseActed,
    CaseMoved,
    Event,
    FileLost,
    SubjectFound,
    TimesOffered,
)
from dialogs.forms import FOR_OTHERS
from dialogs.play import Play
from dialogs.received import lost
from dialogs.sources import ALMATY

MOST = 10  # matters that wait for one person; the state of older ones stands in «status»
PASSING = ("hand", "register", "take")  # acts that say only where an appeal is: the last counts
RATINGS = ("rating", "rating_booking")  # they wait in silence: nobody comes back for a question
Kept = dict[str, Any]  # kind, subject, and what only the event knew
Unasked = CaseMoved | SubjectFound | TimesOffered | FileLost


def waits(play: Play, event: Event) -> bool:
    """Keep what is for a person who does not write here now; whether it was for such a one."""
    if not isinstance(event, Unasked) or event.absent is None or _erased(play, event):
        return False
    kept = _kept(play, event)
    if kept and _keep(play, event.absent, kept) and kept["kind"] not in RATINGS:
        play.mark(kind="status")
        play.tell("person.message")
    return True


def found(play: Play, event: SubjectFound) -> bool:
    """Tell what a moment is about, or what waited; true when a question is to ask."""
    if event.kept is None:
        return subject_found(play, event)
    if event.kind == "overdue" and not _late(play, event):
        return False
    tell = ANEW.get(event.kind)
    return tell(play, event, dict(event.kept)) if tell else subject_found(play, event)


def _late(play: Play, event: SubjectFound) -> bool:
    """Whether the term is over still: it may have been extended meanwhile."""
    due = event.case.due if event.case else None
    return due is not None and due < play.at.astimezone(ALMATY).date()


def _erased(play: Play, event: Unasked) -> bool:
    since: datetime | None = None
    match event:
        case CaseMoved(case=case):
            since = case.received_at
        case TimesOffered(asked_at=asked_at):
            since = asked_at
        case SubjectFound(case=case, booking=booking, request=request):
            asked = request.asked_at if request else None
            since = case.received_at if case else booking.booked_at if booking else asked
    return since is not None and play.talk.erased_since(since)


def _kept(play: Play, event: Unasked) -> Kept | None:
    """What is to be kept of an event; None where its own person would be told nothing."""
    match event:
        case CaseMoved(acted=acted):
            act = {name: getattr(acted, name) for name in ("act", "text", "reason", "result")}
            return {"kind": "moved", "subject": acted.number, "acts": [act]}
        case TimesOffered():
            return _offered(play, event)
        case FileLost(file=file):
            about = {"name": event.name, "why": event.kind, "case": event.case}
            return {"kind": "file", "subject": file, **about}
    return _due(play, event)


def _offered(play: Play, event: TimesOffered) -> Kept | None:
    """The offer counts as made, whoever owns the talk now."""
    if not event.slots:
        play.add(Refuse("no_times"))
        return None
    play.add(CloseRequest(event.request, "offered"))
    return {"kind": "offer", "subject": event.request, "offer": offer_of(play, event)}


def _due(play: Play, event: SubjectFound) -> Kept | None:
    """A moment: it is tried what would be told of it."""
    if event.kind in RATINGS:
        return _named(event)
    tried = Play(play.book, play.talk.but(owner=OWNER_BOT), play.at)
    subject_found(tried, event)
    play.effects += [effect for effect in tried.effects if isinstance(effect, CloseRequest)]
    told = tried.told or any(isinstance(effect, Say) for effect in tried.effects)
    return _named(event) if told else None


def _named(event: SubjectFound) -> Kept | None:
    if event.request:
        return {"kind": "late", "subject": event.request.id}
    if event.case:
        return {"kind": event.kind, "subject": event.case.number}
    return {"kind": event.kind, "subject": event.booking.id} if event.booking else None


def _keep(play: Play, person: str, kept: Kept) -> bool:
    """Keep it for a person; whether it is news."""
    others: dict[str, list[Kept]] = play.talk.facts.get(FOR_OTHERS) or {}
    waiting = others.get(person, [])
    about = (kept["kind"], kept["subject"])
    before = next((one for one in waiting if (one["kind"], one["subject"]) == about), None)
    if before and "acts" in kept:
        kept = {**kept, "acts": _last_acts(before["acts"], *kept["acts"])}
    if before == kept:
        return False
    left = [one for one in waiting if one is not before]
    mine = [*left, kept][-MOST:]
    play.talk = play.talk.knowing(**{FOR_OTHERS: {**others, person: mine}})
    return True


def _last_acts(before: list[Kept], act: Kept) -> list[Kept]:
    return [*(one for one in before if one["act"] not in {*PASSING, act["act"]}), act]


def _tell_moved(play: Play, event: SubjectFound, kept: Kept) -> bool:
    """Tell the acts on an appeal; a question that was answered meanwhile is not asked."""
    case, asks = event.case, False
    for act in kept["acts"] if case else ():
        if case and (act["act"] != "ask" or case.state == "clarification"):
            acted = CaseActed(id="", at=play.at, number=case.number, by="esik", **act)
            asks |= case_moved(play, CaseMoved(id="", at=play.at, case=case, acted=acted))
    return asks


def _tell_offer(play: Play, event: SubjectFound, kept: Kept) -> bool:
    """Offer the times that are still to come."""
    request, offer = event.request, kept["offer"]
    if request is None or request.state != "offered":
        return False
    slots = [one for one in offer["slots"] if datetime.fromisoformat(one["starts"]) > play.at]
    if slots:
        return offer_times(play, {**offer, "slots": slots}, request.asked_at)
    request_late(play, request, "book.offer_over")
    return False


def _tell_late(play: Play, event: SubjectFound, _: Kept) -> bool:
    if event.request and event.request.state == "late":
        request_late(play, event.request)
    return False


def _tell_lost(play: Play, event: SubjectFound, kept: Kept) -> bool:
    about = {"file": kept["subject"], "name": kept["name"], "kind": kept["why"]}
    return lost(play, FileLost(id="", at=event.at, **about, case=kept["case"]))


# What is told anew in a way of its own; any other moment is told as if it were due now.
ANEW: dict[str, Callable[[Play, SubjectFound, Kept], bool]] = {
    "moved": _tell_moved,
    "offer": _tell_offer,
    "late": _tell_late,
    "file": _tell_lost,
}
