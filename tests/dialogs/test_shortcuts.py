"""What is done in a quicker way gives what the plain way gave."""

import sys

import phonenumbers
import pytest
from phonenumbers import PhoneMetadata

from dialogs.conversation import Conversation
from dialogs.fold import DROPPED
from dialogs.identity import LEAST_DIGITS
from routing_rules import danger_in, understand
from tests.dialogs.shell import book

SAID = (
    "Пожар, горит дом",
    "Күйеуім ұрады, қорқып отырмын",
    "kuieuim urady",
    "ukf[fn ghjcnjq",
    "gas leak in our house",
    "There is a fire in the kitchen",
    "Цена на газ выросла",
    "Не хочу больше жить",
    "Во дворе не горит фонарь",
    "",
)


@pytest.mark.parametrize("language", [None, "kk", "ru", "en"])
@pytest.mark.parametrize("said", SAID)
def test_danger_is_what_understanding_finds(said, language):
    whole = understand(book().rules, said, language)
    assert danger_in(book().rules, said, language) == whole.emergency


def test_some_of_these_words_are_danger_and_some_are_not():
    found = [danger_in(book().rules, said) for said in SAID]
    assert any(found)
    assert not all(found)


def test_no_telephone_number_has_fewer_digits_than_are_looked_for():
    lengths = [
        len(str(code)) + min(n for n in known.general_desc.possible_length if n > 0)
        for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
        for region in regions
        if (known := PhoneMetadata.metadata_for_region_or_calling_code(code, region))
    ]
    assert len(lengths) > 200
    assert min(lengths) >= LEAST_DIGITS


def test_folding_keeps_letters_digits_and_a_few_marks():
    for letter in map(chr, range(sys.maxunicode + 1)):
        kept = letter.isalnum() or letter in "/_-@:."
        assert bool(DROPPED.match(letter)) != kept, letter


def test_a_talk_has_no_other_fields():
    talk = Conversation(id="a")
    assert talk.but(at="front.menu") == Conversation(id="a", at="front.menu")
    with pytest.raises(TypeError, match="colour"):
        talk.but(colour="red")
