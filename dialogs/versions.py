"""Versions of the scripts: a talk remembers which one led it, and is led on when it changed.

Pinned to a talk are the version of the book and, for the steps it stands on, the questions that
they asked. Under another version:
1. Steps and answers are renamed by the table `renames.yaml`.
2. A question that moved to another step is still the same question: nothing is said.
3. Where the question is no more, or its step asks another, the talk goes to the nearest living
   step with every answer kept, and the citizen is told so in one sentence.
4. What the tables no longer have (an agency, a topic, a place) is forgotten and found again.
"""

from dialogs.conversation import Conversation
from dialogs.forms import ASIDE, leave
from dialogs.play import Play
from dialogs.script import MENU, name_of, script_of, way_on

ADVISED = ("front.advi", "file.", "book.")  # steps that stand on an advice
ADVISE_AGAIN = "front.need_place"
PLACES = ("region", "district", "settlement")


def pinned(play: Play) -> Conversation:
    """The talk with the version that led it, and the questions of the steps it stands on."""
    talk, steps = play.talk, play.book.steps
    stands = {talk.at, *(at for at, _ in talk.asides), *talk.trail} & steps.keys()
    asks = {id: str(steps[id].ask) for id in sorted(stands) if steps[id].ask}
    kept = {id: key for id, key in asks.items() if key != name_of(id)}
    return talk.but(version=play.book.version, pinned=kept)


def moved_on(play: Play, answered: bool) -> bool:
    """Lead a talk of another version to this one; true when it has to go on from where it is now.

    answered: whether the citizen answered the question that is gone; else the talk stands on the
    last question that lives, and goes on when the citizen does.
    """
    if play.talk.version == play.book.version:
        return False
    _rename(play)
    waited, at, lost = bool(play.talk.asked), _living(play, play.talk.at), _forget_lost(play)
    play.talk = play.talk.but(
        asides=tuple((_living(play, step) or MENU, asked) for step, asked in play.talk.asides),
        trail=tuple(s for s in play.talk.trail if s == ASIDE or _living(play, s) == s),
    )
    if at and not (lost and at.startswith(ADVISED)):
        play.talk = play.talk.but(at=at)
        return False
    if not (waited and answered):
        _stand(play)
        return False
    _lead(play, ADVISE_AGAIN if at else _nearest(play))
    return True


def _rename(play: Play) -> None:
    talk, names = play.talk, play.book.renames
    play.talk = talk.but(
        at=names.steps.get(talk.at, talk.at),
        trail=tuple(names.steps.get(step, step) for step in talk.trail),
        asides=tuple((names.steps.get(step, step), asked) for step, asked in talk.asides),
        pinned={
            names.steps.get(step, step): names.questions.get(key, key)
            for step, key in _asked(talk).items()
        },
        answers={names.questions.get(key, key): value for key, value in talk.answers.items()},
    )


def _asked(talk: Conversation) -> dict[str, str]:
    """What each step that the talk stands on asked: its own name, unless another was pinned."""
    stands = {talk.at, *(at for at, _ in talk.asides), *talk.trail} - {ASIDE}
    return {step: talk.pinned.get(step, name_of(step)) for step in stands}


def _forget_lost(play: Play) -> bool:
    """Forget what the tables no longer have; true when the advice stood on it."""
    rules, answers, facts = play.book.rules, play.talk.answers, play.talk.facts
    gone = {name for name in PLACES if answers.get(name) and answers[name] not in rules.places.all}
    if answers.get("topic") not in {None, "none", "said", *rules.topics}:
        gone.add("topic")
    candidates = [topic for topic in facts.get("candidates") or () if topic in rules.topics]
    agency = (facts.get("advised") or {}).get("agency")
    lost = agency is not None and not play.book.knows_agency(agency)
    play.talk = play.talk.but(
        answers={key: value for key, value in answers.items() if key not in gone}
    ).knowing(
        topic=facts.get("topic") if facts.get("topic") in rules.topics else None,
        candidates=candidates or None,
        **({"advised": None} if lost else {}),
    )
    return lost


def _living(play: Play, at: str) -> str:
    """The step that asks what this one asked: itself, or another of its script; else empty.

    The first question of an interruption has no other: elsewhere it would not lead back.
    """
    steps = play.book.steps
    key = play.talk.pinned.get(at, name_of(at))
    if at in steps and steps[at].ask in {None, key}:
        return at
    if at == play.talk.at and play.talk.trail[-1:] == (ASIDE,):
        return ""
    same = (s.id for s in steps.values() if s.ask == key and script_of(s.id) == script_of(at))
    return next(same, "")


def _nearest(play: Play) -> str:
    """Where the last answer that still stands leads to; empty where none does."""
    trail = play.talk.trail
    if not trail or trail[-1] == ASIDE:
        return ""
    return way_on(play.book.steps[trail[-1]], play.value)


def _stand(play: Play) -> None:
    """Stand on the last question of the trail, as if it had just been asked, or on the menu."""
    while play.talk.asides and play.talk.trail and play.talk.trail[-1] == ASIDE:
        leave(play)
    talk = play.talk
    at, trail = (talk.trail[-1], talk.trail[:-1]) if talk.trail else (MENU, ())
    play.talk = talk.but(at=at, trail=trail, asked=talk.count or 1, tries=0)


def _lead(play: Play, to: str) -> None:
    """Go to a step; where there is none, back to what was interrupted, or to the menu."""
    if to in play.book.steps:
        play.talk = play.talk.but(at=to)
    elif play.talk.asides:
        leave(play)
    else:
        play.talk = play.talk.but(at=MENU)
    play.talk = play.talk.but(asked=0, tries=0)
