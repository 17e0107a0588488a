"""Language, understanding of the citizen's words, danger, and the place that a matter needs."""

from dialogs.attached import ATTACHMENTS
from dialogs.carried import ONLY, carry, fits
from dialogs.effects import Link, Named, Words
from dialogs.forms import forget_form
from dialogs.matter import topic_of
from dialogs.play import Play
from dialogs.questions.place import MOST_NAMESAKES, path_answers
from dialogs.sources import KEPT, known_place
from routing_rules import advise, danger_in, understand
from routing_rules.working_days import ALMATY

ALARM_LETTERS = 4  # shorter words than this are no cry for help
ANY_PLACE = "egov_1414"  # the line that serves the whole country
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
        insist_agency=None,
        insists=None,
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
    found = dangerous(play, text)
    if found:
        sound_alarm(play, found)
    return bool(found)


def dangerous(play: Play, text: str) -> str | None:
    """The hotline that words of danger call for, if they are such."""
    if sum(c.isalpha() for c in text) < ALARM_LETTERS:
        return None
    return danger_in(play.book.rules, text, play.talk.language)


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
        if ONLY in play.talk.facts.get(KEPT, {}) and fits(play, str(chosen)):
            carry(play, str(chosen))
        return
    said = ("problem",) if chosen == "said" else ()
    kept = {k: v for k, v in play.talk.answers.items() if k in {*said, ATTACHMENTS}}
    forget_form(play)
    play.talk = play.talk.answered(menu=chosen, **kept)
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
        topic=None, advised=None, candidates=None, insist_agency=None, insists=None
    )


def need_place(play: Play) -> None:
    """How exactly the place must be known for this topic."""
    topic = play.book.rules.topics.get(topic_of(play) or "")
    level = topic.level if topic else "any"
    need = PLACE_NEEDED.get(level, "none")
    if need == "none" and _who_depends_on_place(play):
        need = "district"
    likely = _likely_place(play)
    if need != "none" and likely and not known_place(play.talk):
        levels = {"settlement": "", **path_answers(play.view, likely)}
        play.talk = play.talk.answered(**levels)
    play.talk = play.talk.knowing(need=need)


def nowhere(play: Play) -> None:
    """Who does not know the place: why it is needed, and a line that asks for none."""
    play.tell("note.place_unknown")
    call(play, ANY_PLACE, "advice.call")


def _who_depends_on_place(play: Play) -> bool:
    """Whether the tables name nobody before the place is known, as for «the akim»."""
    facts: dict[str, object] = {
        "topic": topic_of(play),
        "intent": play.talk.facts.get("intent"),
        "signals": play.talk.facts.get("signals"),
        "agency": play.talk.facts.get("agency"),
        "place": known_place(play.talk),
    }
    known = {name: value for name, value in facts.items() if value is not None}
    return advise(play.book.rules, known, play.at.astimezone(ALMATY).date()).agency is None


def _likely_place(play: Play) -> str | None:
    """Where nothing was said: the place of the agency whose site it is, or of the last matter."""
    agency = play.talk.facts.get("of_agency") or play.talk.facts.get("agency")
    served = play.book.rules.agency(agency).place if agency else None
    return served or play.talk.profile.get("place")
