"""The pace of a chat: a burst, then one a second, in a clock of the test."""

from bot import pace
from bot.pace import BURST, Pace


class Seconds:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_burst_goes_at_once_and_then_one_a_second() -> None:
    chat = Pace(1, Seconds())
    assert [chat.delay("1") for _ in range(BURST + 3)] == [0.0] * BURST + [1.0, 2.0, 3.0]


def test_other_chats_do_not_wait() -> None:
    chat = Pace(1, Seconds())
    for _ in range(BURST + 1):
        chat.delay("1")
    assert chat.delay("2") == 0.0


def test_silence_earns_the_burst_again() -> None:
    seconds = Seconds()
    chat = Pace(2, seconds)
    for _ in range(BURST):
        chat.delay("1")
    seconds.at += BURST / 2
    assert [chat.delay("1") for _ in range(BURST + 1)] == [0.0] * BURST + [0.5]


def test_no_rate_is_no_waiting() -> None:
    chat = Pace(0, Seconds())
    assert {chat.delay("1") for _ in range(100)} == {0.0}


def test_chats_that_are_free_again_are_forgotten(monkeypatch: object) -> None:
    seconds = Seconds()
    chat = Pace(1, seconds)
    pace_of_many = pace.REMEMBERED
    for number in range(pace_of_many):
        chat.delay(str(number))
    seconds.at += 10
    chat.delay("last")
    assert len(chat._free) == 1
