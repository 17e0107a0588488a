"""Everything that a messenger can bring and a form does not expect, one by one.

Each gets a clear sentence, loses nothing, and the question goes on waiting. Elsewhere: files and
albums in `test_attached`, abuse and the same answer again in `test_trouble`, what a door makes of
its own messages (edited, forwarded) beside the door, two doors at once in `tests/turn`.
"""

import pytest

from bot.book import Book
from dialogs import events as v
from dialogs.conversation import OWNER_BOT, Conversation
from dialogs.effects import Choice, Words
from dialogs.question import View
from dialogs.questions.pick import pick
from tests.dialogs.actor import waits
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AT, LANGUAGES, Shell
from tests.dialogs.test_commands import At

MONTH = 31 * 24 * 3600
POINTS = ("advice", "consent", "surname", "iin", "address", "confirm")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(
    "kind", ["sticker", "voice", "edited", "contact", "empty", "long", "dice"]
)
def test_what_cannot_be_read_says_so_and_loses_nothing(point: str, kind: str) -> None:
    shell = talk_at(point)
    before, answers = question(shell), shell.talk.answers
    said = shell.take(v.Puzzled, kind=kind)
    assert {key for key in told(said) if key.startswith("puzzled.")}
    assert (question(shell), shell.talk.answers) == (before, answers)


@pytest.mark.parametrize("point", POINTS)
def test_a_voice_note_in_a_form_is_kept(point: str) -> None:
    shell = talk_at(point)
    voice = v.File(id="v1", name="v.ogg", type="audio/ogg", size=9)
    shell.take(v.Sent, file=voice)
    kept = [file["id"] for file in shell.talk.answers.get("attachments") or []]
    heard = [file["id"] for file in shell.talk.facts.get("voice") or []]
    assert "v1" in kept + heard
    waits(shell)


def test_a_voice_note_beside_words_and_a_photo_loses_neither() -> None:
    """Typed words that were not understood, a photo, and then the rest of it spoken."""
    shell = Shell("ru")
    shell.take(v.Sent, file=v.File(id="f1", name="1.jpg", type="image/jpeg", size=9))
    shell.say("Совсем непонятно, что у нас тут такое творится")
    assert question(shell) == "group"
    shell.take(v.Sent, file=v.File(id="v1", name="v.ogg", type="audio/ogg", size=9))
    assert shell.talk.answers["problem"] == "Совсем непонятно, что у нас тут такое творится"
    assert [file["id"] for file in shell.talk.answers["attachments"]] == ["f1"]
    assert [file["id"] for file in shell.talk.facts["voice"]] == ["v1"]
    assert question(shell) == "group", "sorted by a button, as all that is spoken"


def test_right_to_left_marks_are_no_part_of_an_answer(at: At) -> None:
    shell = at("address")
    shell.say("\u202eулица\u200f Абая\u202c 5\u200b")
    assert shell.talk.answers["address"] == "улица Абая 5"


@pytest.mark.parametrize("text", ["\u202e\u200f", "\u200b", "\u2066\u2069 \u200e"])
def test_marks_alone_are_no_answer(at: At, text: str) -> None:
    shell = at("address")
    shell.say(text)
    assert question(shell) == "address"
    assert "address" not in shell.talk.answers


def test_an_answer_to_the_previous_question_by_its_button_is_answered_kindly(at: At) -> None:
    shell = at("address")
    said = shell.take(v.Chose, option="skip", question="iin")
    assert {"note.old_button", "ask.address"} <= told(said)


def test_a_label_typed_by_hand_is_the_button(at: At) -> None:
    shell = at("advice")
    shell.say("Подать обращение")
    assert question(shell) == "consent"
    shell.say("Да!")
    assert question(shell) == "surname"


@pytest.mark.parametrize(
    ("language", "label"), [("kk", "Өтініш беру"), ("ru", "ПОДАТЬ ОБРАЩЕНИЕ"), ("en", "file")]
)
def test_labels_of_every_language_are_understood(language: str, label: str) -> None:
    shell = talk_at("advice", language)
    shell.say(label)
    assert question(shell) == "consent"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_answer_five_times_is_one(language: str) -> None:
    shell = talk_at("consent", language)
    asked = shell.talk.asked
    for _ in range(5):
        shell.take(v.Chose, option="yes", asked=asked)
    assert question(shell) == "surname"
    for _ in range(4):
        shell.say("Ахметова Айгуль")
    assert shell.talk.answers["surname"] == "Ахметова"
    waits(shell)


@pytest.mark.parametrize("point", POINTS)
def test_silence_for_a_month_forgets_the_form_by_rule_and_says_so(point: str) -> None:
    shell = talk_at(point)
    for key in sorted(shell.timers, key=lambda key: shell.timers[key].due):
        shell.fire(key)
    if point != "advice":  # no form yet, nothing to forget
        assert "note.expired" in told(shell.said)
        assert "surname" not in shell.talk.answers
    shell.now = shell.now.replace(year=shell.now.year + 1)
    said = shell.say("здравствуйте")
    assert said
    waits(shell)
    shell.say("меню", LIGHTS["ru"])
    assert question(shell) == "advice"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["button", "word"])
def test_another_language_in_the_last_step_reads_everything_back_in_it(
    language: str, how: str
) -> None:
    shell = talk_at("confirm", "ru" if language != "ru" else "kk")
    answers = shell.talk.answers
    if how == "button":
        shell.say("/language")
        shell.press(language)
    else:
        shell.say({"kk": "қазақша", "ru": "на русском", "en": "in English"}[language])
    assert (question(shell), shell.talk.language) == ("confirm", language)
    assert {"read.head", "read.text", "ask.confirm"} <= told(shell.said[-1:])
    assert {**shell.talk.answers, "language": 0} == {**answers, "language": 0}
    shell.press("confirm")
    assert len(shell.cases) == 1


def test_a_name_that_is_a_command_is_a_name_where_a_name_is_asked(at: At) -> None:
    shell = at("surname")
    shell.say("Ахметов")
    assert question(shell) == "name"
    shell.say("Адам")
    assert shell.talk.answers["name"] == "Адам"
    assert shell.talk.owner == OWNER_BOT


def test_an_option_by_its_name_is_the_option_and_not_a_command() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Начать")
    assert question(shell) == "menu"
    shell = Shell(None)
    shell.take(v.Started)
    shell.say("қазақша")
    assert (question(shell), shell.talk.language) == ("menu", "kk")


def test_every_label_typed_by_hand_is_its_button(book: Book) -> None:
    """In all three languages, in whatever language the talk is, with capitals and marks."""
    view = View(book, Conversation(id="t", language="ru"), AT)
    missed = [
        (key, option, label)
        for key, question in book.questions.items()
        for option in getattr(question, "options", ())
        for label in book.labels.get(f"option.{option}", ())
        if pick(view, (Choice(option, Words(f"option.{option}")),), said(f" {label.upper()}!"))
        != option
    ]
    assert not missed


def said(text: str) -> v.Said:
    return v.Said(id="e", at=AT, text=text)


@pytest.mark.parametrize("how", ["voice", "words", "few words"])
def test_what_comes_while_a_language_is_chosen_costs_no_form(at: At, how: str) -> None:
    shell = at("address")
    answers = shell.talk.answers
    shell.say("тіл")
    if how == "voice":
        shell.take(v.Sent, file=v.File(id="v1", name="v.ogg", type="audio/ogg", size=9))
    else:
        shell.say({"words": "Көшеде бір аптадан бері су жоқ", "few words": "су жоқ"}[how])
    assert {k: shell.talk.answers.get(k) for k in answers} == answers
    shell.say("/start")
    shell.press("go_on")
    waits(shell)
