"""Contacts of channels, of one body, of all central bodies, or of all: only what may be shown.

Beside them the everyday names of bodies, by which a citizen may call them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from routing_rules.agencies import Agencies
from routing_rules.entries import Entry, read
from routing_rules.values import Agency, Channel, Hotline

FILE = "contacts.yaml"
SAYINGS = "words/agency_names.yaml"
KINDS = ("phone", "site", "app", "bot", "place")
ANY, CENTRAL = "any", "central"


@dataclass(frozen=True, slots=True)
class Contact:
    """How a channel of a body is reached.

    agency: an id, central or any. kind: phone, site, app, bot, or place (only its hours are
    known). value: the number, address or name. hours, saturday: opening and closing, Almaty time.
    """

    agency: str
    channel: str
    kind: str
    value: str
    hours: tuple[time, time] | None
    saturday: tuple[time, time] | None


@dataclass(frozen=True, slots=True)
class Contacts:
    """Every contact that may be shown, in the order of the table."""

    shown: tuple[Contact, ...]

    def of(self, bodies: Agencies, agency: str | None, channel: str) -> tuple[Contact, ...]:
        """Those of the nearest holder: the body, its akimat, all central bodies, everybody."""
        body = bodies.get(agency) if agency else None
        for holder in _holders(body):
            found = tuple(c for c in self.shown if (c.agency, c.channel) == (holder, channel))
            if found:
                return found
        return ()


def _holders(body: Agency | None) -> tuple[str, ...]:
    if body is None:
        return (ANY,)
    if body.level == "unit":
        return (body.id, body.parent, ANY)
    return (body.id, ANY) if body.place else (body.id, CENTRAL, ANY)


def parse_contacts(
    texts: Mapping[str, str],
    bodies: Agencies,
    channels: Mapping[str, Channel],
    hotlines: Mapping[str, Hotline],
) -> Contacts:
    """Contacts of contacts.yaml that are shown; raises RulesError with file and line.

    A phone is a short number of hotlines.yaml, and one that is not shown there is a fault here.
    """
    found = []
    for entry in read(FILE, texts[FILE]).at("contacts").each():
        contact = _contact(entry, bodies, channels, hotlines)
        if entry.text("shown") == "yes":
            if contact.kind == "phone" and not contact.value:
                raise entry.fault("this number is not confirmed in hotlines.yaml")
            found.append(contact)
    return Contacts(tuple(found))


def _contact(
    entry: Entry,
    bodies: Agencies,
    channels: Mapping[str, Channel],
    hotlines: Mapping[str, Hotline],
) -> Contact:
    agency, channel, kind = (entry.text(key) for key in ("agency", "channel", "kind"))
    if agency not in (ANY, CENTRAL) and bodies.get(agency) is None:
        raise entry.fault(f"«{agency}» is no agency")
    if channel not in channels or kind not in KINDS or not entry.text("reference").strip():
        raise entry.fault("a known channel, a known kind and a reference are expected")
    value = entry.optional("value") or ""
    if kind == "phone":
        if value not in hotlines:
            raise entry.fault(f"«{value}» is no number of hotlines.yaml")
        value = (hotlines[value].number or "") if hotlines[value].shown else ""
    return Contact(agency, channel, kind, value, _hours(entry, "hours"), _hours(entry, "saturday"))


def _hours(entry: Entry, key: str) -> tuple[time, time] | None:
    written = entry.optional(key)
    if written is None:
        return None
    try:
        opens, closes = (time.fromisoformat(part) for part in written.split("-"))
    except ValueError as fault:
        raise entry.fault(f"«{key}» is written as 09:00-18:30") from fault
    return opens, closes


def parse_sayings(texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Everyday names of words/agency_names.yaml by body id; `akimat.LEVEL` for akimats."""
    root = read(SAYINGS, texts[SAYINGS])
    bodies = {key: entry.source_words() for key, entry in root.at("bodies").pairs()}
    akimats = {f"akimat.{key}": e.source_words() for key, e in root.at("akimats").pairs()}
    return {**bodies, **akimats}
