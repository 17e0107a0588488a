"""Day and time of a reception: chosen by button, or told in words («next Tuesday after lunch»).

Words are compared with the free times, and the first that fits is chosen. Where none fits, the
nearest days are offered. The day and the hour may come in one message, in either question.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dialogs.dates import Wish, read
from dialogs.effects import Choice
from dialogs.events import Said
from dialogs.fold import fold
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.choice import OneOf
from dialogs.questions.pick import number_in, pick
from dialogs.questions.several import Several
from dialogs.sources import ALMATY, ANOTHER_DAY, free_times

NEAREST = 3  # days offered where the wished one is full
OFFICE_HOURS = 8  # a number from this on may be an hour rather than a place in the list
FREE, FULL, OTHER_HOUR = "nothing", "day", "hour"  # what a wish missed

Free = tuple[datetime, str]  # a beginning in Almaty, and its slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(OneOf):
    """A day with a free seat; with it the time, where the words settle it."""

    kind: str = "date"

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The day pressed, or the first that fits the words."""
        choices = self.choices(view)
        option = pick(view, choices, reply, numbered=False)
        if option == ANOTHER_DAY:
            return Answer(None, facts={"near": None}, option=option)
        if option is not None:
            return Answer(option, also={"time": None}, facts=forgotten(), option=option)
        if not isinstance(reply, Said):
            return Problem("hint.day")
        return self._said(view, choices, reply.text)

    def _said(self, view: View, choices: tuple[Choice, ...], text: str) -> Answer | Problem:
        days = [choice.id for choice in choices if choice.id != ANOTHER_DAY]
        number = number_in(view.book.plain, fold(text))
        if number is not None and (number == -1 or 0 < number <= len(days)):
            listed = days[number if number < 0 else number - 1]
            if any(int(day[-2:]) == number and day != listed for day in days):
                return Problem("hint.day_which")
            return Answer(listed, also={"time": None}, facts=forgotten())
        wish = read(view.book.dates, text, view.at.astimezone(ALMATY).date())
        return chosen(view, wish) if wish else Problem("hint.day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(OneOf):
    """A free seat of the day chosen; another day may be named with the hour."""

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The seat pressed, or the first that fits the words."""
        choices = self.choices(view)
        text = reply.text if isinstance(reply, Said) else ""
        option = pick(view, choices, reply, numbered=not self._hour(view, text))
        if option is not None:
            return Answer(option, option=option)
        wish = read(view.book.dates, text, view.at.astimezone(ALMATY).date(), bare="hour")
        if wish is None:
            return Problem("hint.time")
        if wish.days_said:
            return _moved(view, chosen(view, wish))
        there = _of_day(view)
        fitting = [time for time in there if wish.takes_hour(time[0].time())]
        return Answer(fitting[0][1]) if fitting else Problem("hint.time_none")

    def _hour(self, view: View, text: str) -> bool:
        number = number_in(view.book.plain, fold(text)) or 0
        return number >= OFFICE_HOURS and any(at.hour == number for at, _ in free_times(view))


WORDS_OF_A_DAY = 3  # «only on Thursdays»; with more words a message says more than its days


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays(Several):
    """Days of the week that would do, or the days and hours in the citizen's own words."""

    def said(self, view: View, text: str) -> Answer | Problem:
        """The days of the week that are named, if nothing else is; else the words."""
        wish = read(view.book.dates, text, view.at.astimezone(ALMATY).date())
        if wish is None or wish.spans or wish.hours:
            return Several.said(self, view, text)
        named = [option for option in self.options if int(option[-1]) in wish.weekdays]
        if named and len(text.split()) > WORDS_OF_A_DAY * len(named):
            return Several.said(self, view, text)  # «only Thursdays, only online»
        if named and len(named) == len(wish.weekdays):
            return self.whole(named)
        return Several.said(self, view, text) if wish.weekdays else self.whole([], self.every)


def chosen(view: View, wish: Wish) -> Answer:
    """The first free day that fits a wish, and the time if the wish settles it.

    The fact `miss` says what did not fit: the day, and then `near` are the nearest; the hour; or
    nothing, and the time is left to choose.
    """
    times = free_times(view)
    fitting = [time for time in times if wish.takes(time[0])]
    days = fitting or [time for time in times if wish.takes_day(time[0].date())]
    if not days:
        return _full(view, wish, times)
    day = days[0][0].date()
    there = [time for time in days if time[0].date() == day]
    settled = bool(fitting) and (len(there) == 1 or _settles(wish))
    facts = {**forgotten(), "miss": None if settled else FREE if fitting else OTHER_HOUR}
    if fitting and not settled and wish.hours:
        facts["hours"] = wish.to_json()["hours"]
    return Answer(day.isoformat(), also={"time": there[0][1] if settled else None}, facts=facts)


def forgotten() -> dict[str, Any]:
    """What an earlier wish left behind, taken back."""
    return {"near": None, "miss": None, "hours": None}


def _settles(wish: Wish) -> bool:
    """Whether any time that fits would do: all would, or one hour was named."""
    if wish.hours is None:
        return not wish.days_said
    first, last = wish.hours
    return first.hour == last.hour


def _full(view: View, wish: Wish, times: list[Free]) -> Answer:
    wished = wish.first_day(view.at.astimezone(ALMATY).date())
    days = dict.fromkeys(time[0].date() for time in times)
    nearest = sorted(days, key=lambda day: (abs(day - wished), day))[:NEAREST]
    near = [day.isoformat() for day in sorted(nearest)]
    return Answer(None, also={"time": None}, facts={**forgotten(), "near": near, "miss": FULL})


def _of_day(view: View) -> list[Free]:
    day = view.talk.answers.get("day")
    wanted = date.fromisoformat(day) if day else None
    return [time for time in free_times(view) if wanted is None or time[0].date() == wanted]


def _moved(view: View, found: Answer) -> Answer:
    """Another day at the question of time: the answer is the time, and the day comes with it."""
    return Answer(found.also["time"], also={"day": found.value}, facts=found.facts)
