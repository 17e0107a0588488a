"""Answers that do not fit: a hint, other words, a human, an end; and nobody is lectured."""

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.citizen import MOST_TRAIL
from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from dialogs.play import MAX_TRIES, OTHER_WORDS
from dialogs.trouble import MOST_ECHOES, MOST_TRIES
from tests.dialogs.actor import waits
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import keys, question, told
from tests.dialogs.shell import LANGUAGES, Shell
from tests.dialogs.test_commands import At

WRONG = "🙂"


def ids(shell: Shell) -> list[str]:
    return [choice.id for choice in shell.said[-1].choices]


def test_the_second_wrong_answer_gets_other_words_the_third_a_human(at: At) -> None:
    shell = at("iin")
    asked = []
    for _ in range(4):
        shell.say("12345")
        asked.append((keys(shell.said[-1]) & {"ask.iin", "ask.iin_again"}, "human" in ids(shell)))
    assert asked == [
        ({"ask.iin"}, False),
        ({"ask.iin_again"}, False),
        ({"ask.iin_again"}, True),
        ({"ask.iin_again"}, True),
    ]
    assert (OTHER_WORDS, MAX_TRIES) == (2, 3)


def test_a_good_answer_ends_the_trouble(at: At) -> None:
    shell = at("iin")
    shell.say("1", "2", "3", "900101300017")
    assert (question(shell), shell.talk.tries) == ("address", 0)
    assert "human" not in ids(shell)


@pytest.mark.parametrize("how", ["press", "by id", "by word", "by number"])
def test_the_human_that_is_offered_can_be_had(at: At, how: str) -> None:
    shell = at("consent")
    shell.say(WRONG, WRONG, WRONG)
    assert ids(shell) == ["yes", "no", "human"]
    if how == "press":
        shell.press("human")
    elif how == "by id":
        shell.take(v.Chose, option="human", question="consent")
    else:
        shell.say({"by word": "оператор", "by number": "3"}[how])
    assert shell.talk.owner == OWNER_QUEUE
    assert e.HandOff("asked") in shell.records


def test_the_humans_button_of_an_old_letter_is_an_old_button(at: At) -> None:
    shell = at("consent")
    shell.say(WRONG, WRONG, WRONG)
    old = shell.talk.asked
    shell.press("yes")
    assert "note.old_button" in told(shell.take(v.Chose, option="human", asked=old))
    assert shell.talk.owner == OWNER_BOT


def test_before_the_third_wrong_answer_no_number_means_a_human(at: At) -> None:
    shell = at("consent")
    shell.say(WRONG, "3")
    assert shell.talk.owner == OWNER_BOT


def test_where_a_human_is_offered_anyway_it_stands_there_once(at: At) -> None:
    shell = at("advice")
    shell.say("?", "?", "?")
    assert ids(shell).count("human") == 1


def test_nobody_is_asked_the_same_for_ever(at: At) -> None:
    shell = at("iin")
    for n in range(1, MOST_TRIES + 1):
        assert shell.talk.owner == OWNER_BOT, n
        shell.say("123")
    assert e.HandOff("lost") in shell.records
    assert shell.talk.owner == OWNER_QUEUE
    shell.take(v.OperatorTook, by="a")
    shell.take(v.OperatorReturned, by="a")
    assert question(shell) == "iin", "the form goes on where it stood"
    assert "human" not in ids(shell)


def test_answers_that_teach_nothing_count_as_wrong() -> None:
    shell = Shell("ru")
    shell.press("problem")
    shell.say("В Ивановке на улице не горят фонари")
    shell.say("Ивановка")
    place = shell.talk.at
    for _ in range(MOST_TRIES + 2):
        if shell.talk.owner != OWNER_BOT or shell.talk.at != place:
            break
        shell.say("Ивановка")
    assert shell.talk.owner == OWNER_QUEUE or shell.talk.at != place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_answer_five_times_moves_nothing_twice(language: str) -> None:
    shell = talk_at("confirm", language)
    for _ in range(5):
        shell.take(v.Chose, option="confirm", question="confirm")
    assert len(shell.cases) == 1
    for _ in range(5):
        shell.say("улица Абая 5")
        waits(shell)
    assert len(shell.cases) == 1


ABUSE = {
    "kk": ("Ақымақсыңдар ма, көшеде шамдар жанбайды", "Сендер түкке жарамайсыңдар"),
    "ru": ("Вы там совсем дураки, на улице фонари не горят", "Бездельники вы все"),
    "en": ("You fools, the street lights are off again", "You are all useless"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_abuse_blocks_no_matter(language: str) -> None:
    shell = Shell(language, "petropavlovsk")
    shell.say(ABUSE[language][0])
    assert question(shell) == "advice"
    assert shell.talk.facts["topic"] == "street_lighting"


@pytest.mark.parametrize("language", LANGUAGES)
def test_abuse_alone_is_answered_with_a_question_and_no_lecture(language: str) -> None:
    shell = Shell(language, "petropavlovsk")
    said = shell.say(ABUSE[language][1])
    assert question(shell) in {"group", "topic", "advice", "menu"}
    assert not {key for key in told(said) if key.startswith(("hint.", "puzzled."))}
    shell.press("human") if "human" in ids(shell) else shell.say("оператор")
    assert shell.talk.owner == OWNER_QUEUE


def test_abuse_in_a_form_loses_nothing(at: At) -> None:
    shell = at("iin")
    answers = shell.talk.answers
    shell.say("да пошли вы")
    assert shell.talk.answers == answers
    assert question(shell) == "iin"


def test_a_seat_that_was_lost_is_not_booked_by_going_back() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book", "deputy")
    shell.press(next(id for id in ids(shell) if id.startswith("2026")))
    seat = ids(shell)[0]
    shell.press(seat, "offline")
    shell.say("Ремонт улицы")
    shell.stolen.add(seat)
    assert "book.taken" in told(shell.press("confirm"))
    shell.say("назад")
    assert shell.talk.at == "book.confirm"
    assert "book.taken" in told(shell.press("confirm"))
    assert question(shell) == "day"
    assert not [b for b in shell.bookings.values() if b.state == "booked"]


def test_a_button_pressed_again_and_again_is_no_wrong_answer(at: At) -> None:
    shell = at("advice")
    for _ in range(MOST_TRIES + 1):
        shell.press("why")
    assert (question(shell), shell.talk.tries, shell.talk.owner) == ("advice", 0, OWNER_BOT)


@pytest.mark.parametrize(
    "words", ["Зачем?", "Здравствуйте", "статус", "помощь", "сколько ждать ответа?"]
)
def test_the_same_words_for_ever_end_with_a_human(at: At, words: str) -> None:
    """Two machines may be talking: the limit holds whatever is made of the words."""
    shell = at("surname")
    for n in range(MOST_ECHOES):
        assert shell.talk.owner == OWNER_BOT, n
        shell.say(words)
    assert shell.talk.owner == OWNER_QUEUE
    assert e.HandOff("lost") in shell.records


def test_words_between_are_no_echo(at: At) -> None:
    shell = at("surname")
    for _ in range(MOST_ECHOES):
        shell.say("Зачем?", "помощь")
    assert shell.talk.owner == OWNER_BOT


def test_a_button_between_is_no_echo() -> None:
    shell = talk_at("advice")
    for _ in range(MOST_ECHOES):
        shell.say("помощь")
        shell.press("why")
    assert shell.talk.owner == OWNER_BOT


def test_words_that_are_never_understood_end_with_a_human_soon() -> None:
    """What was written before is kept beside; that it grows is no progress."""
    shell = Shell("ru")
    for _ in range(MOST_TRIES + 3):
        shell.say("Бездельники вы все")
    assert shell.talk.owner == OWNER_QUEUE


def test_a_circle_does_not_make_the_talk_grow(at: At) -> None:
    shell = at("advice")
    for _ in range(MOST_TRAIL):
        shell.press("why", "why")
    assert len(shell.talk.trail) == MOST_TRAIL
    shell.say("назад")
    assert question(shell) == "advice"


def test_who_gets_a_human_is_not_asked_the_same_once_more(at: At) -> None:
    shell = at("consent")
    for n in range(MOST_TRIES):
        assert shell.talk.owner == OWNER_BOT
        said = shell.say("э" * (n + 3))
    assert shell.talk.owner == OWNER_QUEUE
    assert [one.question for one in said] == [None]
    assert not {key for key in told(said) if key.startswith("ask.")}


def test_who_does_not_understand_again_and_again_is_offered_a_human(at: At) -> None:
    shell = at("iin")
    shell.say("не понимаю")
    assert "human" not in ids(shell)
    shell.say("не понимаю")
    assert "human" in ids(shell)
