"""All rules, read once and frozen: the value that everything else is asked with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routing_rules.agencies import Agencies
from routing_rules.contacts import Contacts
from routing_rules.firsts import Firsts
from routing_rules.places import Places
from routing_rules.reading import Reading
from routing_rules.tables import Table
from routing_rules.terms import Terms
from routing_rules.values import Agency, Channel, Group, Hotline, Kind, Term, Topic
from routing_rules.working_days import WorkingDays

DEFAULT_INTENTS = frozenset({"report", "chat"})  # meant when no words say anything else


@dataclass(frozen=True, slots=True)
class Rules:
    """Topics, channels, agencies, hotlines, tables, places, calendar, words of understanding.

    contacts: of channels; sayings: everyday names of bodies, by id or by `akimat.LEVEL`.
    """

    topics: Mapping[str, Topic]
    groups: Mapping[str, Group]
    grouped: Mapping[str, tuple[str, ...]]
    channels: Mapping[str, Channel]
    hotlines: Mapping[str, Hotline]
    situations: Mapping[str, str]
    tables: Mapping[str, Table]
    places: Places
    calendar: WorkingDays
    law: Terms
    bodies: Agencies
    reading: Reading
    contacts: Contacts
    sayings: Mapping[str, tuple[str, ...]]
    firsts: Firsts

    @property
    def agencies(self) -> Mapping[str, Agency]:
        """Agencies that are written in tables, by id."""
        return self.bodies.written

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Forms of appeal by id."""
        return self.law.kinds

    @property
    def terms(self) -> Mapping[str, Term]:
        """Terms by form of appeal, and `redirect`, `extend_notice`."""
        return self.law.terms

    def agency(self, agency_id: str) -> Agency:
        """The agency of an id, written or generated; raises KeyError for an unknown id."""
        found = self.bodies.get(agency_id)
        if found is None:
            raise KeyError(agency_id)
        return found

    def topics_of(self, group: str) -> tuple[str, ...]:
        """The ids of the topics of a group, in their order."""
        return self.grouped.get(group, ())

    def hotline_of(self, topic: str | None) -> str | None:
        """The confirmed short number that helps with a topic, or None."""
        hotline = self.hotlines.get(self.situations.get(topic or "", ""))
        return hotline.id if hotline is not None and hotline.shown else None

    def all_tables(self) -> Mapping[str, Table]:
        """Every table of rows, those about agencies too, by name."""
        bodies = self.bodies
        about_agencies = (bodies.reorganised, bodies.registers, bodies.channel_sets)
        return {**self.tables, **{table.name: table for table in about_agencies}}

    def known_values(self) -> Mapping[str, frozenset[str]]:
        """The ids that may stand in the cells of a fact; facts without ids are not listed."""
        channels = frozenset(self.channels) | {"hotline"}
        return {
            "topic": frozenset(self.topics),
            "group": frozenset(self.groups),
            "channel": channels,
            "topic_channel": channels | frozenset(self.hotlines),
            "has": channels,
            "lacks": channels,
            "emergency": frozenset(self.hotlines),
            "agency": frozenset(self.agencies),
            "intent": frozenset(self.reading.intents.meanings) | DEFAULT_INTENTS,
            "signals": frozenset(self.reading.signals.meanings),
        }

    def message_keys(self) -> frozenset[str]:
        """Every message key that tables and cards use; their texts are in locales."""
        keys = {key for table in self.all_tables().values() for key in table.message_keys()}
        keys |= {key for channel in self.channels.values() for key in channel.card.messages()}
        return frozenset(keys) | frozenset(self.firsts.message_keys())
