"""First things first: life situations, and what is asked beside a form."""

import pytest

from dialogs import effects as e
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell, book


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
