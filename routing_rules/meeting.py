"""Whether a message is met by a life situation or a short answer: surely, or not at all.

The first row that fits is the one. A row is met only by its own words, in a message short enough
to be a question and not a story, and only where nothing else is wanted: danger, complaints and
reports are never answered from a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from routing_rules.firsts import ShortAnswer, Situation
from routing_rules.rules import DEFAULT_INTENTS, Rules
from routing_rules.understand import LONGEST, Said, best_reading

FIRST_WORDS = 3  # a word that asks stands at the beginning, or (in Kazakh) at the end
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Met:
    """What meets a message: whether it asks something, and the rows, if any.

    wants: whether what it asks is to know something, whatever its topic.
    """

    asks: bool
    situation: Situation | None
    answer: ShortAnswer | None
    wants: bool = False


def meet(rules: Rules, text: str, language: str | None = None) -> Met:
    """What meets a message; language is what the citizen chose, if anything."""
    said = best_reading(rules, text[:LONGEST], language)
    reading = rules.reading
    if reading.alarms.sounding(said.words, said.reading):
        return Met(asks=False, situation=None, answer=None)
    wanted = frozenset(reading.intents.meant(said.words, said.reading)) or DEFAULT_INTENTS
    asks = _asks(rules, text, said) and len(said.words) <= rules.firsts.longest_question
    answer = _answer(rules, text, said, wanted) if asks else None
    situation = _situation(rules, said, wanted) if answer is None else None
    return Met(
        asks=asks and bool(wanted & rules.firsts.intents),
        situation=situation,
        answer=answer,
        wants=asks and bool(rules.firsts.wants.meant(said.words, said.reading)),
    )


def _asks(rules: Rules, text: str, said: Said) -> bool:
    ends = (*said.words[:FIRST_WORDS], *said.words[-1:])
    return "?" in text or bool(rules.firsts.asks.meant(ends, said.reading))


def _answer(rules: Rules, text: str, said: Said, wanted: frozenset[str]) -> ShortAnswer | None:
    firsts = rules.firsts
    numbers = frozenset(NUMBER.findall(text))
    meant = frozenset(firsts.says.meant(said.words, said.reading))
    for answer in firsts.answers.values():
        if answer.id in meant and (not answer.numbers or answer.numbers & numbers):
            return answer if wanted <= firsts.intents | answer.intents else None
    return None


def _situation(rules: Rules, said: Said, wanted: frozenset[str]) -> Situation | None:
    firsts = rules.firsts
    if len(said.words) > firsts.longest_situation or not wanted <= firsts.intents:
        return None
    found = firsts.lives.meant(said.words, said.reading)
    return firsts.situations[found[0]] if found else None
