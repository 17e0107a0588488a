"""Everything that understanding reads with, parsed once: words, phrases, endings, alarms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from routing_rules.alarms import Alarms, parse_alarms
from routing_rules.entries import read
from routing_rules.language import Tongues, parse_tongues
from routing_rules.letters import fold, small, words
from routing_rules.lexicon import Lexicon, parse_lexicon
from routing_rules.phrases import PhraseBook
from routing_rules.speech import Speech, parse_speech
from routing_rules.stemming import KazakhEndings, english, parse_endings, russian
from routing_rules.values import Topic


@dataclass(frozen=True, slots=True)
class Reading:
    """Languages, key words, phrases of topics, intents and signals, emergencies."""

    tongues: Tongues
    endings: KazakhEndings
    lexicon: Lexicon
    phrases: PhraseBook
    intents: Speech
    signals: Speech
    alarms: Alarms
    common: tuple[str, ...]

    def is_everyday(self, word: str) -> bool:
        """Whether a word is one of those that say nothing about any topic."""
        folded = fold(word)
        small_words = self.tongues.words
        known = any(folded in said for by in small_words.values() for said in by.values())
        return known or folded.startswith(self.common)

    def stems(self, said: Sequence[str], tongue: str) -> tuple[str, ...]:
        """Stems of small words in a language, as phrases are compared by."""
        return tuple(stem_in(word, tongue, self.endings) for word in said)


def stem_in(word: str, tongue: str, endings: KazakhEndings) -> str:
    """The stem of a small word: Snowball in Russian and English, our own in Kazakh."""
    if tongue == "ru":
        return fold(russian(word))
    return english(word) if tongue == "en" else endings.recall(word)


def parse_reading(
    texts: Mapping[str, str], topics: Mapping[str, Topic], names: Sequence[str]
) -> Reading:
    """The reading from words/*.yaml, lexicon/*.yaml and the phrases of topics.

    names: beginnings of well-known places, which are no key words with a typo.
    """
    endings = parse_endings("words/endings_kk.yaml", texts["words/endings_kk.yaml"])
    book = [
        (topic.id, tuple(stem_in(word, tongue, endings) for word in words(small(phrase))))
        for topic in topics.values()
        for tongue, phrases in topic.phrases.items()
        for phrase in phrases
    ]
    root = read("words/common.yaml", texts["words/common.yaml"]).at("words")
    common = (*(word for tongue, _ in root.pairs() for word in root.words(tongue)), *names)
    return Reading(
        tongues=parse_tongues("words/language.yaml", texts["words/language.yaml"]),
        endings=endings,
        lexicon=parse_lexicon(texts, {topic.id: topic.group for topic in topics.values()}, common),
        phrases=PhraseBook(book),
        intents=parse_speech("words/intents.yaml", texts["words/intents.yaml"]),
        signals=parse_speech("words/signals.yaml", texts["words/signals.yaml"]),
        alarms=parse_alarms("words/alarms.yaml", texts["words/alarms.yaml"], common),
        common=tuple(map(fold, common)),
    )
