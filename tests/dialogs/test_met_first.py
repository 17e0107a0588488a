"""What meets the first words, and what does not: long stories, what hurts, what has begun."""

from dataclasses import replace

import pytest

from dialogs import effects as e
from dialogs.acts.first import WHOLE_LETTERS, look_first, met_by, tell_situation
from dialogs.acts.understanding import call, sound_alarm
from dialogs.conversation import Conversation
from dialogs.play import Play
from routing_rules.firsts import Situation
from tests.dialogs.reading import keys
from tests.dialogs.shell import AT, Shell, book

BRIDGE = "Когда откроют новый мост?"
COST = "Сколько стоит подать обращение?"


def playing(answers: dict[str, object] | None = None, **facts: object) -> Play:
    talk = Conversation(id="t", language="ru", answers=answers or {}, facts=facts)
    return Play(book(), talk, AT)


def asked_editors(play: Play) -> bool:
    look_first(play)
    return any(isinstance(effect, e.KeepQuestion) for effect in play.effects)


@pytest.mark.parametrize(("letters", "met"), [(WHOLE_LETTERS, True), (WHOLE_LETTERS + 1, False)])
def test_a_long_story_is_met_by_nothing(letters: int, met: bool) -> None:
    found = met_by(playing(), COST + " " * (letters - len(COST)))
    assert (found.asks, found.answer is not None) == (met, met)


def test_who_chose_a_way_already_is_told_of_no_situation() -> None:
    words = {"problem": "Я потерял работу"}
    (free, going) = (playing(words), playing(words, wish="book"))
    look_first(free)
    look_first(going)
    assert free.talk.facts["life"] == "lost_job"
    assert "life" not in going.talk.facts


def test_an_editor_reads_no_question_about_what_hurts() -> None:
    asks = {"problem": BRIDGE}
    assert asked_editors(playing(asks))
    assert asked_editors(playing(asks, candidates=["road_repair", "domestic_violence"]))
    assert not asked_editors(playing(asks, candidates=["domestic_violence", "road_repair"]))


@pytest.mark.parametrize("way", ["file", "book"])
def test_a_way_taken_after_an_answer_leaves_nothing_of_it(way: str) -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.say(COST)
    shell.press(way)
    assert "answered" not in shell.talk.answers
    assert "short" not in shell.talk.facts


@pytest.mark.parametrize("sure", [0, 1, None], ids=["none", "one", "all"])
def test_a_situation_is_told_as_certain_when_all_of_it_is_confirmed(sure: int | None) -> None:
    found = book().rules.firsts.situations["lost_job"]
    play = playing({"situation": "lost_job"})
    known = {**book().rules.firsts.situations, "lost_job": confirmed(found, sure)}
    rules = replace(book().rules, firsts=replace(book().rules.firsts, situations=known))
    play.book = replace(book(), rules=rules)
    tell_situation(play)
    play.send()
    (said,) = (effect for effect in play.effects if isinstance(effect, e.Say))
    assert ("situation.unconfirmed" in keys(said)) == (sure is not None)


def confirmed(situation: Situation, first: int | None) -> Situation:
    """A situation of which an official has confirmed the first so many things to do, or all."""
    assert len(situation.todos) > 1
    sure = len(situation.todos) if first is None else first
    todos = (
        replace(todo, confirmed=replace(todo.confirmed, by="A", on=AT.date()))
        if n < sure
        else todo
        for n, todo in enumerate(situation.todos)
    )
    return replace(situation, todos=tuple(todos))


# -- whom to call


def test_whom_to_call_stands_before_everything_else() -> None:
    play = playing()
    play.tell("note.repeated")
    sound_alarm(play, "emergency_112")
    assert [words.key for words in play.told] == ["note.emergency", "note.repeated"]
    assert [link.url for link in play.links] == ["tel:112"]


def test_a_number_that_nobody_has_confirmed_is_not_told() -> None:
    hotlines = book().rules.hotlines
    play = playing()
    call(play, next(id for id, found in hotlines.items() if found.number is None), "advice.call")
    assert (play.told, play.links) == ([], [])
