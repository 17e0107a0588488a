"""After the matter: reminder buttons, moving and cancelling, rating, answering a clarification."""

from dialogs.effects import (
    ConfirmBooking,
    DropBooking,
    DropTimer,
    FindBooking,
    Rate,
    ReplyToCase,
)
from dialogs.events import BookingDropped, BookingFound
from dialogs.forms import forget_form
from dialogs.play import Play

GOOD_SCORE = 4


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
    official = booking.official
    kept = {"id": official.id, "name": official.name, "formats": list(official.formats)}
    play.talk = play.talk.knowing(
        officials=[{**kept, "agency": official.agency}], host=official.agency, reminded=booking.id
    ).answered(official=official.id, matter=booking.matter, format=booking.format)
    return True


def start_move(play: Play) -> None:
    """The booking found will be given back when the new one is booked."""
    answers = {k: v for k, v in play.talk.answers.items() if k not in {"day", "time"}}
    play.talk = play.talk.but(answers=answers).knowing(moving=play.talk.facts["reminded"])


def drop_booking(play: Play) -> None:
    """Give the seat back."""
    play.add(DropBooking(str(play.talk.facts["reminded"])))


def booking_dropped(play: Play, event: BookingDropped) -> bool:
    """Say that the seat is given back; its timers are forgotten."""
    play.add(DropTimer(f"reminder:{event.booking}"))
    play.add(DropTimer(f"rating:{event.booking}"))
    play.talk = play.talk.knowing(reminded=None)
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
    answers = {k: v for k, v in play.talk.answers.items() if not k.startswith("rating")}
    play.talk = play.talk.but(answers=answers).knowing(rated=None, low=None)
    if to_rate := play.talk.facts.get("to_rate"):
        play.talk = play.talk.knowing(to_rate=to_rate[1:] or None)
        rate_next(play, **to_rate[0])


def rate_next(play: Play, what: str, subject: str) -> None:
    """Make an appeal or a reception the one that the rating is about."""
    play.talk = play.talk.knowing(rated={"what": what, "subject": subject})
    play.mark(kind="rating", **({"case": subject} if what == "case" else {"booking": subject}))


def drop_draft(play: Play) -> None:
    """Forget the unfinished form."""
    dropped = play.talk.answers.get("resume") == "drop"
    forget_form(play)
    if dropped:
        play.tell("note.dropped")


def reply_to_case(play: Play) -> None:
    """Give the citizen's clarification to the case."""
    number = str(play.talk.facts["asked_by_case"])
    play.add(ReplyToCase(number, str(play.talk.answers["clarification"])))
    answers = {k: v for k, v in play.talk.answers.items() if k != "clarification"}
    waiting = play.talk.facts.get("to_clarify") or [None]
    play.talk = play.talk.but(answers=answers).knowing(
        asked_by_case=waiting[0], to_clarify=waiting[1:] or None
    )
    play.tell("case.clarified", number=number)
    if waiting[0]:
        play.mark(case=waiting[0])
        play.tell("case.clarify_next", number=waiting[0])
