"""The old words begin a new form: what they say is known, and the form before is forgotten."""

from dataclasses import replace
from typing import Any

import pytest

from dialogs.carried import ONLY, carry, ended_case, keep
from dialogs.conversation import Conversation
from dialogs.play import Play
from dialogs.sources import KEPT, known_place
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.shell import AT, book

WORDS = LIGHTS["ru"]


def carried(**ended: Any) -> Conversation:
    """A talk in which another form was going on, after old words were taken for filing."""
    facts = {KEPT: {"text": WORDS, **ended}, "earlier": "old", "insists": "file"}
    talk = Conversation(id="t", language="ru", answers={"address": "Абая 1"}, facts=facts)
    play = Play(book(), talk, AT)
    carry(play, "file")
    return play.talk


def test_nothing_of_the_form_before_is_carried_on() -> None:
    talk = carried()
    assert talk.answers == {"menu": "file", "problem": WORDS}
    assert not {KEPT, "earlier", "insists"} & talk.facts.keys()
    assert (talk.facts["wish"], talk.trail) == ("file", ("front.menu",))


def test_what_the_words_are_about_is_understood_where_it_was_not_known() -> None:
    assert carried().facts["topic"] == "street_lighting"
    assert carried(topic="road_repair").facts["topic"] == "road_repair"
    assert "topic" not in carried(topic="no_topic_any_more").facts


def test_who_disputes_is_marked_so() -> None:
    talk = carried(signal="formal_answer", intent="disagree", earlier="2026-00000001")
    assert "formal_answer" in talk.facts["signals"]
    assert (talk.facts["intent"], talk.facts["earlier"]) == ("disagree", "2026-00000001")
    assert "formal_answer" not in carried().facts["signals"]


@pytest.mark.parametrize("only", [True, False])
def test_only_what_was_sent_already_is_not_advised_on_again(only: bool) -> None:
    talk = carried(**({ONLY: "file"} if only else {}))
    assert ("carried" in talk.facts) == only


@pytest.mark.parametrize(
    ("ended", "place"),
    [
        ({"place": "591000000"}, "591000000"),
        ({"text": f"В Петропавловске {WORDS}"}, "591000000"),
        ({"text": f"В Петропавловске и в Алматы {WORDS}"}, None),
        ({"text": f"В Петропавловске {WORDS}", "place": "750000000"}, "750000000"),
        ({"place": "no such place"}, None),
    ],
)
def test_the_place_is_the_one_that_is_known_or_the_only_one_named(
    ended: dict[str, str], place: str | None
) -> None:
    assert known_place(carried(**ended)) == place


def test_where_nothing_was_said_nothing_is_told_for_the_citizen() -> None:
    assert "problem" not in carried(text="").answers


def test_only_what_is_known_is_kept_of_an_end() -> None:
    shell = talk_at("filed")
    (case,) = shell.cases.values()
    erased = ended_case(replace(case, draft=None, topic=None))
    assert erased["text"] == ""
    play = Play(book(), Conversation(id="t"), AT)
    assert keep(play, erased)
    assert None not in play.talk.facts[KEPT].values()
    assert not keep(play, None)
