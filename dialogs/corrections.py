"""Where people of an agency decide otherwise than the rules did: the matter, labelled anew.

Rules of this file:
1. A correction keeps the citizen's words, what the rules had found, and what was right.
2. A matter of which nobody else may know (without a name, the trust line, the neutral topics)
   keeps no trace of whose it was: neither talk nor number.
3. Without words there is nothing to learn from, and nothing is kept.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dialogs.cases import Case
from dialogs.conversation import Conversation
from dialogs.effects import Correct
from dialogs.events import Corrected

if TYPE_CHECKING:
    from dialogs.book import Book

DECIDER = "agency"  # the table that chooses the addressee
TRUST_LINE = "trust_line"
NAMELESS = "anonymous"


def of_case(
    book: "Book", case: Case, by: str, agency: str | None, topic: str | None = None
) -> tuple[Correct, ...]:
    """The correction that a case was another agency's or about another topic; at most one."""
    draft = case.draft
    if draft is None or not draft.text.strip():
        return ()
    nobodys = draft.channel == TRUST_LINE or not draft.applicant.get("surname")
    named = not nobodys and draft.topic not in book.neutral and topic not in book.neutral
    correct = Correct(
        text=draft.text,
        language=draft.language,
        place=draft.place,
        topic=draft.topic,
        agency=draft.agency,
        decided=decider(draft.decisions),
        right_topic=topic,
        right_agency=agency,
        by=by,
        named=named,
        number=case.number if named else None,
    )
    return (correct,)


def of_talk(
    book: "Book",
    talk: Conversation,
    words: str,
    found: Mapping[str, Any],
    event: Corrected,
) -> Correct:
    """The correction of the matter that a talk is about now.

    words: the citizen's; found: what is known of it, `topic` and `place`.
    """
    advised: Mapping[str, Any] = talk.facts.get("advised") or {}
    signals = talk.facts.get("signals") or ()
    nobodys = NAMELESS in signals or advised.get("channel") == TRUST_LINE
    return Correct(
        text=words,
        language=talk.language,
        place=found.get("place"),
        topic=found.get("topic"),
        agency=advised.get("agency"),
        decided=decider(advised.get("decisions", ())),
        right_topic=event.topic,
        right_agency=event.agency,
        by=event.by,
        named=not nobodys and book.neutral.isdisjoint({found.get("topic"), event.topic}),
    )


def decider(decisions: Iterable[Mapping[str, Any]]) -> str | None:
    """«table:row» that chose the agency, of decisions as they are stored."""
    rows = (f"{d['table']}:{d['row']}" for d in decisions if d["table"] == DECIDER)
    return next(rows, None)
