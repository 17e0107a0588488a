"""The advice: who answers, by which way, why, what else there is, and what would change it.

Rules of this file:
1. The first letter of an advice has all of it, in short: whoever reads no further knows enough.
2. What is told is what the tables decided; the facts of the citizen's own choices (`OWN_CHOICES`)
   are facts like all others, so an insisted advice has its row and its reason too.
"""

from typing import Any

from dialogs.acts.understanding import call
from dialogs.effects import Named, Value, Words
from dialogs.matter import topic_of
from dialogs.play import Play
from dialogs.sources import known_place
from routing_rules import Advice, advise
from routing_rules.working_days import ALMATY

MOST_REASONS = 3
FIRST_REASONS = ("agency", "channel")  # tables whose reasons are told with the advice itself
BESIDE = ("alternatives", "change")  # tables whose results are sentences: their reasons say less
OWN_CHOICES = ("insist_agency", "insists")
HELPS = ("file", "book")


def advise_citizen(play: Play) -> None:
    """Choose agency, channel and ways of helping by the tables, and tell them with the reasons.

    Who goes the other way too, with a matter that was advised on just now, is not told it again.
    """
    decide_again(play)
    wished = play.value(f"advised.{play.talk.facts.get('wish')}.allowed")
    if play.talk.facts.get("carried") is None or not wished:
        _tell(play)


def decide_again(play: Play) -> None:
    """Keep the advice as it is by what is known now, without a word."""
    advice = advised_with(play)
    kept = _kept(advice, play)
    if play.talk.facts.get("insist_agency"):
        kept["usual"] = advised_with(play, insist_agency=None).agency
    play.talk = play.talk.knowing(advised=kept, topic=topic_of(play))


def advised_with(play: Play, **other: object) -> Advice:
    """What the tables advise by what is known, were some facts others; None forgets a fact."""
    local = play.at.astimezone(ALMATY)
    talk = play.talk
    facts: dict[str, object] = {
        "topic": topic_of(play),
        "group": talk.answers.get("group") or talk.facts.get("group"),
        "place": known_place(talk),
        "language": talk.language,
        "hour": local.hour,
        "intent": talk.facts.get("intent"),
        "signals": talk.facts.get("signals"),
        "agency": talk.facts.get("of_agency") or talk.facts.get("agency"),
        **{name: talk.facts.get(name) for name in OWN_CHOICES},
        **other,
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return advise(play.book.rules, known, local.date())


def why(play: Play) -> None:
    """Every reason behind the advice, every other way, and the fact that would change it."""
    advice = play.talk.facts["advised"]
    values = advice_values(play)
    play.told.append(tuple(Words(key, values) for key in dict.fromkeys(advice["reasons"])))
    others = tuple(Words(other["because"], values) for other in advice["alternatives"])
    play.told.append((Words("advice.else"), *others))
    _tell_change(play)


def remind(play: Play) -> None:
    """Say the heart of the advice once more: who and how."""
    play.told.append(_heart(play))


def nameless(play: Play) -> None:
    """What becomes of the matter without a name, by the rows for who stays anonymous."""
    advice = advised_with(play, anonymous=True, insists=None)
    play.tell("nameless.considered" if advice.file.allowed else advice.file.why)
    ways = {advice.channel, *(other.channel for other in advice.alternatives)}
    line = "alternative.trust_line" if "trust_line" in ways else "because.no_trust_line"
    body = play.book.rules.bodies.get(advice.agency or "")
    unknown = body is not None and body.channels.get("trust_line") == "unknown"
    play.told.append((Words(line), *((Words("channel.has_unknown"),) if unknown else ())))
    if advice.hotline:
        call(play, advice.hotline, "advice.call")


def tell_hidden(play: Play) -> None:
    """Why ways of helping are hidden, and what it takes to have them all the same."""
    advice, values = play.talk.facts["advised"], advice_values(play)
    for help in HELPS:
        if not advice[help]["allowed"]:
            keys = (advice[help]["why"], advice[help]["insist"])
            play.told.append(tuple(Words(key, values) for key in keys if key))


def insist(play: Play) -> None:
    """Decide anew with the way of helping that the citizen insists on."""
    play.talk = play.talk.knowing(insists=play.talk.answers["insist"])
    decide_again(play)


def advice_values(play: Play) -> dict[str, Value]:
    """The names that sentences about an advice may use."""
    advice = play.talk.facts["advised"]
    agency, channel, topic = advice["agency"], advice["channel"], topic_of(play)
    place = known_place(play.talk)
    return {
        "agency": Named("agency", agency) if agency else Words("name.agency_unknown"),
        "channel": Named("short", channel) if channel else Words("name.channel_unknown"),
        "topic": Named("topic", topic) if topic else Words("name.topic_unknown"),
        "place": Named("place", place) if place else Words("name.place_unknown"),
        "days": advice["days"],
    }


def _tell(play: Play) -> None:
    advice, values = play.talk.facts["advised"], advice_values(play)
    if advice["hotline"]:
        call(play, advice["hotline"], "advice.call")
    play.told.append(_heart(play))
    reasons = list(dict.fromkeys(advice["because"]))[:MOST_REASONS]
    play.told.append((Words("advice.because"), *(Words(key, values) for key in reasons)))
    for other in advice["alternatives"][:1]:
        play.told.append((Words("advice.else"), Words(other["because"], values)))
    _tell_change(play)
    for help in HELPS:
        if not advice[help]["allowed"]:
            play.tell(advice[help]["why"], **values)


def _tell_change(play: Play) -> None:
    advice = play.talk.facts["advised"]
    if advice["change"]:
        told = Words(advice["change"], advice_values(play))
        play.told.append((Words("advice.change"), told))


def _heart(play: Play) -> tuple[Value, ...]:
    """Who answers and by which way; of a body that the citizen chose, who usually answers."""
    advice, values = play.talk.facts["advised"], advice_values(play)
    way = (Words("advice.channel", values),) if advice["channel"] else ()
    usual = advice.get("usual")
    if not usual:
        return (*((Words("advice.agency", values),) if advice["agency"] else ()), *way)
    term = play.book.rules.terms["redirect"]
    passed = "advice.redirect_sure" if term.confirmed_by else "advice.redirect_about"
    return (
        Words("advice.chosen", values),
        Words("advice.usual", {"usual": Named("agency", usual)}),
        Words(passed, {"days": term.n}),
        *way,
    )


def _kept(advice: Advice, play: Play) -> dict[str, Any]:
    told = [d for d in advice.decisions if d.table in FIRST_REASONS]
    whole = [d for d in advice.decisions if d.table not in BESIDE]
    return {
        "agency": advice.agency,
        "channel": advice.channel,
        "hotline": advice.hotline,
        "act": advice.act,
        "kind": advice.kind,
        "days": play.book.rules.terms[advice.kind].n,
        **{help: _help(advice, help) for help in HELPS},
        "alternatives": [
            {"channel": a.channel, "because": a.because} for a in advice.alternatives
        ],
        "because": [reason.key for decision in told for reason in decision.reasons],
        "reasons": [reason.key for decision in whole for reason in decision.reasons],
        "decisions": [decision.to_json() for decision in advice.decisions],
        "change": advice.change,
    }


def _help(advice: Advice, help: str) -> dict[str, Any]:
    found = advice.file if help == "file" else advice.book
    return {
        "allowed": found.allowed,
        "why": found.why,
        "row": found.row,
        "insist": found.insist,
    }
