"""What comes from outside in the middle of a talk: moments due, moves of a case, times offered.

A notice is told at once. One that asks something interrupts the question that waits; an answer in
words that fits the interrupted question is taken for that one.
"""

from datetime import datetime, timedelta
from typing import Any

from dialogs.acts.after import CLARIFY, ask_clarification, not_waiting, rate_next
from dialogs.acts.care import asked_for, leave_unasked, named_nowhere
from dialogs.acts.filing import state_words
from dialogs.acts.offers import lay_out, offer_of, withheld, withhold
from dialogs.acts.writing import WRITERS, ends, hides, writes
from dialogs.carried import (
    DISPUTED,
    NO_ANSWER,
    Ended,
    ended_case,
    ended_reception,
    keep,
    ways_below,
)
from dialogs.cases import Case
from dialogs.conversation import OWNER_BOT
from dialogs.drafts import draft_due
from dialogs.effects import (
    Choice,
    CloseRequest,
    EndHandOff,
    FindSubject,
    Moment,
    Named,
    Refuse,
    SetTimer,
    Tongues,
    Value,
    Words,
)
from dialogs.events import CaseActed, CaseMoved, SubjectFound, TimerFired, TimesOffered
from dialogs.forms import aside
from dialogs.lifecycle import OPEN, rating_due
from dialogs.notices import are_stopped
from dialogs.play import Play
from dialogs.receptions import Booking, Request

OWED = ("answer", "ask", *WRITERS)  # what is said to the citizen alone: told whatever they stopped
ANOTHER_DAY = timedelta(days=1)  # a rating waits while a human owns the talk


def timer_fired(play: Play, event: TimerFired) -> bool:
    """Look up what the timer is about; it may be over by now. True when a question is to ask."""
    if event.kind in {"nudge", "expire"}:
        return draft_due(play, event.kind)
    if event.kind == "window":
        _still_at_work(play)
        return False
    if event.kind == "joined":
        play.mark(kind="status")
        play.tell("door.other_joined")
        return False
    play.add(FindSubject(event.kind, event.subject))
    return False


def _still_at_work(play: Play) -> None:
    """The citizen waits for a human, and soon can be written to no more: say so, and keep it."""
    if play.talk.owner != OWNER_BOT:
        play.tell("note.still_at_work")


def subject_found(play: Play, event: SubjectFound) -> bool:
    """Say what the moment asks for; true when the script goes on with a question."""
    if event.booking and event.booking.state == "booked":
        return _booking_due(play, event.kind, event.booking)
    if event.request and event.request.state == "open":
        play.add(CloseRequest(event.request.id, "late"))
        request_late(play, event.request)
    if event.case:
        return _case_due(play, event.kind, event.case)
    return False


def _booking_due(play: Play, kind: str, booking: Booking) -> bool:
    if kind == "rating_booking":
        return _ask_rating(play, "booking", booking.id, ended_reception(booking))
    if booking.starts <= play.at:
        return False
    play.talk = play.talk.knowing(reminded=booking.id)
    if named_nowhere(play, booking.id):
        return _say_neutral(play)
    play.mark(booking=booking.id, kind="reminder")
    play.tell(
        "book.remind",
        official=Tongues(booking.official.name),
        agency=Named("agency", booking.official.agency),
        starts=Moment(booking.starts),
    )
    play.send(_buttons("come", "move", "cancel_booking"))
    return False


def request_late(play: Play, request: Request, said: str = "book.request_late") -> None:
    """Say that nothing comes of a request; said: the message that tells why."""
    if withheld(play, request.id, request.asked_at):
        withhold(play, {"late": request.agency})
        keep(play, ended_reception(request))
        _say_neutral(play)
        return
    play.mark(booking=request.id, kind="status")
    play.tell(said, agency=Named("agency", request.agency))
    keep(play, ended_reception(request))
    play.send(ways_below(play))


def _case_due(play: Play, kind: str, case: Case) -> bool:
    if kind == "rating" and case.state in {"answered", "closed"}:
        return _ask_rating(play, "case", case.number, ended_case(case, DISPUTED))
    if kind == "overdue" and case.state in OPEN and _hushed(play, case):
        play.mark(kind="status")
        play.tell("case.hushed")
    elif kind == "overdue" and case.topic in play.book.neutral:
        return _say_neutral(play) if case.state in OPEN and asked_for(play, case.number) else False
    elif kind == "overdue" and case.state in OPEN:
        play.mark(case=case.number, kind="status")
        play.tell("case.overdue", number=case.number, agency=Named("agency", case.agency))
        keep(play, ended_case(case, NO_ANSWER))
        play.send(ways_below(play))
    return False


def _say_neutral(play: Play) -> bool:
    play.mark(kind="status")
    play.tell("case.neutral")
    return False


def _ask_rating(play: Play, what: str, subject: str, ended: Ended) -> bool:
    if are_stopped(play.talk.profile):
        return False
    if play.talk.owner != OWNER_BOT:
        kind = "rating" if what == "case" else "rating_booking"
        play.add(SetTimer(f"rating:{subject}", kind, subject, play.at + ANOTHER_DAY))
        return False
    if _waits(play, "after.rating", "after.rating_text"):
        rated = {"what": what, "subject": subject, "ended": ended}
        later = [*play.talk.facts.get("to_rate", ()), rated]
        play.talk = play.talk.knowing(to_rate=later)
        return False
    aside(play, "after.rating")
    rate_next(play, what, subject, ended)
    return True


def _waits(play: Play, *steps: str) -> bool:
    """Whether one of these questions waits, here or under an interruption."""
    return play.talk.at in steps or any(at in steps for at, _ in play.talk.asides)


def case_moved(play: Play, event: CaseMoved) -> bool:
    """Tell the citizen in their language what the agency did; true when it asks something back."""
    case, acted = event.case, event.acted
    if acted.act in WRITERS and _hushed(play, case):
        play.add(Refuse("erased"))
        return False
    if case.topic in play.book.neutral or _hushed(play, case):
        _neutral(play, case, acted)
        return ends(play, case)
    play.mark(case=case.number, kind="answer" if acted.act in OWED else "status")
    values: dict[str, Value] = {
        "number": case.number,
        "agency": Named("agency", case.agency),
        "text": acted.text,
        "reason": acted.reason,
        "result": Words(f"result.{acted.result}") if acted.result else "",
    }
    if case.due:
        values["due"] = case.due
    if acted.act in {"hand", "register"}:
        play.told.append(state_words(case))
    else:
        play.tell(f"case.{acted.act}", **values)
    if acted.act == "answer":
        play.add(SetTimer(f"rating:{case.number}", "rating", case.number, rating_due(play.at)))
    _offer_ways(play, case, acted)
    if acted.act in WRITERS:
        return writes(play, case, acted)
    if acted.act == "ask":
        return _ask_clarification(play, case.number, acted.text)
    play.talk = play.talk.knowing(waiting=not_waiting(play, case.number))
    play.send()
    return ends(play, case)


def _offer_ways(play: Play, case: Case, acted: CaseActed) -> None:
    """Both ways of helping under what the citizen may not be content with."""
    if acted.act == "answer" and acted.result != "satisfied":
        keep(play, ended_case(case, DISPUTED))
        play.send(ways_below(play))
    elif acted.act == "redirect":
        keep(play, ended_case(case))
        play.send(ways_below(play))


def _neutral(play: Play, case: Case, acted: CaseActed) -> None:
    """Say only that there is a message; «status» shows it to who asks."""
    leave_unasked(play)
    if acted.act == "ask":
        unread = {**play.talk.facts.get("unread", {}), case.number: acted.text}
        play.talk = play.talk.knowing(unread=unread)
    elif acted.act in WRITERS:
        hides(play, case, acted)
    play.mark(kind="status")
    play.tell("case.hushed" if _hushed(play, case) else "case.neutral")
    play.send()


def _hushed(play: Play, case: Case) -> bool:
    """Whether a case was filed before the citizen had this talk erased."""
    return play.talk.erased_since(case.received_at)


def _ask_clarification(play: Play, number: str, text: str) -> bool:
    waiting = {**(play.talk.facts.get("waiting") or {}), number: text}
    play.talk = play.talk.knowing(waiting=waiting)
    if play.talk.owner != OWNER_BOT:
        play.send()
        return False
    if _waits(play, CLARIFY):
        later = [*play.talk.facts.get("to_clarify", ()), number]
        play.talk = play.talk.knowing(to_clarify=later)
        play.send()
        return False
    ask_clarification(play, number)
    return True


def times_offered(play: Play, event: TimesOffered) -> bool:
    """Offer the times that an operator gave to a reception request; refused without times.

    While another operator owns the talk it is refused; one's own is given back with the offer.
    """
    if play.talk.owner not in {OWNER_BOT, event.by} or not event.slots:
        play.add(Refuse("no_times" if not event.slots else "taken"))
        return False
    if play.talk.owner == event.by:
        play.talk = play.talk.but(owner=OWNER_BOT)
        play.add(EndHandOff(event.by))
    offer = offer_of(play, event)
    play.add(CloseRequest(event.request, "offered"))
    return offer_times(play, offer, event.asked_at)


def offer_times(play: Play, offer: dict[str, Any], asked_at: datetime | None) -> bool:
    """Lay times before the citizen; of a sensitive matter say only that there is a message."""
    if withheld(play, offer["request"], asked_at):
        withhold(play, {"offer": offer})
        return _say_neutral(play)
    aside(play, "after.offered")
    play.mark(booking=offer["request"], kind="answer")
    lay_out(play, offer)
    return True


def _buttons(*options: str) -> tuple[Choice, ...]:
    return tuple(Choice(option, Words(f"option.{option}")) for option in options)
