"""Language, understanding of the citizen's words, place, and the advice with its reasons."""

from typing import Any

from dialogs.effects import Link, Named, Value, Words
from dialogs.forms import forget_form
from dialogs.matter import topic_of
from dialogs.play import Play
from dialogs.questions.place import MOST_NAMESAKES, path_answers
from dialogs.sources import known_place
from routing_rules import Advice, advise, understand
from routing_rules.working_days import ALMATY

MOST_REASONS = 3
FIRST_REASONS = ("agency", "channel")  # tables whose reasons are told with the advice itself
ALARM_LETTERS = 4  # shorter words than this are no cry for help
PLACE_NEEDED = {"local": "district", "any": "district", "oblast": "region"}


def speak(play: Play) -> None:
    """Take the language chosen."""
    chosen = play.talk.answers.get("language")
    if chosen == "said":
        found = understand(play.book.rules, play.talk.answers["problem"])
        chosen = found.language
    play.talk = play.talk.but(language=chosen or play.talk.language)


def forget_language(play: Play) -> None:
    """Make the language question one that is asked again."""
    answers = {k: v for k, v in play.talk.answers.items() if k != "language"}
    play.talk = play.talk.but(answers=answers)


def understand_words(play: Play) -> None:
    """What the citizen's words are about: emergency, intent, topic, place."""
    found = understand(play.book.rules, play.talk.answers["problem"], play.talk.language)
    play.talk = play.talk.knowing(
        emergency=found.emergency,
        intent=found.intent,
        signals=sorted(found.signals),
        topic=found.topic or play.talk.facts.get("topic"),
        group=found.group,
        candidates=[candidate.topic for candidate in found.candidates] or None,
    )
    if play.talk.language is None:
        play.talk = play.talk.but(language=found.language)
    if found.emergency:
        sound_alarm(play, found.emergency)
    elif found.places and not known_place(play.talk):
        _keep_places(play, found.places)


def _keep_places(play: Play, places: tuple[str, ...]) -> None:
    if len(places) == 1:
        play.talk = play.talk.answered(**path_answers(play.view, places[0]))
    elif len(places) <= MOST_NAMESAKES and not _likely_place(play):
        play.talk = play.talk.knowing(namesakes=list(places))


def alarm(play: Play, text: str) -> bool:
    """Answer words of danger with the number to call; true if they were."""
    if sum(c.isalpha() for c in text) < ALARM_LETTERS:
        return False
    found = understand(play.book.rules, text, play.talk.language).emergency
    if found:
        sound_alarm(play, found)
    return bool(found)


def sound_alarm(play: Play, hotline: str) -> None:
    """Say first of all whom to call."""
    call(play, hotline, "note.emergency", first=True)


def call(play: Play, hotline: str, key: str, first: bool = False) -> None:
    """Tell a number to call, with a link that calls it; nothing where no number is confirmed."""
    number = play.book.rules.hotlines[hotline].number
    if number is None:
        return
    words = Words(key, {"number": number, "name": Named("hotline", hotline)})
    play.told.insert(0 if first else len(play.told), words)
    play.links.append(Link(Words("option.call", {"number": number}), f"tel:{number}"))


def start_over(play: Play) -> None:
    """A choice in the menu begins a new matter, unless it is a way of helping with this one."""
    chosen = play.talk.answers.get("menu")
    if chosen in {"file", "book"}:
        play.talk = play.talk.knowing(wish=chosen)
        return
    problem = play.talk.answers.get("problem") if chosen == "said" else None
    forget_form(play)
    play.talk = play.talk.answered(menu=chosen, **({"problem": problem} if problem else {}))
    play.talk = play.talk.but(trail=("front.menu",))


def topics_of_group(play: Play) -> None:
    """Offer the topics of the group that was chosen."""
    group = play.talk.answers.get("group")
    inside = [id for id, topic in play.book.rules.topics.items() if topic.group == group]
    answers = {k: v for k, v in play.talk.answers.items() if k != "topic"}
    play.talk = play.talk.but(answers=answers).knowing(candidates=inside or None, group=group)


def forget_topic(play: Play) -> None:
    """The topic was not right: take it back, and the advice that stood on it."""
    answers = {k: v for k, v in play.talk.answers.items() if k not in {"topic", "group"}}
    advice = (n for n, step in enumerate(play.talk.trail) if step.startswith("front.advice"))
    trail = play.talk.trail[: next(advice, None)]
    play.talk = play.talk.but(answers=answers, trail=trail).knowing(
        topic=None, advised=None, candidates=None
    )


def need_place(play: Play) -> None:
    """How exactly the place must be known for this topic."""
    topic = play.book.rules.topics.get(topic_of(play) or "")
    level = topic.level if topic else "any"
    need = PLACE_NEEDED.get(level, "none")
    likely = _likely_place(play)
    if need != "none" and likely and not known_place(play.talk):
        levels = {"settlement": "", **path_answers(play.view, likely)}
        play.talk = play.talk.answered(**levels)
    play.talk = play.talk.knowing(need=need)


def _likely_place(play: Play) -> str | None:
    """Where nothing was said: the place of the agency whose site it is, or of the last matter."""
    agency = play.talk.facts.get("agency")
    served = play.book.rules.agency(agency).place if agency else None
    return served or play.talk.profile.get("place")


def advise_citizen(play: Play) -> None:
    """Choose agency, channel and ways of helping by the tables, and tell them with the reasons."""
    local = play.at.astimezone(ALMATY)
    talk = play.talk
    facts: dict[str, object] = {
        "topic": topic_of(play),
        "group": talk.answers.get("group") or talk.facts.get("group"),
        "place": known_place(talk),
        "language": talk.language,
        "hour": local.hour,
        "weekday": local.isoweekday(),
        "intent": talk.facts.get("intent"),
        "signals": talk.facts.get("signals"),
        "agency": talk.facts.get("agency"),
    }
    known = {name: value for name, value in facts.items() if value is not None}
    advice = advise(play.book.rules, known, local.date())
    play.talk = talk.knowing(advised=_kept(advice, play), topic=topic_of(play))
    _tell_advice(play)


def why(play: Play) -> None:
    """Every reason behind the advice, and the one fact that would change it."""
    advice = play.talk.facts["advised"]
    values = advice_values(play)
    play.told.append(tuple(Words(key, values) for key in dict.fromkeys(advice["reasons"])))
    for other in advice["alternatives"]:
        play.tell(other["because"], **values)
    if advice["change"]:
        play.tell(advice["change"], **values)


def advice_values(play: Play) -> dict[str, Value]:
    """The names that sentences about an advice may use."""
    advice = play.talk.facts["advised"]
    agency, channel, topic = advice["agency"], advice["channel"], topic_of(play)
    return {
        "agency": Named("agency", agency) if agency else Words("name.agency_unknown"),
        "channel": Named("channel", channel) if channel else Words("name.channel_unknown"),
        "topic": Named("topic", topic) if topic else Words("name.topic_unknown"),
        "place": Named("place", known_place(play.talk) or "")
        if known_place(play.talk)
        else Words("name.place_unknown"),
        "days": advice["days"],
    }


def _tell_advice(play: Play) -> None:
    advice = play.talk.facts["advised"]
    values = advice_values(play)
    if advice["hotline"]:
        call(play, advice["hotline"], "advice.call")
    chosen = [key for key in ("agency", "channel") if advice[key]]
    play.told.append(tuple(Words(f"advice.{key}", values) for key in chosen))
    first = dict.fromkeys(advice["because"])
    play.told.append(tuple(Words(key, values) for key in list(first)[:MOST_REASONS]))
    for help in ("file", "book"):
        if not advice[help]["allowed"]:
            play.tell(advice[help]["why"], **values)


def _kept(advice: Advice, play: Play) -> dict[str, Any]:
    return {
        "agency": advice.agency,
        "channel": advice.channel,
        "hotline": advice.hotline,
        "act": advice.act,
        "kind": advice.kind,
        "days": play.book.rules.terms[advice.kind].n,
        "file": {"allowed": advice.file.allowed, "why": advice.file.why, "row": advice.file.row},
        "book": {"allowed": advice.book.allowed, "why": advice.book.why, "row": advice.book.row},
        "alternatives": [
            {"channel": a.channel, "because": a.because} for a in advice.alternatives
        ],
        "because": [
            reason.key
            for decision in advice.decisions
            if decision.table in FIRST_REASONS
            for reason in decision.reasons
        ],
        "reasons": [r.key for decision in advice.decisions for r in decision.reasons],
        "decisions": [decision.to_json() for decision in advice.decisions],
        "change": advice.change,
    }
