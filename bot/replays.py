"""What `esik replay` tells: messages decided again, and what corrections teach, as plain values.

Pure but for the rules and messages it is handed. Nothing here knows whose a message is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dialogs.cases import Draft
from dialogs.corrections import decider
from routing_rules import Rules
from routing_rules.counter_examples import (
    CounterExample,
    Judged,
    Precision,
    judged,
    precision,
    precision_today,
)
from routing_rules.proposals import proposed_phrases, proposed_words
from routing_rules.replay import Matter, Moved, Outcome, counts, replay, wished

PARTS = ("topic", "agency", "channel", "act")
Told = dict[str, object]


def matter_of(row: Mapping[str, object]) -> Matter:
    """The matter of a line `{"text", "lang"?, "place"?}`.

    A line that `esik route --batch` answered also says where the message went then.
    """
    agency = row.get("agency")
    went = {**row, "agency": agency.get("id") if isinstance(agency, Mapping) else agency}
    known = any(part in row for part in PARTS)
    topic, agency_then, channel, act = (_text(went.get(part)) for part in PARTS)
    before = Outcome(topic, agency_then, channel, act) if known else None
    place, lang = _text(row.get("place")), _text(row.get("lang"))
    return Matter(str(row["text"]), lang, place, before=before)


def matter_of_draft(rules: Rules, draft: Draft, then: bool) -> Matter:
    """The matter of what was filed; then: whether it is compared with what was decided then."""
    went = Outcome(draft.topic, draft.agency, draft.channel, None)
    own = wished(rules, decider(draft.decisions), draft.agency)
    return Matter(
        draft.text,
        draft.language,
        draft.place,
        draft.topic,
        own.get("site"),
        own.get("insists"),
        before=went if then else None,
    )


def replayed(
    old: Rules, new: Rules, matters: Sequence[Matter], on: date, words: bool
) -> dict[str, object]:
    """Who would go elsewhere: counts by from and to, and a list; words: whether it has texts."""
    moved = replay(old, new, matters, on)
    return {
        "messages": len(matters),
        "moved": len(moved),
        "counts": {part: _counted(moved, part) for part in PARTS},
        "list": [_moved(move, words) for move in moved],
    }


def judgement(
    rules: Rules,
    examples: Sequence[CounterExample],
    on: date,
    words: bool,
    decided: Mapping[str, int] | None = None,
) -> Told:
    """What corrections say of the rules: rows by precision, what today's tables put right, words.

    decided: how many matters each row had decided, the right ones too, if that is known.
    """
    found = judged(rules, examples, on)
    wrong = {(one.decided, one.text) for one in examples if one.decided and one.was_wrong}
    rows = precision(Counter(row for row, _ in wrong if row), decided or {})
    phrases = {"phrases": _phrases(rules, found)} if words else {}
    return {
        "messages": len(found),
        "satisfied": sum(one.right for one in found),
        "rows": [_row(row) for row in rows],
        "rows_today": [_row(row) for row in precision_today(found)],
        "list": [_judged(number, one, words) for number, one in enumerate(found, start=1)],
        "words": _words(rules, found),
        **phrases,
    }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _counted(moved: Iterable[Moved], part: str) -> list[Told]:
    found = counts(moved, part).items()
    return [{"from": before, "to": after, "messages": n} for (before, after), n in found]


def _moved(move: Moved, words: bool) -> Told:
    told = {"message": move.number, "before": _went(move.before), "after": _went(move.after)}
    return told | ({"text": move.text} if words else {})


def _went(outcome: Outcome) -> Told:
    return {**{part: getattr(outcome, part) for part in PARTS}, "rows": list(outcome.rows)}


def _row(row: Precision) -> Told:
    share = round(row.share, 3)
    return {"row": row.row, "decided": row.decided, "right": row.right, "share": share}


def _judged(number: int, one: Judged, words: bool) -> Told:
    example = one.example
    told: Told = {
        "message": number,
        "by": example.by,
        "decided": example.decided,
        "was": {"topic": example.was_topic, "agency": example.was_agency},
        "right": {"topic": example.topic, "agency": example.agency},
        "today": {"topic": one.topic, "agency": one.agency, "row": one.row},
        "satisfied": one.right,
    }
    return told | ({"text": example.text} if words else {})


def _words(rules: Rules, found: Sequence[Judged]) -> list[Told]:
    return [
        {
            "topic": word.topic,
            "word": word.word,
            "language": word.language,
            "messages": word.messages,
            "speaks_for": list(word.elsewhere),
        }
        for word in proposed_words(rules, found)
    ]


def _phrases(rules: Rules, found: Sequence[Judged]) -> list[Told]:
    return [{"topic": topic, "phrase": text} for topic, text in proposed_phrases(rules, found)]
