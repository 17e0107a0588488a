"""Where the options of a question come from: fixed ids, tables, or what the shell found.

Each source is a function of the view and the fixed options that stand after its own.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.conversation import Conversation
from dialogs.effects import Choice, Moment, Named, Phrase, Tongues, Words
from dialogs.question import View

Source = Callable[[View, tuple[str, ...]], tuple[Choice, ...]]
ALMATY = ZoneInfo("Asia/Almaty")


def fixed(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The options as they are, with words of their own."""
    return tuple(Choice(option, Words(f"option.{option}")) for option in options)


def languages(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Languages, each by its own name."""
    return tuple(Choice(option, Phrase(f"option.{option}", option)) for option in options)


def regions(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The oblasts and the cities of republican significance."""
    return _places(place.kato for place in view.book.rules.places.regions())


def districts(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Districts and cities of the region chosen."""
    return _children(view, "region") + fixed(view, options)


def settlements(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Settlements of the district chosen, or the namesakes of a typed name."""
    namesakes = view.talk.facts.get("namesakes")
    if namesakes:
        return tuple(Choice(kato, Named("where", kato)) for kato in namesakes) + fixed(
            view, options
        )
    inside = _children(view, "district")
    return inside + fixed(view, options) if inside else ()


def topics(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The topics that the words may be about, best first."""
    found = view.talk.facts.get("candidates") or []
    return tuple(Choice(id, Named("topic", id)) for id in found) + fixed(view, options)


def groups(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """All groups of topics."""
    every = tuple(Choice(id, Named("group", id)) for id in view.book.rules.groups)
    return every + fixed(view, options)


def kinds(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The six kinds of appeal of the Code."""
    return tuple(Choice(id, Named("kind", id)) for id in view.book.rules.kinds)


def advice(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Both ways of helping, as far as the rules allow them, and the fixed options."""
    advised = view.talk.facts.get("advised") or {}
    helps = tuple(help for help in ("file", "book") if advised.get(help, {}).get("allowed"))
    return fixed(view, helps + options)


def officials(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Who receives citizens at the agency."""
    found: list[dict[str, Any]] = view.talk.facts.get("officials") or []
    return tuple(Choice(o["id"], Tongues(o["name"])) for o in found) + fixed(view, options)


def days(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Days with a free seat, by ISO date."""
    seen = dict.fromkeys(_local(slot).date() for slot in _slots(view))
    return tuple(Choice(day.isoformat(), day) for day in seen) + fixed(view, options)


def times(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Free seats of the day chosen, by slot id."""
    day = view.talk.answers.get("day")
    chosen = date.fromisoformat(day) if day else None
    fitting = (s for s in _slots(view) if chosen is None or _local(s).date() == chosen)
    return tuple(Choice(s["id"], _time(s, chosen)) for s in fitting) + fixed(view, options)


def formats(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """How the official receives: in person or online."""
    return fixed(view, tuple(official_chosen(view.talk).get("formats", ())))


def official_chosen(talk: Conversation) -> dict[str, Any]:
    """The official that was chosen, as plain values; empty when none was."""
    found: list[dict[str, Any]] = talk.facts.get("officials") or []
    return next((o for o in found if o["id"] == talk.answers.get("official")), {})


def known_place(talk: Conversation) -> str | None:
    """The most exact place that is known, as a KATO code."""
    answers = talk.answers
    for level in ("settlement", "district", "region"):
        if answers.get(level):
            return str(answers[level])
    return None


def _children(view: View, level: str) -> tuple[Choice, ...]:
    kato = view.talk.answers.get(level)
    if not kato:
        return ()
    return _places(place.kato for place in view.book.rules.places.children(kato))


def _places(codes: Any) -> tuple[Choice, ...]:
    return tuple(Choice(kato, Named("place", kato)) for kato in codes)


def _slots(view: View) -> list[dict[str, Any]]:
    return view.talk.facts.get("slots") or []


def _local(slot: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(slot["starts"]).astimezone(ALMATY)


def _time(slot: dict[str, Any], day: date | None) -> Moment | str:
    return f"{_local(slot):%H:%M}" if day else Moment(datetime.fromisoformat(slot["starts"]))


SOURCES: dict[str, Source] = {
    "fixed": fixed,
    "languages": languages,
    "regions": regions,
    "districts": districts,
    "settlements": settlements,
    "topics": topics,
    "groups": groups,
    "kinds": kinds,
    "advice": advice,
    "officials": officials,
    "days": days,
    "times": times,
    "formats": formats,
}
