"""Who comes back: nothing that was said is dropped unasked, no line is sent with a hole in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.drafts import KEPT_DAYS
from tests.dialogs.actor import waits
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell
from tests.dialogs.test_commands import At

WATER = {
    "kk": "Біздің үйде бір аптадан бері ыстық су жоқ",
    "ru": "В нашем доме уже неделю нет горячей воды",
    "en": "There has been no hot water in our house for a week",
}
BACK: dict[str, Callable[[Shell], list[e.Say]]] = {
    "start": lambda shell: shell.take(v.Started),
    "start as words": lambda shell: shell.say("/start"),
    "hello": lambda shell: shell.say("Здравствуйте"),
    "link": lambda shell: shell.take(v.Started, agency="almaty", help="book"),
    "start twice": lambda shell: (shell.take(v.Started), shell.take(v.Started))[-1],
    "link of a topic": lambda shell: shell.take(v.Started, topic="noise"),
}


def booking() -> Shell:
    shell = talk_at("advice")
    shell.press("book", "deputy")
    return shell


def place() -> Shell:
    shell = Shell("ru")
    shell.say(LIGHTS["ru"])
    return shell


def group() -> Shell:
    shell = Shell("ru")
    shell.say("Совсем непонятно, что у нас тут такое творится")
    return shell


WAITING: dict[str, tuple[Callable[[], Shell], str]] = {
    "place": (place, "matter"),
    "group": (group, "matter"),
    "advice": (lambda: talk_at("advice"), "matter"),
    "consent": (lambda: talk_at("consent"), "file"),
    "surname": (lambda: talk_at("surname"), "file"),
    "iin": (lambda: talk_at("iin"), "file"),
    "confirm": (lambda: talk_at("confirm"), "file"),
    "day": (booking, "book"),
}


@pytest.mark.parametrize("point", WAITING)
@pytest.mark.parametrize("way", BACK)
def test_what_waits_is_offered_by_its_name_and_goes_on(point: str, way: str) -> None:
    begun, what = WAITING[point]
    shell = begun()
    before, asked = shell.talk, question(shell)
    shell.now += timedelta(days=1)
    said = BACK[way](shell)
    assert question(shell) == "resume"
    assert f"note.unfinished_{what}" in told(said)
    shell.press("go_on")
    assert (question(shell), shell.talk.at) == (asked, before.at)
    assert {**shell.talk.answers, "resume": 0} == {**before.answers, "resume": 0}
    assert shell.talk.facts.get("agency") == before.facts.get("agency")
    waits(shell)


@pytest.mark.parametrize("option", ["again", "drop"])
def test_a_link_is_followed_when_what_waited_was_given_up(at: At, option: str) -> None:
    shell = at("address")
    shell.take(v.Started, agency="almaty", help="book")
    said = shell.press(option)
    assert ("note.dropped" in told(said)) == (option == "drop")
    assert shell.talk.facts["agency"] == "almaty"
    assert shell.talk.at == "book.post"
    assert "surname" not in shell.talk.answers


def test_what_is_begun_again_is_asked_for_anew(at: At) -> None:
    shell = at("advice")
    shell.say("/start")
    shell.press("again")
    assert (question(shell), shell.talk.answers) == ("problem", {})


def test_an_advice_that_is_gone_on_with_is_said_in_short(at: At) -> None:
    shell = at("advice")
    shell.say("/start")
    assert {"advice.agency", "advice.channel", "ask.advice"} <= told(shell.press("go_on"))


def test_what_is_secret_is_not_named_to_who_opens_the_chat() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("В акимате вымогают взятку за справку")
    assert question(shell) == "advice"
    said = shell.take(v.Started)
    assert "note.unfinished_matter_unnamed" in told(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("point", ["advice", "consent", "surname", "iin", "address", "confirm"])
def test_words_about_something_else_are_no_wrong_answer(point: str, language: str) -> None:
    shell = talk_at(point, language)
    before = shell.talk
    said = shell.say(WATER[language])
    assert "note.another_matter" in told(said)
    assert [choice.id for choice in said[-1].choices] == ["go_on", "new_one"]
    assert "note.new_kept" in told(shell.press("go_on"))
    assert (shell.talk.at, shell.talk.tries) == (before.at, 0)
    assert {**shell.talk.answers, "resume": 0} == {**before.answers, "resume": 0}


def test_words_about_something_else_come_up_when_the_first_is_done(at: At) -> None:
    shell = at("address")
    shell.say(WATER["ru"])
    shell.press("go_on")
    shell.say("улица Абая 5")
    shell.press("confirm")
    assert list(shell.cases.values())[-1].draft.text == LIGHTS["ru"]
    assert "note.new_now" in told(shell.press("skip"))
    assert (question(shell), shell.talk.facts["topic"]) == ("advice", "water_outage")
    shell.press("file", "confirm")
    assert list(shell.cases.values())[-1].draft.text == WATER["ru"]
    assert question(shell) == "menu"


def test_words_about_something_else_may_come_first(at: At) -> None:
    shell = at("address")
    shell.say(WATER["ru"])
    assert "note.dropped" in told(shell.press("new_one"))
    assert (question(shell), shell.talk.answers["problem"]) == ("advice", WATER["ru"])
    assert "also" not in shell.talk.facts


@pytest.mark.parametrize(
    "text", ["улица Водопроводная 5, квартира 3", "Мира 5", "дом с водокачкой 7"]
)
def test_an_address_stays_an_address(at: At, text: str) -> None:
    shell = at("address")
    shell.say(text)
    assert shell.talk.answers["address"] == text


def test_danger_in_the_middle_is_danger_first(at: At) -> None:
    shell = at("iin")
    said = shell.say("У соседей горит квартира, пожар на этаже")
    assert "note.emergency" in told(said)
    assert question(shell) == "iin"


# -- one telephone


def other_writes(shell: Shell) -> Shell:
    shell.say("я другой человек")
    shell.press("yes")
    return shell


def test_who_left_a_form_comes_back_by_the_surname_given_in_it(at: At) -> None:
    shell = other_writes(at("address"))
    assert not [key for key in shell.timers if key.startswith(("nudge", "expire"))]
    shell.say("это снова я", "Ахметова")
    assert question(shell) == "address"
    assert [key for key in shell.timers if key.startswith("expire")], "it still ends by rule"
    shell.say("улица Абая 5")
    shell.press("confirm")
    assert list(shell.cases.values())[-1].draft.applicant["surname"] == "Ахметова"


def test_a_form_that_waited_too_long_under_another_person_is_closed_and_said_so(at: At) -> None:
    shell = other_writes(at("address"))
    shell.now += timedelta(days=KEPT_DAYS + 1)
    shell.say("это снова я")
    assert "note.expired" in told(shell.say("Ахметова"))
    assert question(shell) == "ways"
    shell.press("file")
    assert shell.talk.answers["problem"] == LIGHTS["ru"]


# -- lines of a read-back


LINES = {
    "surname": ("surname", "Ахметова"),
    "address": ("address", "улица Абая 5"),
    "iin": ("iin", "900101300017"),
}


@pytest.mark.parametrize("way", ["button", "word", "twice"])
@pytest.mark.parametrize("known", [False, True], ids=["new", "returning"])
@pytest.mark.parametrize("line", LINES)
def test_a_line_that_was_not_changed_after_all_stands(line: str, known: bool, way: str) -> None:
    shell = talk_at("iin")
    shell.say("900101300017", "улица Абая 5")
    if known:
        shell.press("confirm", "skip")
        shell.say(LIGHTS["ru"])
        shell.press("file")
    shell.press("edit", line)
    shell.say("назад")
    said = shell.press("back") if way == "button" else shell.say("назад")
    assert {"read.head", "ask.confirm"} <= told(said), "it is read back again"
    if way == "twice":
        shell.press("edit", "phone")
        shell.say("назад", "назад")
    shell.press("confirm")
    name, value = LINES[line]
    assert list(shell.cases.values())[-1].draft.applicant[name] == value
    assert shell.talk.profile[name] == value


def test_what_is_remembered_outlives_a_form_that_was_left_in_the_middle_of_a_change() -> None:
    shell = talk_at("filed")
    shell.say(LIGHTS["ru"])
    shell.press("file", "edit", "surname")
    shell.say("отмена")
    assert shell.talk.profile["surname"] == "Ахметова"


def test_a_line_that_was_changed_and_given_up_is_read_back_as_it_was(at: At) -> None:
    shell = at("confirm")
    shell.press("edit", "address")
    shell.say("улица Мира 7", "назад", "назад", "назад")
    shell.press("confirm")
    assert list(shell.cases.values())[-1].draft.applicant["address"] == "улица Абая 5"


@pytest.mark.parametrize("line", ["official", "day", "format", "matter"])
def test_a_line_of_a_reception_that_was_not_changed_stands(line: str) -> None:
    shell = booking()
    shell.press(shell.said[-1].choices[0].id)
    shell.press(shell.said[-1].choices[0].id, "offline")
    shell.press("edit", line)
    shell.say("назад")
    shell.press("back", "confirm")
    (booked,) = shell.bookings.values()
    assert (booked.official.id, booked.format, booked.matter) == (
        "deputy",
        "offline",
        LIGHTS["ru"],
    )


def test_each_of_the_remembered_is_offered_and_can_be_changed_alone() -> None:
    shell = talk_at("filed")
    shell.say(LIGHTS["ru"])
    said = shell.press("file")
    assert {"read.who", "read.address", "read.way", "ask.confirm"} <= told(said)
    shell.press("edit", "surname")
    shell.say("Серикова Дана")
    shell.press("edit", "address")
    shell.say("улица Мира 7")
    shell.press("edit", "answer_way", "post")
    shell.press("confirm")
    draft = list(shell.cases.values())[-1].draft
    names = (draft.applicant["surname"], draft.applicant["name"], draft.applicant["address"])
    assert names == ("Серикова", "Дана", "улица Мира 7")
    assert draft.answer_way == "post"
