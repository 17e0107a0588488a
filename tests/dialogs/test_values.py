"""Values that are stored: talks and letters go to JSON and come back the same."""

import orjson
import pytest

from dialogs.conversation import Conversation
from dialogs.letters import Letter
from tests.dialogs.conftest import talk_at
from tests.dialogs.shell import book


def test_a_letter_comes_back_as_it_went() -> None:
    shell = talk_at("advice")
    for letter in (*shell.letters, Letter(text="x", files=({"id": "f"},), kind="answer")):
        assert Letter.from_json(orjson.loads(orjson.dumps(letter.to_json()))) == letter


def test_a_talk_in_an_interruption_comes_back_as_it_went() -> None:
    shell = talk_at("address")
    shell.say("/language")
    assert shell.talk.asides
    stored = orjson.loads(orjson.dumps(shell.talk.to_json()))
    assert "profile" not in stored, "the profile belongs to the person"
    assert Conversation.from_json("t", stored, shell.talk.profile) == shell.talk


def test_forgetting_a_fact_is_not_knowing_it() -> None:
    talk = Conversation(id="t").knowing(a=1, b=2).knowing(a=None)
    assert talk.facts == {"b": 2}


@pytest.mark.parametrize("what", ["agency", "topic", "group", "kind", "channel", "hotline"])
def test_things_of_the_tables_have_a_name_in_every_language(what: str) -> None:
    rules = book().rules
    ids = {
        "agency": "petropavlovsk",
        "topic": next(iter(rules.topics)),
        "group": next(iter(rules.groups)),
        "kind": "complaint",
        "channel": next(iter(rules.channels)),
        "hotline": next(iter(rules.hotlines)),
    }
    assert len(book().names(what, ids[what])) == 3
    with pytest.raises(KeyError):
        book().name(what, "nothing of the kind", "ru")


def test_a_path_names_every_place_once_and_a_unit_is_received_by_its_akimat() -> None:
    place = book().rules.places.find("Петропавловск", "ru")[0].kato
    path = book().name("path", place, "ru").split(", ")
    assert len(path) == len(set(path)) >= 2
    assert book().host("petropavlovsk") == "petropavlovsk"
    unit = next(
        id
        for id in ("lu_utilities_591000000", "lu_utilities_100000000")
        if book().knows_agency(id)
    )
    assert book().host(unit) == book().rules.agency(unit).parent
