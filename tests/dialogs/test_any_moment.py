"""What can be said at any moment, as people write it: politely, in Latin letters, with a slip."""

import pytest

from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from tests.dialogs.asking import value
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell

POINTS = ("surname", "iin", "address", "confirm")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(
    "text", ["назад пожалуйста", "а можно назад?", "хочу назад", "artqa", "go back please"]
)
def test_back_among_polite_words_and_in_latin_letters(point: str, text: str) -> None:
    shell = talk_at(point)
    trail, answers = shell.talk.trail, shell.talk.answers
    shell.say(text)
    assert len(shell.talk.trail) < len(trail)
    assert shell.talk.answers.items() <= answers.items()


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(
    "text",
    [
        "мне нужен человек", "можно поговорить с человеком?", "хочу с живым человеком поговорить",
        "адаммен сойлескым келеди", "adam kerek", "i want to talk to a person",
    ],
)  # fmt: skip
def test_a_human_in_many_words(point: str, text: str) -> None:
    shell = talk_at(point)
    shell.say(text)
    assert shell.talk.owner == OWNER_QUEUE


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("можно на казахском?", "kk"), ("qazaqsha", "kk"), ("орысша түсінбеймін", "kk"),
        ("переключи на русский", "ru"), ("po russki", "ru"), ("do you speak english?", "en"),
    ],
)  # fmt: skip
def test_a_language_in_many_words_keeps_every_answer(point: str, text: str, language: str) -> None:
    shell = talk_at(point)
    answers = shell.talk.answers
    shell.say(text)
    assert (question(shell), shell.talk.language) == (point, language)
    assert shell.talk.answers == answers


@pytest.mark.parametrize(("text", "language"), [("на русском", "ru"), ("english please", "en")])
def test_a_language_named_at_the_question_of_language_is_its_answer(
    text: str, language: str
) -> None:
    first = Shell(None)
    first.say("/menu")
    first.talk = first.talk.but(at="front.language", language=None, asked=1, count=1)
    first.say(text)
    assert (question(first), first.talk.language) == ("menu", language)
    switching = talk_at("address", "kk")
    switching.say("тіл", text)
    assert (question(switching), switching.talk.language) == ("address", language)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("text", ["не понимаю", "түсінбедім", "что писать?", "what do you mean"])
def test_who_does_not_understand_gets_the_reason_and_other_words(point: str, text: str) -> None:
    shell = talk_at(point)
    before = shell.talk.answers
    said = told(shell.say(text))
    assert {f"why.{point}", f"ask.{point}_again"} <= said
    assert shell.talk.answers == before


@pytest.mark.parametrize("point", ["surname", "address"])
@pytest.mark.parametrize("text", ["не хочу", "айтпаймын", "i don't want to"])
def test_who_does_not_want_is_told_why_and_may_go_on_or_drop_it(point: str, text: str) -> None:
    shell = talk_at(point)
    answers = shell.talk.answers
    assert f"why.{point}" in told(shell.say(text))
    assert question(shell) == "resume"
    shell.press("go_on")
    assert (question(shell), shell.talk.answers) == (point, {**answers, "resume": "go_on"})


def test_who_does_not_want_to_name_what_may_be_skipped_skips_it() -> None:
    shell = talk_at("iin")
    shell.say("не хочу")
    assert (question(shell), shell.talk.answers["iin"]) == ("address", "")


def test_nobody_is_held_back_who_wants_none_of_it() -> None:
    shell = talk_at("advice")
    shell.say("не надо", "не надо")
    assert question(shell) == "menu"


@pytest.mark.parametrize(("text", "kept"), [("назар", "Назар"), ("Артак", "Артак")])
def test_a_name_that_is_nearly_a_command_is_a_name(text: str, kept: str) -> None:
    shell = talk_at("surname")
    shell.say(text)
    assert shell.talk.answers["surname"] == kept


@pytest.mark.parametrize("text", ["назат", "отмина", "операторр"])
def test_a_command_with_a_slip_where_it_answers_nothing(text: str) -> None:
    shell = talk_at("consent")
    shell.say(text)
    assert question(shell) != "consent" or shell.talk.owner != OWNER_BOT
    free = Shell("ru", "petropavlovsk")
    free.say(text)
    assert "problem" not in free.talk.answers


@pytest.mark.parametrize("text", ["где моё заявление сейчас", "арызым қай жерде жатыр екен"])
def test_what_became_of_an_appeal_in_the_middle_of_a_form(text: str) -> None:
    shell = talk_at("iin")
    assert "status.nothing" in told(shell.say(text))
    assert question(shell) == "iin"


@pytest.mark.parametrize(
    ("key", "text", "option"),
    [
        ("consent", "ia", "yes"), ("consent", "joq", "no"), ("iin", "joq", ""),
        ("confirm", "rastaimyn", "confirm"), ("kind", "shagym", "complaint"),
    ],
)  # fmt: skip
def test_an_option_typed_in_latin_letters(key: str, text: str, option: str) -> None:
    assert value(key, text) == option


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("не үшін?", "why"), ("почему именно туда?", "why"), ("why there?", "why"),
        ("а если я останусь анонимным?", "anonymous"), ("атымды айтпасам ше", "anonymous"),
        ("what if i stay anonymous?", "anonymous"),
    ],
)  # fmt: skip
def test_why_and_without_a_name_at_the_advice_in_plain_words(text: str, option: str) -> None:
    pressed = told(talk_at("advice").press(option))
    shell = talk_at("advice")
    assert told(shell.say(text)) == pressed
    assert question(shell) == "advice"
