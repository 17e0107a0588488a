"""What corrections teach: key words and phrases that a topic lacks, for an official to review.

A key word is proposed when several people used it in matters that were really about a topic, it
says nothing of that topic's group yet, and it is no everyday word. Nothing is added by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from routing_rules.counter_examples import CounterExample, Judged
from routing_rules.letters import small, words
from routing_rules.reading import stem_in
from routing_rules.rules import Rules
from routing_rules.understand import Said, best_reading

SEVERAL = 2  # messages that a key word must occur in: what one person wrote is theirs
SHORTEST = 4  # letters
PHRASE = 8  # words of a message that is short enough to be a phrase


@dataclass(frozen=True, slots=True)
class Word:
    """A key word for a topic: its shortest form, its language, how many messages hold it.

    elsewhere: groups that the word speaks for already.
    """

    topic: str
    word: str
    language: str
    messages: int
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A word as it was written, and the groups it speaks for already."""

    word: str
    elsewhere: frozenset[str]


def proposed_words(rules: Rules, found: Iterable[Judged], several: int = SEVERAL) -> list[Word]:
    """Words frequent in the misrouted messages of a topic and absent from its lexicon."""
    texts: dict[str, list[CounterExample]] = {}
    for one in found:
        topic = rules.topics.get(one.example.topic or "")
        if topic is not None and not one.right:
            texts.setdefault(topic.id, []).append(one.example)
    proposed = [w for topic, of_topic in texts.items() for w in _words(rules, topic, of_topic)]
    often = [word for word in proposed if word.messages >= several]
    return sorted(often, key=lambda word: (-word.messages, word.topic, word.word))


def proposed_phrases(rules: Rules, found: Iterable[Judged]) -> list[tuple[str, str]]:
    """Short misrouted messages that the right topic has no such phrase for: (topic, phrase)."""
    phrases: dict[tuple[str, str], None] = {}
    for one in found:
        topic = rules.topics.get(one.example.topic or "")
        phrase = " ".join(words(small(one.example.text)))
        if one.right or topic is None or len(phrase.split()) > PHRASE:
            continue
        if phrase not in {small(text) for texts in topic.phrases.values() for text in texts}:
            phrases[topic.id, phrase] = None
    return list(phrases)


def _words(rules: Rules, topic: str, examples: Iterable[CounterExample]) -> list[Word]:
    found: dict[tuple[str, str], list[_Form]] = {}
    for text, language in {(example.text, example.language) for example in examples}:
        said = best_reading(rules, text, language)
        for stem, form in _new_stems(rules, said, rules.topics[topic].group).items():
            found.setdefault((said.language, stem), []).append(form)
    return [
        Word(
            topic,
            min((form.word for form in forms), key=lambda word: (len(word), word)),
            language,
            len(forms),
            tuple(sorted({group for form in forms for group in form.elsewhere})),
        )
        for (language, _), forms in found.items()
    ]


def _new_stems(rules: Rules, said: Said, group: str) -> dict[str, _Form]:
    """The stems of a message that say nothing of a group yet, each as it is written."""
    speaks: list[set[str]] = [set() for _ in said.words]
    for hit, what in rules.reading.lexicon.heard(said.words, said.reading):
        for at in hit.at:
            speaks[at].add(what.group)
    stems: dict[str, _Form] = {}
    for written, word, groups in zip(said.written, said.words, speaks, strict=True):
        if group not in groups and _may_be_key(rules, written):
            stem = stem_in(word, said.language, rules.reading.endings)
            stems.setdefault(stem, _Form(small(written), frozenset(groups)))
    return stems


def _may_be_key(rules: Rules, written: str) -> bool:
    """Whether a word is neither a name, nor an everyday word, nor too short."""
    is_name = written != written.lower()
    return not is_name and len(written) >= SHORTEST and not rules.reading.is_everyday(written)
