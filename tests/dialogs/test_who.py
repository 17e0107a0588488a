"""Who writes, and through which doors, as the core tells it; and the question about the site."""

import pytest

from bot.deep_links import read_link
from bot.door_links import DoorLinks
from dialogs import effects as e
from dialogs import events as v
from dialogs.acts.site import ASKED, site_of
from dialogs.codes import code_in, door_code_in, spaced
from dialogs.play import Play
from tests.dialogs.people import DOOR_CODE
from tests.dialogs.reading import told
from tests.dialogs.shell import Shell

LIGHTS = "На нашей улице не горят фонари"


def filed(shell: Shell) -> None:
    shell.say(LIGHTS)
    shell.press("file", "yes")
    shell.say("Ахметова Айгуль", "пропустить", "улица Абая 5")
    shell.press("confirm")


def rated(shell: Shell) -> list[e.Rate]:
    return [one for one in shell.records if isinstance(one, e.Rate)]


@pytest.mark.parametrize("said", ["ABCD2345", "abcd-2345", "ABCD 2345", "j_ABCD2345"])
def test_a_door_code_is_read_however_it_is_written(said):
    assert door_code_in(said) == DOOR_CODE


@pytest.mark.parametrize(
    "said", ["ABCDEFGH", "ABCD234", "ABCD23456", "АБВГ2345", "house 25b", "ABCDE 2345"]
)
def test_other_words_are_no_door_code(said):
    assert door_code_in(said) is None


def test_a_link_of_a_messenger_carries_a_door_code():
    assert read_link("j_ABCD2345") == {"join": DOOR_CODE}
    assert read_link("j_nothing") == {}
    links = DoorLinks("https://esik.kz", "esik_bot", "77000000000").of_code(DOOR_CODE)
    assert links == {
        "telegram": "https://t.me/esik_bot?start=j_ABCD2345",
        "whatsapp": "https://wa.me/77000000000?text=/start%20j_ABCD2345",
        "web": "https://esik.kz/chat#j_ABCD2345",
    }


def test_the_codes_of_appeals_and_of_doors_are_told_apart():
    assert code_in(DOOR_CODE) is None
    assert door_code_in("AB3DEFGHJK") is None
    assert spaced(DOOR_CODE) == "ABCD-2345"


@pytest.mark.parametrize("said", ["/door", "Дверь", "продолжить в Telegram", "осында жалғастыру"])
def test_a_code_is_given_with_the_doors_that_take_it(said):
    shell = Shell("ru")
    (told,) = shell.say(said)
    assert "ABCD-2345" in shell.letters[-1].text
    assert [link.url for link in told.links] == ["https://t.me/esik?start=j_ABCD2345"]
    assert told.question.id == "menu"


def test_a_form_is_where_it_was_after_a_code():
    shell = Shell("ru", agency="petropavlovsk")
    shell.say(LIGHTS)
    shell.press("file", "yes")
    asked = shell.talk.at
    shell.say("дверь")
    shell.say(DOOR_CODE)
    assert shell.talk.at == asked


@pytest.mark.parametrize("said", ["мен емес", "пишу не я, а мама", "I am somebody else"])
def test_somebody_else_is_asked_once_and_begins_with_nothing(said):
    shell = Shell("ru", agency="petropavlovsk")
    filed(shell)
    (asked,) = shell.say(said)
    assert [choice.id for choice in asked.choices] == ["yes", "no"]
    shell.press("yes")
    assert shell.talk.profile == {}
    assert shell.talk.facts == {"agency": "petropavlovsk"}
    assert shell.talk.at == "front.menu"


def test_who_was_here_first_comes_back_to_their_form():
    shell = Shell("ru", agency="petropavlovsk")
    filed(shell)
    shell.press("skip")
    shell.say("Во дворе большая яма на дороге")
    shell.press("file")
    at, answers = shell.talk.at, shell.talk.answers
    shell.say("это не я", "да")
    assert shell.talk.answers.get("problem") is None
    shell.say("снова я", "Айгуль Ахметова")
    assert (shell.talk.at, shell.talk.answers["problem"]) == (at, answers["problem"])
    assert shell.talk.asked


def test_the_language_and_the_numbers_of_buttons_outlive_an_erased_talk():
    shell = Shell("ru", agency="petropavlovsk")
    filed(shell)
    count = shell.talk.count
    shell.say("өшіру")
    (last,) = shell.press("erase")
    assert (last.question.id, last.question.expects, last.choices) == ("erased", "none", ())
    assert (shell.talk.language, shell.talk.answers, shell.talk.profile) == ("ru", {}, {})
    assert shell.talk.count >= count
    assert set(shell.talk.facts) == {"hushed"}
    (said,) = shell.say("привет")
    assert said.question.id == "menu"


def test_the_end_of_a_term_names_nothing_after_the_talk_was_erased():
    shell = Shell("ru", agency="petropavlovsk")
    filed(shell)
    (number,) = shell.cases
    shell.press("skip")
    shell.say("өшіру")
    shell.press("erase")
    (said,) = shell.fire(f"overdue:{number}")
    assert told([said]) == {"case.hushed"}
    assert (said.case, said.choices) == (None, ())


def test_an_operator_who_owns_the_talk_lets_it_go_when_it_is_erased():
    shell = Shell("ru")
    shell.say("/human")
    shell.take(v.OperatorTook, by="demo")
    shell.take(v.EraseAsked, by="demo")
    assert shell.talk.owner == "bot"
    assert any(isinstance(one, e.EndHandOff) for one in shell.records)


def test_a_talk_that_nobody_owns_is_erased_without_ending_a_hand_off():
    shell = Shell("ru")
    shell.say("/language")
    shell.take(v.EraseAsked, by="demo")
    assert shell.talk.at == "front.menu"
    assert "erase.done" in told(shell.said[-1:])
    assert not any(isinstance(one, e.EndHandOff) for one in shell.records)


def test_the_site_is_asked_about_once_after_a_matter_that_came_from_it():
    shell = Shell("ru", agency="petropavlovsk")
    filed(shell)
    assert shell.said[-1].question.id == "rating"
    shell.press("4")
    assert rated(shell) == [e.Rate("site", "petropavlovsk/t", 4)]
    assert shell.said[-1].question.id == "menu"
    filed(shell)
    assert shell.said[-1].question.id == "menu"
    assert shell.talk.profile[ASKED] == ["petropavlovsk"]


def test_the_question_about_the_site_stands_in_nobodys_way():
    shell = Shell("ru", agency="petropavlovsk")
    filed(shell)
    shell.say("Во дворе большая яма на дороге")
    assert shell.said[-1].question.id == "advice"
    assert rated(shell) == []
    shell = Shell("ru", agency="petropavlovsk")
    filed(shell)
    shell.say("статус")
    assert "2026-00000000" in shell.letters[-1].text
    shell.press("skip")
    assert rated(shell) == []


def test_the_site_is_not_asked_about_elsewhere_nor_after_a_sensitive_matter(book):
    sensitive = next(iter(sorted(book.neutral)))
    shell = Shell("ru", agency="petropavlovsk")
    shell.talk = shell.talk.knowing(topic=sensitive)
    assert site_of(Play(book, shell.talk, shell.now)) is None
    assert site_of(Play(book, shell.talk.knowing(topic=None), shell.now)) == "petropavlovsk"
    assert site_of(Play(book, Shell("ru").talk, shell.now)) is None
