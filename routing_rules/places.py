"""Places of Kazakhstan as a tree to walk down in questions, and to find by words or a pin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType

from routing_rules.entries import read
from routing_rules.errors import RulesError
from routing_rules.kato import REPUBLICAN, parse_kato
from routing_rules.place_search import PlaceIndex
from routing_rules.place_signs import PlaceSigns
from routing_rules.place_words import parse_place_words
from routing_rules.values import Place

FARTHEST_PIN = 120.0  # kilometres: farther from any known place, a pin names none
AT_HAND = 20.0  # kilometres: a pin so near is in the place, or belongs to it
MOST_NEAR = 4  # places to choose from, for a pin in the steppe
EARTH = 6371.0
_ASKED_TYPES = frozenset({"city", "village", "station"})
PIN_COLUMNS = 5
WORDS_TOO = ("guarded", "ordinary", "lower", "never")  # lists of names that are words too


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a place of 500 people and more is, in degrees, and how many live there."""

    kato: str
    lat: float
    lon: float
    people: int


@dataclass(frozen=True, slots=True)
class Places:
    """All places by KATO code."""

    all: Mapping[str, Place]
    below: Mapping[str, tuple[Place, ...]]
    pins: Mapping[str, Pin]
    index: PlaceIndex
    top: tuple[Place, ...]

    def regions(self) -> tuple[Place, ...]:
        """Oblasts and the three cities of republican significance."""
        return self.top

    def get(self, kato: str | None) -> Place | None:
        """The place of a KATO code."""
        return None if kato is None else self.all.get(kato)

    def children(self, kato: str) -> tuple[Place, ...]:
        """What to ask next inside a place: districts of a region, settlements of a district.

        Wintering huts, sidings and nameless areas are not asked; empty when nothing is left to
        ask: in a settlement, in a city of republican significance, where only one place fits.
        """
        place = self.all.get(kato)
        if place is None or place.level in ("okrug", "settlement") or kato in REPUBLICAN:
            return ()
        found = self.below.get(kato, ())
        return found if len(found) > 1 else ()

    def path(self, kato: str) -> tuple[Place, ...]:
        """The places from the region down to this one."""
        steps: list[Place] = []
        here = self.all.get(kato)
        while here is not None:
            steps.insert(0, here)
            here = self.get(here.parent)
        return tuple(steps)

    def district(self, kato: str) -> str:
        """KATO of the district-level unit a place belongs to.

        A city of republican significance is its own district-level unit; an oblast stays itself.
        """
        path = self.path(kato)
        if not path:
            return kato
        if path[0].kato in REPUBLICAN or len(path) == 1:
            return path[0].kato
        return path[1].kato

    def region(self, kato: str) -> str:
        """KATO of the region a place belongs to."""
        path = self.path(kato)
        return path[0].kato if path else kato

    def find(
        self, text: str, language: str | None = None, within: str | None = None
    ) -> tuple[Place, ...]:
        """Places that an answer or a message names, best first; several = ambiguous.

        Inflected, colloquial and old names, Latin letters and single typos are understood.
        """
        katos = self.index.find(text, within)
        return tuple(self.all[kato] for kato in katos)

    def is_guess(self, text: str, found: Place) -> bool:
        """Whether a small place was met by a likeness only: another may be meant."""
        if self.index.knows_well(found.kato):
            return False
        return found.kato not in self.index.find(text, None, exact=True)

    def near(self, lat: float, lon: float) -> tuple[Place, ...]:
        """The place at a point in degrees; where none is at hand, the nearest ones to choose from.

        Empty farther than 120 km from any.
        """
        by_distance = sorted((_distance(pin, lat, lon), pin.kato) for pin in self.pins.values())
        within = [(far, kato) for far, kato in by_distance[:MOST_NEAR] if far <= FARTHEST_PIN]
        at_hand = bool(within) and within[0][0] <= AT_HAND
        return tuple(self.all[kato] for _, kato in (within[:1] if at_hand else within))

    def mentioned(self, text: str) -> tuple[Place, ...]:
        """Places that a message about something else names beside; stricter than `find`."""
        return tuple(self.all[kato] for kato in self.index.find(text, None, answer=False))

    def nearest(self, lat: float, lon: float) -> Place | None:
        """The known place nearest to a point in degrees, or None farther than 120 km from any."""
        pin = min(self.pins.values(), key=lambda pin: _distance(pin, lat, lon), default=None)
        if pin is None or _distance(pin, lat, lon) > FARTHEST_PIN:
            return None
        return self.all[pin.kato]


def parse_places(texts: Mapping[str, str]) -> Places:
    """Places from the four files of places/.

    The same texts give the same value without parsing: other tables change more often.
    """
    return _parsed(
        *(
            texts[f"places/{name}"]
            for name in ("kato.csv", "pins.csv", "aliases.yaml", "words.yaml")
        )
    )


@lru_cache(maxsize=2)
def _parsed(kato_text: str, pins_text: str, aliases_text: str, words_text: str) -> Places:
    pins, english = _pins("places/pins.csv", pins_text)
    places = parse_kato("places/kato.csv", kato_text, english)
    root = read("places/aliases.yaml", aliases_text)
    aliases = {kato: entry.source_words_by_comma() for kato, entry in root.at("names").pairs()}
    for kato in (*aliases, *pins):
        if kato not in places:
            raise RulesError("places/aliases.yaml", 1, f"no place has the KATO code {kato}")
    people = {kato: pin.people for kato, pin in pins.items()}
    beside = parse_place_words("places/words.yaml", words_text)
    lists = {name: frozenset(root.words(name)) for name in WORDS_TOO}
    index = PlaceIndex(places, aliases, people, PlaceSigns(beside, lists), beside)
    top = tuple(place for place in places.values() if place.level == "region")
    return Places(places, _below(places), MappingProxyType(pins), index, top)


def _pins(file: str, text: str) -> tuple[dict[str, Pin], dict[str, str]]:
    pins, english = {}, {}
    for number, line in enumerate(text.splitlines()[1:], start=2):
        cells = line.split(",")
        if len(cells) != PIN_COLUMNS:
            raise RulesError(file, number, "kato,lat,lon,name_en,people expected")
        kato, lat, lon, name, people = cells
        try:
            pins[kato] = Pin(kato, float(lat), float(lon), int(people))
        except ValueError as fault:
            raise RulesError(file, number, str(fault)) from fault
        english[kato] = name
    return pins, english


def _below(places: Mapping[str, Place]) -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in places.values():
        above = _asked_under(place, places)
        if above is not None:
            found.setdefault(above, []).append(place)
    return MappingProxyType({kato: tuple(below) for kato, below in found.items()})


def _asked_under(place: Place, places: Mapping[str, Place]) -> str | None:
    """The region of a district, the district of a settlement; None for what is not asked."""
    if place.level == "district":
        return place.parent
    if place.level not in ("okrug", "settlement") or place.type not in _ASKED_TYPES:
        return None
    above = places.get(place.parent) if place.parent else None
    while above is not None and above.level != "district":
        above = places.get(above.parent) if above.parent else None
    return None if above is None else above.kato


def _distance(pin: Pin, lat: float, lon: float) -> float:
    north, east = radians(lat - pin.lat), radians(lon - pin.lon)
    half = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(pin.lat)) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
