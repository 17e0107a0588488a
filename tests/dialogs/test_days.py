"""The day of a reception in words: chosen, missed, changed; and days that suit a request."""

from datetime import timedelta

import pytest

from dialogs.receptions import Slot
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AT, Shell

LIGHTS = "На нашей улице не горят фонари"
WISHES = {
    "kk": "Көшеде шамдар жанбайды. Орынбасардың қабылдауына 4 желтоқсанда жазылғым келеді.",
    "ru": f"{LIGHTS}. Запишите меня на приём 4 декабря, пожалуйста.",
    "en": "The street lights are off. I need an appointment on December 4.",
}


def choosing(first: str = LIGHTS, language: str = "ru", official: str = "deputy") -> Shell:
    """A talk in which the official was chosen: free are 24 November, 2 and 4 December."""
    shell = Shell(language, "petropavlovsk")
    shell.say(first)
    shell.press("book", official)
    return shell


@pytest.mark.parametrize(
    ("words", "booked"),
    [
        ("4 декабря в 11", "deputy-11-6"),
        ("ертең сағат 10-да", "deputy-1-5"),
        ("on Wednesday at 11", "deputy-9-6"),
        ("не важно", "deputy-1-5"),
        ("04.12 в 10:00", "deputy-11-5"),
    ],
)
def test_day_and_hour_in_one_message_hold_the_seat(words: str, booked: str) -> None:
    shell = choosing()
    shell.say(words)
    assert question(shell) == "format"
    assert shell.bookings["b0"].slot == booked


def test_a_day_in_words_and_then_a_time_in_words() -> None:
    shell = choosing()
    assert "book.day_chosen" in told(shell.say("в пятницу")), "the day is read back at once"
    assert question(shell) == "time"
    shell.say("в одиннадцать")
    assert (question(shell), shell.bookings["b0"].slot) == ("format", "deputy-11-6")


def test_a_full_day_is_said_and_the_nearest_are_offered() -> None:
    shell = Shell("ru", "petropavlovsk")
    starts = AT + timedelta(days=20)
    far = Slot(id="x", official="deputy", agency="petropavlovsk", starts=starts, minutes=20)
    shell.slots["x"] = far
    shell.say(LIGHTS)
    shell.press("book", "deputy")
    said = shell.say("1 декабря")
    assert "book.day_full" in told(said)
    options = [choice.id for choice in said[-1].choices]
    assert options == ["2026-11-24", "2026-12-02", "2026-12-04", "another_day"]
    shell.press("another_day")
    assert "another_day" not in [choice.id for choice in shell.said[-1].choices]
    shell.say("8 декабря")
    shell.press("2026-12-04")
    assert question(shell) == "time"


def test_a_day_with_other_hours_only_says_so_and_shows_them() -> None:
    shell = choosing()
    assert "book.hour_full" in told(shell.say("в пятницу вечером"))
    assert question(shell) == "time"


def test_another_day_at_the_question_of_time() -> None:
    shell = choosing()
    shell.press("2026-12-04")
    shell.say("нет, лучше 2 декабря в 10")
    assert (question(shell), shell.bookings["b0"].slot) == ("format", "deputy-9-5")


def test_a_full_day_at_the_question_of_time_goes_back_to_the_days() -> None:
    shell = choosing()
    shell.press("2026-12-04")
    assert "book.day_full" in told(shell.say("лучше 1 декабря"))
    assert question(shell) == "day"


@pytest.mark.parametrize("language", WISHES)
def test_a_day_wished_in_the_first_words_is_not_asked(language: str) -> None:
    shell = choosing(WISHES[language], language)
    assert question(shell) == "time"
    shell.say("10")
    shell.press("offline")
    assert "read.booking" in told(shell.said[-1:])
    assert shell.bookings["b0"].slot == "deputy-11-5"


def test_a_day_wished_outlives_a_step_back() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(WISHES["ru"])
    shell.press("book")
    shell.say("назад")
    assert question(shell) == "advice"
    shell.press("book", "deputy")
    assert question(shell) == "time"


def test_a_day_wished_is_used_once() -> None:
    shell = choosing(WISHES["ru"])
    assert question(shell) == "time"
    shell.say("меню")
    shell.press("book", "deputy")
    assert question(shell) == "day"


def test_a_day_of_the_event_is_no_wish() -> None:
    shell = choosing("С пятницы на нашей улице не горят фонари")
    assert question(shell) == "day"


def test_every_line_of_the_read_back_can_be_changed() -> None:
    shell = choosing()
    shell.say("4 декабря в 11")
    shell.press("offline", "edit", "day")
    assert question(shell) == "day"
    shell.say("4 декабря в 10")
    assert question(shell) == "confirm"
    shell.press("edit", "format", "online", "edit", "matter")
    shell.say("Другой вопрос")
    assert question(shell) == "confirm"
    shell.press("edit", "official", "akim")
    assert question(shell) == "day"
    shell.say("4 декабря в 10")
    assert question(shell) == "confirm", "the akim receives in one way only"
    shell.press("edit", "back", "confirm")
    booked = next(b for b in shell.bookings.values() if b.state == "booked")
    assert (booked.slot, booked.matter, booked.format) == ("akim-11-5", "Другой вопрос", "offline")


def test_no_at_the_read_back_is_a_change() -> None:
    shell = choosing()
    shell.say("4 декабря в 11")
    shell.press("offline")
    shell.say("нет")
    assert question(shell) == "edit"


# -- where no schedule is known


def requesting() -> Shell:
    shell = Shell("ru", "almaty")
    shell.say(LIGHTS)
    shell.press("book", "head")
    assert question(shell) == "day"
    return shell


@pytest.mark.parametrize(
    ("pressed", "days"),
    [(("weekday_4", "weekday_2", "done"), "Вторник, Четверг"), (("any_day",), "Любой день"),
     (("weekday_1", "weekday_2", "weekday_1", "done"), "Вторник")],
)  # fmt: skip
def test_days_pressed_are_read_back_and_sent_in_words(pressed: tuple[str, ...], days: str) -> None:
    shell = requesting()
    shell.press(*pressed, "confirm")
    assert shell.requests["r0"].days == days


@pytest.mark.parametrize(
    ("words", "days"),
    [("только по четвергам", "Четверг"), ("после 20 декабря", "после 20 декабря")],
)
def test_days_written_are_read_back_and_sent(words: str, days: str) -> None:
    shell = requesting()
    shell.say(words)
    assert days in shell.letters[-1].text
    shell.press("confirm")
    assert shell.requests["r0"].days == days


def test_the_days_of_a_request_can_be_changed() -> None:
    shell = requesting()
    shell.say("четверг")
    shell.press("edit", "day", "weekday_5")
    assert [c.id for c in shell.said[-1].choices][-1] == "done"
    shell.press("done", "edit", "official", "deputy", "edit", "matter")
    shell.say("Другой вопрос")
    shell.press("confirm")
    request = shell.requests["r0"]
    assert (request.days, request.post, request.matter) == ("Пятница", "deputy", "Другой вопрос")


@pytest.mark.parametrize(
    "first",
    [
        f"{LIGHTS}. Запишите меня на приём 4 декабря, пожалуйста.",
        f"{LIGHTS}. Запишите меня на приём утром, пожалуйста.",
        f"{LIGHTS}. Хочу к акиму на приём. Запишите меня на приём 4 декабря в 11.",
    ],
    ids=["a day", "an hour", "in the second sentence about it"],
)
def test_a_day_or_an_hour_is_wish_enough(first: str) -> None:
    assert question(choosing(first)) in {"time", "format"}
