"""After the matter: reminder buttons, moving and cancelling, rating, answering a clarification."""

from collections.abc import Mapping
from typing import Any

from dialogs.acts.advice import remind
from dialogs.acts.writing import asks_again, over
from dialogs.attached import OF_REPLY, files_of
from dialogs.carried import DISPUTED, Ended, carry, ended_case, ended_reception, keep, ways_below
from dialogs.drafts import FORMS, interrupts
from dialogs.effects import (
    Clarify,
    ConfirmBooking,
    DropBooking,
    DropTimer,
    FindBooking,
    Rate,
)
from dialogs.events import BookingDropped, BookingFound, Clarified
from dialogs.forms import ALSO, LEFT_OF_IT, aside, forget_form
from dialogs.play import Play
from dialogs.script import IDLE, MENU

GOOD_SCORE = 4
ENDING = "ending"  # the fact that something ended just now, and both ways are to be offered
CLARIFY = "after.clarify"


def come(play: Play) -> None:
    """The citizen will come."""
    booking = play.talk.facts.get("reminded")
    if booking:
        play.add(ConfirmBooking(booking))
        play.tell("book.coming")
    else:
        play.tell("book.none")


def find_booking(play: Play) -> None:
    """Look the booking up that the buttons were about."""
    play.add(FindBooking(str(play.talk.facts.get("reminded") or "")))


def booking_found(play: Play, event: BookingFound) -> bool:
    """Keep the booking, if it still stands and is still to come."""
    booking = event.booking
    stands = booking is not None and booking.state == "booked" and booking.starts > play.at
    play.talk = play.talk.knowing(found="yes" if stands else "no")
    if booking is None or not stands:
        play.tell("book.none")
        return True
    if play.talk.at == "after.cancel_booking":
        keep(play, ended_reception(booking))
        return True
    official = booking.official
    kept = {"id": official.id, "name": official.name, "formats": list(official.formats)}
    play.talk = play.talk.knowing(
        officials=[{**kept, "agency": official.agency}], host=official.agency, reminded=booking.id
    ).answered(official=official.id, matter=booking.matter, format=booking.format)
    return True


def start_move(play: Play) -> None:
    """The booking found will be given back when the new one is booked."""
    answers = {k: v for k, v in play.talk.answers.items() if k not in {"day", "time"}}
    afresh = {**dict.fromkeys(LEFT_OF_IT), "moving": play.talk.facts["reminded"]}
    play.talk = play.talk.but(answers=answers).knowing(**afresh)


def drop_booking(play: Play) -> None:
    """Give the seat back."""
    play.add(DropBooking(str(play.talk.facts["reminded"])))


def booking_dropped(play: Play, event: BookingDropped) -> bool:
    """Say that the seat is given back; its timers are forgotten."""
    play.add(DropTimer(f"reminder:{event.booking}"))
    play.add(DropTimer(f"rating:{event.booking}"))
    play.talk = play.talk.knowing(reminded=None, **{ENDING: "yes"})
    over(play, event.booking)
    play.tell("book.cancelled")
    return True


def rate(play: Play) -> None:
    """Keep the score, and the words if there are any."""
    rated = play.talk.facts["rated"]
    answers = play.talk.answers
    score = int(answers["rating"])
    play.add(Rate(rated["what"], rated["subject"], score, str(answers.get("rating_text") or "")))
    play.talk = play.talk.knowing(low="no" if score >= GOOD_SCORE else "yes")


def thank(play: Play) -> None:
    """Thank for the rating; after a low one both ways of helping are named again."""
    low = play.talk.facts.get("low") == "yes"
    play.tell("rating.thanks_low" if low else "rating.thanks")
    if low and keep(play, play.talk.facts["rated"].get("ended")):
        play.talk = play.talk.knowing(**{ENDING: "yes"})
    answers = {k: v for k, v in play.talk.answers.items() if not k.startswith("rating")}
    play.talk = play.talk.but(answers=answers).knowing(rated=None, low=None)
    if to_rate := play.talk.facts.get("to_rate"):
        play.talk = play.talk.knowing(to_rate=to_rate[1:] or None)
        rate_next(play, **to_rate[0])


def rate_next(play: Play, what: str, subject: str, ended: Ended | None = None) -> None:
    """Make an appeal or a reception the one that the rating is about; ended: its old words."""
    play.talk = play.talk.knowing(rated={"what": what, "subject": subject, "ended": ended})
    play.mark(kind="rating", **({"case": subject} if what == "case" else {"booking": subject}))


def drop_draft(play: Play) -> None:
    """Forget what was unfinished; what comes instead is known then: the link, or the new words."""
    chosen, facts = play.talk.answers.get("resume"), play.talk.facts
    link, also = facts.get("link"), facts.get(ALSO)
    form = next((at.split(".")[0] for at, _ in play.talk.asides if at.startswith(FORMS)), None)
    forget_form(play)
    play.talk = play.talk.knowing(**{ALSO: None})
    if chosen != "again":
        play.tell("note.dropped")
    if also and chosen == "new_one":
        play.talk = play.talk.answered(problem=also).but(trail=(MENU,))
    elif link:
        follow_link(play, link)
    elif chosen == "again":
        play.talk = play.talk.knowing(wish=form, afresh="yes")


def follow_link(play: Play, link: Mapping[str, Any]) -> None:
    """Know what a link says: an agency, a wish, a topic; those that there are."""
    agency, topic = link.get("agency"), link.get("topic")
    known = agency is not None and play.book.knows_agency(agency)
    play.talk = play.talk.knowing(
        agency=agency if known else None,
        wish=link.get("help"),
        topic=topic if topic in play.book.rules.topics else None,
    )


def go_on(play: Play) -> None:
    """Go on with what was unfinished; after an advice its heart is said again."""
    play.talk = play.talk.knowing(link=None)
    if play.talk.facts.get(ALSO):
        play.tell("note.new_kept")
    under = play.talk.asides[-1][0] if play.talk.asides else ""
    if under.startswith("front.advice") and play.talk.facts.get("advised"):
        remind(play)


def take_also(play: Play) -> None:
    """Words about something else that came in the middle of a form: now it is their turn."""
    also = play.talk.facts.get(ALSO)
    if also is None or interrupts(play):
        return
    forget_form(play)
    play.tell("note.new_now", text=also)
    play.talk = play.talk.answered(problem=also).but(trail=(MENU,))
    play.talk = play.talk.knowing(also_now="yes", **{ALSO: None})


def ask_clarification(play: Play, number: str) -> None:
    """Interrupt the talk with the question of an agency, which was told."""
    aside(play, CLARIFY)
    play.mark(case=number)
    play.talk = play.talk.knowing(asked_by_case=number)


def clarify_again(play: Play) -> bool:
    """Who comes back is asked what an agency, or a voice message, still waits for; false where
    nothing does.
    """
    waiting: dict[str, str] = play.talk.facts.get("waiting") or {}
    if not waiting:
        return asks_again(play)
    first, *later = waiting
    ask_clarification(play, first)
    play.talk = play.talk.knowing(to_clarify=later or None)
    play.tell("case.clarify_waits", number=first, text=waiting[first])
    return True


def reply_to_case(play: Play) -> None:
    """Give the citizen's clarification to the case."""
    number, text = play.talk.facts.get("asked_by_case"), play.talk.answers.get("clarification")
    if number is not None and text is not None:
        play.add(Clarify(str(number), str(text), files_of(play, OF_REPLY)))


def clarified(play: Play, event: Clarified) -> bool:
    """Say whether the case took the words; where it was too late, keep them for a new appeal."""
    answers, number = play.talk.answers, event.case.number
    if event.taken:
        play.tell("case.clarified", number=number)
    else:
        said = {"text": str(answers["clarification"]), "files": answers.get(OF_REPLY)}
        keep(play, {**ended_case(event.case, DISPUTED), **said})
        play.talk = play.talk.knowing(**{ENDING: "yes"})
        play.tell("case.too_late", number=number)
    left = {k: v for k, v in answers.items() if k not in {"clarification", OF_REPLY}}
    later: list[Any] = play.talk.facts.get("to_clarify") or [None]
    play.talk = play.talk.but(answers=left).knowing(
        asked_by_case=later[0], to_clarify=later[1:] or None, waiting=not_waiting(play, number)
    )
    if later[0]:
        play.mark(case=later[0])
        play.tell("case.clarify_next", number=later[0])
    return True


def not_waiting(play: Play, number: str) -> dict[str, str] | None:
    """The questions of agencies that still wait for an answer, without one of them."""
    waiting: dict[str, str] = play.talk.facts.get("waiting") or {}
    return {case: text for case, text in waiting.items() if case != number} or None


def end(play: Play) -> None:
    """Both ways of helping: the question that waits next, or buttons where another one waits."""
    ended = play.talk.facts.get(ENDING)
    under = play.talk.asides[-1][0] if play.talk.asides else MENU
    idle = under in IDLE
    play.talk = play.talk.knowing(end="ask" if ended and idle else None, **{ENDING: None})
    if ended and not idle:
        play.send(ways_below(play))


def carry_on(play: Play) -> None:
    """Begin the way that was chosen with the old words."""
    carry(play, str(play.talk.answers["ways"]))


def new_words(play: Play) -> None:
    """Other words than a way of helping: they are a new matter."""
    problem = play.talk.answers["problem"]
    forget_form(play)
    play.talk = play.talk.answered(problem=problem).but(trail=(MENU,))


def go_home(play: Play) -> None:
    """Nothing more is to be done about what ended."""
    forget_form(play)
