"""From texts of tables to Rules: every file of the folder is read here, once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from routing_rules.agencies import parse_agencies
from routing_rules.contacts import parse_contacts, parse_sayings
from routing_rules.entries import Entry, read
from routing_rules.firsts import parse_firsts
from routing_rules.places import parse_places
from routing_rules.reading import parse_reading
from routing_rules.rules import Rules
from routing_rules.tables import parse_table
from routing_rules.terms import parse_terms
from routing_rules.values import LANGUAGES, Card, Channel, Group, Hotline, Topic
from routing_rules.working_days import parse_calendar

TABLES = (
    *("agency", "channel", "hotline", "alternatives", "kind", "act"),
    *("help_file", "help_book", "change"),
)


def parse(texts: Mapping[str, str]) -> Rules:
    """Rules from the text of every table; raises RulesError with file, line and message."""
    groups, topics = _topics(texts)
    places = parse_places(texts)
    hotlines = read("hotlines.yaml", texts["hotlines.yaml"])
    tables = {name: parse_table(file_of(name), texts[file_of(name)]) for name in TABLES}
    channels, bodies = _channels(texts), parse_agencies(texts, places)
    numbers = {entry.text("id"): _hotline(entry) for entry in hotlines.at("hotlines").each()}
    return Rules(
        topics=topics,
        groups=groups,
        grouped=MappingProxyType(
            {g: tuple(t.id for t in topics.values() if t.group == g) for g in groups}
        ),
        channels=channels,
        hotlines=MappingProxyType(numbers),
        situations=MappingProxyType(
            {topic: entry.word() for topic, entry in hotlines.at("situations").pairs()}
        ),
        tables=MappingProxyType(tables),
        places=places,
        calendar=parse_calendar(texts),
        law=parse_terms("terms.yaml", texts["terms.yaml"]),
        bodies=bodies,
        reading=parse_reading(texts, topics, places.index.well_known()),
        contacts=parse_contacts(texts, bodies, channels, numbers),
        sayings=parse_sayings(texts),
        firsts=parse_firsts(texts),
    )


def file_of(table: str) -> str:
    """The file of a table."""
    return f"tables/{table}.yaml"


def _topics(texts: Mapping[str, str]) -> tuple[Mapping[str, Group], Mapping[str, Topic]]:
    groups, topics = {}, {}
    order = read("topics/order.yaml", texts["topics/order.yaml"]).at("groups").source_words()
    for name in order:
        file = f"topics/{name}.yaml"
        root = read(file, texts[file])
        group = root.text("group")
        groups[group] = Group(group, root.names("name"))
        for entry in root.at("topics").each():
            topics[entry.text("id")] = _topic(entry, group)
    return MappingProxyType(groups), MappingProxyType(topics)


def _topic(entry: Entry, group: str) -> Topic:
    phrases = entry.at("phrases")
    return Topic(
        id=entry.text("id"),
        names=entry.names("name"),
        group=group,
        level=entry.text("level"),
        first=entry.text("first"),
        escalate=entry.text("escalate"),
        urgency=entry.text("urgency"),
        reception=entry.text("reception"),
        channel=entry.text("channel"),
        reference=entry.text("reference"),
        phrases=MappingProxyType({tongue: phrases.texts(tongue) for tongue in LANGUAGES}),
    )


def _channels(texts: Mapping[str, str]) -> Mapping[str, Channel]:
    entries = read("channels.yaml", texts["channels.yaml"]).at("channels").each()
    return MappingProxyType({entry.text("id"): _channel(entry) for entry in entries})


def _channel(entry: Entry) -> Channel:
    card, channel = entry.at("card"), entry.text("id")
    return Channel(
        id=channel,
        names=entry.names("name"),
        number=int(entry.number("number")),
        mode=entry.texts("mode"),
        short=entry.names("short"),
        card=Card(
            about=f"card.{channel}.about",
            better=f"card.{channel}.better",
            worse=f"card.{channel}.worse",
            steps=f"card.{channel}.steps",
            hours=card.text("hours"),
            term=card.text("term"),
            languages=card.words("languages"),
            sign_language=card.text("sign_language") == "yes",
            anonymous=card.text("anonymous") == "yes",
            public=card.text("public") == "yes",
            parts=card.words("parts"),
        ),
    )


def _hotline(entry: Entry) -> Hotline:
    return Hotline(
        id=entry.text("id"),
        names=entry.names("name"),
        number=entry.optional("number"),
        kind=entry.text("kind"),
        hours=entry.text("hours"),
        shown=entry.text("shown") == "yes",
    )
