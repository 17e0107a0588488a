"""Every table of the house. A change here needs a migration: a test compares the two.

1. Whatever a citizen said, or says who they are, is a `Sealed` column; what is left in the open
   are ids, states, times, topics and agencies, which figures and queues are made of.
2. States are words, never numbers. Moments are UTC, due and registered are Almaty dates.
3. Rows that are waited for (letters, timers, fetches) carry `not_before`: the moment before which
   nobody may take them. Taking one moves it to the end of the lease, so a crashed taker blocks
   nothing.
4. The hot tables (journal, outbox) have no foreign keys: the audit looks for orphans instead.
"""

from storage.schema.appeals import case_history, cases, ratings
from storage.schema.citizens import conversations, identities, inbox, journal, persons
from storage.schema.corrections import corrections
from storage.schema.editors import answers, unanswered
from storage.schema.files import fetches, file_chunks, files
from storage.schema.house import content, leases, operators, parked
from storage.schema.joins import erasures, holders, joins
from storage.schema.metadata import metadata
from storage.schema.post import UNFINISHED, outbox, receipts
from storage.schema.promises import handoffs, spoken, timers
from storage.schema.reach import calls, notices
from storage.schema.receptions import bookings, officials, requests, slots

__all__ = [
    "UNFINISHED",
    "answers",
    "bookings",
    "calls",
    "case_history",
    "cases",
    "content",
    "conversations",
    "corrections",
    "erasures",
    "fetches",
    "file_chunks",
    "files",
    "handoffs",
    "holders",
    "identities",
    "inbox",
    "joins",
    "journal",
    "leases",
    "metadata",
    "notices",
    "officials",
    "operators",
    "outbox",
    "parked",
    "persons",
    "ratings",
    "receipts",
    "requests",
    "slots",
    "spoken",
    "timers",
    "unanswered",
]
