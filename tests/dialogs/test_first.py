"""First things first: situations, approved answers before any form, questions for the editors."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from dialogs import effects as e
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell, book

COST = {"kk": "Бұл тегін бе?", "ru": "Сколько стоит подать обращение?", "en": "Is it free?"}
BRIDGE = "Когда откроют новый мост?"


def ids(shell: Shell) -> list[str]:
    return [choice.id for choice in shell.said[-1].choices]


def records(shell: Shell, kind: type) -> list:
    return [record for record in shell.records if isinstance(record, kind)]


# -- situations


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_stays_short_and_leads_to_the_situations(language: str) -> None:
    shell = Shell(language)
    assert "situations" in ids(shell)
    assert len(ids(shell)) <= 7
    shell.press("situations")
    assert ids(shell) == [*book().rules.firsts.situations, "none"]
    assert len(ids(shell)) <= 10, "a list of WhatsApp holds ten rows"


@pytest.mark.parametrize("id", list(book().rules.firsts.situations))
def test_a_situation_tells_what_to_do_and_leads_to_its_topics(id: str) -> None:
    shell = Shell("ru")
    shell.press("situations", id)
    situation = book().rules.firsts.situations[id]
    assert {todo.key for todo in situation.todos} <= told(shell.said[-1:])
    assert "situation.unconfirmed" in told(shell.said[-1:]), "nobody has confirmed it yet"
    assert ids(shell) == [*situation.topics, "none"]
    shell.press(situation.topics[0])
    assert shell.talk.answers["topic"] == situation.topics[0]
    assert question(shell) in {"region", "advice"}


def test_words_lead_to_the_situation_but_are_no_appeal() -> None:
    shell = Shell("kk", "petropavlovsk")
    shell.say("Жұмыссыз қалдым")
    assert "situation.lost_job" in told(shell.said[-1:])
    shell.press("unpaid_wages", "file")
    assert question(shell) == "problem", "what to file is asked before it is filed"
    shell.say("Үш ай жалақы бермеді")
    assert question(shell) == "consent"
    shell.press("yes")
    shell.say("Ахметова Айгүл", "өткізу", "Абай көшесі 5")
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert (case.draft.text, case.topic) == ("Үш ай жалақы бермеді", "unpaid_wages")


def test_danger_in_the_words_of_an_appeal_is_heard() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("У меня родился ребёнок")
    shell.press("child_benefit", "file")
    shell.say("В подъезде пахнет газом")
    assert "note.emergency" in told(shell.said[-1:])


def test_who_has_no_situation_tells_the_matter() -> None:
    shell = Shell("ru")
    shell.press("situations", "none")
    assert question(shell) == "problem"


# -- short answers


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


def test_a_story_with_a_question_in_it_is_a_matter() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("На нашей улице яма. " * 60 + "Когда починят?")
    assert not records(shell, e.KeepQuestion)


# -- beside the form


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_approved_answer_in_the_middle_of_a_form(language: str) -> None:
    shell = talk_at("surname", language)
    asked = {
        "kk": "Өтінішті кері алуға бола ма?",
        "ru": "Можно ли отозвать обращение?",
        "en": "Can I withdraw my appeal?",
    }
    before = shell.talk.asked
    shell.say(asked[language])
    said = told(shell.said[-1:])
    assert {"answer.withdraw", "answer.source", "note.go_on"} <= said
    assert not {key for key in said if key.startswith("ask.")}, "what was asked is not repeated"
    assert (question(shell), shell.talk.asked) == ("surname", before)


@pytest.mark.parametrize(
    "text", ["Зачем?", "почему вы спрашиваете", "Неге?", "бұл не үшін", "Why?"]
)
@pytest.mark.parametrize("point", ["consent", "surname", "iin", "address", "confirm"])
def test_why_explains_the_question_that_waits(point: str, text: str) -> None:
    shell = talk_at(point)
    shell.say(text)
    assert f"why.{point}" in told(shell.said[-1:])
    assert question(shell) == point


def test_why_at_an_advice_is_still_its_own_button() -> None:
    shell = talk_at("advice")
    shell.say("Почему?")
    assert not {key for key in told(shell.said[-1:]) if key.startswith("why.")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_say_why_it_is_asked(language: str) -> None:
    asked = {step.ask for step in book().steps.values() if step.ask}
    assert len(asked) > 40
    assert not [key for key in asked if not book().words.has(f"why.{key}")]


def test_an_unknown_question_beside_the_form_is_not_an_answer() -> None:
    shell = talk_at("surname")
    shell.say("А вы дружите с котами?")
    assert "note.no_answer" in told(shell.said[-1:])
    assert [kept.text for kept in records(shell, e.KeepQuestion)] == ["А вы дружите с котами?"]
    assert question(shell) == "surname"
    assert "surname" not in shell.talk.answers


def test_words_of_the_matter_are_never_taken_for_a_question() -> None:
    shell = talk_at("confirm")
    shell.press("edit", "text")
    shell.say("Можно ли отозвать обращение соседа?")
    assert shell.talk.answers["text"] == "Можно ли отозвать обращение соседа?"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Что такое БИН?", "what_bin"),
        ("ЖСН деген не?", "what_iin"),
        ("нужна ли эцп", "eds"),
        ("Что будет дальше?", "what_next"),
        ("әрі қарай не болады", "what_next"),
        ("What happens next?", "what_next"),
        ("Можно потом исправить?", "change_later"),
        ("кейін өзгертуге бола ма", "change_later"),
        ("Can I change it later?", "change_later"),
        ("Куда это уйдёт?", "where_goes"),
        ("Где найти ИИН", "what_iin"),
        ("можно продолжить завтра?", "later"),
        ("можно за маму?", "for_other"),
        ("А если не знаю?", "dont_know"),
        ("можно приложить фото?", "attach"),
        ("это бот или человек?", "robot"),
        ("Сколько ждать ответа?", "how_long"),
        ("зачем вам мой телефон", "why_data"),
    ],
)
def test_more_questions_beside_the_form(text: str, side: str) -> None:
    shell = talk_at("surname")
    shell.say(text)
    assert {f"side.{side}", "note.go_on"} <= told(shell.said[-1:])
    assert question(shell) == "surname"


def test_names_and_addresses_are_no_questions() -> None:
    shell = talk_at("surname")
    shell.say("Почемучкина Анна", "пропустить", "улица Ашық, дом 5")
    assert question(shell) == "confirm"
