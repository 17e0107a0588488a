"""`esik route`: a message in, the whole decision out as JSON (the contract of the command).

Pure but for the rules it is handed: the caller reads files, gives the date and the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from routing_rules import Advice, Decision, Rules, Understood, advise, understand

Say = Callable[..., str]


def route_one(
    rules: Rules, text: str, lang: str | None, place: str | None, at: date, say: Say
) -> dict[str, object]:
    """One message routed; place is a KATO code that is known already and wins over the text.

    at: the day, or the moment in Almaty time; by a moment offices are open or closed.
    """
    said = understand(rules, text, lang)
    code = place or (said.places[0] if len(said.places) == 1 else None)
    facts = facts_of(said, code)
    if isinstance(at, datetime):
        facts["hour"] = at.hour
    advice = advise(rules, facts, at.date() if isinstance(at, datetime) else at)
    return {
        "text": text,
        "language": said.language,
        "emergency": said.emergency is not None,
        "hotline": said.emergency or advice.hotline,
        "topic": said.topic,
        "group": said.group,
        "intent": said.intent,
        "signals": sorted(said.signals),
        "confidence": said.confidence,
        "candidates": _candidates(said),
        "place": code,
        "places": list(said.places),
        "agency": _agency(rules, advice, said.language),
        "channel": advice.channel,
        "alternatives": _alternatives(rules, advice, said.language, say),
        "act": advice.act,
        "help": {
            "file": _help(advice.file.allowed, advice.file.why, advice.file.row, said, say),
            "book": _help(advice.book.allowed, advice.book.why, advice.book.row, said, say),
        },
        "kind": advice.kind,
        "decision": _decision(rules, advice, facts, said.language, say),
    }


def route_batch(
    rules: Rules, rows: Iterable[Mapping[str, object]], at: date, say: Say
) -> Iterable[dict[str, object]]:
    """Rows `{"text", "lang"?, "place"?}` routed one by one; other keys are ignored."""
    for row in rows:
        yield route_one(
            rules,
            str(row.get("text", "")),
            _text(row.get("lang")),
            _text(row.get("place")),
            at,
            say,
        )


def facts_of(said: Understood, place: str | None) -> dict[str, object]:
    """The facts that a message gives to the tables."""
    return {
        "topic": said.topic,
        "group": said.group,
        "intent": said.intent,
        "signals": said.signals,
        "emergency": said.emergency,
        "language": said.language,
        "place": place,
    }


def reason_values(
    rules: Rules, advice: Advice, facts: Mapping[str, object], lang: str
) -> dict[str, str]:
    """Names for the braces of reason texts: topic, place, agency, channel, days."""
    topic = rules.topics.get(str(facts.get("topic")))
    place = rules.places.get(str(facts.get("place") or ""))
    channel = rules.channels.get(advice.channel or "")
    return {
        "topic": topic.name(lang) if topic else "",
        "place": place.name(lang) if place else "",
        "agency": rules.agency(advice.agency).name(lang) if advice.agency else "",
        "channel": channel.short.name(lang) if channel else "",
        "days": str(rules.terms[advice.kind].n),
    }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _candidates(said: Understood) -> list[dict[str, object]]:
    return [
        {"topic": c.topic, "group": c.group, "score": c.score, "evidence": list(c.evidence)}
        for c in said.candidates
    ]


def _agency(rules: Rules, advice: Advice, lang: str) -> dict[str, str] | None:
    if advice.agency is None:
        return None
    return {"id": advice.agency, "name": rules.agency(advice.agency).name(lang)}


def _alternatives(rules: Rules, advice: Advice, lang: str, say: Say) -> list[dict[str, str]]:
    return [
        {
            "channel": other.channel,
            "because": say(
                other.because, lang, channel=rules.channels[other.channel].short.name(lang)
            ),
        }
        for other in advice.alternatives
    ]


def _help(allowed: bool, why: str, row: str, said: Understood, say: Say) -> dict[str, object]:
    return {"allowed": allowed, "why": say(why, said.language), "row": row}


def _decision(
    rules: Rules, advice: Advice, facts: Mapping[str, object], lang: str, say: Say
) -> dict[str, object]:
    by_table = {decision.table: decision for decision in advice.decisions}
    told: Decision = by_table["channel"]
    values = reason_values(rules, advice, facts, lang)
    reasons = [
        {"fact": reason.fact, "value": reason.value, "text": say(reason.key, lang, **values)}
        for table in ("agency", "channel", "act")
        for reason in by_table[table].reasons
    ]
    return {"table": told.table, "version": told.version, "row": told.row, "reasons": reasons}
