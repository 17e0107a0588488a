"""What is known about a citizen's matter, completed with what follows from it by the tables.

Facts that come in: topic, group, intent, signals, place, agency, insist_agency, language,
anonymous, hour (of the day, Almaty), insists, emergency. What follows: level, urgency, reception,
first_is (unit or central), place_known, asked_is (akimat or central), asked_covers, open_now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from routing_rules.rules import Rules

AKIMAT_LEVELS = frozenset({"oblast", "republican_city", "city", "district", "rural_okrug", "unit"})


def complete(rules: Rules, facts: Mapping[str, object], on: date) -> dict[str, object]:
    """The facts with everything that follows from them on a day."""
    full = {key: value for key, value in facts.items() if value is not None}
    topic = rules.topics.get(str(full.get("topic")))
    if topic is not None:
        full.update(
            group=topic.group,
            level=topic.level,
            urgency=topic.urgency,
            reception=topic.reception,
            topic_channel=topic.channel,
            first_is="unit" if rules.bodies.is_unit_kind(topic.first) else "central",
        )
    full.setdefault("urgency", "normal")
    full["anonymous"] = full.get("anonymous") is True or "anonymous" in _signals(full)
    _complete_with_agency(rules, full)
    full["place_known"] = _is_place(rules, full.get("place"))
    full["open_now"] = _open_now(rules, full, on)
    return full


def _signals(facts: Mapping[str, object]) -> frozenset[str]:
    signals = facts.get("signals")
    return (
        frozenset(signals) if isinstance(signals, (set, frozenset, list, tuple)) else frozenset()
    )


def _complete_with_agency(rules: Rules, full: dict[str, object]) -> None:
    asked = rules.bodies.get(str(full.get("agency")))
    if asked is None:
        full.pop("agency", None)
        return
    full["asked_is"] = "akimat" if asked.level in AKIMAT_LEVELS else "central"
    place = full.get("place")
    if not isinstance(place, str) and asked.place and full.get("level") in ("local", "any", None):
        full["place"] = place = asked.place
    full["asked_covers"] = bool(asked.place) and _within(rules, place, asked.place)


def _within(rules: Rules, place: object, area: str | None) -> bool:
    return isinstance(place, str) and any(step.kato == area for step in rules.places.path(place))


def _is_place(rules: Rules, kato: object) -> bool:
    place = rules.places.get(kato) if isinstance(kato, str) else None
    return place is not None


def _open_now(rules: Rules, facts: Mapping[str, object], on: date) -> str | None:
    """Whether offices work at this hour of this day, by the calendar; None: no hour is known."""
    hour = facts.get("hour")
    if not isinstance(hour, int):
        return None
    hours = rules.calendar
    open_now = hours.is_working(on) and hours.opens.hour <= hour < hours.closes.hour
    return "yes" if open_now else "no"
