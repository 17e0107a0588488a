"""What can be said at any moment: commands, back, another language, and old buttons."""

from collections.abc import Callable

import pytest

from bot.book import Book
from dialogs import effects as e
from dialogs import events as v
from dialogs.commands import command_in
from dialogs.conversation import OWNER_BOT, OWNER_QUEUE
from dialogs.play import Play
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AT, CODE, LANGUAGES, Shell

At = Callable[[str], Shell]
WORDS = {
    "menu": ("/menu", "меню", "Мәзір!", "Menu", "главное меню", "/menu@esik_bot please"),
    "cancel": ("/cancel", "отмена", "бас тарту", "Cancel", "тоқтату"),
    "back": ("/back", "назад", "артқа", "Back"),
    "language": ("/language", "язык", "тіл", "Language", "сменить язык"),
    "status": ("/status", "мои обращения", "менің өтініштерім", "my appeals"),
    "help": ("/help", "помощь", "көмек", "Help"),
    "human": ("/human", "оператор", "адам", "operator", "живой человек"),
}
COMMANDS = [(command, word) for command, words in WORDS.items() for word in words]


@pytest.mark.parametrize("point", ["advice", "surname", "iin", "address", "confirm"])
@pytest.mark.parametrize(("command", "word"), COMMANDS)
def test_a_command_in_plain_words_at_any_point(point: str, command: str, word: str) -> None:
    shell = talk_at(point)
    before = shell.talk
    said = shell.say(word)
    check(command, shell, before, said)


@pytest.mark.parametrize("command", WORDS)
def test_the_same_commands_as_buttons(command: str) -> None:
    shell = talk_at("address")
    before = shell.talk
    check(command, shell, before, shell.take(v.Chose, option=command))


def check(command: str, shell: Shell, before: object, said: list[e.Say]) -> None:
    """What a command does in the middle of a form."""
    talk = shell.talk
    match command:
        case "menu" | "cancel":
            assert (question(shell), talk.answers) == ("menu", {})
            assert ("note.cancelled" in told(said)) is (command == "cancel")
        case "back":
            assert talk.trail == before.trail[: len(talk.trail)]  # type: ignore[attr-defined]
            assert len(talk.trail) < len(before.trail)  # type: ignore[attr-defined]
        case "language":
            assert question(shell) == "language"
            assert talk.asides[-1][0] == before.at  # type: ignore[attr-defined]
        case "status":
            assert "status.nothing" in told(said)
            assert talk.at == before.at  # type: ignore[attr-defined]
        case "help":
            assert "note.help" in told(said)
            assert talk.at == before.at  # type: ignore[attr-defined]
        case "human":
            assert talk.owner == OWNER_QUEUE
            assert e.HandOff("asked") in shell.records


NAMED = ("menu", "cancel", "back", "language", "status", "help", "human", "kk", "ru", "en")


def test_every_plain_word_is_its_command_in_the_middle_of_a_form(book: Book) -> None:
    """The words stand in the table of plain words; each language has several for each."""
    play = Play(book, talk_at("address").talk, AT)
    heard = {word: command_in(play, said(word.upper())) for word in book.plain.commands}
    assert heard == dict(book.plain.commands)
    for command in NAMED:
        assert sum(meant == command for meant in heard.values()) >= 8, command


@pytest.mark.parametrize("point", ["advice", "surname", "confirm"])
@pytest.mark.parametrize("word", ["қайт", "артқа қайту", "вернись", "go back", "обратно"])
def test_back_in_words_that_people_use(point: str, word: str) -> None:
    shell = talk_at(point)
    trail = shell.talk.trail
    shell.say(word)
    assert len(shell.talk.trail) < len(trail)


@pytest.mark.parametrize(("word", "language"), [("қазақша", "kk"), ("in English", "en")])
def test_a_language_is_named_and_taken_at_once(at: At, word: str, language: str) -> None:
    shell = at("address")
    answers = shell.talk.answers
    shell.say(word)
    assert (question(shell), shell.talk.language) == ("address", language)
    assert shell.talk.answers == answers


def test_a_language_named_to_a_human_takes_nothing_from_them(at: At) -> None:
    shell = at("address")
    shell.say("оператор")
    assert shell.say("қазақша") == []
    assert (shell.talk.language, shell.talk.owner) == ("kk", OWNER_QUEUE)


def said(text: str) -> v.Said:
    return v.Said(id="e", at=AT, text=text)


def test_words_that_only_hold_a_command_are_an_answer(at: At) -> None:
    shell = at("address")
    shell.say("меню Абая 5")
    assert shell.talk.answers["address"] == "меню Абая 5"


@pytest.mark.parametrize("word", ["/", "/нет", "/xyz", "меню меню"])
def test_what_is_no_command_is_read_as_an_answer(at: At, word: str) -> None:
    shell = at("advice")
    shell.say(word)
    assert shell.talk.owner == OWNER_BOT


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_language_asks_the_same_question_again(at: At, language: str) -> None:
    shell = at("address")
    answers = shell.talk.answers
    shell.say("/language", "/language")
    shell.press(language)
    assert question(shell) == "address"
    assert shell.talk.language == language
    assert {**answers, "language": language} == {**shell.talk.answers}
    assert shell.letters[-1].text == shell.book.words.say("ask.address", language)


def test_a_second_tap_is_silent(at: At) -> None:
    shell = at("consent")
    asked = shell.talk.asked
    shell.take(v.Chose, option="yes", asked=asked)
    talk = shell.talk
    assert shell.take(v.Chose, option="yes", asked=asked) == []
    assert shell.talk == talk


@pytest.mark.parametrize("old", [{"asked": 1}, {"question": "consent"}])
def test_an_old_button_is_answered_kindly(at: At, old: dict[str, object]) -> None:
    shell = at("address")
    said = shell.take(v.Chose, option="no", **old)
    assert "note.old_button" in told(said)
    assert question(shell) == "address"


def test_a_button_of_nowhere_is_a_wrong_answer(at: At) -> None:
    shell = at("consent")
    assert "hint.choice" in told(shell.take(v.Chose, option="street"))


def test_after_three_wrong_answers_the_human_is_named(at: At) -> None:
    shell = at("consent")
    hints = [("hint.many" in told(shell.say("эээ"))) for _ in range(4)]
    assert hints == [False, False, True, True]
    shell.press("yes")
    assert shell.talk.tries == 0


@pytest.mark.parametrize("kind", ["sticker", "voice", "empty", "long", "file_failed", "file_type"])
def test_what_cannot_be_read_gets_its_own_sentence(at: At, kind: str) -> None:
    shell = at("address")
    assert f"puzzled.{kind}" in told(shell.take(v.Puzzled, kind=kind))
    assert "puzzled.other" in told(shell.take(v.Puzzled, kind="poll"))
    assert question(shell) == "address"


def test_before_a_language_nothing_is_hinted_in_one() -> None:
    shell = Shell(None)
    shell.take(v.Started)
    assert told(shell.take(v.Puzzled, kind="sticker")) == {"ask.language"}
    assert told(shell.say("🙂")) == {"ask.language"}


def test_the_first_words_choose_the_language() -> None:
    shell = Shell(None)
    shell.take(v.Started)
    shell.say("Көшеде шамдар жанбайды")
    assert shell.talk.language == "kk"
    assert shell.talk.answers["problem"] == "Көшеде шамдар жанбайды"


def test_words_to_a_fresh_talk_are_heard_before_anything_was_asked() -> None:
    shell = Shell(None)
    shell.say("вода не идёт в Петропавловске")
    assert shell.talk.language == "ru"
    assert question(shell) != "language"


@pytest.mark.parametrize("help", ["file", "book"])
def test_a_wish_pressed_under_a_notice_takes_this_matter_on(at: At, help: str) -> None:
    shell = at("surname")
    shell.take(v.Chose, option=help)
    assert question(shell) == {"file": "surname", "book": "official"}[help]


def test_a_question_beside_the_form_is_answered_and_the_form_goes_on(at: At) -> None:
    shell = at("iin")
    asked = shell.talk.asked
    said = shell.say("зачем вам мой ИИН?")
    assert "note.go_on" in told(said)
    assert "ask.iin" not in told(said)
    assert shell.talk.asked == asked


@pytest.mark.parametrize("written", [CODE, CODE.lower(), "AB3DE FGHJK", "AB3D-EFGH-JK"])
def test_the_secret_code_shows_the_status_in_the_middle_of_a_form(written: str) -> None:
    shell = talk_at("filed")
    shell.press("problem")
    assert "status.case" in told(shell.say(written))
    assert question(shell) == "problem"


@pytest.mark.parametrize("address", ["25 Baker str", "5 Abay Ave 12"])
def test_an_address_of_ten_letters_is_no_code(at: At, address: str) -> None:
    shell = at("address")
    shell.say(address)
    assert shell.talk.answers["address"] == address


@pytest.mark.parametrize("word", ["привет", "сәлем", "hello"])
def test_a_greeting_is_greeted_and_the_question_asked_again(shell: Shell, word: str) -> None:
    assert {"note.hello", "ask.menu"} <= told(shell.say(word))


def test_a_greeting_before_a_language_asks_for_one() -> None:
    shell = Shell(None)
    assert told(shell.say("hello")) == {"ask.language"}
    assert told(shell.say("hello")) == {"ask.language"}


def test_a_greeting_in_a_form_offers_to_go_on(at: At) -> None:
    shell = at("address")
    shell.say("сәлем")
    assert question(shell) == "resume"


def test_the_status_asked_from_the_queue_leads_to_the_menu(at: At) -> None:
    shell = at("advice")
    shell.press("human")
    assert not shell.talk.asked
    shell.say("статус")
    assert (question(shell), shell.talk.owner) == ("menu", OWNER_BOT)


def test_words_after_a_restart_in_the_middle_are_read_as_an_answer() -> None:
    shell = Shell(None)
    shell.talk = shell.talk.but(at="front.why", language="ru", asked=0)
    shell.say("На нашей улице не горят фонари в Петропавловске")
    assert question(shell) == "advice"


def test_a_button_when_nothing_was_asked_asks_the_question() -> None:
    shell = Shell(None)
    assert told(shell.take(v.Chose, option="yes")) == {"ask.language"}


def test_start_with_nothing_unfinished_is_the_menu(at: At) -> None:
    shell = at("filed")
    shell.say("/start")
    assert (question(shell), shell.talk.answers) == ("menu", {})


def test_the_menu_before_a_language_and_then_words_choose_the_language() -> None:
    shell = Shell(None)
    shell.say("/menu", "вода не идёт в Петропавловске")
    assert shell.talk.language == "ru"


def test_a_long_text_is_an_answer_and_no_question_beside_the_form(at: At) -> None:
    shell = at("address")
    long = "улица Абая дом 5 сколько ждать дней времени ответа если подъезд второй этаж третий"
    shell.say(long)
    assert shell.talk.answers["address"] == long
