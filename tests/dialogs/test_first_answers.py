"""Short answers before any form: what meets a question, what comes of it, what editors read."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from types import MappingProxyType

import pytest
import yaml

from dialogs import effects as e
from dialogs.fold import fold
from tests.dialogs.conftest import LIGHTS
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell, book

COST = {"kk": "Бұл тегін бе?", "ru": "Сколько стоит подать обращение?", "en": "Is it free?"}
BRIDGE = "Когда откроют новый мост?"
HELP = {"kk": "Осы мәселеде көмек керек", "ru": "Нужна помощь с этим", "en": "I need help with it"}


def ids(shell: Shell) -> list[str]:
    return [choice.id for choice in shell.said[-1].choices]


def records(shell: Shell, kind: type) -> list:
    return [record for record in shell.records if isinstance(record, kind)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_before_any_form_with_source_and_three_ways_on(language: str) -> None:
    shell = Shell(language)
    shell.say(COST[language])
    assert {"answer.cost", "answer.source", "answer.unconfirmed"} <= told(shell.said[-1:])
    assert ids(shell) == ["helped", "file", "book"]
    assert "2026" in shell.letters[-1].text, "the day stands below it"


def test_what_an_official_has_confirmed_is_no_longer_about() -> None:
    shell = Shell("ru")
    firsts = shell.book.rules.firsts
    cost = firsts.answers["cost"]
    sure = replace(cost.confirmed, by="A. Akhmetova", on=date(2026, 12, 1))
    answers = {**firsts.answers, "cost": replace(cost, confirmed=sure)}
    rules = replace(shell.book.rules, firsts=replace(firsts, answers=MappingProxyType(answers)))
    shell.book = replace(shell.book, rules=rules)
    shell.say(COST["ru"])
    assert "answer.unconfirmed" not in told(shell.said[-1:])
    assert "1 декабря 2026" in shell.letters[-1].text


def test_an_answer_beside_a_topic_leads_to_it() -> None:
    shell = Shell("ru", "petropavlovsk")
    firsts = shell.book.rules.firsts
    cost = replace(firsts.answers["cost"], topics=("road_repair",))
    answers = MappingProxyType({**firsts.answers, "cost": cost})
    rules = replace(shell.book.rules, firsts=replace(firsts, answers=answers))
    shell.book = replace(shell.book, rules=rules)
    shell.say(COST["ru"])
    shell.press("file")
    assert shell.talk.facts["topic"] == "road_repair"
    assert question(shell) == "consent", "the matter is not asked for"


def test_what_helped_is_counted_and_ends_kindly() -> None:
    shell = Shell("ru")
    shell.say(COST["ru"])
    shell.press("helped")
    assert records(shell, e.CountAnswer) == [
        e.CountAnswer("cost", "told"),
        e.CountAnswer("cost", "helped"),
    ]
    assert "answer.helped" in told(shell.said[-1:])
    assert question(shell) == "menu"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["file", "book"])
def test_after_it_helped_nothing_hangs(language: str, way: str) -> None:
    shell = Shell(language, "petropavlovsk")
    shell.say(COST[language])
    shell.press("helped")
    assert (question(shell), shell.talk.answers, shell.timers) == ("menu", {}, {})
    shell.press(way)
    assert shell.talk.answers.get("problem") is None, "the question is not filed"
    assert question(shell) == {"file": "problem", "book": "official"}[way]


def answers() -> list[tuple[str, str, str]]:
    """Every answer with the question that must meet it, but for those that are commands."""
    text = files("routing_rules").joinpath("first/examples.yaml").read_text()
    rows = yaml.safe_load(text)["answers"].items()
    each = [(id, tongue, asked) for id, by in rows for tongue, asked in by.items()]
    return [row for row in each if fold(row[2]) not in book().plain.commands]


@pytest.mark.parametrize(("id", "language", "text"), answers())
def test_every_answer_has_its_source_its_day_and_three_ways_on(
    id: str, language: str, text: str
) -> None:
    shell = Shell(language, "petropavlovsk")
    shell.say(text)
    assert {f"answer.{id}", "answer.source"} <= told(shell.said[-1:])
    assert str(shell.book.rules.firsts.answers[id].confirmed.day.year) in shell.letters[-1].text
    assert ids(shell) == ["helped", "file", "book"]
    shell.press("file")
    assert shell.talk.answers["problem"] == text, "the words go on"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", list(book().rules.firsts.situations))
def test_every_topic_of_a_situation_leads_to_its_end(situation: str, language: str) -> None:
    for topic in book().rules.firsts.situations[situation].topics:
        shell = Shell(language, "petropavlovsk")
        shell.press("situations", situation, topic)
        way = "file" if "file" in ids(shell) else "book"
        shell.press(way)
        good = {"problem": HELP[language], "surname": "Ахметова Айгуль", "address": "Абая 5"}
        for _ in range(12):
            if shell.cases or shell.bookings:
                break
            if words := good.get(question(shell)):
                shell.say(words)
            else:
                best = {"consent": "yes", "iin": "skip", "confirm": "confirm"}
                shell.press(best.get(question(shell), ids(shell)[0]))
        assert shell.cases or shell.bookings, (topic, question(shell))
        assert [case.topic for case in shell.cases.values()] == [topic] * len(shell.cases)


@pytest.mark.parametrize(("wish", "waits"), [("file", "consent"), ("book", "official")])
def test_anyway_goes_on_with_the_words_that_were_said(wish: str, waits: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    asked = "Как запросить информацию о ремонте дороги?"
    shell.say(asked)
    shell.press(wish)
    assert records(shell, e.CountAnswer)[-1].outcome == wish
    shell.press("road_repair")
    assert question(shell) == waits
    assert shell.talk.answers["problem"] == asked


def test_another_question_after_an_answer_is_answered_too() -> None:
    shell = Shell("ru")
    shell.say(COST["ru"], "Что такое 1414?")
    assert "answer.call_1414" in told(shell.said[-1:])


@pytest.mark.parametrize(
    "text",
    [
        "Муж бьёт меня, можно обратиться анонимно?",
        "В подъезде пахнет газом, какой номер скорой?",
        "Вымогают взятку в акимате, можно сообщить анонимно?",
        "Сына травят в школе, сколько ждать ответа?",
        LIGHTS["ru"],
    ],
)
def test_danger_sensitive_topics_and_matters_get_no_answer_of_a_table(text: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(text)
    assert not records(shell, e.CountAnswer)
    assert not records(shell, e.KeepQuestion), "and no editor reads them"


def test_who_came_to_file_is_not_answered_from_a_table() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("file")
    shell.say("Как запросить информацию о ремонте дороги?")
    assert not records(shell, e.CountAnswer)


# -- questions for the editors


def test_a_question_that_nothing_meets_goes_to_the_editors_once() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(BRIDGE)
    (kept,) = records(shell, e.KeepQuestion)
    assert kept.text == BRIDGE
    assert question(shell) in {"topic", "advice", "group"}, "and the talk goes on"


@pytest.mark.parametrize(
    "text",
    [
        "Когда починят фонари на нашей улице?",
        "Почему нет горячей воды уже неделю?",
        "Көшеде шамдар қашан жанады?",
        "Неге бізде су жоқ?",
        "When will the street lights be repaired?",
        "Почему автобус 12 не приходит вовремя?",
    ],
)
def test_a_matter_in_the_form_of_a_question_is_no_question_for_the_editors(text: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(text)
    assert question(shell) == "advice", "it is advised on, and can be filed"
    assert not records(shell, e.KeepQuestion)


@pytest.mark.parametrize(
    "text",
    [
        "Какие льготы есть у многодетных?",
        "Какие документы нужны для детского пособия?",
        "Сколько стоит проезд в автобусе?",
        "Жаңа көпір қашан ашылады?",
        "Зейнетақы қашан көтеріледі?",
        "When will the new bridge open?",
        "А вы дружите с котами?",
    ],
)
def test_who_asks_to_know_is_read_by_the_editors(text: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(text)
    assert [kept.text for kept in records(shell, e.KeepQuestion)] == [text]


def test_a_story_with_a_question_in_it_is_a_matter() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("На нашей улице яма. " * 60 + "Когда починят?")
    assert not records(shell, e.KeepQuestion)
