"""The frozen values that tables are read into: topics, channels, agencies, hotlines, places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class Names:
    """One name in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str

    def name(self, language: str) -> str:
        """The name in a language; Russian when the language is not one of the three."""
        return {"kk": self.kk, "en": self.en}.get(language, self.ru)


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and an official name in three languages."""

    id: str
    names: Names

    def name(self, language: str) -> str:
        """The official name in a language."""
        return self.names.name(language)


@dataclass(frozen=True, slots=True)
class Group(Named):
    """One of the 22 groups of topics, as they stand in the menu."""


@dataclass(frozen=True, slots=True)
class Topic(Named):
    """What a message is about, and who usually answers.

    level: local, oblast, ministry, agency or any (the body whose act is meant).
    urgency: emergency, urgent, normal, info. reception: yes, maybe, no.
    first, escalate: an agency id or a kind of local unit. channel: a channel or hotline id.
    """

    group: str
    level: str
    first: str
    escalate: str
    urgency: str
    reception: str
    channel: str
    reference: str
    phrases: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Channel(Named):
    """One of the fifteen ways of talking to the state, by the number of its process map."""

    number: int
    mode: tuple[str, ...]
    short: Names
    card: Card


@dataclass(frozen=True, slots=True)
class Card:
    """What is told about a channel: message keys of its sentences and its plain facts.

    languages: codes; sign_language, anonymous, public: yes or no; term: a message key.
    """

    about: str
    better: str
    worse: str
    steps: str
    hours: str
    term: str
    languages: tuple[str, ...]
    sign_language: bool
    anonymous: bool
    public: bool
    parts: tuple[str, ...]

    def messages(self) -> tuple[str, ...]:
        """All message keys of the card."""
        warn = ("card.public",) if self.public else ()
        base = (self.about, self.better, self.worse, self.steps, self.hours, self.term)
        return base + warn + self.parts


@dataclass(frozen=True, slots=True)
class Agency(Named):
    """A body that answers appeals.

    place: KATO code of its territory, None for a central body. parent: agency id or government.
    channels: channel id -> yes, no or unknown. register: esik (works its register here) or folder.
    """

    level: str
    parent: str
    place: str | None
    channels: Mapping[str, str]
    register: str
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hotline(Named):
    """A short number. shown: whether it is confirmed and may be shown to citizens."""

    number: str | None
    kind: str
    hours: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Kind(Named):
    """A form of appeal: application, complaint, request, proposal, response, report."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long an answer may take.

    unit: working_days or calendar_days. extendable: no, once or reasoned.
    confirmed_by, confirmed_on: the official who confirmed the figure; None until then.
    """

    kind: str
    n: int
    unit: str
    extendable: str
    reference: str
    confirmed_by: str | None
    confirmed_on: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the KATO classifier.

    level: region, district, okrug or settlement. type: city, town, village, station, hut, area.
    parent: KATO code of the place above it, None for a region.
    """

    kato: str
    level: str
    type: str
    names: Names
    parent: str | None

    def name(self, language: str) -> str:
        """The everyday name, with the word for a district or a region, without «г.» and «с.».

        An English name that nobody has written is the Kazakh one in Latin letters.
        """
        if language == "en" and not self.names.en:
            return _romanised(self.names.kk, self.level)
        return self.names.name(language)


_LATIN = str.maketrans(
    {
        **dict(
            zip(
                "абвгдезийклмнопрстуфхыәғқңөұүһіэ", "abvgdeziyklmnoprstufhyagqnouuhie", strict=True
            )
        ),
        **{"ё": "yo", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu"},
        **{"я": "ya", "ъ": "", "ь": ""},
    }
)


def _romanised(kk: str, level: str) -> str:
    bare = kk.removesuffix(" ауданы").removesuffix(" облысы")
    name = " ".join(word.translate(_LATIN).capitalize() for word in bare.lower().split())
    if bare == kk:
        return name
    return name + (" Region" if level == "region" else " District")
