"""What happens to a conversation: small frozen events, in the past tense.

Rules of this file:
1. An event says what happened, never what to do about it.
2. Its id is its key: the same id twice is the same happening. Ids and times come from the shell.
3. Three families: citizens act, people of an agency and the clock act, and the shell answers a
   request of the core (those have the id of the event they answer).
"""

from dialogs.events.agencies import (
    CaseActed,
    Corrected,
    OperatorReturned,
    OperatorSaid,
    OperatorTook,
    SpokenActed,
    TimerFired,
    TimesOffered,
)
from dialogs.events.answers import (
    Booked,
    BookingDropped,
    BookingFound,
    CaseMoved,
    CasesFound,
    Clarified,
    Filed,
    OfficialsFound,
    ReceptionRequested,
    SeatHeld,
    SlotsFound,
    SlotTaken,
    SubjectFound,
)
from dialogs.events.citizens import Chose, File, FileLost, Pinned, Puzzled, Said, Sent, Started
from dialogs.events.event import Event
from dialogs.events.persons import (
    DoorsParted,
    EraseAsked,
    Joined,
    JoinMade,
    PeopleFound,
    PersonChanged,
    TalkErased,
)
from dialogs.events.post import LetterReturned

__all__ = [
    "Booked",
    "BookingDropped",
    "BookingFound",
    "CaseActed",
    "CaseMoved",
    "CasesFound",
    "Chose",
    "Clarified",
    "Corrected",
    "DoorsParted",
    "EraseAsked",
    "Event",
    "File",
    "FileLost",
    "Filed",
    "JoinMade",
    "Joined",
    "LetterReturned",
    "OfficialsFound",
    "OperatorReturned",
    "OperatorSaid",
    "OperatorTook",
    "PeopleFound",
    "PersonChanged",
    "Pinned",
    "Puzzled",
    "ReceptionRequested",
    "Said",
    "SeatHeld",
    "Sent",
    "SlotTaken",
    "SlotsFound",
    "SpokenActed",
    "Started",
    "SubjectFound",
    "TalkErased",
    "TimerFired",
    "TimesOffered",
]
