"""Sensitive matters: numbers at once, no form, no survey, a reminder only for who wants one."""

from dataclasses import replace

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.care import parse
from dialogs.lint import Finding, check
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell, book

BEATEN = {
    "kk": "Күйеуім ұрады, телефонымды қарайды",
    "ru": "Муж бьёт меня и проверяет телефон",
    "en": "My husband beats me and checks my phone",
}
BRIBE = "В акимате вымогают взятку"


def links(shell: Shell) -> list[str]:
    return [link.url for link in shell.said[-1].links]


# -- first aid


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_at_once_no_form_a_human_and_a_way_to_erase(language: str) -> None:
    shell = Shell(None)
    shell.say(BEATEN[language])
    assert shell.talk.language == language
    assert links(shell) == ["tel:102", "tel:111", "tel:112"]
    assert {"note.emergency", "care.call", "care.no_form"} <= told(shell.said[-1:])
    assert question(shell) == "care"
    assert {"human", "safe", "erase"} <= {choice.id for choice in shell.said[-1].choices}
    assert not shell.timers


def test_despair_gets_its_own_numbers() -> None:
    shell = Shell("ru")
    shell.say("Не хочу больше жить")
    assert links(shell) == ["tel:112", "tel:111"]
    assert question(shell) == "care"


def test_violence_told_without_alarm_gets_the_numbers_too() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.take(v.Started, topic="domestic_violence", language="ru")
    shell.say("Нужна помощь, дома плохо")
    assert links(shell) == ["tel:102", "tel:111", "tel:112"]


def test_is_it_safe_here() -> None:
    shell = Shell("ru")
    shell.say(BEATEN["ru"])
    shell.press("safe")
    assert "care.safe" in told(shell.said[-1:])
    assert question(shell) == "care"
    shell.press("human")
    assert [r for r in shell.records if isinstance(r, e.HandOff)]


def test_the_way_to_erase_asks_once_more() -> None:
    shell = Shell("ru")
    shell.say(BEATEN["ru"])
    shell.press("erase")
    assert question(shell) == "erase"


def test_who_wants_to_file_is_not_held_back() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(BEATEN["ru"])
    shell.press("file")
    assert question(shell) in {"region", "advice"}


def test_every_first_aid_number_is_one_that_may_be_shown() -> None:
    hotlines = book().rules.hotlines
    for topic, numbers in book().care.first_aid.items():
        assert topic in book().rules.topics
        assert all(hotlines[id].shown and hotlines[id].number for id in numbers)
    assert book().neutral <= set(book().rules.topics)


def test_the_table_is_read() -> None:
    care = parse("neutral: [a]\nfirst_aid: {a: [x, y]}\nsteps: {}")
    assert (care.neutral, care.first_aid) == (frozenset({"a"}), {"a": ("x", "y")})


# -- reminders


def filed(answer: str | None = None) -> tuple[Shell, str]:
    """An appeal about a bribe; what was answered to «shall I remind you?»."""
    shell = Shell("ru", "petropavlovsk")
    shell.say(BRIBE)
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль", "пропустить", "улица Абая 5")
    shell.press("confirm")
    assert question(shell) == "remind"
    if answer:
        shell.press(answer)
    (number,) = shell.cases
    return shell, number


def overdue(shell: Shell, number: str) -> list[e.Say]:
    """The day after the term comes; what was said then."""
    key = f"overdue:{number}"
    if key not in shell.timers:
        shell.act(number, "hand")
        shell.act(number, "register")
    return shell.fire(key)


@pytest.mark.parametrize("answer", [None, "no"])
def test_nothing_comes_that_was_not_asked_for(answer: str | None) -> None:
    shell, number = filed(answer)
    assert overdue(shell, number) == []


def test_a_reminder_that_was_asked_for_names_nothing() -> None:
    shell, number = filed("yes")
    assert question(shell) == "menu"
    said = overdue(shell, number)
    assert told(said) == {"case.neutral"}
    assert number not in shell.letters[-1].text


def test_words_instead_of_yes_or_no_are_a_new_matter() -> None:
    shell, _ = filed()
    shell.say("На нашей улице не горят фонари")
    assert question(shell) == "advice"


def booked(answer: str | None) -> Shell:
    """A reception about a child who is bullied, eleven days ahead."""
    shell = Shell("ru", "petropavlovsk")
    shell.say("Сына в школе травят одноклассники")
    shell.press("book", "deputy")
    good = {"format": "offline", "confirm": "confirm"}
    for _ in range(6):
        if question(shell) == "remind":
            break
        last = shell.said[-1].choices[-1].id if question(shell) == "day" else ""
        shell.press(last or good.get(question(shell) or "", shell.said[-1].choices[0].id))
    assert question(shell) == "remind"
    if answer:
        shell.press(answer)
    return shell


def test_a_sensitive_reception_has_no_reminder_and_no_survey_by_default() -> None:
    assert not booked("no").timers
    assert not booked(None).timers


def test_a_sensitive_reception_within_a_week_has_no_reminder_to_ask_about() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Сына в школе травят одноклассники")
    shell.press("book", "deputy", "2026-11-24", "deputy-1-5", "offline", "confirm")
    assert question(shell) == "menu"
    assert shell.talk.facts["quiet"] == ["b0"]
    assert not shell.timers


def test_a_sensitive_reception_is_reminded_of_without_a_name() -> None:
    shell = booked("yes")
    (key,) = shell.timers
    assert key.startswith("reminder:")
    said = shell.fire(key)
    assert told(said) == {"case.neutral"}
    assert not said[-1].choices


def test_other_matters_are_not_asked_about_reminders() -> None:
    assert "remind" not in {say.question.id for say in talk_at("filed").said if say.question}


def test_who_did_not_answer_is_not_asked_again_when_the_appeal_moves() -> None:
    shell, number = filed()
    shell.act(number, "take")
    assert told(shell.said[-1:]) == {"case.neutral"}
    shell.say("статус")
    assert "ask.remind" not in told(shell.said[-2:])
    assert question(shell) != "remind"


@pytest.mark.parametrize(
    ("table", "finding"),
    [
        ("neutral: [no_topic]\nfirst_aid: {}", Finding("care.no_topic", "is no topic")),
        (
            "neutral: []\nfirst_aid: {suicide_crisis: [helpline_150]}",
            Finding("care.suicide_crisis", "helpline_150 is no number that may be shown"),
        ),
    ],
)
def test_a_wrong_table_of_care_is_found(table: str, finding: Finding) -> None:
    assert finding in check(replace(book(), care=parse(table)))
