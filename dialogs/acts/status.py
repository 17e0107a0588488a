"""«What about my appeals?»: cases and receptions of the citizen, in plain words."""

from dialogs.cases import Case
from dialogs.effects import FindByCode, FindCases, Moment, Named, Tongues, Value, Words
from dialogs.events import CasesFound
from dialogs.play import Play
from dialogs.receptions import Booking

CLOSED = ("closed", "withdrawn")
BOOKED = "booked"


def find_cases(play: Play) -> None:
    """Ask the shell for the citizen's cases and bookings."""
    play.add(FindCases())


def find_by_code(play: Play) -> None:
    """Ask the shell for the case of the code that was written."""
    play.add(FindByCode(str(play.talk.facts["code"])))
    play.talk = play.talk.knowing(code=None)


def cases_found(play: Play, event: CasesFound) -> bool:
    """Tell every case and every coming reception, newest first."""
    bookings = [b for b in event.bookings if b.state == BOOKED and b.starts >= play.at]
    for case in event.cases:
        play.told.append(case_words(case) + _unread(play, case))
    waiting = [c.number for c in event.cases if c.state == "clarification"]
    if waiting and play.talk.at == "front.status":
        play.talk = play.talk.knowing(asked_by_case=waiting[0])
    for booking in bookings:
        play.told.append(booking_words(booking))
    if not event.cases and not bookings:
        play.tell("status.nothing")
    return True


def _unread(play: Play, case: Case) -> tuple[Value, ...]:
    """The question of an agency that a neutral notice did not show."""
    text = play.talk.facts.get("unread", {}).get(case.number)
    shown = text and case.state == "clarification"
    return (Words("status.asked", {"text": text}),) if shown else ()


def case_words(case: Case) -> tuple[Value, ...]:
    """A case in three lines: number and matter, where it is, until when."""
    lines: list[Value] = [
        Words("status.case", {"number": case.number, "agency": Named("agency", case.agency)}),
        Words(f"state.{case.state}"),
    ]
    if case.due and case.state not in {*CLOSED, "answered"}:
        lines.append(Words("status.due", {"due": case.due}))
    if case.answer:
        lines.append(Words("status.answer", {"text": case.answer}))
    return tuple(lines)


def booking_words(booking: Booking) -> Words:
    """A reception in one line."""
    return Words(
        "status.booking",
        {"official": Tongues(booking.official.name), "starts": Moment(booking.starts)},
    )
