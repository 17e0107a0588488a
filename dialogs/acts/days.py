"""The day of a reception as it was told in words: found among the free ones, or missed."""

from datetime import date
from typing import Any

from dialogs.dates import Wish, read
from dialogs.effects import Value, Words
from dialogs.lines import change
from dialogs.matter import told_of
from dialogs.play import Play
from dialogs.questions.when import FULL, OTHER_HOUR, chosen
from dialogs.sources import ALMATY
from dialogs.taken import speaks_of_reception

# A line of the read-back of a reception -> the answers that stand in it.
LINES = {
    "official": ("official", "post", "day", "time", "format"),
    "day": ("day", "days", "time"),
    "format": ("format",),
    "matter": ("matter",),
}


def take_wish(play: Play) -> None:
    """Keep the days that were wished for a reception before anything was asked, once."""
    if "wished" in play.talk.facts:
        return
    today = play.at.astimezone(ALMATY).date()
    words = play.book
    wishes = (read(words.dates, s, today) for s in speaks_of_reception(words.taken, told_of(play)))
    found = next((wish for wish in wishes if wish and (wish.days_said or wish.hours)), None)
    play.talk = play.talk.knowing(wished=found.to_json() if found else {})


def choose_wished(play: Play) -> None:
    """Choose the day that was wished at first, and the time if it is settled; only once."""
    wished = play.talk.facts.get("wished")
    if not wished or play.talk.answers.get("day"):
        return
    found = chosen(play.view, Wish.from_json(wished))
    answers: dict[str, Any] = {"day": found.value, **found.also}
    play.talk = play.talk.answered(**answers).knowing(**found.facts, wished={})


def day_told(play: Play) -> None:
    """Say which day the words meant, or that it is full, or that only other hours are free."""
    miss, day = play.talk.facts.get("miss"), play.talk.answers.get("day")
    if miss == FULL:
        play.tell("book.day_full")
    elif miss and day:
        play.tell("book.day_chosen", day=date.fromisoformat(day))
    if miss == OTHER_HOUR:
        play.tell("book.hour_full")
    play.talk = play.talk.knowing(miss=None)


def booking_line(play: Play) -> None:
    """Make the chosen line of the read-back one that is asked again."""
    line = play.talk.answers["reception_edit"]
    answers = {k: v for k, v in play.talk.answers.items() if k != "reception_edit"}
    play.talk = play.talk.but(answers=answers)
    change(play, LINES.get(str(line), ()))
    play.talk = play.talk.knowing(line=line, near=None, hours=None, more_days=None)


def days_words(play: Play) -> Value:
    """The days that suit, as they were pressed or written."""
    days = play.talk.answers.get("days")
    if isinstance(days, str):
        return days
    if not days:
        return Words("option.any_day")
    named: Value = Words(f"option.{days[-1]}")
    for day in reversed(days[:-1]):
        named = Words("name.pair", {"first": Words(f"option.{day}"), "rest": named})
    return named
