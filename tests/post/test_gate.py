"""When a letter may be shown: quiet hours, live talks, stopped notices, closed doors."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.doors import Gone
from bot.gate import Resting, Unwanted, is_live, let_through
from bot.mint import ALMATY
from dialogs.letters import Letter
from dialogs.notices import Notices, Rule, parse
from storage.pages import Address
from storage.rows import UNSURE, OutRow
from tests.post.conftest import NOTICES

KINDS = ("talk", "receipt", "status", "reminder", "rating", "nudge", "answer")


def almaty(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY).astimezone(UTC)


NIGHT = almaty("2026-11-23 23:10")


def row(kind: str, front: str = "telegram", speaker: str = "bot", **known: object) -> OutRow:
    letter = Letter(text="words", kind=kind, speaker=speaker)
    return OutRow(
        **{
            "id": 1,
            "conversation": "c",
            "person": "p",
            "address": Address(front, "1"),
            "letter": letter,
            "attempts": 0,
            "kind": kind,
            "case": None,
            **known,
        }
    )


def verdict(letter: OutRow, now: datetime) -> str:
    try:
        shown = let_through(NOTICES, letter, now)
    except (Resting, Unwanted, Gone) as error:
        return type(error).__name__
    return "silent" if shown.silent else "shown"


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("2026-11-23 21:59", None),
        ("2026-11-23 22:00", "2026-11-24 08:00"),
        ("2026-11-23 23:59", "2026-11-24 08:00"),
        ("2026-11-24 00:00", "2026-11-24 08:00"),
        ("2026-11-24 07:59", "2026-11-24 08:00"),
        ("2026-11-24 08:00", None),
        ("2026-12-31 22:30", "2027-01-01 08:00"),
    ],
)
def test_the_quiet_hours_of_the_table_are_from_ten_to_eight_in_almaty(said, ends):
    assert NOTICES.quiet_until(almaty(said)) == (almaty(ends) if ends else None)


@pytest.mark.parametrize(
    ("said", "quiet"), [("12:59", False), ("13:00", True), ("14:59", True), ("15:00", False)]
)
def test_quiet_hours_may_lie_within_a_day(said, quiet):
    nap = Notices(begins=time(13), ends=time(15))
    until = nap.quiet_until(almaty(f"2026-11-23 {said}"))
    assert until == (almaty("2026-11-23 15:00") if quiet else None)


def test_equal_times_are_no_quiet_hours():
    never = Notices(begins=time(8), ends=time(8))
    assert [never.quiet_until(almaty(f"2026-11-23 {h:02}:00")) for h in range(24)] == [None] * 24


def test_a_wrong_word_in_the_table_is_an_error():
    with pytest.raises(TypeError):
        parse(
            '{quiet: {begins: "22:00", ends: "08:00", talk: 1}, letters: {rating: {wait: true}}}'
        )


@pytest.mark.parametrize("kind", KINDS)
def test_at_night_what_can_wait_waits_and_an_answer_makes_no_sound(kind):
    waiting = {"status", "reminder", "rating", "nudge"}
    wanted = "Resting" if kind in waiting else "silent" if kind == "answer" else "shown"
    assert verdict(row(kind), NIGHT) == wanted
    assert verdict(row(kind), NIGHT - timedelta(hours=2)) == "shown"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_waits_in_a_live_talk(kind):
    wrote = NIGHT - NOTICES.talk + timedelta(seconds=1)
    assert verdict(row(kind, wrote_at=wrote), NIGHT) == "shown"
    assert verdict(row(kind, heard_at=wrote), NIGHT) == "shown"


def test_a_talk_is_live_for_so_many_minutes_and_no_longer():
    wrote = NIGHT - NOTICES.talk
    assert not is_live(NOTICES, row("status", wrote_at=wrote), NIGHT)
    assert verdict(row("status", wrote_at=wrote), NIGHT) == "Resting"


def test_an_operators_words_are_never_silent():
    assert verdict(row("answer", speaker="operator"), NIGHT) == "shown"


def test_what_a_citizen_opens_themselves_wakes_nobody():
    assert {verdict(row(kind, front="web"), NIGHT) for kind in KINDS} == {"shown"}


@pytest.mark.parametrize("front", ["telegram", "whatsapp", "web", "sms"])
@pytest.mark.parametrize("kind", KINDS)
def test_who_stopped_notices_gets_the_rest_and_answers_without_a_sound(kind, front):
    noon = almaty("2026-11-23 12:00")
    stopped = NOTICES.of(kind).stops
    silent = kind == "answer" and front != "web"
    wanted = "Unwanted" if stopped else "silent" if silent else "shown"
    assert verdict(row(kind, front, stopped=True), noon) == wanted


def test_a_closed_door_is_not_tried_but_a_text_message_is():
    noon = almaty("2026-11-23 12:00")
    assert verdict(row("talk", blocked=True), noon) == "Gone"
    assert verdict(row("status", "sms", blocked=True), noon) == "shown"


def test_what_must_not_repeat_is_not_sent_when_unsure():
    noon = almaty("2026-11-23 12:00")
    assert verdict(row("status", "sms", once=True, error=UNSURE), noon) == "Gone"
    assert verdict(row("status", "sms", once=True, error="status 503"), noon) == "shown"
    assert verdict(row("status", error=UNSURE), noon) == "shown"


def test_kinds_that_are_in_no_table_go_at_once():
    assert NOTICES.of("danger") == Rule()
    assert verdict(row("danger"), NIGHT) == "shown"


def test_a_reminder_is_of_no_use_after_the_reception():
    noon = almaty("2026-11-23 12:00")
    written = noon - timedelta(days=3)
    assert verdict(row("reminder", at=written), noon) == "shown"
    assert verdict(row("reminder", at=written - timedelta(seconds=1)), noon) == "Unwanted"
    assert verdict(row("reminder", "web", at=written - timedelta(days=9)), noon) == "shown"
    assert verdict(row("status", at=written - timedelta(days=9)), noon) == "shown"
