"""«I do not know», wherever the law lets it be; and what is told where it cannot be an answer."""

import pytest

from dialogs.conversation import OWNER_QUEUE
from dialogs.effects import Rate
from dialogs.events import Pinned
from tests.dialogs.asking import MAMLYUT, NORTH, read, value
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AT, Shell

UNSURE = ("не знаю", "Білмеймін", "I don't know", "bilmeimin", "не помню")


def asked_where() -> Shell:
    shell = Shell("ru")
    shell.say("Не вывозят мусор")
    assert question(shell) == "region"
    return shell


@pytest.mark.parametrize("text", UNSURE)
def test_who_does_not_know_the_region_gets_other_ways(text: str) -> None:
    shell = asked_where()
    shell.say(text)
    last = shell.said[-1]
    assert "note.place_unknown" in told([last])
    assert {choice.id for choice in last.choices} == {"human", "call_me"}
    assert [link.url for link in last.links] == ["tel:1414"]
    shell.press("human")
    assert shell.talk.owner == OWNER_QUEUE


@pytest.mark.parametrize("text", ["Петропавловск", "Мамлюткада"])
def test_a_town_near_by_is_still_taken(text: str) -> None:
    shell = asked_where()
    shell.say("не знаю", text)
    assert question(shell) == "advice"
    assert shell.talk.answers["region"] == NORTH


def test_who_still_does_not_know_is_not_asked_for_ever() -> None:
    shell = asked_where()
    for _ in range(30):
        if shell.talk.owner == OWNER_QUEUE:
            break
        shell.say("не знаю")
    assert shell.talk.owner == OWNER_QUEUE


@pytest.mark.parametrize("text", UNSURE)
@pytest.mark.parametrize(
    ("key", "answers"),
    [("district", {"region": NORTH}), ("settlement", {"region": NORTH, "district": MAMLYUT})],
)
def test_of_a_village_or_district_the_place_above_will_do(
    key: str, answers: dict[str, str], text: str
) -> None:
    assert value(key, text, answers) == ""


@pytest.mark.parametrize(
    "text", [*UNSURE, "нету с собой", "удостоверение дома", "жеке куәлігім үйде"]
)
@pytest.mark.parametrize("key", ["iin", "phone", "contact", "bin", "call_phone"])
def test_what_the_law_lets_open_is_passed_over(key: str, text: str) -> None:
    assert value(key, text) == ""


@pytest.mark.parametrize("text", UNSURE)
@pytest.mark.parametrize("point", ["consent", "surname", "address", "confirm"])
def test_where_an_answer_is_needed_it_is_said_why_and_a_human_is_offered(
    point: str, text: str
) -> None:
    shell = talk_at(point)
    before = shell.talk.answers
    assert f"why.{point}" in told(shell.say(text))
    assert "human" in {choice.id for choice in shell.said[-1].choices}
    assert (question(shell), shell.talk.answers) == (point, before)


@pytest.mark.parametrize("text", ["не знаю", "пропустить", "не хочу"])
def test_no_rating_is_an_answer_too(text: str) -> None:
    shell = talk_at("filed")
    number = next(iter(shell.cases))
    shell.act(number, "take")
    shell.act(number, "answer", text="Фонари горят с понедельника", result="satisfied")
    shell.fire(next(key for key in shell.timers if key.startswith("rating")))
    assert question(shell) == "rating"
    shell.say(text)
    assert question(shell) != "rating"
    assert not any(isinstance(record, Rate) for record in shell.records)


@pytest.mark.parametrize(
    "text", ["нет", "не скажу", "нет адреса", "бомж", "там где и раньше", "skip"]
)
def test_words_that_are_no_address_are_asked_once_more_with_the_least_that_will_do(
    text: str,
) -> None:
    assert value("address", text, {"region": NORTH}) == "hint.address"


@pytest.mark.parametrize(
    "text", ["Мамлютка", "село Каменка, дом без номера", "Абай көшесі 5", "общежитие", "кв 12"]
)
def test_a_village_alone_is_an_address(text: str) -> None:
    assert value("address", text, {"region": NORTH}) == text


@pytest.mark.parametrize(
    ("text", "surname", "name"),
    [
        ("АХМЕТОВА АЙГУЛЬ", "Ахметова", "Айгуль"),
        ("Айгуль Ахметова", "Ахметова", "Айгуль"),
        ("Иван Иванович Иванов", "Иванов", "Иван Иванович"),
        ("Ахметова Айгүл Серік қызы", "Ахметова", "Айгүл Серік қызы"),
        ("Абай Құнанбайұлы", "Құнанбайұлы", "Абай"),
        ("моя фамилия Ахметова", "Ахметова", None),
        ("фамилия Ахметова, имя Айгуль", "Ахметова", "Айгуль"),
        ("мен Айгүлмін", "Айгүл", None),
        ("гражданка Ахметова А.С., 1958 г.р.", "Ахметова", "А. С."),
        ("Ахметова-Ким Анна-Мария", "Ахметова-Ким", "Анна-Мария"),
        ("«Ли»", "Ли", None),
        ("Ю", "Ю", None),
    ],
)
def test_a_name_as_people_write_it(text: str, surname: str, name: str | None) -> None:
    found = read("surname", text)
    assert (found.value, found.also.get("name")) == (surname, name)


@pytest.mark.parametrize("text", ["да", "нет", "не скажу", "не знаю", "тегім жоқ", "I don't know"])
def test_no_answer_is_no_name(text: str) -> None:
    assert value("surname", text) == value("name", text) == "hint.name"


def test_an_address_behind_the_name_is_kept() -> None:
    found = read("surname", "Ахметова Айгуль, ул. Абая 5")
    assert (found.value, found.also) == ("Ахметова", {"name": "Айгуль", "address": "ул. Абая 5"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ИИН: 900101300018", "hint.iin_check"),
        ("900101З00017", "900101300017"),
        ("000000000000", "hint.iin_check"),
        ("9001013000", "hint.iin_length"),
    ],
)
def test_a_slip_in_an_iin_is_told_as_what_it_is(text: str, found: str) -> None:
    assert value("iin", text) == found


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("в Алма-Ате", "750000000"), ("Усть-Каменогорс", "631000000"), ("Бишкуль", "595030100"),
        ("Чарск", "104221100"), ("караганта", "351000000"),
    ],
)  # fmt: skip
def test_old_and_mistyped_names_of_known_places(text: str, path: str) -> None:
    found = read("region", text)
    assert path in found.also.values()


@pytest.mark.parametrize(
    ("text", "first"), [("Абай", {"100000000", "353220100"}), ("Новакаменка", {"595033200"})]
)
def test_a_region_and_a_town_of_one_name_are_asked_and_so_is_a_guess(
    text: str, first: set[str]
) -> None:
    found = read("region", text)
    assert found.value is None
    assert first & set(found.facts["namesakes"])


def pin(latitude: float, longitude: float) -> Pinned:
    return Pinned(id="e", at=AT, latitude=latitude, longitude=longitude)


def test_a_pin_in_the_steppe_is_asked_about_and_one_abroad_is_told() -> None:
    near = read("region", pin(50.0, 52.0))
    assert near.value is None
    assert len(near.facts["namesakes"]) > 1
    assert value("region", pin(54.87, 69.15)) == NORTH
    assert value("region", pin(55.75, 37.6)) == "hint.pin"
