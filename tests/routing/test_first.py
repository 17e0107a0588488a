"""Life situations and short answers: what meets what, and what is never answered from a table."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from json import loads

import pytest
import yaml

from routing_rules import Rules, RulesError, lint_first, parse
from routing_rules.firsts import Confirmed
from routing_rules.lint_first import check_first
from routing_rules.meeting import meet
from tests.routing.json_schema import faults
from tests.routing.test_schema import plain

SCHEMAS = {
    "sources": "sources",
    "situations": "situations",
    "answers": "answers",
    "examples": "first_examples",
}
LIVES = "birth moving lost_job disability death new_flat school pension"
LEAST_ANSWERS = 25


def schema(name: str) -> dict[str, object]:
    text = files("routing_rules").joinpath("schema", f"{name}.json").read_text("utf-8")
    return dict(loads(text))


def test_the_eight_situations_and_enough_answers(rules: Rules) -> None:
    assert list(rules.firsts.situations) == LIVES.split()
    for situation in rules.firsts.situations.values():
        assert set(situation.topics) <= set(rules.topics)
        assert len(set(situation.topics)) == len(situation.topics) > 1
    assert len(rules.firsts.answers) >= LEAST_ANSWERS


def test_every_example_comes_out(rules: Rules, texts: dict[str, str]) -> None:
    assert list(check_first(rules, texts)) == []


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_file_fits_its_schema(texts: dict[str, str], name: str) -> None:
    text = texts[f"first/{name}.yaml"]
    wanted = schema(SCHEMAS[name])
    assert list(faults(plain(yaml.safe_load(text)), wanted)) == []
    assert f"$schema=../schema/{SCHEMAS[name]}.json" in text.splitlines()[0]
    broken = plain(yaml.safe_load(text.replace("id:", "name_of:").replace("kk:", "kz:")))
    assert list(faults(broken, wanted))


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("answers", "source: appc", "source: nobody", "no source «nobody»"),
        ("answers", "intents: report chat", "intents: repport chat", "no known intent"),
        ("answers", "confirmed_by: null", "confirmed_by: A. Akhmetova", "go together"),
        ("situations", "topic: civil_status", "topic: no_topic", "no topic «no_topic»"),
        ("examples", "Балам туды", "Балам ауырды", "is met by nothing"),
        ("examples", "  birth:", "  birthday:", "one of the two files only"),
    ],
)
def test_what_is_wrong_is_found(
    texts: dict[str, str], file: str, old: str, new: str, fault: str
) -> None:
    name = f"first/{file}.yaml"
    wrong = {**texts, name: texts[name].replace(old, new, 1)}
    found = [text for _, _, text in check_first(parse(wrong), wrong)]
    assert any(fault in text for text in found), found


def test_no_more_is_offered_than_a_list_holds(
    rules: Rules, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    most = max(len(situation.todos) for situation in rules.firsts.situations.values())
    monkeypatch.setattr(lint_first, "MOST_SITUATIONS", len(rules.firsts.situations) - 1)
    monkeypatch.setattr(lint_first, "MOST_TODOS", most - 1)
    found = [text for _, _, text in check_first(rules, texts)]
    assert any("situations fit no list" in text for text in found), found
    assert any(f"one to {most - 1} things to do" in text for text in found), found


def test_a_row_without_the_day_of_reading_is_no_row(texts: dict[str, str]) -> None:
    name = "first/answers.yaml"
    wrong = {**texts, name: texts[name].replace("    checked: 2026-11-22\n", "", 1)}
    with pytest.raises(RulesError, match="checked"):
        parse(wrong)


def test_what_nobody_has_confirmed_is_not_sure() -> None:
    read = date(2026, 11, 22)
    asked = Confirmed("appc", "76", read, None, None)
    told = Confirmed("appc", "76", read, "A. Akhmetova", date(2026, 12, 1))
    assert (asked.sure, asked.day) == (False, read)
    assert (told.sure, told.day) == (True, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("сколько ждать ответа", "appeal_term"),
        ("Сколько ждать ответа на мое обращение 2026-00000017?", None),  # that is a status
        ("Скольк ждать отвта на обращение?", None),  # unsure is no answer
        ("казак тилинде жауап кайтарады ма, кай тилде жауап келеди?", "language"),
        ("Можно ли анонимно? " + "Расскажу всё подробно. " * 20, None),  # a story
        ("анонимно", None),  # asks nothing
    ],
)
def test_only_what_fits_clearly_is_answered(rules: Rules, text: str, answer: str | None) -> None:
    met = meet(rules, text)
    assert (met.answer.id if met.answer else None) == answer


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Когда откроют новый мост?", True),
        ("Жаңа көпір қашан ашылады", True),
        ("When will the bridge open?", True),
        ("На улице темно", False),
        ("Когда накажут врача, жалуюсь на врача?", False),  # a complaint
        ("Пожар в доме, что делать?", False),
    ],
)
def test_what_asks(rules: Rules, text: str, asks: bool) -> None:
    assert meet(rules, text).asks is asks
