"""Messages decided again with changed rules, and what corrections teach."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.replays import judgement, matter_of, replayed
from routing_rules import Rules, RulesError, parse
from routing_rules.counter_examples import (
    CounterExample,
    Judged,
    judged,
    parse_counter_examples,
    precision,
    precision_today,
)
from routing_rules.proposals import proposed_phrases, proposed_words
from routing_rules.replay import Matter, Outcome, counts, replay, wished

ON = date(2026, 11, 23)
PETROPAVL = "591000000"
UTILITIES = "lu_utilities_591000000"
ENERGY = "lu_energy_591000000"


@pytest.fixture(scope="module")
def changed(texts: dict[str, str]) -> Rules:
    """Rules by which a lack of water belongs to another unit."""
    file = "topics/housing_utilities.yaml"
    return parse(
        {**texts, file: texts[file].replace("first: lu_utilities", "first: lu_energy", 1)}
    )


def test_who_would_go_elsewhere(rules: Rules, changed: Rules) -> None:
    matters = [
        Matter("лифт не работает", place=PETROPAVL),
        Matter("Петропавлда су жоқ"),
        Matter("привет"),
    ]
    moved = replay(rules, changed, matters, ON)
    assert [(move.number, move.text) for move in moved] == [(2, "Петропавлда су жоқ")]
    assert (moved[0].before.agency, moved[0].after.agency) == (UTILITIES, ENERGY)
    assert moved[0].after.rows[0].startswith("agency:A-")
    assert counts(moved, "agency") == {(UTILITIES, ENERGY): 1}
    assert counts(moved, "topic") == {}


def test_the_topic_that_a_citizen_chose_stays_chosen(rules: Rules, changed: Rules) -> None:
    chosen = Matter("лифт не работает", place=PETROPAVL, topic="water_outage")
    assert replay(rules, changed, [chosen], ON)[0].after.topic == "water_outage"
    open_words = Matter("помогите", place=PETROPAVL, topic="water_outage")
    assert replay(rules, changed, [open_words], ON)[0].before.agency == UTILITIES


def test_a_site_and_an_insistence_are_kept(rules: Rules, changed: Rules) -> None:
    text = "Петропавлда су жоқ"
    assert replay(rules, changed, [Matter(text, site="petropavlovsk")], ON) == []
    assert replay(rules, changed, [Matter(text, insists="mtransport")], ON) == []
    rows = {row.then["addressee"]: f"agency:{row.id}" for row in rules.tables["agency"].rows}
    assert wished(rules, rows["asked"], "nko") == {"site": "nko"}
    assert wished(rules, rows["insist"], "nko") == {"insists": "nko"}
    assert wished(rules, rows["unit"], "nko") == {}
    assert wished(rules, None, "nko") == {}


def test_what_was_decided_then_is_compared_with_today(rules: Rules) -> None:
    then = Outcome("water_outage", ENERGY, "contact_centre", None)
    told = replayed(
        rules, rules, [Matter("Нет воды", place=PETROPAVL, before=then)], ON, words=False
    )
    assert told["counts"] == {
        "topic": [],
        "agency": [{"from": ENERGY, "to": UTILITIES, "messages": 1}],
        "channel": [],
        "act": [],
    }
    assert "Нет воды" not in json.dumps(told, ensure_ascii=False)


def test_a_line_that_was_routed_before_says_where_it_went() -> None:
    plain = matter_of({"text": "x", "lang": "ru", "place": PETROPAVL})
    assert (plain.language, plain.place, plain.before) == ("ru", PETROPAVL, None)
    routed = {"topic": None, "agency": {"id": "nko"}, "channel": "egov", "act": "file"}
    assert matter_of({"text": "x", **routed}).before == Outcome(None, "nko", "egov", "file")


STORED = """\
{"text": "В Петропавловске нет воды", "agency": "lu_utilities_591000000", "by": "operator"}

{"text": "лифт не работает", "place": "591000000", "agency": "mia", "by": "redirect"}
{"text": "Кран шипит без воды", "topic": "water_outage", "by": "operator", "at": "2026-11-20"}
{"text": "привет", "topic": "water_outage", "by": "operator"}
"""


def test_counter_examples_of_a_file_are_judged(rules: Rules) -> None:
    examples = parse_counter_examples("shown.jsonl", STORED)
    told = judgement(rules, examples, ON, words=True)
    assert (told["messages"], told["satisfied"]) == (4, 2)
    assert told["rows"] == [], "nobody said which rows had decided"
    assert told["rows_today"] == [
        {"row": "agency:A-900", "decided": 1, "right": 0, "share": 0.0},
        {"row": "agency:A-060", "decided": 2, "right": 1, "share": 0.5},
        {"row": "agency:A-080", "decided": 1, "right": 1, "share": 1.0},
    ]
    assert told["phrases"] == [{"topic": "water_outage", "phrase": "привет"}]
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "no JSON"),
        ("[]", "text and by"),
        ('{"text": "x"}', "text and by"),
        ('{"text": "x", "by": "operator"}', "right agency or topic"),
    ],
)
def test_a_wrong_line_is_named(line: str, words: str) -> None:
    with pytest.raises(RulesError, match=words) as caught:
        parse_counter_examples("shown.jsonl", STORED + line)
    assert (caught.value.file, caught.value.line) == ("shown.jsonl", 6)


def test_precision_of_rows_worst_first() -> None:
    rows = precision({"A-060": 1, "A-120": 1, "A-500": 2}, {"A-060": 2, "A-110": 1, "A-120": 1})
    assert [(p.row, p.decided, p.right, p.share) for p in rows] == [
        ("A-500", 2, 0, 0.0),
        ("A-120", 1, 0, 0.0),
        ("A-060", 2, 1, 0.5),
        ("A-110", 1, 1, 1.0),
    ]


def test_a_decision_may_turn_out_right() -> None:
    was = {"was_agency": "nko", "was_topic": "parking"}
    assert not CounterExample("x", "demo", agency="nko", topic="parking", **was).was_wrong
    assert CounterExample("x", "demo", agency="almaty", **was).was_wrong
    assert CounterExample("x", "demo", topic="highways", **was).was_wrong


def misrouted(rules: Rules, topic: str, *texts: str) -> list[Judged]:
    return judged(rules, [CounterExample(text, "demo", topic=topic) for text in texts], ON)


def test_key_words_that_several_wrote_are_proposed(rules: Rules) -> None:
    found = misrouted(
        rules,
        "parking",
        "Самокаты брошены на дорожке, Иванова споткнулась о самокат",
        "опять самокаты лежат поперёк",
        "Весь тротуар завален самокатами, не пройти",
        "нарисуйте лошадь",
    )
    words = proposed_words(rules, found)
    assert ("parking", "самокат", "ru", 3) in [
        (w.topic, w.word, w.language, w.messages) for w in words
    ]
    assert not [w for w in words if w.messages < 2 or "иванов" in w.word]
    once = proposed_words(rules, misrouted(rules, "parking", "лошадь у входа"), several=1)
    assert {w.word: w.elsewhere for w in once}["лошадь"] == ("agriculture",)
    assert proposed_words(rules, misrouted(rules, "no_such_topic", "самокаты", "самокаты")) == []


def test_what_today_decides_rightly_teaches_nothing(rules: Rules) -> None:
    found = misrouted(rules, "water_outage", "Нет воды", "Нет воды совсем")
    assert all(one.right for one in found)
    assert proposed_words(rules, found) == []
    assert proposed_phrases(rules, found) == []
    assert precision_today(found)[0].share == 1.0


def test_short_messages_are_proposed_as_phrases_once(rules: Rules) -> None:
    found = [
        *misrouted(rules, "highways", "Нарисуйте лошадь", "нарисуйте лошадь!", "слово " * 20),
        *misrouted(rules, "no_such_topic", "не та тема"),
        *misrouted(rules, "power_outage", "нет воды"),
    ]
    assert proposed_phrases(rules, found) == [
        ("highways", "нарисуйте лошадь"),
        ("power_outage", "нет воды"),
    ]
    known = next(iter(rules.topics["parking"].phrases["ru"]))
    wrong = Judged(CounterExample(known, "demo", topic="parking"), None, None, None, "r", False)
    assert proposed_phrases(rules, [wrong]) == []
