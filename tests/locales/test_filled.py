"""Sentences as they arrive: with the longest names and days in their values, still short."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

import pytest

from locales import day, moment
from tests.dialogs.shell import book
from tests.locales.catalogs import LANGUAGES, Message, of, words
from tests.locales.test_gate import MOST_WORDS

LAST = date(2026, 12, 14)
STARTS = datetime(2026, 12, 14, 5, 0, tzinfo=UTC)
KINDS = {"agency": "agency", "usual": "agency", "topic": "topic", "channel": "channel"}
KINDS |= {"name": "hotline"}
DAYS = ("due", "day", "registered", "until")


@cache
def longest(kind: str, language: str) -> str:
    """The name of most words that the tables have for agencies, topics, channels, hotlines."""
    rules = book().rules
    ids = {
        "agency": [*rules.agencies, "lu_transport_590000000", "lu_utilities_595200000"],
        "topic": rules.topics,
        "channel": rules.channels,
        "hotline": rules.hotlines,
    }[kind]
    return max((book().name(kind, id, language) for id in ids), key=lambda name: len(words(name)))


def filled(message: Message) -> Message:
    """A message with the longest of each value; a citizen's own words count as one."""
    language = message.language
    values = {name: longest(kind, language) for name, kind in KINDS.items()}
    values |= dict.fromkeys(DAYS, day(LAST, language)) | {"starts": moment(STARTS, language)}
    forms = list(message.forms)
    for name, value in values.items():
        forms = [form.replace(f"{{{name}}}", value) for form in forms]
    return Message(language, message.file, message.key, tuple(forms))


def long(language: str) -> Iterator[tuple[str, int, str]]:
    for message in of(language).values():
        for sentence in filled(message).sentences():
            if len(words(sentence)) > MOST_WORDS:
                yield message.key, len(words(sentence)), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_long_when_its_values_are_in_it(language: str) -> None:
    assert list(long(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_names_are_really_filled_in(language: str) -> None:
    told = filled(of(language)["advice.agency"])
    assert longest("agency", language) in told.forms[0]
    assert "{" not in filled(of(language)["state_told.registered"]).forms[0]
