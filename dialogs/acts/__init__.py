"""Acts: what a script step does between two questions.

An act looks at the talk, tells words, keeps facts, or asks the shell for something. The scripts
call acts by the names in `ACTS`; the shell's answers come back to the functions in `ANSWERED`,
which say whether the script goes on.
"""

from collections.abc import Callable
from typing import Any

from dialogs import events
from dialogs.acts import after, filing, human, reception, status, understanding
from dialogs.play import Play

ACTS: dict[str, Callable[[Play], None]] = {
    "speak": understanding.speak,
    "understand": understanding.understand_words,
    "topics_of_group": understanding.topics_of_group,
    "need_place": understanding.need_place,
    "advise": understanding.advise_citizen,
    "why": understanding.why,
    "forget_topic": understanding.forget_topic,
    "forget_language": understanding.forget_language,
    "start_over": understanding.start_over,
    "hand_off": human.hand_off,
    "find_cases": status.find_cases,
    "find_by_code": status.find_by_code,
    "keep_consent": filing.keep_consent,
    "no_consent": filing.no_consent,
    "read_back": filing.read_back,
    "line_to_edit": filing.line_to_edit,
    "file": filing.file,
    "find_officials": reception.find_officials,
    "find_days": reception.find_days,
    "hold": reception.hold,
    "one_format": reception.one_format,
    "own_words": reception.own_words,
    "read_booking": reception.read_booking,
    "book": reception.book,
    "no_schedule": reception.no_schedule,
    "request": reception.request,
    "come": after.come,
    "find_booking": after.find_booking,
    "start_move": after.start_move,
    "drop_booking": after.drop_booking,
    "rate": after.rate,
    "thank": after.thank,
    "drop_draft": after.drop_draft,
    "reply_to_case": after.reply_to_case,
}

ANSWERED: dict[type[events.Event], Callable[[Play, Any], bool]] = {
    events.CasesFound: status.cases_found,
    events.Filed: filing.filed,
    events.OfficialsFound: reception.officials_found,
    events.SlotsFound: reception.slots_found,
    events.SeatHeld: reception.seat_held,
    events.SlotTaken: reception.slot_taken,
    events.Booked: reception.booked,
    events.ReceptionRequested: reception.requested,
    events.BookingFound: after.booking_found,
    events.BookingDropped: after.booking_dropped,
}
