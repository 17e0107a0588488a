"""What stands in the first message is taken after the consent, read back, and not asked."""

from typing import Any

import pytest

from dialogs import effects as e
from tests.dialogs.reading import keys, question
from tests.dialogs.shell import Shell

IIN, BIN = "900101300017", "050140000011"
FIRST = {
    "kk": "Менің атым Айгүл Ахметова, телефоным 87011234567. Көшеде шамдар жанбайды.",
    "ru": "Меня зовут Айгуль Ахметова, телефон 87011234567. На нашей улице не горят фонари.",
    "en": "My name is Aigul Akhmetova, phone 87011234567. The street lights are off.",
}


def told(first: str, language: str = "ru", agency: str = "petropavlovsk") -> Shell:
    """A talk that was led to the form after the consent."""
    shell = Shell(language, agency)
    shell.say(first)
    assert question(shell) == "advice"
    assert not {"surname", "phone", "iin"} & shell.talk.answers.keys(), "nothing before consent"
    shell.press("file", "yes")
    return shell


def read_back(say: e.Say) -> dict[str, Any]:
    """The values of the lines of a read-back, by key."""
    found: dict[str, Any] = {}
    waiting = list(say.words)
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting += value
        elif isinstance(value, e.Words) and value.key.startswith("read."):
            found[value.key] = next(iter(value.values.values()), None)
    return found


@pytest.mark.parametrize("language", FIRST)
def test_name_and_telephone_are_read_back_and_not_asked(language: str) -> None:
    shell = told(FIRST[language], language)
    assert question(shell) == "iin"
    shell.press("skip")
    shell.say("Абая 5")
    lines = read_back(shell.said[-1])
    assert lines["read.who"].split()[0] in {"Ахметова", "Akhmetova"}
    assert lines["read.phone"] == "+77011234567"
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft is not None
    assert case.draft.applicant["phone"] == "+77011234567"
    assert case.draft.text == FIRST[language], "the text stays as it was written"
    assert shell.talk.profile["phone"] == "+77011234567"


def test_everything_at_once_leaves_only_the_confirmation() -> None:
    shell = told(
        f"Я Иванов Пётр, ИИН {IIN}, мой адрес: ул. Абая 5, кв. 3. Почта p@mail.kz."
        " На нашей улице не горят фонари."
    )
    assert question(shell) == "confirm"
    lines = read_back(shell.said[-1])
    assert (lines["read.iin"], lines["read.address"]) == (IIN, "ул. Абая 5, кв. 3")
    assert lines["read.contact"] == "p@mail.kz"


@pytest.mark.parametrize(
    ("line", "reply", "expected"),
    [("surname", "Серикова Айна", "surname"), ("phone", "87771112233", "phone"),
     ("iin", IIN, "iin"), ("address", "Сатпаева 7", "address")],
)  # fmt: skip
def test_each_line_taken_can_be_changed(line: str, reply: str, expected: str) -> None:
    shell = told(f"{FIRST['ru']} Мой адрес: Абая 5.")
    shell.press("skip", "edit", line)
    shell.say(reply)
    assert question(shell) == "confirm"
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft is not None
    new = {"surname": "Серикова", "phone": "+77771112233"}.get(line, reply)
    assert case.draft.applicant[expected] == new


def test_the_place_can_be_changed_and_the_addressee_with_it() -> None:
    shell = told(f"{FIRST['ru']} Мой адрес: Абая 5.")
    shell.press("skip", "edit", "place")
    assert question(shell) == "region"
    shell.say("Алматы")
    assert question(shell) == "confirm"
    assert read_back(shell.said[-1])["read.goes_to"] == e.Named("agency", "lu_utilities_750000000")


def test_what_was_said_before_other_words_took_its_place_is_kept() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say("Здравствуйте, меня зовут Айгуль Ахметова", "На нашей улице не горят фонари")
    shell.press("file", "yes")
    assert question(shell) == "iin"
    assert shell.talk.answers["surname"] == "Ахметова"


def test_nothing_is_taken_without_consent() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(FIRST["ru"])
    shell.press("file", "no")
    assert not {"surname", "phone"} & shell.talk.answers.keys()
    assert not {"surname", "phone"} & shell.talk.profile.keys()


def test_another_name_in_the_first_words_is_who_writes_today() -> None:
    shell = told(f"{FIRST['ru']} Мой адрес: Абая 5.")
    shell.press("skip", "confirm", "skip")
    shell.say("Я Иванов Пётр, на нашей улице опять не горят фонари")
    while question(shell) != "advice":
        shell.press("skip" if question(shell) != "topic" else shell.said[-1].choices[0].id)
    shell.press("file")
    assert read_back(shell.said[-1])["read.who"] == "Иванов Пётр"


# -- for somebody else, for a company


def test_who_writes_for_a_mother_is_asked_in_whose_name() -> None:
    shell = told(f"Пишу за маму, её ИИН {IIN}. На нашей улице не горят фонари.")
    assert question(shell) == "whose"
    shell.press("theirs")
    shell.say("Ахметова Сауле")
    assert question(shell) == "surname"
    shell.say("Ахметова Айгуль")
    assert question(shell) == "iin", "the mother's number is not the daughter's"
    shell.press("skip")
    shell.say("Абая 5")
    assert read_back(shell.said[-1])["read.for_whom"] == "Ахметова Сауле"
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft is not None
    assert case.draft.applicant["for_whom"] == "Ахметова Сауле"
    assert case.draft.applicant["iin"] == ""


def test_who_writes_in_their_own_name_is_asked_nothing_more() -> None:
    shell = told("Пишу за маму. На нашей улице не горят фонари.")
    shell.say("от себя")
    assert question(shell) == "surname"


def test_a_company_is_asked_for_its_bin_and_not_for_an_iin() -> None:
    shell = told("На нашей улице не горят фонари")
    shell.say("ТОО «Алтын»")
    assert question(shell) == "bin"
    shell.say(BIN, "Абая 5")
    lines = read_back(shell.said[-1])
    assert (lines["read.company"], lines["read.bin"]) == ("ТОО «Алтын»", BIN)
    assert not {"read.iin", "read.who"} & keys(shell.said[-1])
    shell.press("confirm")
    (case,) = shell.cases.values()
    assert case.draft is not None
    assert (case.draft.applicant["company"], case.draft.applicant["bin"]) == ("ТОО «Алтын»", BIN)
    assert "surname" not in shell.talk.profile, "a company is no person"


def test_a_bin_in_place_of_an_iin_asks_for_the_company() -> None:
    shell = told(FIRST["ru"])
    shell.say(BIN)
    assert question(shell) == "company"
    shell.say("ТОО Алтын")
    assert question(shell) == "address"


# -- the returning citizen


def test_a_returning_citizen_changes_every_remembered_line() -> None:
    shell = told(f"{FIRST['ru']} Мой адрес: Абая 5. Почта a@mail.kz")
    shell.press("skip", "edit", "answer_way", "email", "confirm", "skip")
    shell.say("Вода не идёт второй день")
    shell.press("file")
    lines = read_back(shell.said[-1])
    assert lines["read.contact"] == "a@mail.kz"
    assert lines["read.way"] == e.Words("way.email")
    shell.press("edit", "answer_way", "email")
    assert question(shell) == "contact", "the address is asked anew, with the way"
    shell.say("b@mail.kz")
    assert read_back(shell.said[-1])["read.contact"] == "b@mail.kz"
    shell.press("edit", "answer_way", "email")
    shell.say("нет почты")
    assert read_back(shell.said[-1])["read.way"] == e.Words("way.here")


def test_a_number_sent_to_the_question_of_the_address_is_taken_for_its_own() -> None:
    shell = told(FIRST["ru"])
    shell.press("skip")
    assert question(shell) == "address"
    shell.say(IIN)
    assert question(shell) == "address"
    shell.say("Абая 5")
    assert read_back(shell.said[-1])["read.iin"] == IIN


def test_the_same_answer_five_times_names_the_human_and_loses_nothing() -> None:
    shell = told(FIRST["ru"])
    for _ in range(5):
        shell.say("90010130001")
    assert question(shell) == "iin"
    assert "hint.many" in keys(shell.said[-1])
    shell.say(IIN)
    assert question(shell) == "address"


def test_the_iin_is_added_later_from_the_status() -> None:
    shell = told(f"{FIRST['ru']} Мой адрес: Абая 5.")
    shell.press("skip", "confirm", "skip")
    shell.say("статус")
    assert question(shell) == "iin"
    shell.say(IIN)
    assert "case.iin_added" in keys(shell.said[-1])
    (case,) = shell.cases.values()
    assert case.draft is not None
    assert case.draft.applicant["iin"] == IIN
    assert shell.talk.profile["iin"] == IIN
    shell.say("статус")
    assert question(shell) == "menu"


def test_who_declines_to_add_an_iin_is_not_asked_again() -> None:
    shell = told(f"{FIRST['ru']} Мой адрес: Абая 5.")
    shell.press("skip", "confirm", "skip")
    shell.say("статус", "не знаю", "статус")
    assert question(shell) == "menu"
