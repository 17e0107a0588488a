"""Kinds of question: what counts as an answer, beyond the button."""

from typing import Any

import pytest

from dialogs.question import Answer
from dialogs.receptions import Official
from tests.dialogs.asking import LONG, PIN, STICKER, chose, read, sent, value, view
from tests.dialogs.shell import book

IIN, BIN = "900101300017", "050140000011"
WEEK = [f"weekday_{n}" for n in range(1, 6)]

# -- a choice by its place in the list


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("второе", "no"),
        ("Вторая", "no"),
        ("2-е", "no"),
        ("№2", "no"),
        ("номер 2", "no"),
        ("под номером 2", "no"),
        ("2-ші", "no"),
        ("екінші", "no"),
        ("the second one", "no"),
        ("2nd", "no"),
        ("последнее", "no"),
        ("соңғысы", "no"),
        ("first", "yes"),
        ("бір", "yes"),
        ("третье", "hint.choice"),
        ("0", "hint.choice"),
        ("-1", "hint.choice"),
        ("٢", "hint.choice"),
        ("2 5", "hint.choice"),
    ],
)
def test_an_option_by_its_number_in_words(reply: str, expected: str) -> None:
    assert value("consent", reply) == expected


def officials(*names: str) -> dict[str, Any]:
    made = [Official(id=n, agency="a", name={"kk": n, "ru": n, "en": n}) for n in names]
    return {"officials": [{"id": o.id, "name": o.name, "formats": ["offline"]} for o in made]}


def test_a_part_of_the_name_of_an_official_will_do() -> None:
    found = officials("Аким города Асанов А.", "Заместитель акима Усенова Б.")
    assert value("official", "к акиму", **found) == "Аким города Асанов А."
    assert value("official", "зам", **found) == "Заместитель акима Усенова Б."
    assert value("official", "к заместителю акима", **found) == "Заместитель акима Усенова Б."
    assert value("official", "Усенова", **found) == "Заместитель акима Усенова Б."
    assert value("official", "не знаю", **found) == "Аким города Асанов А."
    assert value("official", "к министру", **found) == "hint.choice"
    names = {"kk": "Аким", "ru": "Аким города и всего района", "en": "Head"}
    one = {"id": "head", "name": names, "formats": ["offline"]}
    found = {"officials": [one, *officials("Зам акима")["officials"]]}
    assert value("official", "к акиму", **found) == "head", "by its shortest name"


@pytest.mark.parametrize(
    ("key", "expected"),
    [("kind", None), ("answer_way", "here"), ("post", "head"), ("whose", "mine"), ("iin", ""),
     ("add_iin", ""), ("bin", ""), ("phone", ""), ("contact", ""), ("for_whom", ""),
     ("settlement", ""), ("topic", "none"), ("group", "none"), ("days", [])],
)  # fmt: skip
@pytest.mark.parametrize("words", ["не знаю", "Білмеймін", "I don't know"])
def test_i_do_not_know_is_an_answer(key: str, expected: Any, words: str) -> None:
    facts = {"candidates": ["street_lighting"], "namesakes": ["591010000"]}
    found = read(key, words, **facts)
    assert isinstance(found, Answer)
    assert found.value == expected


# -- confirmations and ratings


@pytest.mark.parametrize(
    ("key", "reply", "expected"),
    [
        ("confirm", "да", "confirm"),
        ("confirm", "нет", "edit"),
        ("booking_confirm", "жоқ", "edit"),
        ("booking_confirm", "всё верно", "confirm"),
        ("confirm", "может быть", "hint.choice"),
        ("rating", "пять", "5"),
        ("rating", "бес", "5"),
        ("rating", "Four", "4"),
        ("rating", "5/5", "5"),
        ("rating", "4 из 5", "4"),
        ("rating", "3 out of 5", "3"),
        ("rating", "⭐⭐⭐⭐", "4"),
        ("rating", "★★", "2"),
        ("rating", "⭐⭐⭐⭐⭐⭐", "hint.choice"),
        ("rating", "ноль", "hint.choice"),
        ("rating", "55", "hint.choice"),
    ],
)
def test_confirmations_and_ratings(key: str, reply: str, expected: str) -> None:
    assert value(key, reply) == expected


# -- several


def test_buttons_are_turned_on_and_off_until_done() -> None:
    first = read("days", chose("weekday_4"))
    assert (first.value, first.facts) == (["weekday_4"], {"more_days": "yes"})
    both = read("days", chose("weekday_2"), {"days": ["weekday_4"]})
    assert both.value == ["weekday_2", "weekday_4"], "in the order of the list"
    assert read("days", chose("weekday_4"), {"days": both.value}).value == ["weekday_2"]
    done = read("days", chose("done"), {"days": both.value})
    assert (done.value, done.facts) == (both.value, {"more_days": "no"})
    assert value("days", chose("done")) == "hint.several", "nothing is chosen yet"
    assert value("days", chose("any_day")) == []


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("2, 4", ["weekday_2", "weekday_4"]),
        ("4 и 2", ["weekday_2", "weekday_4"]),
        ("вторник и четверг", ["weekday_2", "weekday_4"]),
        ("только по четвергам", ["weekday_4"]),
        ("тек бейсенбіде", ["weekday_4"]),
        ("only Thursdays", ["weekday_4"]),
        ("в будни", WEEK),
        ("в любой день", []),
        ("күн сайын", "күн сайын"),
        ("четверг после 15", "четверг после 15"),
        ("по субботам", "по субботам"),
        ("когда муж дома", "когда муж дома"),
        ("8 декабря", "8 декабря"),
        ("🙂", "hint.several"),
        (LONG, "hint.long"),
        (PIN, "hint.several"),
        (STICKER, "hint.several"),
        (sent("четверг"), "hint.several"),
    ],
)
def test_days_of_the_week_may_be_written(reply: Any, expected: Any) -> None:
    assert value("days", reply) == expected


def test_the_chosen_ones_are_marked_and_done_stands_last() -> None:
    shown = book().questions["days"].choices(view({"days": ["weekday_1"]}))
    assert [c.id for c in shown] == [*WEEK, "done"]
    assert getattr(shown[0].label, "key", "") == "option.chosen"


# -- telephone, e-mail, numbers


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("8 701 123 45 67", "+77011234567"),
        ("+7 (701) 123-45-67", "+77011234567"),
        ("87011234567", "+77011234567"),
        ("7011234567", "+77011234567"),
        ("77011234567", "+77011234567"),
        ("8 (7152) 46-12-34", "+77152461234"),
        ("+49 30 901820", "+4930901820"),
        ("мой номер 8 701 123 45 67, звоните вечером", "+77011234567"),
        (chose("skip"), ""),
        ("нет", ""),
        ("потеряла", ""),
        ("нету, 12345", "hint.phone"),
        ("+998 90 123 45 08", "+998901234508"),
        ("12345", "hint.phone"),
        ("8 701 123 45", "hint.phone"),
        ("восемь семьсот один", "hint.phone"),
        ("🙂", "hint.short"),
        (LONG, "hint.long"),
        (STICKER, "hint.text"),
    ],
)
@pytest.mark.parametrize("key", ["phone", "call_phone"])
def test_telephone_numbers(key: str, reply: Any, expected: str) -> None:
    assert value(key, reply) == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("a.serikova@mail.kz", "a.serikova@mail.kz"),
        (" A.Serikova @ Mail.kz. ", "a.serikova@mail.kz"),
        ("пишите на a@b.kz, пожалуйста", "a@b.kz"),
        ("почта@пример.қаз", "почта@пример.қаз"),
        ("a.serikova.mail.kz", "hint.email"),
        ("a@b", "hint.short"),
        ("почты совсем никакой", "hint.email"),
    ],
)
def test_email_addresses(reply: Any, expected: str) -> None:
    assert value("contact", reply) == expected


def test_who_has_no_email_gets_the_answer_here() -> None:
    assert read("contact", "пропустить").also == {"answer_way": "here"}


def test_a_bin_is_told_from_an_iin() -> None:
    assert (value("iin", BIN), read("iin", BIN).also) == ("", {"bin": BIN})
    assert value("bin", BIN) == BIN
    assert value("bin", IIN) == "hint.iin_for_bin"
    assert value("bin", "0501400000") == "hint.bin_length"
    assert value("bin", f"{BIN[:-1]}2") == "hint.bin_check"
    assert value("iin", f"мой ИИН {IIN}") == IIN
    assert value("iin", f"{IIN}, квартира 5") == IIN


# -- two answers in one message, and answers to another question


def test_a_name_may_come_with_a_number_or_an_address() -> None:
    both = read("surname", f"Иванов Иван, {IIN}")
    assert (both.value, both.also) == ("Иванов", {"name": "Иван", "iin": IIN})
    phone = read("surname", "иванов иван 87011234567 ivan@mail.kz")
    assert phone.also == {"name": "Иван", "phone": "+77011234567", "contact": "ivan@mail.kz"}
    assert read("surname", "Меня зовут Айгуль Ахметова").also == {"name": "Айгуль"}
    after = read("surname", "Ахметова Айгуль зовут меня")
    assert (after.value, after.also) == ("Ахметова", {"name": "Айгуль"})
    assert [value("name", said) for said in ("Абын", "Алимын")] == ["Абын", "Али"]
    assert value("surname", IIN) == "hint.name"
    assert value("surname", "Иванов Иван, 900101300018") == "hint.name", "a wrong IIN is no name"


def test_a_company_in_place_of_a_name() -> None:
    found = read("surname", "ТОО «Алтын»")
    assert (found.value, found.also) == ("", {"name": "", "company": "ТОО «Алтын»"})
    assert read("surname", "ЖШС Алтын дән").also["company"] == "ЖШС Алтын дән"


@pytest.mark.parametrize(
    ("reply", "also"),
    [
        (IIN, {"iin": IIN}),
        ("87011234567", {"phone": "+77011234567"}),
        ("a@b.kz", {"contact": "a@b.kz"}),
    ],
)
def test_a_number_is_no_address(reply: str, also: dict[str, str]) -> None:
    found = read("address", reply)
    assert (found.value, found.also) == (None, also)
    assert value("address", "Абая 5, тел. 87011234567") == "Абая 5, тел. 87011234567"


def test_every_kind_is_known_to_the_doors() -> None:
    from dialogs import questions

    kinds = {question.kind for question in book().questions.values()}
    documented = {word for word in (questions.__doc__ or "").split() if word in kinds}
    assert documented == kinds


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("key", ["confirm", "edit", "reception_edit", "advice", "whose", "days"])
def test_the_label_of_a_button_may_be_typed_by_hand(key: str, language: str) -> None:
    facts = {"advised": {"file": {"allowed": True}, "book": {"allowed": True}}}
    for option in getattr(book().questions[key], "options", ()):
        label = book().words.say(f"option.{option}", language)
        typed = read(key, f" {label.upper()}! ", **facts)
        if isinstance(typed, Answer):  # an option that this talk does not have is not offered
            expected = [option] if key == "days" else option
            assert typed.value == expected, label
        else:
            assert option not in {c.id for c in book().questions[key].choices(view(**facts))}
