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
    care = parse("neutral: [a]\nfirst_aid: {a: [x, y]}\nin_danger: {b: [z]}\nanswered: [a]")
    assert care.neutral == frozenset({"a"})
    assert (care.hotlines("a", False), care.hotlines("a", True)) == (("x", "y"), ("x", "y"))
    assert (care.hotlines("b", False), care.hotlines("b", True)) == ((), ("z",))
    assert care.hotlines(None, True) == ()


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
    assert ("care.no_reminder" in told(shell.said[-1:])) == (answer is not None)
    assert overdue(shell, number) == []


def test_a_reminder_that_was_asked_for_names_nothing() -> None:
    shell, number = filed("yes")
    assert "care.reminder" in told(shell.said[-1:])
    assert question(shell) == "menu"
    said = overdue(shell, number)
    assert told(said) == {"case.neutral"}
    assert number not in shell.letters[-1].text


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
        (
            "neutral: [no_topic]\nfirst_aid: {}\nin_danger: {}\nanswered: []",
            Finding("care.no_topic", "is no topic"),
        ),
        (
            "neutral: []\nfirst_aid: {corruption: [helpline_150]}\nin_danger: {}\nanswered: []",
            Finding("care.corruption", "helpline_150 is no number that may be shown"),
        ),
        (
            "neutral: []\nfirst_aid: {}\nin_danger: {bullying: [helpline_150]}\nanswered: []",
            Finding("care.bullying", "helpline_150 is no number that may be shown"),
        ),
    ],
)
def test_a_wrong_table_of_care_is_found(table: str, finding: Finding) -> None:
    assert finding in check(replace(book(), care=parse(table)))


# -- «is it safe to write here?», in anybody's words

ASKED_SAFE = {
    "kk": (
        "мұнда жазу қауіпсіз бе?",
        "күйеуім көрмей ме?",
        "күйеуім оқып қоймай ма",
        "осында жазсам ешкім білмей ме?",
        "ешкімге айтпайсыз ба?",
        "munda kauipsiz be",
    ),
    "ru": (
        "безопасно ли здесь писать?",
        "муж увидит это?",
        "а муж не увидит переписку?",
        "никто не узнает что я пишу?",
        "вы никому не скажете?",
        "если он проверит телефон?",
        "как скрыть переписку",
    ),
    "en": (
        "is it safe to write here?",
        "can my husband see this?",
        "can he read my messages?",
        "is this private?",
        "will anybody find out?",
    ),
}
ASKED_TO_ERASE = {
    "kk": ("жазғанымды қалай өшіремін?", "калай оширем"),
    "ru": ("как удалить переписку?", "можно стереть это?"),
    "en": ("how do I delete this chat?",),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_whether_it_is_safe_is_told(language: str) -> None:
    answers = {"side.safe", "care.safe", "answer.data", "side.erase", "side.who_sees"}
    for text in (*ASKED_SAFE[language], *ASKED_TO_ERASE[language]):
        beaten = Shell(None)
        beaten.say(BEATEN[language])
        for shell in (beaten, talk_at("surname", language)):
            asked = question(shell)
            assert answers & told(shell.say(text)), text
            assert question(shell) in {asked, ""}, f"the question waits on after «{text}»"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_it_first_of_all_is_told(language: str) -> None:
    for text in ASKED_SAFE[language]:
        shell = Shell(language)
        assert {"side.safe", "answer.data"} & told(shell.say(text)), text


# -- children, and who had chosen to file before they told it

AT_SCHOOL = {
    "kk": "мені мектепте ұрады",
    "ru": "меня в школе бьют",
    "en": "they beat me at school",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_child_beaten_at_school_gets_numbers_and_no_form(language: str) -> None:
    shell = Shell(None)
    shell.say(AT_SCHOOL[language])
    assert links(shell) == ["tel:111", "tel:102"]
    assert question(shell) == "care"
    assert not shell.timers


def test_a_parent_who_tells_of_school_is_led_on_as_before() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Сына в школе травят одноклассники")
    assert question(shell) == "advice"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_pressed_file_first_gets_the_numbers_all_the_same(language: str) -> None:
    shell = Shell(language, "petropavlovsk")
    shell.press("file")
    shell.say(BEATEN[language])
    assert links(shell) == ["tel:102", "tel:111", "tel:112"]
    assert question(shell) == "care"
    shell.press("file")
    assert question(shell) in {"region", "advice", "consent"}
