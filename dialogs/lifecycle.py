"""The life of a case: which act leads from which state to which, and what must be remembered.

    received -> handed_over -> registered -> in_work <-> clarification
                                          -> answered -> closed        (redirect: handed over anew)

Rules of this file:
1. Every move stands in MOVES; what is not there is refused, and the caller is told so.
2. Dates come from the calendar of the book; the deadline is frozen when it is set.
3. The legal term runs from registration by the agency, never from receipt by Esik.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.book import Book
from dialogs.cases import Act, Case, Draft
from dialogs.corrections import of_case
from dialogs.effects import DropTimer, Record, SetTimer
from dialogs.events import CaseActed
from dialogs.fold import fold
from routing_rules import due_on, registered_on

ALMATY = ZoneInfo("Asia/Almaty")
OFFICE_OPENS = time(9)
NOTICE_AT = time(10)
OPEN = ("received", "handed_over", "registered", "in_work", "clarification")
MOST_EXTENSION = timedelta(days=62)  # two months, the longest that art. 76(3) allows

MOVES: dict[tuple[str, Act], str] = {
    ("received", "hand"): "handed_over",
    ("received", "register"): "registered",
    ("handed_over", "register"): "registered",
    ("registered", "take"): "in_work",
    ("registered", "ask"): "clarification",
    ("in_work", "ask"): "clarification",
    ("clarification", "reply"): "in_work",
    ("registered", "extend"): "registered",
    ("in_work", "extend"): "in_work",
    ("registered", "redirect"): "handed_over",
    ("in_work", "redirect"): "handed_over",
    ("handed_over", "redirect"): "handed_over",
    ("registered", "answer"): "answered",
    ("in_work", "answer"): "answered",
    ("clarification", "answer"): "answered",
    ("answered", "close"): "closed",
}
# What was spoken is written down by a human and confirmed by the citizen while the case is open;
# what cannot be understood is said again.
WRITING: tuple[Act, ...] = ("write", "unclear", "confirm", "speak")
MOST_WRITTEN = 4000  # characters
MOVES |= {(state, act): state for state in OPEN for act in (*WRITING, "identify")}
UNREGISTERED = ("received", "handed_over")
# Who begins to work on an appeal has registered it; a day of registration that was set stays.
BEGINNING: tuple[Act, ...] = ("take", "ask", "extend", "answer")
RESULTS = ("satisfied", "partly", "refused", "explained")


@dataclass(frozen=True, slots=True)
class Moved:
    """A case after a move, and the timers that the move sets or drops."""

    case: Case
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Illegal:
    """A move that cannot be, by a code: illegal_move, bad_result, empty_answer, bad_date..."""

    code: str


def opened(book: Book, draft: Draft, number: str, at: datetime) -> Moved:
    """A fresh case: received by Esik, and on to the agency's register where that is ours."""
    case = Case(
        number=number,
        state="received",
        kind=draft.kind,
        agency=draft.agency,
        topic=draft.topic,
        place=draft.place,
        received_at=at,
        registered=None,
        due=None,
        language=draft.language,
        draft=draft,
    )
    return arrived(book, case, at)


def arrived(book: Book, case: Case, at: datetime) -> Moved:
    """A case that reaches an agency: registered at once, on the next working day, or by them."""
    if book.rules.agency(case.agency).register != "esik":
        return Moved(case, (SetTimer(f"hand:{case.number}", "hand", case.number, at),))
    day = registered_on(at, book.rules, case.agency)
    dated = replace(case, registered=day, due=due_on(case.kind, day, book.rules))
    if day == at.astimezone(ALMATY).date():
        return _registered(dated)
    wake = SetTimer(
        f"register:{case.number}",
        "register",
        case.number,
        datetime.combine(day, OFFICE_OPENS, ALMATY),
    )
    return Moved(replace(dated, state="handed_over"), (wake,))


def moved(book: Book, case: Case, acted: CaseActed) -> Moved | Illegal:
    """The case after an act of the agency, or why it cannot be."""
    if case.state in UNREGISTERED and acted.act in BEGINNING:
        begun = _register(book, case, acted)
        return _and(begun.records, moved(book, begun.case, acted))
    to = MOVES.get((case.state, acted.act))
    if to is None:
        return Illegal("illegal_move")
    if problem := _problem(book, case, acted):
        return Illegal(problem)
    return _carried_out(book, case, acted, to)


def _carried_out(book: Book, case: Case, acted: CaseActed, to: str) -> Moved | Illegal:
    match acted.act:
        case "register":
            return _register(book, case, acted)
        case "extend":
            extended = replace(case, due=acted.until, extended=True)
            return Moved(extended, (_overdue(extended),))
        case "redirect":
            sent = replace(case, agency=str(acted.to), state="received", registered=None, due=None)
            learnt = of_case(book, case, acted.by, acted.to)
            return _redirected(arrived(book, sent, acted.at), case, learnt)
        case "answer":
            answered = replace(case, state=to, answer=acted.text, result=acted.result)
            return Moved(answered, (DropTimer(f"overdue:{case.number}"),))
        case "confirm" | "speak" | "identify":
            return _redrafted(book, case, acted)
        case _:
            return Moved(replace(case, state=to))


def _and(records: tuple[Record, ...], result: Moved | Illegal) -> Moved | Illegal:
    if isinstance(result, Illegal):
        return result
    return Moved(result.case, (*records, *result.records))


def _problem(book: Book, case: Case, acted: CaseActed) -> str | None:
    match acted.act:
        case "answer":
            return _answer_problem(book, acted)
        case "extend":
            return _extension_problem(book, case, acted)
        case "redirect":
            known = acted.to is not None and book.knows_agency(acted.to)
            return None if known and acted.to != case.agency else "unknown_agency"
        case "ask":
            return None if acted.text.strip() else "empty_text"
        case "write" | "unclear" | "confirm" | "speak" | "identify":
            return _writing_problem(case, acted)
        case _:
            return None


def _writing_problem(case: Case, acted: CaseActed) -> str | None:
    if case.draft is None or (acted.act != "identify" and not case.draft.voice):
        return "no_voice"
    if acted.act in {"unclear", "speak"}:
        return None
    if len(acted.text) > MOST_WRITTEN:
        return "too_long"
    return None if acted.text.strip() else "empty_text"


def _redrafted(book: Book, case: Case, acted: CaseActed) -> Moved:
    """What the citizen added: spoken words as written down, more of them, or the IIN.

    A package that went out goes again.
    """
    assert case.draft is not None, "only a draft can be added to"
    if acted.act == "identify":
        draft = replace(case.draft, applicant={**case.draft.applicant, "iin": acted.text})
    elif acted.act == "speak":
        voice, files = case.draft.voice + acted.files, case.draft.files + acted.files
        draft = replace(case.draft, voice=voice, files=files)
    else:
        draft = replace(case.draft, text=acted.text)
    added = replace(case, draft=draft)
    if book.rules.agency(case.agency).register == "esik":
        return Moved(added)
    return Moved(added, (SetTimer(f"hand:{case.number}", "hand", case.number, acted.at),))


def _answer_problem(book: Book, acted: CaseActed) -> str | None:
    if acted.result not in RESULTS:
        return "bad_result"
    words = fold(acted.text)
    return "empty_answer" if not words or words in book.plain.empty else None


def _extension_problem(book: Book, case: Case, acted: CaseActed) -> str | None:
    if book.rules.terms[case.kind].extendable == "no" or case.extended:
        return "not_extendable"
    if acted.until is None or case.due is None or not acted.reason.strip():
        return "bad_date"
    return None if case.due < acted.until <= case.due + MOST_EXTENSION else "bad_date"


def _register(book: Book, case: Case, acted: CaseActed) -> Moved:
    day = case.registered or registered_on(acted.at, book.rules, case.agency)
    due = case.due or due_on(case.kind, day, book.rules)
    return _registered(replace(case, registered=day, due=due))


def _registered(case: Case) -> Moved:
    known = replace(case, state="registered")
    return Moved(known, (DropTimer(f"register:{case.number}"), _overdue(known)))


def _redirected(moved: Moved, before: Case, learnt: tuple[Record, ...]) -> Moved:
    dropped = (DropTimer(f"overdue:{before.number}"), DropTimer(f"register:{before.number}"))
    case = moved.case
    return Moved(case, (*dropped, *moved.records, *learnt))


def _overdue(case: Case) -> SetTimer:
    day = (case.due or case.received_at.date()) + timedelta(days=1)
    due = datetime.combine(day, NOTICE_AT, ALMATY)
    return SetTimer(f"overdue:{case.number}", "overdue", case.number, due)


def rating_due(answered: datetime) -> datetime:
    """24 hours after the answer, not before 09:00 in Almaty."""
    due = (answered + timedelta(hours=24)).astimezone(ALMATY)
    return max(due, datetime.combine(due.date(), OFFICE_OPENS, ALMATY))
