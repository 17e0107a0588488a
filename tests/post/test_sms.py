"""What a text message says: nothing that others must not read, in one part, in three languages."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.book import read_book
from bot.phones import phone_in
from bot.settings import SettingsError, read_settings
from bot.sms import written
from locales import LANGUAGES
from storage.notices import Reception

MOST_LATIN, MOST_OTHERS = 160, 70
YEAR = [datetime(2026, 1, 1, 5, tzinfo=UTC) + timedelta(days=n) for n in range(365)]


def texts(language: str) -> list[str]:
    """Every text message there can be in a language."""
    book = read_book()
    receptions = [
        Reception(agency="petropavlovsk", starts=at, official={language: "Ахметов"}) for at in YEAR
    ]
    plain = [written(book, kind, None, language) for kind in ("status", "answer", "reminder")]
    return plain + [written(book, "reminder", found, language) for found in receptions]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_into_one_part(language):
    for text in texts(language):
        assert len(text) <= (MOST_LATIN if text.isascii() else MOST_OTHERS), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_neither_agency_nor_official(language):
    assert not [text for text in texts(language) if "Ахметов" in text or "етропавл" in text]


def test_a_reminder_says_when():
    [text] = {t for t in texts("ru") if "8 декабря" in t and "18" not in t and "28" not in t}
    assert "10:00" in text


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("8 701 555 12 34", "+77015551234"),
        ("звоните +7 (701) 555-12-34 после шести", "+77015551234"),
        ("me@example.kz", None),
        ("900101400123", None),
        ("", None),
    ],
)
def test_a_number_is_found_in_what_was_written(given, number):
    assert phone_in(given) == number


def test_the_first_number_counts():
    assert phone_in("", "нет", "8 701 555 12 34", "8 702 555 12 34") == "+77015551234"


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://sms.example.kz/send", ""),
        ("https://sms.example.kz/send?to={phone}", ""),
        ("https://sms.example.kz/send", '{"to": "{phone}"}'),
        ("not an address {phone} {text}", ""),
    ],
)
def test_a_gateway_that_cannot_work_stops_the_start(url, body):
    with pytest.raises(SettingsError, match="ESIK_SMS_URL"):
        read_settings({"ESIK_SMS_URL": url, "ESIK_SMS_BODY": body})
