"""While a human owns the talk the bot is silent; danger is answered whoever owns it."""

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell
from tests.dialogs.test_commands import At

DANGER = {"kk": "үйде өрт болып жатыр", "ru": "пожар в квартире", "en": "my house is on fire"}


@pytest.fixture
def taken(at: At) -> Shell:
    """A talk in the middle of a form that operator a has."""
    shell = at("address")
    shell.say("оператор")
    shell.take(v.OperatorTook, by="a")
    return shell


def test_the_queue_and_the_operator_silence_the_bot(at: At) -> None:
    shell = at("address")
    assert told(shell.say("оператор")) == {"note.queued"}
    for said in ("улица Абая 5", "да", "спасибо"):
        assert shell.say(said) == []
    assert shell.talk.owner == OWNER_QUEUE
    assert told(shell.take(v.OperatorTook, by="a")) == {"note.operator_joined"}
    assert shell.say("улица Абая 5") == []
    assert shell.take(v.Chose, option="skip", asked=3) == []
    assert shell.take(v.Puzzled, kind="sticker") == []
    assert shell.take(v.Started, language="en") == []
    assert shell.talk.language == "ru"


def test_an_operators_words_come_through_as_they_are(taken: Shell) -> None:
    (said,) = taken.take(v.OperatorSaid, by="a", text="<b>{x}</b>")
    assert (said.speaker, said.words, said.question) == ("operator", ("<b>{x}</b>",), None)


def test_the_form_goes_on_where_it_stood(taken: Shell) -> None:
    said = taken.take(v.OperatorReturned, by="a")
    assert told(said) == {"note.returned", "ask.address"}
    assert e.EndHandOff("a") in taken.records
    taken.say("улица Абая 5")
    assert question(taken) == "confirm"


@pytest.mark.parametrize(
    ("kind", "by", "code"),
    [
        (v.OperatorTook, "b", "taken"),
        (v.OperatorSaid, "b", "not_yours"),
        (v.OperatorReturned, "b", "not_yours"),
    ],
)
def test_another_operator_is_refused(taken: Shell, kind: type, by: str, code: str) -> None:
    talk = taken.talk
    words = {"text": "я"} if kind is v.OperatorSaid else {}
    assert taken.take(kind, by=by, **words) == []
    assert taken.refused == [code]
    assert taken.talk == talk


def test_what_is_in_no_queue_cannot_be_taken(shell: Shell) -> None:
    shell.take(v.OperatorTook, by="a")
    assert shell.refused == ["not_in_queue"]


def test_taking_twice_is_once(taken: Shell) -> None:
    assert taken.take(v.OperatorTook, by="a") == []
    assert taken.refused == []


@pytest.mark.parametrize("word", ["меню", "/cancel", "мәзір"])
def test_the_citizen_may_come_back_alone(taken: Shell, word: str) -> None:
    said = taken.say(word)
    assert {"note.bot_again", "ask.menu"} <= told(said)
    assert taken.talk.owner == OWNER_BOT
    assert e.EndHandOff("citizen") in taken.records


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_is_answered_while_an_operator_has_the_talk(taken: Shell, language: str) -> None:
    (said,) = taken.say(DANGER[language])
    assert told([said]) == {"note.emergency"}
    assert said.links[0].url.startswith("tel:")
    assert taken.talk.owner == "a", "the talk stays the operator's"


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_in_a_form_is_answered_first_and_the_form_goes_on(at: At, language: str) -> None:
    shell = at("address")
    said = shell.say(DANGER[language])
    assert said[0].words[0].key == "note.emergency"  # type: ignore[union-attr]
    assert question(shell) == "address"
    assert "address" not in shell.talk.answers


def test_danger_at_the_menu_is_answered_before_anything_is_asked(shell: Shell) -> None:
    said = shell.say(DANGER["ru"])
    assert said[0].words[0].key == "note.emergency"  # type: ignore[union-attr]
    assert question(shell) == "menu"


def test_a_loop_in_a_script_ends_with_a_human(shell: Shell) -> None:
    from dataclasses import replace

    from dialogs.script import Row

    why = replace(shell.book.steps["front.why"], next=(Row({}, "front.why"),))
    shell.book = replace(shell.book, steps={**shell.book.steps, "front.why": why})
    shell.say("На нашей улице не горят фонари")
    assert "note.loop" in told(shell.press("why"))
    assert e.HandOff("loop") in shell.records
    assert (shell.talk.owner, shell.talk.asked) == (OWNER_QUEUE, 0)
    shell.say("меню")
    assert question(shell) == "menu"


def test_after_a_human_both_ways_of_helping_stand_with_the_old_words(at: At) -> None:
    shell = at("advice")
    shell.press("human")
    shell.take(v.OperatorTook, by="a")
    said = shell.take(v.OperatorReturned, by="a")
    assert told(said) == {"note.returned", "ask.ways"}


def test_after_a_human_who_heard_nothing_the_menu_stands(shell: Shell) -> None:
    shell.press("human")
    shell.take(v.OperatorTook, by="a")
    assert told(shell.take(v.OperatorReturned, by="a")) == {"note.returned", "ask.menu"}


def test_what_was_said_to_a_human_is_not_asked_again(shell: Shell) -> None:
    shell.press("human")
    shell.take(v.OperatorTook, by="a")
    shell.say("В Петропавловске", "на нашей улице не горят фонари")
    shell.take(v.OperatorReturned, by="a")
    shell.press("file")
    assert question(shell) == "consent"
    assert shell.talk.answers["problem"] == "В Петропавловске\nна нашей улице не горят фонари"


@pytest.mark.parametrize("owner", [OWNER_QUEUE, "aigul"])
@pytest.mark.parametrize(
    "text",
    ["Здравствуйте!", "сәлем", "не понял", "помогите", "не надо", "можно меню какое-то?",
     "позвоните мне", "плохо вижу"],
)  # fmt: skip
def test_words_to_a_human_do_not_take_the_talk_away_from_them(
    at: At, owner: str, text: str
) -> None:
    shell = at("address")
    shell.say("оператор")
    shell.talk = shell.talk.but(owner=owner)
    assert shell.say(text) == []
    assert shell.talk.owner == owner


def test_who_calls_a_human_again_keeps_their_place_in_the_queue(at: At) -> None:
    shell = at("address")
    shell.say("оператор")
    records = list(shell.records)
    assert told(shell.say("позовите оператора!")) == {"note.queued"}
    assert (shell.talk.owner, shell.records) == (OWNER_QUEUE, records)


@pytest.mark.parametrize("text", ["меню", "/help", "/human", "отмена", "статус"])
def test_the_way_back_from_a_human_is_a_word_or_a_slash(at: At, text: str) -> None:
    shell = at("address")
    shell.say("оператор")
    shell.talk = shell.talk.but(owner="aigul")
    shell.say(text)
    assert shell.talk.owner != "aigul"
