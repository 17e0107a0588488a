"""The book: everything that was written down beforehand and that a step may look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from dialogs.care import Care
from dialogs.dates import DateWords
from dialogs.notices import Notices
from dialogs.plain import Plain
from dialogs.question import Question
from dialogs.script import Renames, Step
from dialogs.sides import Side
from dialogs.taken import Taken
from routing_rules import Rules, terms

LANGUAGES = ("kk", "ru", "en")
TABLES = {  # where things that have a name stand in the rules
    "place": attrgetter("places.all"),
    "channel": attrgetter("channels"),
    "topic": attrgetter("topics"),
    "group": attrgetter("groups"),
    "kind": attrgetter("kinds"),
    "hotline": attrgetter("hotlines"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Rules, scripts, questions and plain words as frozen values.

    steps: «script.step» -> Step; questions: id -> Question; care: topics that are sensitive;
    reworded: questions that have other words after wrong answers; labels: of buttons,
    by message, in every language; renames, version: of the scripts.
    """

    rules: Rules
    steps: Mapping[str, Step]
    questions: Mapping[str, Question]
    plain: Plain = field(default_factory=Plain)
    sides: tuple[Side, ...] = ()
    care: Care = field(default_factory=Care)
    reworded: frozenset[str] = frozenset()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    renames: Renames = field(default_factory=Renames)
    version: str = ""
    notices: Notices = field(default_factory=Notices)
    dates: DateWords = field(default_factory=DateWords)
    taken: Taken = field(default_factory=Taken)

    @property
    def neutral(self) -> frozenset[str]:
        """The topics of which a notice says nothing."""
        return self.care.neutral

    def names(self, what: str, id: str) -> tuple[str, ...]:
        """The names of a thing of the tables, in every language."""
        return tuple(self.name(what, id, language) for language in LANGUAGES)

    def name(self, what: str, id: str, language: str) -> str:
        """The name of a thing of the tables in a language; KeyError for what is not in them."""
        if what == "agency":
            return self.rules.agency(id).name(language)
        if what == "short":
            return self.rules.channels[id].short.name(language)
        if what in {"path", "where"}:  # from the region down, or from the place up
            path = self.rules.places.path(id)
            names = dict.fromkeys(place.name(language) for place in path)
            return ", ".join(names if what == "path" else reversed(names))
        return str(TABLES[what](self.rules)[id].name(language))

    def knows_agency(self, id: str) -> bool:
        """Whether there is such an agency."""
        return self.rules.bodies.get(id) is not None

    def host(self, agency: str) -> str:
        """The agency whose heads receive citizens: the akimat itself for a unit of an akimat."""
        found = self.rules.agency(agency)
        return found.parent if found.level == "unit" else agency

    def reminder_on(self, booked: date, starts: date) -> date | None:
        """The day of the reminder of a reception, if the rule gives one."""
        return terms.reminder(booked, starts, self.rules.law)
