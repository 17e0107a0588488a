"""From a message to what it says: language, emergency, intent, topic, place.

The order: letters are read (the wrong keyboard, Latin, missing Kazakh letters), an emergency wins
over all, then key words and phrases speak for groups and topics. Evidence is kept: the words that
counted can be shown. A topic is settled only when its group leads clearly; a small gap is the
moment to ask, with candidates of distinct groups. No evidence, no topic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routing_rules.letters import (
    fold,
    has_kazakh,
    is_latin,
    retyped,
    skeleton,
    small,
    words,
)
from routing_rules.rules import Rules
from routing_rules.scores import Scores, candidates_of, score
from routing_rules.verdicts import Candidate, Understood

SETTLED_SCORE = 3.0  # a topic needs at least this much evidence
SETTLED_GAP = 0.2  # of the leader's score: a smaller lead of a group is the moment to ask
TOPIC_GAP = 0.1  # the same inside the group
LONGEST = 4000  # letters of a message that are read
REPORT, NOTHING = "report", "chat"


@dataclass(frozen=True, slots=True)
class Said:
    """A message in the letters it is compared in.

    written: words as they were typed; words: the same in the letters of the reading (russian,
    mixed, folded, latin or english); language: kk, ru or en.
    """

    written: tuple[str, ...]
    words: tuple[str, ...]
    reading: str
    language: str


def understand(rules: Rules, text: str, language: str | None = None) -> Understood:
    """What a message says; language is what the citizen chose, if anything."""
    said = best_reading(rules, text[:LONGEST], language)
    alarm = rules.reading.alarms.sounding(said.words, said.reading)
    scores = score(rules, said.written, said.words, said.reading, said.language)
    intents = rules.reading.intents.meant(said.words, said.reading)
    candidates = candidates_of(rules, scores)
    topic = alarm.topic if alarm else _settled(rules, candidates, scores)
    group = candidates[0].group if candidates else rules.topics[topic].group if topic else None
    return Understood(
        text=text,
        language=said.language,
        emergency=alarm.hotline if alarm else None,
        hotline=alarm.hotline if alarm else rules.hotline_of(topic),
        intent=_intent(intents, candidates),
        signals=frozenset(rules.reading.signals.meant(said.words, said.reading)),
        topic=topic,
        group=group,
        confidence=1.0 if alarm else _confidence(scores.by_group),
        candidates=candidates,
        places=tuple(place.kato for place in rules.places.mentioned(text[:LONGEST])),
    )


def danger_in(rules: Rules, text: str, language: str | None = None) -> str | None:
    """The number to call where a message tells of danger: the `emergency` of `understand`."""
    said = best_reading(rules, text[:LONGEST], language)
    alarm = rules.reading.alarms.sounding(said.words, said.reading)
    return alarm.hotline if alarm else None


def best_reading(rules: Rules, text: str, language: str | None) -> Said:
    """The message in the letters that make most sense of it."""
    plain = read_as(rules, text, language)
    if plain.reading not in ("latin", "english"):
        return plain
    readings = [plain]
    if not _is_surely_english(rules, plain):
        readings.append(_in_other_latin(rules, plain, language))
    if not _looks_typed_right(rules, plain):
        readings += [read_as(rules, retyped(text, kazakh), language) for kazakh in (False, True)]
    return max(readings, key=lambda said: _sense(rules, said)) if readings[1:] else plain


def read_as(rules: Rules, text: str, language: str | None) -> Said:
    """The message in the letters it is written in."""
    written = tuple(words(text))
    plain = [small(word) for word in written]
    tongue = rules.reading.tongues.guess(plain, language)
    if sum(map(is_latin, plain)) * 2 > len(plain):
        return _said(written, "english" if tongue == "en" else "latin", tongue)
    if tongue != "kk":
        return _said(written, "russian", tongue)
    return _said(written, "mixed" if any(map(has_kazakh, plain)) else "folded", tongue)


def _is_surely_english(rules: Rules, said: Said) -> bool:
    votes = rules.reading.tongues.votes([small(word) for word in said.written], True)
    return said.language == "en" and votes["en"] > max(votes["kk"], votes["ru"])


def _in_other_latin(rules: Rules, said: Said, chosen: str | None) -> Said:
    if said.reading == "latin":
        return _said(said.written, "english", "en")
    votes = rules.reading.tongues.votes([small(word) for word in said.written], True)
    tied = votes["kk"] == votes["ru"] and chosen in ("kk", "ru")
    tongue = str(chosen) if tied else "ru" if votes["ru"] > votes["kk"] else "kk"
    return _said(said.written, "latin", tongue)


def _said(written: tuple[str, ...], reading: str, tongue: str) -> Said:
    read = tuple(_in_letters(small(word), reading) for word in written)
    return Said(written, read, reading, tongue)


def _in_letters(word: str, reading: str) -> str:
    match reading:
        case "latin":
            return skeleton(word)
        case "folded":
            return fold(word)
        case _:
            return word


def _looks_typed_right(rules: Rules, said: Said) -> bool:
    known = rules.reading.lexicon.patterns.find(said.words, said.reading, typos=False)
    return len(known) * 3 >= len(said.words) or not said.words


def _sense(rules: Rules, said: Said) -> int:
    hits = rules.reading.lexicon.patterns.find(said.words, said.reading, typos=False)
    meant = {at for hit in hits for at in hit.at}
    plain = [small(word) for word in said.written]
    votes = rules.reading.tongues.votes(plain, said.reading in ("latin", "english"))
    return 2 * len(meant) + votes.get(said.language, 0)


def _intent(intents: tuple[str, ...], candidates: tuple[Candidate, ...]) -> str:
    if intents:
        return intents[0]
    return REPORT if candidates else NOTHING


def _settled(rules: Rules, candidates: tuple[Candidate, ...], scores: Scores) -> str | None:
    if not candidates or scores.by_group[candidates[0].group] < SETTLED_SCORE:
        return None
    best = candidates[0]
    if not _leads(scores.by_group, best.group, SETTLED_GAP):
        return None
    inside = {t: s for t, s in scores.by_topic.items() if rules.topics[t].group == best.group}
    return best.topic if _leads(inside, best.topic, TOPIC_GAP) else None


def _leads(scores: Mapping[str, float], first: str, gap: float) -> bool:
    rest = [score for name, score in scores.items() if name != first]
    lead = scores.get(first, 0.0)
    return lead > 0 and (lead - max(rest, default=0.0)) >= gap * lead


def _confidence(by_group: Mapping[str, float]) -> float:
    ranked = sorted(by_group.values(), reverse=True)
    if not ranked:
        return 0.0
    second = ranked[1] if len(ranked) > 1 else 0.0
    return round((ranked[0] - second / 2) / (ranked[0] + 2.0), 3)
