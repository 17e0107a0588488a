"""Places: by buttons, by name in three languages, by a pin, and among namesakes."""

from typing import Any

import pytest

from dialogs import events as v
from dialogs.question import Answer
from tests.dialogs.asking import (
    LONG,
    MAMLYUT,
    NORTH,
    OCEAN,
    PIN,
    STICKER,
    chose,
    read,
    sent,
    value,
)
from tests.dialogs.reading import question
from tests.dialogs.shell import Shell, book


def asked(shell: Shell) -> tuple[str, tuple[str, ...]]:
    """The question that waits and its options."""
    return question(shell), tuple(choice.id for choice in shell.said[-1].choices)


def path(reply: Any, key: str = "region", **answers: Any) -> list[Any]:
    found = read(key, reply, answers)
    assert isinstance(found, Answer), found
    return [found.also[level] for level in ("region", "district", "settlement")]


def test_a_region_settles_nothing_below_it() -> None:
    assert path(chose(NORTH)) == [NORTH, None, None]
    assert path("Северо-Казахстанская область") == [NORTH, None, None]
    assert path("солтүстік қазақстан облысы") == [NORTH, None, None]


def test_another_region_forgets_the_places_inside_the_first() -> None:
    other = book().rules.places.regions()[0].kato
    assert path(chose(other), district="x", settlement="y") == [other, None, None]


def test_a_town_settles_its_region_and_a_pin_does_too() -> None:
    region, district, _ = path("Петропавловск")
    assert region == NORTH
    assert path(PIN)[:2] == [NORTH, district]


def test_namesakes_are_a_question_of_their_own() -> None:
    found = read("region", "Ивановка")
    assert found.value is None
    assert 2 <= len(found.facts["namesakes"]) <= 8
    chosen = found.facts["namesakes"][1]
    settled = read("settlement", chose(chosen), namesakes=found.facts["namesakes"])
    assert settled.facts == {"namesakes": None, "place_unknown": None}
    assert chosen in settled.also.values()


def test_too_many_namesakes_are_asked_from_the_region_down() -> None:
    assert value("region", "Октябрьское") == "hint.place_many"


def test_a_settlement_that_is_not_in_the_list() -> None:
    found = read("settlement", chose("none"), {"region": NORTH, "district": MAMLYUT})
    assert (found.value, found.facts) == ("", {"namesakes": None})


@pytest.mark.parametrize(
    "reply", ["ыыыыыы", "", "🙂", LONG, "<b>", STICKER, sent("Петропавловск"), chose("000")]
)
def test_no_place(reply: Any) -> None:
    assert value("region", reply) == "hint.place"
    assert value("region", OCEAN) == "hint.pin"


# -- in the talk


def lights() -> Shell:
    """A matter that needs a district, from nowhere in particular."""
    shell = Shell("ru")
    shell.say("На нашей улице не горят фонари")
    assert question(shell) == "region"
    return shell


def test_step_by_step_by_buttons() -> None:
    shell = lights()
    shell.press("590000000")
    assert question(shell) == "district"
    shell.press(asked(shell)[1][0])
    shell.press(asked(shell)[1][0] if question(shell) == "settlement" else "none")
    assert question(shell) == "advice"


def test_a_typed_settlement_goes_straight_to_the_advice() -> None:
    shell = lights()
    shell.say("Петропавловск")
    assert question(shell) == "advice"


def test_after_another_region_the_first_place_is_forgotten() -> None:
    shell = lights()
    shell.say("Петропавловск")
    shell.say("назад")
    assert question(shell) == "region"
    shell.press("110000000")
    assert question(shell) == "district"
    assert shell.talk.answers["settlement"] is None


@pytest.mark.parametrize("question_of_place", ["region", "district", "settlement"])
def test_namesakes_at_every_level_and_none_of_them(question_of_place: str) -> None:
    shell = lights()
    if question_of_place != "region":
        shell.press("590000000")
    if question_of_place == "settlement":
        shell.press("595000000")
    assert question(shell) == question_of_place
    shell.say("Ивановка")
    if shell.talk.facts.get("namesakes"):
        shell.say("Новотроицкое")  # other namesakes instead
        assert shell.talk.facts.get("namesakes") or question(shell) == "advice"
    if shell.talk.facts.get("namesakes"):
        shell.press("none")
    for _ in range(3):
        if question(shell) in {"region", "district"}:
            shell.press(asked(shell)[1][0])
    if question(shell) == "settlement":
        shell.press("none")
    assert question(shell) == "advice"
    assert shell.talk.facts["advised"]["agency"]


def test_a_place_in_the_first_words_is_not_asked_again() -> None:
    shell = Shell("ru")
    shell.say("В Петропавловске на улице не горят фонари")
    assert question(shell) == "advice"


def test_a_place_known_from_the_last_appeal_is_not_asked_again() -> None:
    from tests.dialogs.conftest import talk_at

    shell = talk_at("filed")
    shell.take(v.Started, language="ru")
    shell.say("На нашей улице не горят фонари")
    assert question(shell) == "advice"


@pytest.mark.parametrize("words", ["не знаю", "білмеймін", "I don't know"])
def test_who_does_not_know_the_district_is_sent_to_the_oblast(words: str) -> None:
    shell = lights()
    shell.press("590000000")
    shell.say(words)
    assert question(shell) == "advice"
    assert "590000000" in shell.talk.facts["advised"]["agency"]


@pytest.mark.parametrize("name", ["в Петропавловске", "Петропавлда", "Петропавл", "petropavlovsk"])
def test_a_town_in_any_form_of_its_name(name: str) -> None:
    assert path(name)[0] == NORTH


@pytest.mark.parametrize("name", ["Семипалатинск", "Семей", "в Семее", "Semey"])
def test_a_town_by_its_old_name(name: str) -> None:
    assert path(name)[0] == "100000000"


@pytest.mark.parametrize(
    ("village", "agency"),
    [("Карасу", None), ("Калиновка", "petropavlovsk")],  # too many of them; the site's is likelier
)
def test_namesakes_that_are_not_offered(village: str, agency: str | None) -> None:
    text = f"В селе {village} нет света"
    assert len(book().rules.places.mentioned(text)) > 1
    shell = Shell("ru", agency)
    shell.say(text)
    assert "namesakes" not in shell.talk.facts
    assert question(shell) in {"region", "advice"}


def test_few_namesakes_are_offered() -> None:
    shell = Shell("ru")
    shell.say("В селе Калиновка нет света")
    assert len(shell.talk.facts["namesakes"]) > 1
