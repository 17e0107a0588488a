"""The questions of day and time: buttons, numbers, and words compared with the free times."""

from typing import Any

import pytest

from dialogs.question import Problem
from tests.dialogs.asking import STICKER, read

DAYS = ["2026-12-04T05:00:00+00:00", "2026-12-04T06:00:00+00:00", "2026-12-09T05:20:00+00:00"]
SLOTS = [{"id": f"s{n}", "starts": starts} for n, starts in enumerate(DAYS)]


def free(key: str, reply: Any, day: str | None = None, **facts: Any) -> Any:
    return read(key, reply, {"day": day} if day else {}, slots=SLOTS, **facts)


def test_a_day_in_words_is_the_first_that_fits_and_takes_the_time_it_settles() -> None:
    friday = free("day", "в пятницу")
    assert (friday.value, friday.also) == ("2026-12-04", {"time": None})
    assert free("day", "4 желтоқсан сағат 11").also == {"time": "s1"}
    assert free("day", "on Wednesday").also == {"time": "s2"}, "the only one of that day"
    assert (free("day", "не важно").value, free("day", "any").also) == (
        "2026-12-04",
        {"time": "s0"},
    )


def test_a_full_day_offers_the_nearest_and_another_hour_its_own_day() -> None:
    full = free("day", "8 декабря")
    assert (full.value, full.facts["miss"]) == (None, "day")
    assert full.facts["near"] == ["2026-12-04", "2026-12-09"]
    late = free("day", "в пятницу вечером")
    assert (late.value, late.facts["miss"]) == ("2026-12-04", "hour")


def test_hours_that_several_times_fit_are_kept_for_the_question_of_time() -> None:
    morning = free("day", "в пятницу утром")
    assert (morning.value, morning.also) == ("2026-12-04", {"time": None})
    assert morning.facts["hours"] == ["00:00", "11:59"]


@pytest.mark.parametrize("text", ["незнаю", "не знаю", "кез келген"])
def test_who_does_not_know_the_days_takes_any(text: str) -> None:
    found = read("days", text)
    assert (found.value, found.option) == ([], "any_day")


def test_days_among_many_words_are_kept_as_they_were_written() -> None:
    text = "только по четвергам и только онлайн, прошу вас"
    assert read("days", text).value == text


def test_the_number_of_a_day_is_not_taken_for_a_place_in_the_list() -> None:
    assert free("day", "2").value == "2026-12-09"
    assert free("day", "9").value == "2026-12-09"
    near = [
        {"id": "a", "starts": "2026-12-02T05:00:00Z"},
        {"id": "b", "starts": "2026-12-01T05:00:00Z"},
    ]
    assert read("day", "2", slots=near) == Problem("hint.day_which")
    assert free("day", "эээ") == Problem("hint.day")
    assert free("day", STICKER) == Problem("hint.day")


def test_a_time_in_words_and_another_day_with_it() -> None:
    day = "2026-12-04"
    assert free("time", "11", day).value == "s1"
    assert free("time", "2", day).value == "s1", "the second in the list"
    assert free("time", "в одиннадцать", day).value == "s1"
    assert free("time", "таңертең", day).value == "s0"
    assert free("time", "после обеда", day) == Problem("hint.time_none")
    assert free("time", "лучше 9 декабря в 10", day).also == {"day": "2026-12-09"}
    assert free("time", "лучше 8 декабря", day).facts["miss"] == "day"
    assert free("time", "эээ", day) == Problem("hint.time")
    assert free("time", STICKER, day) == Problem("hint.time")
