"""What citizens say of themselves in the middle of a matter, in three languages."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.taken import personal, speaks_of_reception
from tests.dialogs.shell import book

IIN, BIN = "900101300017", "050140000011"


def taken(text: str) -> dict[str, Any]:
    return personal(book().taken, text)


@pytest.mark.parametrize(
    ("text", "surname", "name"),
    [
        ("Здравствуйте, меня зовут Айгуль Ахметова. Нет воды.", "Ахметова", "Айгуль"),
        ("меня зовут ахметова айгуль сериковна и у нас нет воды", "Ахметова", "Айгуль Сериковна"),
        ("Я Иванов Пётр, живу на Абая, нет света", "Иванов", "Пётр"),
        ("Нет света. С уважением, Иванов Пётр", "Иванов", "Пётр"),
        ("Менің атым Айгүл, тегім Ахметова. Су жоқ.", "Ахметова", "Айгүл"),
        ("Мен Айгүл Ахметовамын, көшеде жарық жоқ", "Ахметова", "Айгүл"),
        ("Атым-жөнім Сәрсенов Болат Серікұлы", "Сәрсенов", "Болат Серікұлы"),
        ("My name is John Smith. There is no water.", "Smith", "John"),
        ("I am Aigul Akhmetova and the lights are off", "Akhmetova", "Aigul"),
        ("меня зовут Марат", None, "Марат"),
        ("Менің атым Айгүл, тегім", None, "Айгүл"),
        ("Менің атым Алимын, су жоқ", None, "Али"),
        ("Нет воды в Петропавловске", None, None),
        ("Я Вам пишу второй раз", None, None),
        ("Мен Петропавлда тұрамын", None, None),
        ("I am from Almaty", None, None),
    ],
)
def test_names(text: str, surname: str | None, name: str | None) -> None:
    found = taken(text)
    assert (found.get("surname"), found.get("name")) == (surname, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"мой ИИН {IIN}", {"iin": IIN}),
        ("ИИН 900101300018", {}),
        ("мой телефон 8 701 123 45 67", {"phone": "+77011234567"}),
        ("Айгүл, 87011234567", {"phone": "+77011234567"}),
        ("почта Aigul@Mail.KZ", {"contact": "aigul@mail.kz"}),
        (f"{IIN}+77011234567", {"iin": IIN, "phone": "+77011234567"}),
        ("почта 87011234567@mail.kz", {"contact": "87011234567@mail.kz"}),
        (" ".join(f"a{n}@mail.kz" for n in range(21)), {}),
        ("Звонил на 8 701 123 45 67, никто не берёт", {}),
        ("Аварийка 8 7152 46 12 34 не отвечает", {}),
        ("мой домашний 8 7152 46 12 34", {"phone": "+77152461234"}),
        ("Мой адрес: ул. Абая 5, кв. 3. Нет воды", {"address": "ул. Абая 5, кв. 3"}),
        ("менің мекенжайым Абай көшесі 5, су жоқ па", {"address": "Абай көшесі 5, су жоқ па"}),
        ("I live at 5 Abay street. No water", {"address": "5 Abay street"}),
        ("по адресу Абая 5 не горят фонари", {}),
        ("мой адрес всем известен", {}),
        (f"Пишу от имени ТОО «Алтын», БИН {BIN}", {"company": "ТОО «Алтын»", "bin": BIN}),
        (f"ТОО «Алтын» не платит, БИН {BIN}", {}),
        ("«Алтын» ЖШС атынан жазамын", {"company": "«Алтын» ЖШС"}),
        ("номер 112, кабинет 305, 15 декабря", {}),
    ],
)
def test_numbers_addresses_and_companies(text: str, expected: dict[str, str]) -> None:
    assert taken(text) == expected


def test_only_sentences_about_a_reception_are_asked_for_days() -> None:
    said = "С понедельника нет воды. Запишите меня на приём в пятницу! Был на приёме во вторник."
    assert [s.strip() for s in speaks_of_reception(book().taken, said)] == [
        "Запишите меня на приём в пятницу"
    ]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_words_are_looked_through_without_breaking(text: str) -> None:
    assert all(isinstance(value, str) and value for value in taken(text).values())


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Нет воды. Живу в Мамлютке, ул. Абая 5, тел. 8 701 123 45 67", "ул. Абая 5"),
        ("Абай көшесі 5-үйде тұрамын. Көшеде жарық жоқ.", "Абай көшесі 5-үйде"),
        ("Живу в Астане, на улице Абая у дома 15 третий день не горят фонари", None),
        ("На улице Абая 15 не горят фонари", None),
        ("Живу на пятом этаже, лифт стоит", None),
    ],
)
def test_the_street_where_one_lives(text: str, address: str | None) -> None:
    assert taken(text).get("address") == address


@pytest.mark.parametrize(
    ("text", "surname", "name"),
    [
        ("зовут Айгуль, не вывозят мусор", None, "Айгуль"),
        ("у сына, зовут Айдар, нет места в школе", None, None),
        ("menin atym Aigul Ahmetova, qoqys shygarylmaidy", "Ahmetova", "Aigul"),
        ("Не вывозят мусор\nИванова Мария Петровна", "Иванова", "Мария Петровна"),
        ("Жалоба на директора\nшколы Ивановой", None, None),
        ("Иванова Мария Петровна", None, None),
    ],
)
def test_names_in_other_places(text: str, surname: str | None, name: str | None) -> None:
    found = taken(text)
    assert (found.get("surname"), found.get("name")) == (surname, name)
