"""Answers as people give them: with excuses, descriptions and doubts, at the step that asks."""

import pytest

from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told


@pytest.mark.parametrize(
    "words",
    [
        "у меня нет ИИН под рукой",
        "удостоверение украли у меня вчера на базаре",
        "я гражданин Узбекистана, нет у меня иин",
        "куәлігімді жоғалтып алдым",
        "it was stolen with my bag",
    ],
)
def test_who_has_no_number_at_hand_goes_on_without_it(words: str) -> None:
    shell = talk_at("iin")
    shell.say(words)
    assert (question(shell), shell.talk.answers["iin"]) == ("address", "")


@pytest.mark.parametrize(
    "words",
    [
        "в общежитии завода, комната пять",
        "у нас улицы без названия",
        "рядом со школой в ауле Бесколь",
        "ауылда көше атауы жоқ",
    ],
)
def test_an_address_may_be_described(words: str) -> None:
    shell = talk_at("address")
    shell.say(words)
    assert (question(shell), shell.talk.answers["address"]) == ("confirm", words)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("iin", "мне 64 года, пенсионер я"),
        ("surname", "пишет за бабушку внучка"),
        ("surname", "я мать троих детей"),
        ("address", "живу у дочери, прописан в другом месте"),
    ],
)
def test_what_is_said_in_passing_is_neither_an_answer_nor_another_matter(
    step: str, words: str
) -> None:
    shell = talk_at(step)
    before = shell.talk.answers
    letters = shell.say(words)
    assert (question(shell), shell.talk.answers) == (step, before)
    assert "note.another_matter" not in told(letters)


def test_another_matter_is_one_that_is_surely_told() -> None:
    shell = talk_at("address")
    assert "note.another_matter" in told(shell.say("а ещё в школе собирают деньги на шторы"))


@pytest.mark.parametrize(
    "words",
    ["подожди, там адрес неправильный", "исправь имя", "мекенжай қате", "there is a mistake"],
)
def test_who_sees_a_mistake_in_the_read_back_chooses_the_line(words: str) -> None:
    shell = talk_at("confirm")
    shell.say(words)
    assert question(shell) == "edit"


def test_a_question_about_a_mistake_sends_nothing_and_changes_nothing() -> None:
    shell = talk_at("confirm")
    shell.say("а если я потом найду ошибку?")
    assert question(shell) == "confirm"


@pytest.mark.parametrize(
    "words", ["да, согласна", "ок давай", "иә, келісемін", "ну ладно", "yes, sure"]
)
def test_yes_may_be_said_in_several_words(words: str) -> None:
    shell = talk_at("consent")
    shell.say(words)
    assert question(shell) == "surname"


@pytest.mark.parametrize("words", ["нет, не хочу", "жоқ, болмайды", "не доверяю"])
def test_no_may_be_said_in_several_words(words: str) -> None:
    shell = talk_at("consent")
    assert "note.no_consent" in told(shell.say(words))


@pytest.mark.parametrize(
    "words", ["да нет", "ну", "отправить?", "да ну его и так далее всё это не"]
)
def test_words_for_two_options_or_none_choose_nothing(words: str) -> None:
    shell = talk_at("consent")
    shell.say(words)
    assert question(shell) == "consent"


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("подай за меня", "consent"),
        ("хочу пожаловаться", "consent"),
        ("өтініш бергім келеді", "consent"),
        ("өтінішті сіз жазып беріңіз", "consent"),
        ("қабылдауға барайын", "official"),
        ("басқа жолы бар ма", "card"),
        ("запишите меня к акиму, пожалуйста", "official"),
    ],
)
def test_a_way_of_helping_is_chosen_in_words(words: str, leads: str) -> None:
    shell = talk_at("advice")
    shell.say(words)
    assert question(shell) == leads


@pytest.mark.parametrize(
    ("words", "leads"), [("фото қосайын", "attachments"), ("бәрі дұрыс, жібере беріңіз", "rating")]
)
def test_what_is_read_back_is_answered_in_words(words: str, leads: str) -> None:
    shell = talk_at("confirm")
    shell.say(words)
    assert question(shell) == leads
