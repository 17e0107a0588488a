"""The old words: what a matter was about that came to an end, kept for the next way of helping.

Both ways of helping stand at the end of every branch (a refusal, a redirect, a deadline that
passed, a low rating, a reception that fell through, a draft that expired, a human who is done).
Who takes one is not asked again for what was said before.

    ended_...     what is kept of each end, as plain values
    keep          when the end is told
    keep_for      when one way was gone to its end, and the other is still open
    ways_below    both ways as buttons under a notice
    carry         one way was taken: a new form begins with the old words
"""

from datetime import timedelta
from typing import Any

from dialogs.attached import ATTACHMENTS
from dialogs.cases import Case
from dialogs.effects import Choice
from dialogs.forms import forget_form
from dialogs.matter import TO_HUMAN, VOICE, spoken_matter, text_of, topic_of
from dialogs.play import Play
from dialogs.questions.place import path_answers
from dialogs.receptions import Booking, Request
from dialogs.script import MENU
from dialogs.sources import KEPT, known_place, ways
from routing_rules import understand

FRESH = timedelta(days=1)
DISPUTE = "dispute"  # the fact that holds with what the citizen is not content, for both ways
ONLY = "only"  # the way of helping that what ended is kept for
# text, voice, topic, place, agency, earlier (the old number), intent, signal, files, count
Ended = dict[str, Any]
DISPUTED = {"intent": "disagree", "signal": "formal_answer"}
NO_ANSWER = {"intent": "complain", "signal": "no_answer"}


def ended_case(case: Case, dispute: dict[str, str] | None = None) -> Ended:
    """What a case was about; dispute: the intent and the signal of who is not content with it."""
    text = case.draft.text if case.draft else ""
    voice = case.draft.voice if case.draft and not text else ()
    spoken = {VOICE: [{"id": id} for id in voice]} if voice else {}
    about = {"topic": case.topic, "place": case.place, "agency": case.agency}
    disputed = {"earlier": case.number, **dispute} if dispute else {}
    return {"text": text, **spoken, **about, **disputed}


def ended_reception(found: Booking | Request) -> Ended:
    """What a reception, or the request for one, was about."""
    agency = found.official.agency if isinstance(found, Booking) else found.agency
    return {"text": found.matter, "agency": agency}


def ended_talk(play: Play) -> Ended | None:
    """What this talk is about; None where nothing was said."""
    matter, facts = play.talk.answers.get("matter"), play.talk.facts
    own = matter if matter != spoken_matter(play) else None  # no name of a topic
    voice = facts.get(VOICE) or facts.get(TO_HUMAN)
    said = (text_of(play), own, facts.get("said_to_human"))
    text = next(filter(None, said), "" if voice else None)
    if text is None:
        return None
    about = {VOICE: voice, "topic": topic_of(play), "place": known_place(play.talk)}
    advised = play.talk.facts.get("advised") or {}
    files = play.talk.answers.get(ATTACHMENTS)
    earlier, agency = play.value("earlier"), advised.get("agency")
    told = {"text": str(text), **about, "agency": agency, "earlier": earlier, "files": files}
    return {**told, **(play.talk.facts.get(DISPUTE) or {})}


def still_open(play: Play) -> Ended | None:
    """What this talk is about, if only one way of helping was gone with it so far."""
    return ended_talk(play) if play.talk.facts.get("carried") is None else None


def keep(play: Play, ended: Ended | None) -> bool:
    """Keep what ended, if there is something; whether there was."""
    if ended is not None:
        kept = {name: value for name, value in ended.items() if value is not None}
        play.talk = play.talk.knowing(**{KEPT: kept})
    return ended is not None


def keep_for(play: Play, ended: Ended | None, way: str) -> bool:
    """Keep what was just sent for the other way of helping, for a day: nothing is sent twice."""
    until = (play.at + FRESH).isoformat()
    return keep(play, {**ended, ONLY: way, "until": until} if ended else None)


def fits(play: Play, wish: str) -> bool:
    """Whether old words wait for this way of helping, and no new ones were said since."""
    kept: Ended = play.talk.facts.get(KEPT) or {}
    fresh = kept.get("until", play.at.isoformat()) >= play.at.isoformat()
    return bool(kept) and fresh and kept.get(ONLY, wish) == wish and _nothing_new(play)


def _nothing_new(play: Play) -> bool:
    return play.talk.answers.get("problem") is None


def ways_below(play: Play, asking: bool = False) -> tuple[Choice, ...]:
    """Both ways of helping and a human, as buttons under a notice.

    asking: whether the same step asks a question below it.
    """
    kept = {**play.talk.facts[KEPT], "count": play.talk.count + asking}
    play.talk = play.talk.knowing(**{KEPT: kept})
    return ways(play.view, ("human",))


def just_told(play: Play) -> bool:
    """Whether an end was told and nothing was asked since: a button can only be its own."""
    return bool((play.talk.facts.get(KEPT) or {}).get("count") == play.talk.count)


def carry(play: Play, wish: str) -> None:
    """Begin a form with the old words: only what they did not say is asked."""
    ended: Ended = play.talk.facts[KEPT]
    forget_form(play)
    found = understand(play.book.rules, ended["text"], play.talk.language)
    signals = {*found.signals, *([ended["signal"]] if "signal" in ended else ())}
    topic = ended.get("topic") or found.topic
    play.talk = (
        play.talk.answered(menu=wish, **_answers(play, ended, found.places))
        .knowing(
            wish=wish,
            topic=topic if topic in play.book.rules.topics else None,
            group=found.group,
            intent=ended.get("intent") or found.intent,
            signals=sorted(signals),
            of_agency=ended.get("agency"),
            earlier=ended.get("earlier"),
            carried="yes" if ONLY in ended else None,
            voice_told="yes" if ended.get(VOICE) else None,
            **{VOICE: ended.get(VOICE), KEPT: None, DISPUTE: _dispute(ended)},
        )
        .but(trail=(MENU,))
    )


def _dispute(ended: Ended) -> dict[str, str] | None:
    return {name: ended[name] for name in DISPUTED if name in ended} or None


def _answers(play: Play, ended: Ended, named: tuple[str, ...]) -> dict[str, Any]:
    """What is known already; named: the places of which the words speak."""
    place = ended.get("place") or (named[0] if len(named) == 1 else None)
    known = place in play.book.rules.places.all
    words = {"problem": ended["text"]} if ended["text"] or ended.get(VOICE) else {}
    files = {ATTACHMENTS: ended["files"]} if ended.get("files") else {}
    return {**(path_answers(play.view, str(place)) if known else {}), **words, **files}
