"""What an advice says by what is known: of the body, of its trust line, of a confirmed term."""

from dataclasses import replace

import pytest

from dialogs import effects as e
from dialogs.acts.advice import advise_citizen, nameless
from dialogs.book import Book
from dialogs.conversation import Conversation
from dialogs.play import Play
from tests.dialogs.reading import keys
from tests.dialogs.shell import AT, book

NORTH = {"settlement": "591000000"}


def playing(
    answers: dict[str, object],
    at: str = "front.advice",
    known: Book | None = None,
    **facts: object,
) -> Play:
    talk = Conversation(id="t", language="ru", at=at, answers=answers, facts=facts)
    return Play(known or book(), talk, AT)


def said(play: Play) -> set[str]:
    play.send()
    return set().union(*(keys(effect) for effect in play.effects if isinstance(effect, e.Say)))


@pytest.mark.parametrize(("topic", "unknown"), [("water_outage", True), ("tariffs_bills", False)])
def test_who_asks_about_no_name_is_told_where_a_trust_line_is_not_certain(
    topic: str, unknown: bool
) -> None:
    play = playing(NORTH, topic=topic, intent="report")
    advise_citizen(play)
    play.told.clear()
    nameless(play)
    assert ("channel.has_unknown" in said(play)) == unknown


def test_where_no_body_is_known_none_is_named() -> None:
    play = playing({}, topic="thanks_feedback", intent="report")
    advise_citizen(play)
    assert play.talk.facts["advised"]["agency"] is None
    told = said(play)
    assert "advice.channel" in told
    assert "advice.agency" not in told


@pytest.mark.parametrize("confirmed", [None, "An official"])
def test_a_term_is_told_as_sure_once_an_official_has_confirmed_it(confirmed: str | None) -> None:
    rules = book().rules
    term = replace(rules.terms["redirect"], confirmed_by=confirmed)
    law = replace(rules.law, terms={**rules.terms, "redirect": term})
    known = replace(book(), rules=replace(rules, law=law))
    play = playing(NORTH, known=known, topic="water_outage", insist_agency="krem")
    advise_citizen(play)
    way = "advice.redirect_sure" if confirmed else "advice.redirect_about"
    assert {"advice.redirect_sure", "advice.redirect_about"} & said(play) == {way}
