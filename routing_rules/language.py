"""Which of the three languages a message is in, by letters, small words and endings.

Letters that only Kazakh has settle it. Otherwise small words (жок, керек / не, что / the, is) and
endings vote; what the citizen chose decides a tie. No outside detector fits texts this short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from routing_rules.entries import read
from routing_rules.letters import fold, has_kazakh, is_latin, skeleton, small

WORD_VOTE = 2
ENDING_VOTE = 1


@dataclass(frozen=True, slots=True)
class Tongues:
    """Small words and endings that speak for a language, in Cyrillic and in Latin letters."""

    words: Mapping[str, Mapping[str, frozenset[str]]]
    endings: Mapping[str, Mapping[str, tuple[str, ...]]]

    def guess(self, said: Sequence[str], chosen: str | None) -> str:
        """The language of small words: kk, ru or en."""
        if any(has_kazakh(word) for word in said):
            return "kk"
        latin = sum(map(is_latin, said)) * 2 > len(said)
        votes = self.votes(said, latin)
        best = max(votes.values())
        if chosen is not None and best - votes.get(chosen, 0) <= ENDING_VOTE and chosen in votes:
            return chosen
        leaders = [tongue for tongue, vote in votes.items() if vote == best]
        if len(leaders) == 1:
            return leaders[0]
        return "en" if "en" in leaders else "ru" if "ru" in leaders else leaders[0]

    def votes(self, said: Sequence[str], latin: bool) -> dict[str, int]:
        """How much speaks for each language, in the letters the message is written in."""
        script = "latin" if latin else "cyrillic"
        coarse = [skeleton(word) for word in said] if latin else said
        return {
            tongue: self._vote(said if tongue == "en" else coarse, script, tongue)
            for tongue in self.words[script]
        }

    def _vote(self, said: Sequence[str], script: str, tongue: str) -> int:
        known, endings = self.words[script][tongue], self.endings[script][tongue]
        votes = 0
        for word in said:
            if word in known:
                votes += WORD_VOTE
            elif len(word) > 4 and word.endswith(endings):
                votes += ENDING_VOTE
        return votes


def parse_tongues(file: str, text: str) -> Tongues:
    """Tongues from words/language.yaml; Latin forms of Kazakh and Russian are made here."""
    root = read(file, text)
    cyrillic, latin = dict[str, frozenset[str]](), dict[str, frozenset[str]]()
    ends, latin_ends = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for tongue, entry in root.at("languages").pairs():
        known, endings = entry.words("words"), entry.words("endings")
        if tongue == "en":
            latin[tongue], latin_ends[tongue] = frozenset(known), endings
            continue
        cyrillic[tongue] = frozenset(map(fold, known)) | frozenset(map(small, known))
        ends[tongue] = tuple(map(fold, endings))
        spelt = entry.words("latin")
        latin[tongue] = frozenset(map(skeleton, (*known, *spelt)))
        latin_ends[tongue] = tuple({skeleton(ending) for ending in endings})
    return Tongues({"cyrillic": cyrillic, "latin": latin}, {"cyrillic": ends, "latin": latin_ends})
