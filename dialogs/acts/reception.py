"""Booking a personal reception: who, which day, what time, which way, about what."""

from datetime import datetime, time, timedelta
from typing import Any

from dialogs.acts import voice
from dialogs.acts.care import is_quiet, keep_quiet
from dialogs.acts.days import choose_wished, days_words, take_wish
from dialogs.acts.site import ask_site, site_of
from dialogs.carried import keep_for, still_open
from dialogs.drafts import finish, interrupts
from dialogs.effects import (
    BookSeat,
    CloseRequest,
    DropTimer,
    FindOfficials,
    FindSlots,
    HoldSeat,
    Moment,
    Named,
    RequestReception,
    SetTimer,
    Tongues,
    Words,
)
from dialogs.events import (
    Booked,
    OfficialsFound,
    ReceptionRequested,
    SeatHeld,
    SlotsFound,
    SlotTaken,
)
from dialogs.lines import stays
from dialogs.matter import matter_of, spoken_matter, text_of, voices
from dialogs.play import Play
from dialogs.receptions import Booking
from dialogs.sources import ALMATY, official_chosen

HOLD_MINUTES = 30  # long enough to write what the matter is, short enough to be fair
REMINDER_AT = time(10)
AFTER_RECEPTION = time(19)  # when the rating is asked, on the day of the reception
MATTER_MOST = 300
ANEW = ("starts", "held", "taken", "near", "miss", "hours", "more_days")  # of an earlier choice


def find_officials(play: Play) -> None:
    """Ask who receives at the agency of the advice, or of the link."""
    play.talk = play.talk.knowing(officials=None, slots=None, **dict.fromkeys(ANEW))
    take_wish(play)
    play.add(FindOfficials(host_of(play)))


def host_of(play: Play) -> str:
    """The agency whose heads receive: the akimat itself for a unit of an akimat."""
    advice = play.talk.facts.get("advised") or {}
    agency = advice.get("agency") or play.talk.facts["agency"]
    return str(play.book.host(agency))


def officials_found(play: Play, event: OfficialsFound) -> bool:
    """Keep who receives; a single one is not asked about."""
    found = [
        {"id": o.id, "name": o.name, "formats": list(o.formats), "agency": o.agency}
        for o in event.officials
    ]
    play.talk = play.talk.knowing(officials=found, host=event.agency)
    if len(found) == 1:
        play.talk = play.talk.answered(official=found[0]["id"])
    play.talk = play.talk.knowing(schedule="known" if found else "none")
    return True


def find_days(play: Play) -> None:
    """Ask for the free seats of the official chosen."""
    play.add(FindSlots(str(play.talk.answers["official"])))


def slots_found(play: Play, event: SlotsFound) -> bool:
    """Keep the free seats."""
    slots = [{"id": s.id, "starts": s.starts.isoformat()} for s in event.slots]
    play.talk = play.talk.knowing(slots=slots, schedule="known" if slots else "none")
    if slots:
        choose_wished(play)
    else:
        play.tell("book.nothing_free")
    return True


def one_format(play: Play) -> None:
    """Where the official receives in one way only, it is not asked."""
    formats = official_chosen(play.talk).get("formats") or ["offline"]
    if len(formats) == 1:
        play.talk = play.talk.answered(format=formats[0])


def own_words(play: Play) -> None:
    """The words that the citizen has already written are the matter."""
    words = text_of(play) or spoken_matter(play)
    if (words or voices(play)) and not play.talk.answers.get("matter"):
        play.talk = play.talk.answered(matter=words[:MATTER_MOST])


def hold(play: Play) -> None:
    """Keep the seat while the rest is asked."""
    play.add(
        HoldSeat(
            slot=str(play.talk.answers["time"]),
            until=play.at + timedelta(minutes=HOLD_MINUTES),
            format=str(play.value("format") or ""),
            matter="",
            replaces=play.talk.facts.get("moving"),
        )
    )


def seat_held(play: Play, event: SeatHeld) -> bool:
    """The seat is kept: go on."""
    booking = event.booking
    play.talk = play.talk.knowing(
        held=booking.id,
        starts=booking.starts.isoformat(),
        taken=None,
        host=booking.official.agency,
    )
    return True


def slot_taken(play: Play, event: SlotTaken) -> bool:
    """Somebody was faster: the days are shown again."""
    answers = {k: v for k, v in play.talk.answers.items() if k not in {"day", "time"}}
    play.talk = play.talk.but(answers=answers).knowing(held=None, starts=None, taken="yes")
    play.tell("book.taken")
    return True


def read_booking(play: Play) -> None:
    """Show the reception before it is booked."""
    stays(play)
    starts = play.talk.facts.get("starts")
    values: dict[str, Any] = {
        "agency": Named("agency", str(play.talk.facts["host"])),
        "official": _who(play),
        "format": Words(f"option.{play.value('format') or 'offline'}"),
        "matter": matter_of(play),
    }
    if starts:
        play.tell("read.booking", starts=Moment(datetime.fromisoformat(starts)), **values)
    else:
        play.tell("read.request", days=days_words(play), **values)


def _who(play: Play) -> Tongues | Words:
    name = official_chosen(play.talk).get("name")
    return Tongues(name) if name else Words(f"option.{play.talk.answers.get('post') or 'head'}")


def book(play: Play) -> None:
    """Make the held seat the citizen's; one that was lost before stays lost."""
    if "held" not in play.talk.facts:
        play.tell("book.taken")
        return
    play.add(
        BookSeat(
            booking=str(play.talk.facts["held"]),
            format=str(play.value("format") or "offline"),
            matter=matter_of(play),
            replaces=play.talk.facts.get("moving"),
        )
    )


def booked(play: Play, event: Booked) -> bool:
    """Tell day, time and place, and promise the reminder where the rule gives one."""
    booking = event.booking
    offered = play.talk.facts.get("offered")
    moving = play.talk.facts.get("moving")
    spoken = None if interrupts(play) else voice.spoken_of(play)
    site, quiet = site_of(play), is_quiet(play)
    ended = None if interrupts(play) else still_open(play)
    finish(play)
    ask_site(play, site)
    play.tell(
        "book.done",
        official=Tongues(booking.official.name),
        agency=Named("agency", booking.official.agency),
        starts=Moment(booking.starts),
        format=Words(f"option.{booking.format}"),
    )
    if quiet:
        keep_quiet(play, booking.id, reminder_due(play, booking))
    else:
        set_timers(play, event)
    if offered:
        play.add(CloseRequest(offered, "booked"))
        play.add(DropTimer(f"request:{offered}"))
    if before := offered or moving:
        voice.passed_on(play, before, booking.id)
    voice.wait_for_writer(play, spoken, "booking", booking.id)
    if keep_for(play, ended, "file"):
        play.tell("book.file_too")
    play.mark(booking=booking.id, kind="receipt")
    return True


def set_timers(play: Play, event: Booked) -> None:
    """Wake for the reminder, by the rule of time, and for the rating after the reception."""
    booking = event.booking
    if reminder := reminder_due(play, booking):
        play.add(SetTimer(f"reminder:{booking.id}", "reminder", booking.id, reminder))
        play.tell("book.reminder", day=reminder.date())
    due = datetime.combine(booking.starts.astimezone(ALMATY).date(), AFTER_RECEPTION, ALMATY)
    play.add(SetTimer(f"rating:{booking.id}", "rating_booking", booking.id, due))


def reminder_due(play: Play, booking: Booking) -> datetime | None:
    """When to remind of a reception; None for one that is near."""
    starts = booking.starts.astimezone(ALMATY).date()
    reminder = play.book.reminder_on(play.at.astimezone(ALMATY).date(), starts)
    return datetime.combine(reminder, REMINDER_AT, ALMATY) if reminder else None


def no_schedule(play: Play) -> None:
    """Say that the days of reception are not known here, and what can be done."""
    play.tell("book.no_schedule", agency=Named("agency", str(play.talk.facts["host"])))


def request(play: Play) -> None:
    """Ask for a reception where no schedule is known."""
    answers = play.talk.answers
    play.add(
        RequestReception(
            agency=str(play.talk.facts["host"]),
            post=str(answers.get("post") or "head"),
            days=days_words(play),
            matter=matter_of(play),
        )
    )


def requested(play: Play, event: ReceptionRequested) -> bool:
    """Say when an answer is due, and wake if none comes."""
    asked = event.request
    day = play.book.rules.calendar.add_working(asked.asked_at.astimezone(ALMATY).date(), 3)
    due = datetime.combine(day + timedelta(days=1), REMINDER_AT, ALMATY)
    site, quiet = site_of(play), is_quiet(play)
    spoken = None if interrupts(play) else voice.spoken_of(play)
    ended = None if interrupts(play) else still_open(play)
    finish(play)
    ask_site(play, site)
    if quiet:
        keep_quiet(play, asked.id, None)
    play.add(SetTimer(f"request:{asked.id}", "request", asked.id, due))
    play.tell("book.requested", agency=Named("agency", asked.agency), day=day)
    voice.wait_for_writer(play, spoken, "request", asked.id)
    if keep_for(play, ended, "file"):
        play.tell("book.file_too")
    play.mark(booking=asked.id, kind="receipt")
    return True
