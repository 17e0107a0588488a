"""Bodies that answer: written in tables, or made from a KATO code (akimats and their units).

`akimat_KATO` is the akimat of a region, a district or an okrug; a studied akimat keeps its own id
(petropavlovsk, nko). `lu_utilities_KATO` is a unit of the akimat of that place. The reorganised
keep their ids in old decisions; `successor` gives who does the work on a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from routing_rules.entries import Entry, read
from routing_rules.places import Places
from routing_rules.tables import Table, decide, parse_table
from routing_rules.values import Agency, Named, Names

AKIMAT = "akimat_"
UNIT = "lu_"
KATO_LENGTH = 9
REMEMBERED = 5000
OFFICE_OF_AKIM = "lu_akim"
EVERYWHERE = ("official_site", "egov", "open_government", "in_person_filing", "e_otinish")


@dataclass(frozen=True, slots=True)
class Agencies:
    """Written agencies, kinds of units, and the tables of reorganisations, registers, channels.

    made: what was made from KATO codes lately, because a talk asks for one name again and again.
    """

    written: Mapping[str, Agency]
    units: Mapping[str, Named]
    places: Places
    akimat_of: Mapping[str, str]
    reorganised: Table
    registers: Table
    channel_sets: Table
    words: Mapping[str, Names]
    made: dict[str, Agency | None] = field(default_factory=dict, compare=False, repr=False)

    def get(self, agency_id: str) -> Agency | None:
        """The agency of an id, written or made from a KATO code; None for an unknown id."""
        found = self.written.get(agency_id)
        if found is not None:
            return found
        if agency_id not in self.made:
            if len(self.made) >= REMEMBERED:
                self.made.clear()
            self.made[agency_id] = self._made(agency_id)
        return self.made[agency_id]

    def _made(self, agency_id: str) -> Agency | None:
        kind, _, kato = agency_id.rpartition("_")
        if len(kato) != KATO_LENGTH or self.places.get(kato) is None:
            return None
        if kind + "_" == AKIMAT:
            return self._akimat(kato)
        if kind == OFFICE_OF_AKIM:
            return self.get(self.akimat(kato))
        return self._unit(kind, kato) if kind in self.units else None

    def akimat(self, kato: str) -> str:
        """The id of the akimat of a place."""
        return self.akimat_of.get(kato, AKIMAT + kato)

    def unit(self, kind: str, kato: str) -> str:
        """The id of a unit of the akimat of a place; the akim's office is the akimat itself."""
        return self.akimat(kato) if kind == OFFICE_OF_AKIM else f"{kind}_{kato}"

    def is_unit_kind(self, word: str) -> bool:
        """Whether a word is a kind of local unit and not an agency."""
        return word in self.units

    def successor(self, agency_id: str, on: date) -> str:
        """Who does the work of an agency on a day, after reorganisations."""
        result = decide(self.reorganised, {"agency": agency_id}, on).result["agency"]
        return agency_id if result == "same" else result

    def _akimat(self, kato: str) -> Agency:
        place = self.places.all[kato]
        parent = "government" if place.parent is None else self.akimat(place.parent)
        word = self.words["okrug" if place.level == "okrug" else f"{place.level}_{place.type}"]
        names = Names(
            *(word.name(x).replace("{place}", place.name(x)) for x in ("kk", "ru", "en"))
        )
        level = {"region": "oblast", "district": "district"}.get(place.level, "rural_okrug")
        if place.type == "city":
            level = "republican_city" if place.level == "region" else "city"
        return self._completed(Agency(AKIMAT + kato, names, level, parent, kato, {}, ""))

    def _unit(self, kind: str, kato: str) -> Agency:
        parent = self.get(self.akimat(kato))
        place = self.places.all[kato]
        named = self.units[kind].names
        names = Names(*(f"{named.name(x)}, {place.name(x)}" for x in ("kk", "ru", "en")))
        channels = parent.channels if parent else {}
        unit = Agency(f"{kind}_{kato}", names, "unit", self.akimat(kato), kato, channels, "")
        return self._completed(unit)

    def _completed(self, agency: Agency) -> Agency:
        return completed(agency, self.places, self.registers, self.channel_sets)


def completed(agency: Agency, places: Places, registers: Table, channel_sets: Table) -> Agency:
    """The agency with its way of registering and, where none are written, its channels."""
    region = places.region(agency.place) if agency.place else None
    facts = {"agency": agency.id, "level": agency.level, "region": region}
    day = date.max
    register = decide(registers, facts, day).result["register"]
    channels = dict(agency.channels) or dict(decide(channel_sets, facts, day).result)
    channels.update(dict.fromkeys(EVERYWHERE, "yes"))
    return replace(agency, register=register, channels=MappingProxyType(channels))


def parse_agencies(texts: Mapping[str, str], places: Places) -> Agencies:
    """Agencies from agencies/*.yaml and the tables agency_register, agency_channels,
    reorganisation."""
    tables = {
        name: parse_table(f"tables/{name}.yaml", texts[f"tables/{name}.yaml"])
        for name in ("reorganisation", "agency_register", "agency_channels")
    }
    written = {}
    for file in ("agencies/studied.yaml", "agencies/central.yaml"):
        for entry in read(file, texts[file]).at("agencies").each():
            agency = _agency(entry)
            written[agency.id] = completed(
                agency, places, tables["agency_register"], tables["agency_channels"]
            )
    local = read("agencies/local_units.yaml", texts["agencies/local_units.yaml"])
    units = {e.text("id"): Named(e.text("id"), e.names("name")) for e in local.at("units").each()}
    akimats = local.at("akimats")
    return Agencies(
        written=MappingProxyType(written),
        units=MappingProxyType(units),
        places=places,
        akimat_of=MappingProxyType({a.place: a.id for a in written.values() if a.place}),
        reorganised=tables["reorganisation"],
        registers=tables["agency_register"],
        channel_sets=tables["agency_channels"],
        words=MappingProxyType({key: akimats.names(key) for key, _ in akimats.pairs()}),
    )


def _agency(entry: Entry) -> Agency:
    channels = entry.maybe("channels")
    return Agency(
        id=entry.text("id"),
        names=entry.names("name"),
        level=entry.text("level"),
        parent=entry.text("parent"),
        place=entry.optional("place"),
        channels={key: has.word() for key, has in channels.pairs()} if channels else {},
        register="",
        contacts=entry.texts("contacts"),
    )
