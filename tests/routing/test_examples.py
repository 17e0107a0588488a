"""The written examples: of messages, emergencies, places, and beside every table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import yaml

from benchmarks.route_noise import HARD, NEAREST, SOFT, mistyped, spelt
from bot.routing import route_one
from routing_rules import Rules, understand
from routing_rules.examples import failing, parse_examples, uncovered
from routing_rules.letters import fold, small

ON = date(2026, 11, 23)


def folded(text: str) -> str:
    return text.translate(NEAREST)


def say(key: str, lang: str, **values: str) -> str:
    return key


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_nineteen_of_twenty_messages_are_understood_and_advised(
    rules: Rules, texts: dict[str, str], lang: str
) -> None:
    examples = yaml.safe_load(texts[f"examples/messages_{lang}.yaml"])["examples"]
    assert len(examples) >= 150
    wrong = []
    for example in examples:
        routed = route_one(rules, example["text"], None, None, ON, say)
        routed["channel"] = routed["channel"] or "none"
        wanted = {key: example[key] for key in ("group", "intent", "channel", "place")}
        if any(routed[key] != value for key, value in wanted.items()):
            wrong.append(example["text"])
    assert len(wrong) <= 0.05 * len(examples), wrong


def test_every_group_has_messages_in_every_language(rules: Rules, texts: dict[str, str]) -> None:
    for lang in ("kk", "ru", "en"):
        examples = yaml.safe_load(texts[f"examples/messages_{lang}.yaml"])["examples"]
        assert {example["group"] for example in examples} == set(rules.groups)


def test_every_emergency_is_heard_with_its_number(rules: Rules, texts: dict[str, str]) -> None:
    alarms = yaml.safe_load(texts["examples/emergencies.yaml"])["alarms"]
    missed = [
        (hotline, text)
        for hotline, by_language in alarms.items()
        for sentences in by_language.values()
        for text in sentences
        if understand(rules, text).emergency != hotline
    ]
    assert missed == []


def test_prices_and_stories_are_no_emergencies(rules: Rules, texts: dict[str, str]) -> None:
    calm = yaml.safe_load(texts["examples/no_emergencies.yaml"])["none"]
    sentences = [text for by_language in calm.values() for text in by_language]
    false = [text for text in sentences if understand(rules, text).emergency]
    assert len(false) <= 0.01 * len(sentences), false


def test_emergencies_are_heard_through_typos_without_false_alarms(
    rules: Rules, texts: dict[str, str]
) -> None:
    alarms = yaml.safe_load(texts["examples/emergencies.yaml"])["alarms"]
    calm = yaml.safe_load(texts["examples/no_emergencies.yaml"])["none"]
    loud = [t for by_lang in alarms.values() for sentences in by_lang.values() for t in sentences]
    quiet = [text for sentences in calm.values() for text in sentences]
    heard = false = 0
    for seed in range(1, 6):
        spoil = mistyped(seed)
        heard += sum(understand(rules, spoil(text)).emergency is not None for text in loud)
        false += sum(understand(rules, spoil(text)).emergency is not None for text in quiet)
    assert heard >= 0.9 * 5 * len(loud)
    assert false <= 0.01 * 5 * len(quiet)


def test_three_hundred_sentences_about_emergencies(texts: dict[str, str]) -> None:
    alarms = yaml.safe_load(texts["examples/emergencies.yaml"])["alarms"]
    calm = yaml.safe_load(texts["examples/no_emergencies.yaml"])["none"]
    loud = sum(len(texts) for by_language in alarms.values() for texts in by_language.values())
    assert loud + sum(map(len, calm.values())) >= 300


def test_nineteen_of_twenty_places_are_found(rules: Rules, texts: dict[str, str]) -> None:
    examples = yaml.safe_load(texts["examples/places.yaml"])["examples"]
    assert len(examples) >= 200
    wrong = []
    for example in examples:
        search = rules.places.find if example["answer"] == "yes" else rules.places.mentioned
        found = [place.kato for place in search(example["text"])]
        many = example["place"] == "many" and len(found) > 1
        if not many and found != [example["place"]]:
            wrong.append((example["text"], found))
    assert len(wrong) <= 0.05 * len(examples), wrong


def test_ordinary_words_are_no_places(rules: Rules, texts: dict[str, str]) -> None:
    messages = yaml.safe_load(texts["examples/places.yaml"])["none"]
    assert len(messages) >= 60
    false = [text for text in messages if rules.places.mentioned(text)]
    assert false == []


def test_phrases_of_topics_name_no_place(rules: Rules) -> None:
    said = (p for t in rules.topics.values() for phrases in t.phrases.values() for p in phrases)
    assert [phrase for phrase in said if rules.places.mentioned(phrase)] == []


def test_chit_chat_gets_no_topic(rules: Rules, texts: dict[str, str]) -> None:
    lines = yaml.safe_load(texts["examples/chit_chat.yaml"])["lines"]
    assert len(lines) == 60
    topical = [line for line in lines if understand(rules, line).topic is not None]
    assert len(topical) <= 6, topical


def test_examples_beside_tables_decide_as_they_say_and_reach_every_row(
    rules: Rules, texts: dict[str, str]
) -> None:
    for table in rules.all_tables().values():
        file = table.file.replace(".yaml", ".examples.yaml")
        examples = parse_examples(file, texts[file])
        assert list(failing(table, examples)) == []
        assert uncovered(table, examples) == ()


def test_phrases_of_topics_lead_to_their_topics(rules: Rules) -> None:
    said = [
        (topic, phrase)
        for topic in rules.topics.values()
        for phrases in topic.phrases.values()
        for phrase in phrases
    ]
    right = sum(understand(rules, phrase).group == topic.group for topic, phrase in said)
    assert right >= 0.97 * len(said)


@pytest.mark.parametrize(("lang", "first", "three"), [("kk", 0.93, 0.98), ("ru", 0.94, 0.98)])
def test_everyday_messages_find_their_group(
    rules: Rules, texts: dict[str, str], lang: str, first: float, three: float
) -> None:
    groups = yaml.safe_load(texts[f"examples/everyday_{lang}.yaml"])["messages"]
    assert set(groups) == set(rules.groups)
    right = among = every = 0
    for group, messages in groups.items():
        said = [understand(rules, message) for message in messages]
        hits = sum(one.group == group for one in said)
        assert hits >= 0.65 * len(messages), group
        right, every = right + hits, every + len(messages)
        among += sum(group in {c.group for c in one.candidates[:3]} for one in said)
    assert right >= first * every
    assert among >= three * every


@pytest.mark.parametrize(
    ("change", "least"), [(folded, 0.92), (spelt(SOFT), 0.9), (spelt(HARD), 0.9)]
)
def test_everyday_messages_in_other_letters(
    rules: Rules, texts: dict[str, str], change: Callable[[str], str], least: float
) -> None:
    for lang in ("kk", "ru"):
        groups = yaml.safe_load(texts[f"examples/everyday_{lang}.yaml"])["messages"]
        said = [(group, change(text)) for group, of_group in groups.items() for text in of_group]
        right = sum(understand(rules, text).group == group for group, text in said)
        assert right >= least * len(said), lang


def test_english_messages_find_their_group(rules: Rules, texts: dict[str, str]) -> None:
    groups = yaml.safe_load(texts["examples/everyday_en.yaml"])["messages"]
    said = [(group, text) for group, of_group in groups.items() for text in of_group]
    right = sum(understand(rules, text).group == group for group, text in said)
    assert right >= 0.9 * len(said)


NAMED_KEYS = {"пожелан", "пожил"}  # everyday beginnings of words that are key words on purpose


@pytest.mark.parametrize(
    ("lang", "reading"), [("kk", "plain"), ("kk", "folded"), ("ru", "russian")]
)
def test_everyday_words_are_no_key_words(
    rules: Rules, texts: dict[str, str], lang: str, reading: str
) -> None:
    common = yaml.safe_load(texts["words/common.yaml"])["words"][lang]
    strong = yaml.safe_load(texts["lexicon/weights.yaml"])["weights"]["strong"]
    lexicon = rules.reading.lexicon
    heard = {
        word
        for word in set(common.split()) - NAMED_KEYS
        for hit in lexicon.patterns.find(
            [fold(word) if reading == "folded" else small(word)], reading
        )
        if lexicon.speaks[hit.pattern].weight >= strong
    }
    assert heard == set()
