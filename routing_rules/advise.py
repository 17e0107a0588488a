"""The advice: every table asked in turn, what each decided added to the facts of the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from routing_rules.facts import complete
from routing_rules.rules import Rules
from routing_rules.tables import decide
from routing_rules.values import Agency
from routing_rules.verdicts import Advice, Alternative, Decision, Help


def advise(rules: Rules, facts: Mapping[str, object], on: date) -> Advice:
    """Agency, channel, form, act and ways of helping for a matter on a day, with all decisions."""
    full = complete(rules, facts, on)
    asked = _Asking(rules, full, on)
    addressee = asked.of("agency")["addressee"]
    agency, executor = _addressee(rules, full, addressee, on)
    full.update(addressee=addressee, has=_channels(agency, "yes"), lacks=_channels(agency, "no"))
    full["agency_level"] = agency.level if agency else None
    full["addressed"] = agency.id if agency else None
    chosen = asked.of("channel")["channel"]
    channel = chosen if chosen in rules.channels else None
    full["channel"] = channel or "hotline"
    alternatives = _alternatives(asked.of("alternatives"), channel)
    return Advice(
        agency=agency.id if agency else None,
        channel=channel,
        hotline=_hotline(rules, full, asked.of("hotline")["number"]),
        act=asked.of("act")["act"],
        kind=asked.of("kind")["kind"],
        urgency="emergency" if full.get("emergency") else str(full["urgency"]),
        alternatives=alternatives,
        file=asked.help("help_file"),
        book=asked.help("help_book"),
        change=asked.of("change")["change"],
        decisions=tuple(asked.decisions),
        executor=executor,
    )


class _Asking:
    """The tables of one advice, each asked once; the decisions in their order."""

    def __init__(self, rules: Rules, facts: dict[str, object], on: date) -> None:
        self._rules = rules
        self._facts = facts
        self._on = on
        self.decisions: list[Decision] = []

    def of(self, table: str) -> Mapping[str, str]:
        decision = decide(self._rules.tables[table], self._facts, self._on)
        self.decisions.append(decision)
        return decision.result

    def help(self, table: str) -> Help:
        result = self.of(table)
        row = self.decisions[-1].row
        return Help(result["allowed"] == "yes", result["why"], row, result.get("insist"))


def _addressee(
    rules: Rules, facts: Mapping[str, object], addressee: str, on: date
) -> tuple[Agency | None, str | None]:
    place = facts.get("place")
    district = rules.places.district(place) if isinstance(place, str) else None
    topic = rules.topics.get(str(facts.get("topic")))
    found = _named(rules, facts, addressee, district)
    if found is None:
        return None, None
    agency = rules.bodies.get(rules.bodies.successor(found, on))
    executor = placed(rules, topic.first, district) if topic and addressee == "asked" else None
    if executor == (agency.id if agency else None) or executor == (topic.first if topic else None):
        executor = None
    return agency, executor


def _named(
    rules: Rules, facts: Mapping[str, object], addressee: str, district: str | None
) -> str | None:
    topic = rules.topics.get(str(facts.get("topic")))
    place = facts.get("place")
    match addressee:
        case "asked" | "insist":
            return str(facts["agency" if addressee == "asked" else "insist_agency"])
        case "akimat" | "akim" if isinstance(place, str) and district:
            seat = district if addressee == "akimat" else _seat(rules, place)
            return rules.bodies.akimat(seat)
        case "escalate" if topic:
            return placed(rules, topic.escalate, district)
        case "oblast_unit" if topic and isinstance(place, str):
            return placed(rules, topic.first, rules.places.region(place))
        case "first" | "unit" if topic:
            return placed(rules, topic.first, district)
        case _:
            return None


def _seat(rules: Rules, kato: str) -> str:
    """The nearest place above a place, or itself, that has an akim."""
    path = rules.places.path(kato)
    return next((step.kato for step in reversed(path) if step.level != "settlement"), kato)


def placed(rules: Rules, wanted: str, kato: str | None) -> str | None:
    """The agency that a topic names: itself, or its kind of unit at a place; None without one."""
    if not rules.bodies.is_unit_kind(wanted):
        return wanted
    return rules.bodies.unit(wanted, kato) if kato else None


def _channels(agency: Agency | None, has: str) -> frozenset[str]:
    channels = agency.channels if agency else {}
    return frozenset(channel for channel, answer in channels.items() if answer == has)


def _hotline(rules: Rules, facts: Mapping[str, object], number: str) -> str | None:
    match number:
        case "emergency":
            return str(facts["emergency"])
        case "topic":
            return rules.hotline_of(str(facts.get("topic")))
        case _:
            return None


def _alternatives(result: Mapping[str, str], channel: str | None) -> tuple[Alternative, ...]:
    pairs = ((result.get(n), result.get(n + "_because")) for n in ("first", "second"))
    return tuple(
        Alternative(other, because)
        for other, because in pairs
        if other and because and other not in (channel, "none")
    )
