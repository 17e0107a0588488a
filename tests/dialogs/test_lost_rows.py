"""Rows of the tables that are gone when a talk comes back: forgotten, and nothing else."""

from typing import Any

import pytest

from dialogs.conversation import Conversation
from dialogs.play import Play
from dialogs.versions import moved_on
from tests.dialogs.shell import AT, book

KEPT = {"problem": "Ямы", "topic": "road_repair", "region": "590000000", "district": "591000000"}


def of_another_version(answers: dict[str, Any], **facts: Any) -> Conversation:
    talk = Conversation(
        id="t", language="ru", at="front.menu", version="old", answers=answers, facts=facts
    )
    play = Play(book(), talk, AT)
    assert not moved_on(play, answered=False)
    return play.talk


def test_what_the_tables_still_have_is_kept() -> None:
    known = {"topic": "road_repair", "candidates": ["road_repair", "water_outage"]}
    talk = of_another_version(KEPT, advised={"agency": "petropavlovsk"}, **known)
    assert talk.answers == KEPT
    assert talk.facts == {"advised": {"agency": "petropavlovsk"}, **known}


@pytest.mark.parametrize("topic", ["none", "said"])
def test_an_answer_that_is_no_row_is_kept(topic: str) -> None:
    assert of_another_version({"topic": topic}).answers == {"topic": topic}


@pytest.mark.parametrize("name", ["topic", "district", "region"])
def test_what_the_tables_have_no_more_is_forgotten_alone(name: str) -> None:
    talk = of_another_version({**KEPT, name: "gone"})
    assert talk.answers == {key: value for key, value in KEPT.items() if key != name}


def test_facts_about_what_is_gone_are_forgotten() -> None:
    talk = of_another_version(
        {}, topic="gone", candidates=["gone", "road_repair"], advised={"agency": "gone"}
    )
    assert talk.facts == {"candidates": ["road_repair"]}
    assert of_another_version({}, candidates=["gone"]).facts == {}
