"""Laws of the talk that hold for every sequence of events."""

import os
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs import effects as e
from dialogs import events as v
from dialogs.conversation import OWNER_BOT
from dialogs.script import MENU
from tests.dialogs.actor import Actor, waits
from tests.dialogs.moves import ACTS, moves, talks
from tests.dialogs.shell import LANGUAGES, Shell

FORM = ("problem", "surname", "name", "iin", "address", "contact", "text", "district", "matter")
quick = settings(
    max_examples=40,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@quick
@given(talks, st.lists(moves, max_size=40))
def test_a_talk_never_breaks_and_never_waits_for_nothing(shell: Shell, played: list[Any]) -> None:
    actor = Actor(shell)
    _watched(shell)
    for move in played:
        actor.play(move)
        if shell.said:
            waits(shell)
    assert not [r for r in shell.records if r == e.HandOff("loop")], "a script went round"


@quick
@given(talks, st.lists(moves, max_size=25), st.sampled_from(("/cancel", "отмена", "бас тарту")))
def test_cancel_leads_home_from_anywhere(shell: Shell, played: list[Any], word: str) -> None:
    _play(shell, played)
    shell.say(word)
    assert (shell.talk.at, shell.talk.owner) == ("front.menu", OWNER_BOT)
    assert shell.said[-1].question is not None
    assert shell.said[-1].question.id == "menu"
    assert not shell.talk.answers
    assert not shell.talk.asides
    assert not {"advised", "held", "rated", "asked_by_case"} & set(shell.talk.facts)


@quick
@given(talks, st.lists(moves, max_size=25), st.sampled_from(LANGUAGES))
def test_another_language_keeps_every_answer(
    shell: Shell, played: list[Any], language: str
) -> None:
    _play(shell, played)
    before = shell.talk
    here = before.at in {"front.language", "front.switch_to"}  # asking for a language already
    if before.owner != OWNER_BOT or before.language is None or here:
        return
    shell.say("/language")
    shell.press(language)
    after = shell.talk
    assert after.language == language
    assert (after.at, after.asides, after.trail) == (before.at, before.asides, before.trail)
    assert {**after.answers, "language": 0} == {**before.answers, "language": 0}
    today = {"draft_on": 0}  # who answers on another day goes on with the form on that day
    assert {**after.facts, **today} == {**before.facts, **today}
    assert after.profile == before.profile


@quick
@given(talks, st.lists(moves, max_size=25))
def test_the_same_again_files_and_books_nothing(shell: Shell, played: list[Any]) -> None:
    actor = Actor(shell)
    for move in played:
        asked = shell.talk.asked
        if move[0] == "press" and shell.said and shell.said[-1].choices:
            option = shell.said[-1].choices[move[1] % len(shell.said[-1].choices)].id
            shell.take(v.Chose, option=option, asked=asked)
            done, talk = (len(shell.cases), _booked(shell)), shell.talk
            said = shell.take(v.Chose, option=option, asked=asked)
            assert (len(shell.cases), _booked(shell)) == done
            if talk.last == (asked, option):
                assert not said, "a second tap is silent"
                assert shell.talk == talk
        else:
            actor.play(move)


@quick
@given(talks, st.lists(moves, max_size=25))
def test_back_ends_where_nothing_is_before(shell: Shell, played: list[Any]) -> None:
    _play(shell, played)
    if shell.talk.owner != OWNER_BOT or not shell.said:
        return
    for _ in range(len(shell.talk.trail) + len(shell.talk.asides) + 1):
        shell.say("/back")
        waits(shell)
    assert not shell.talk.trail
    assert not shell.talk.asides


def _play(shell: Shell, played: list[Any]) -> None:
    actor = Actor(shell)
    for move in played:
        actor.play(move)


CONFIRMS = ("file.confirm", "book.confirm", "book.request_confirm")


def _watched(shell: Shell) -> None:
    """Look that an answer to a read-back files or books one thing, and nothing else does."""
    play = shell.play

    def watched(event: v.Event) -> list[e.Say]:
        waiting = {shell.talk.at, *(at for at, _ in shell.talk.asides[-1:])}
        before = _made(shell)
        said = play(event)
        made = _made(shell) - before
        assert made <= 1, "twice"
        assert made <= 0 or waiting & set(CONFIRMS), f"{waiting}: nothing was confirmed"
        assert made <= 0 or isinstance(event, v.Said | v.Chose | v.Sent), event
        return said

    shell.play = watched  # type: ignore[method-assign]


def _made(shell: Shell) -> int:
    return len(shell.cases) + len(shell.requests) + _booked(shell)


def _booked(shell: Shell) -> int:
    return sum(booking.state == "booked" for booking in shell.bookings.values())


OUTSIDE = st.one_of(
    st.tuples(st.just("case"), st.integers(0, 3), st.sampled_from(ACTS)),
    st.tuples(st.just("due"), st.integers(0, 5)),
    st.tuples(st.just("puzzle"), st.sampled_from(("sticker", "voice", "edited"))),
    st.tuples(
        st.just("say"), st.sampled_from(("помощь", "статус", "тіл", "сколько ждать?", "🙂"))
    ),
    st.tuples(st.just("send"), st.just("")),
    st.tuples(st.just("operator"), st.sampled_from(("took", "back")), st.just("a")),
    st.tuples(st.just("returned"), st.sampled_from(("reminder", "answer"))),
    st.tuples(st.just("correct"), st.just("noise")),
    st.tuples(st.just("join"), st.sampled_from(("ABCD2345", "ABCDEFG2"))),
    st.tuples(st.just("speak"), st.just("")),
    st.tuples(st.just("album"), st.integers(1, 3)),
    st.tuples(st.just("lost"), st.just("file_failed")),
)


@quick
@given(talks, st.lists(moves, max_size=25), st.lists(OUTSIDE, min_size=1, max_size=4))
def test_what_comes_from_outside_loses_no_answer(
    shell: Shell, played: list[Any], outside: list[Any]
) -> None:
    _play(shell, [("good",)] * 5 + played)
    if shell.talk.at == MENU:
        return  # nothing is being told: whatever comes begins anew
    form = {k: shell.talk.answers[k] for k in FORM if k in shell.talk.answers}
    actor = Actor(shell)
    for move in outside:
        for key in [key for key in shell.timers if key.startswith("expire")]:
            del shell.timers[key]  # a form that expires is said to be gone: that is another law
        actor.play(move)
    assert {k: shell.talk.answers.get(k) for k in form} == form


@pytest.mark.parametrize("seed", range(40))
def test_long_talks_that_go_far_never_break(seed: int) -> None:
    """Walks of good answers and buttons reach further than chance does."""
    chance = Random(seed)
    shell = Shell(chance.choice((None, *LANGUAGES)), chance.choice((None, "petropavlovsk")))
    actor = Actor(shell)
    for _ in range(40):
        far = [("good",), ("press", chance.randrange(8))] * 6
        other = [
            (
                "say",
                chance.choice(("назад", "статус", "меню", "сәлем", "да", "нет", "90010130001")),
            ),
            ("case", chance.randrange(3), chance.choice(ACTS)),
            ("due", chance.randrange(5)),
            ("send", chance.choice(("", "фото"))),
            ("offer", 0, 2),
            ("steal", chance.randrange(20)),
            ("old", chance.randrange(40), chance.randrange(9)),
            ("operator", chance.choice(("took", "said", "back")), "a"),
            ("start", None, chance.choice((None, "almaty")), chance.choice((None, "book")), None),
        ]
        actor.play(chance.choice(far + other))
        if shell.said:
            waits(shell)
    assert e.HandOff("loop") not in shell.records
