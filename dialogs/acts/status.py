"""«What about my appeals?»: cases and receptions of the citizen, in plain words."""

from dialogs.acts.applicant import ask_iin
from dialogs.acts.writing import shows
from dialogs.carried import DISPUTED, NO_ANSWER, ended_case, keep, ways_below
from dialogs.cases import Case
from dialogs.effects import FindByCode, FindCases, Moment, Named, Tongues, Value, Words
from dialogs.events import CasesFound
from dialogs.lifecycle import OPEN
from dialogs.matter import topic_of
from dialogs.play import Play
from dialogs.receptions import Booking
from dialogs.sources import ALMATY

CLOSED = ("closed", "withdrawn")
EARLIER, STATUS = "front.earlier", "front.status"
REPEATED = {"repeated", "formal_answer", "already_appealed"}  # signals of who has written before
BOOKED = "booked"


def find_cases(play: Play) -> None:
    """Ask the shell for the citizen's cases and bookings."""
    play.add(FindCases())


def find_by_code(play: Play) -> None:
    """Ask the shell for the case of the code that was written."""
    play.add(FindByCode(str(play.talk.facts["code"])))
    play.talk = play.talk.knowing(code=None)


def find_earlier(play: Play) -> None:
    """For who has written before: look for the earlier appeal among the citizen's cases."""
    if REPEATED & {*play.talk.facts.get("signals", ())} and play.value("earlier") is None:
        play.add(FindCases())


def _earlier_found(play: Play, event: CasesFound) -> bool:
    """Take the newest case about the same; where there is none, the number is asked."""
    topic = topic_of(play)
    play.tell("note.repeated")
    same = next((case for case in event.cases if topic and case.topic == topic), None)
    if same is None:
        play.talk = play.talk.knowing(earlier_ask="yes")
        return True
    play.talk = play.talk.knowing(earlier=same.number)
    play.tell("note.earlier_found", number=same.number)
    return True


def cases_found(play: Play, event: CasesFound) -> bool:
    """Tell every case and every coming reception, newest first."""
    if play.talk.at == EARLIER:
        return _earlier_found(play, event)
    for case in event.cases:
        play.told.append(case_words(case) + _unread(play, case))
    waiting = [c.number for c in event.cases if c.state == "clarification"]
    if waiting and play.talk.at == STATUS:
        play.talk = play.talk.knowing(asked_by_case=waiting[0])
    elif play.talk.at == STATUS and not shows(play, event.cases, event.bookings):
        ask_iin(play, event.cases)
    _tell_receptions(play, event)
    if play.talk.at == STATUS:
        _offer_ways(play, event.cases)
    return True


def _tell_receptions(play: Play, event: CasesFound) -> None:
    """Tell the receptions that come and those that were asked for; or that nothing is there."""
    coming = [b for b in event.bookings if b.state == BOOKED and b.starts >= play.at]
    for booking in coming:
        play.told.append(booking_words(booking))
    for request in event.requests:
        play.tell("status.request", agency=Named("agency", request.agency))
    if not any((event.cases, coming, event.requests, play.talk.facts.get("withheld"))):
        play.tell("status.nothing")


def _offer_ways(play: Play, cases: tuple[Case, ...]) -> None:
    """Both ways of helping under the newest case whose answer was no yes, or is late."""
    today = play.at.astimezone(ALMATY).date()
    for case in cases:
        refused = case.answer is not None and case.result != "satisfied"
        late = case.due is not None and case.due < today and case.state in OPEN
        if refused or late:
            keep(play, ended_case(case, DISPUTED if refused else NO_ANSWER))
            play.send(ways_below(play, asking=True))
            return


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
