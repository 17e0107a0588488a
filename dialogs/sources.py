"""Where the options of a question come from: fixed ids, tables, or what the shell found.

Each source is a function of the view and the fixed options that stand after its own.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.conversation import Conversation
from dialogs.effects import Choice, Moment, Named, Phrase, Tongues, Words
from dialogs.question import View
from routing_rules import Place

Source = Callable[[View, tuple[str, ...]], tuple[Choice, ...]]
ALMATY = ZoneInfo("Asia/Almaty")
ANOTHER_DAY = "another_day"
HELPS = ("file", "book")
KEPT = "ended"  # the fact that holds what a matter was about that came to an end
CHANNELS_A_PAGE = 8  # with «next» and «back» as many as the smallest list of a messenger holds


def fixed(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The options as they are, with words of their own."""
    return _fixed(options)


@lru_cache(maxsize=1024)
def _fixed(options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Made once: a question is looked at several times in a turn."""
    return tuple(Choice(option, Words(f"option.{option}")) for option in options)


def languages(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Languages, each by its own name."""
    return tuple(Choice(option, Phrase(f"option.{option}", option)) for option in options)


def regions(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The oblasts and the cities of republican significance."""
    return _places(view.book.rules.places.regions())


def districts(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Districts and cities of the region chosen."""
    inside = _children(view, "region")
    return inside + fixed(view, options) if inside else ()


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


def situations(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """What happens in a life, in the order of the table."""
    return fixed(view, (*view.book.rules.firsts.situations, *options))


def groups(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """All groups of topics."""
    every = tuple(Choice(id, Named("group", id)) for id in view.book.rules.groups)
    return every + fixed(view, options)


def kinds(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The six kinds of appeal of the Code."""
    return tuple(Choice(id, Named("kind", id)) for id in view.book.rules.kinds)


def advice(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Both ways of helping; «insist» where a row hides one that can be had all the same."""
    insist = ("insist",) if insisted(view, ()) else ()
    return helps(view, insist + options)


def helps(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Both ways of helping, as far as the rules allow them, and the fixed options."""
    advised = view.talk.facts.get("advised") or {}
    allowed = tuple(help for help in HELPS if advised.get(help, {}).get("allowed"))
    return _labelled(allowed, advised.get("kind") == "complaint") + fixed(view, options)


def ways(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Both ways of helping with what ended; to file is to complain where there is a dispute."""
    ended = view.talk.facts.get(KEPT) or {}
    return _labelled(HELPS, "intent" in ended) + fixed(view, options)


def _labelled(helps: tuple[str, ...], complain: bool) -> tuple[Choice, ...]:
    labels = {"file": "complain"} if complain else {}
    return tuple(Choice(help, Words(f"option.{labels.get(help, help)}")) for help in helps)


def insisted(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Ways of helping that a row hides and that may be insisted on."""
    advised = view.talk.facts.get("advised") or {}
    ways = {help: advised.get(help, {}) for help in ("file", "book")}
    hidden = tuple(h for h, way in ways.items() if not way.get("allowed") and way.get("insist"))
    return fixed(view, hidden + options)


def channels(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """A page of the fifteen channels, by the numbers of their process maps."""
    first = CHANNELS_A_PAGE * int(view.talk.facts.get("page") or 0)
    page = list(view.book.rules.channels)[first : first + CHANNELS_A_PAGE]
    return tuple(Choice(id, Named("short", id)) for id in page) + fixed(view, options)


def addressees(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Bodies that may be chosen in place of the advised one."""
    found = view.talk.facts.get("addressees") or []
    return tuple(Choice(id, Named("agency", id)) for id in found) + fixed(view, options)


def officials(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Who receives citizens at the agency."""
    found: list[dict[str, Any]] = view.talk.facts.get("officials") or []
    return tuple(Choice(o["id"], Tongues(o["name"])) for o in found) + fixed(view, options)


def days(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Days with a free seat, by ISO date; those near a full day that was wished, and «another»."""
    near = view.talk.facts.get("near")
    seen = dict.fromkeys(at.date() for at, _ in free_times(view))
    shown = [day for day in seen if not near or day.isoformat() in near]
    others = (ANOTHER_DAY,) if len(shown) < len(seen) else ()
    return tuple(Choice(day.isoformat(), day) for day in shown) + fixed(view, others + options)


def times(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """Free seats of the day chosen, in the hours that were wished, by slot id."""
    day = view.talk.answers.get("day")
    chosen = date.fromisoformat(day) if day else None
    there = [(at, id) for at, id in free_times(view) if chosen is None or at.date() == chosen]
    first, last = view.talk.facts.get("hours") or ("", "24")
    wished = [(at, id) for at, id in there if first <= f"{at:%H:%M}" <= last]
    shown = tuple(Choice(id, _time(at, chosen)) for at, id in wished or there)
    return shown + fixed(view, options)


def formats(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """How the official receives: in person or online."""
    return fixed(view, tuple(official_chosen(view.talk).get("formats", ())))


def free_times(view: View) -> list[tuple[datetime, str]]:
    """The free seats found: when they begin in Almaty, and their slots, by time."""
    slots: list[dict[str, Any]] = view.talk.facts.get("slots") or []
    return [(datetime.fromisoformat(s["starts"]).astimezone(ALMATY), s["id"]) for s in slots]


def lines(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """The lines of a read-back that this talk has, of the fixed ones."""
    have = {
        "place": view.talk.facts.get("need") not in {None, "none"},
        "official": len(view.talk.facts.get("officials") or ()) != 1,
        "format": "starts" in view.talk.facts
        and len(official_chosen(view.talk).get("formats", ())) > 1,
    }
    return fixed(view, tuple(option for option in options if have.get(option, True)))


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


def unfinished(view: View, options: tuple[str, ...]) -> tuple[Choice, ...]:
    """What can be done with an unfinished matter; beside a new one: go on, or take that one."""
    also = "also" in view.talk.facts
    left = ("again", "drop") if also else ("new_one",)
    return fixed(view, tuple(option for option in options if option not in left))


def _children(view: View, level: str) -> tuple[Choice, ...]:
    kato = view.talk.answers.get(level)
    if not kato:
        return ()
    return _places(view.book.rules.places.children(kato))


def _places(places: tuple[Place, ...]) -> tuple[Choice, ...]:
    return _coded(tuple(place.kato for place in places))


@lru_cache(maxsize=1024)
def _coded(codes: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(kato, Named("place", kato)) for kato in codes)


def _time(at: datetime, day: date | None) -> Moment | str:
    return f"{at:%H:%M}" if day else Moment(at.astimezone(UTC))


SOURCES: dict[str, Source] = {
    "fixed": fixed,
    "languages": languages,
    "regions": regions,
    "districts": districts,
    "settlements": settlements,
    "topics": topics,
    "groups": groups,
    "situations": situations,
    "kinds": kinds,
    "advice": advice,
    "ways": ways,
    "helps": helps,
    "insisted": insisted,
    "channels": channels,
    "addressees": addressees,
    "officials": officials,
    "days": days,
    "times": times,
    "formats": formats,
    "lines": lines,
    "unfinished": unfinished,
}
