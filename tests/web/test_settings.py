"""Settings: what is wrong is said in a sentence with its name, and secrets are not repeated."""

import pytest

from bot.settings import SettingsError, read_settings

KEY = "x" * 43 + "="
PASSWORD = "hunter2"


def test_without_any_setting_it_is_this_machine_with_sqlite():
    settings = read_settings({})
    assert settings.public_url == "http://127.0.0.1:8080"
    assert settings.database_url == "sqlite+aiosqlite:///data/esik.db"
    assert (settings.role, settings.telegram_mode) == ("all", "webhook")
    assert not settings.production


def test_an_empty_value_is_no_value():
    assert read_settings({"ESIK_PORT": "", "ESIK_TELEGRAM_TOKEN": " "}) == read_settings({})


def test_names_of_others_are_left_alone():
    assert read_settings({"PATH": "/bin", "ESIK_REQUIRE": "postgres"}) == read_settings({})


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sqlite:////tmp/a.db", "sqlite+aiosqlite:////tmp/a.db"),
        ("postgres://me@host/esik", "postgresql+asyncpg://me@host/esik"),
        ("postgresql://me@host/esik", "postgresql+asyncpg://me@host/esik"),
        ("postgresql+asyncpg://me@host/esik", "postgresql+asyncpg://me@host/esik"),
    ],
)
def test_the_driver_of_the_database_is_filled_in(given, meant):
    assert read_settings({"ESIK_DATABASE_URL": given}).database_url == meant


def test_the_public_address_follows_host_and_port():
    assert read_settings({"ESIK_HOST": "0.0.0.0", "ESIK_PORT": "81"}).public_url.endswith(":81")
    assert not read_settings({"ESIK_HOST": "0.0.0.0"}).production


@pytest.mark.parametrize("url", ["http://localhost:1", "http://127.0.0.9", "http://[::1]:80"])
def test_loopback_is_development(url):
    assert not read_settings({"ESIK_PUBLIC_URL": url}).production


def test_production_needs_a_key():
    outside = {"ESIK_PUBLIC_URL": "https://esik.example.kz/"}
    with pytest.raises(SettingsError, match="ESIK_DATA_KEY is missing"):
        read_settings(outside)
    settings = read_settings({**outside, "ESIK_DATA_KEY": KEY})
    assert settings.production
    assert settings.public_url == "https://esik.example.kz"


WRONG = [
    ("ESIK_PORT", "abc"),
    ("ESIK_PORT", "70000"),
    ("ESIK_ROLE", "king"),
    ("ESIK_DATABASE_URL", f"mysql://root:{PASSWORD}@host/x"),
    ("ESIK_DATABASE_URL", "esik.db"),
    ("ESIK_PUBLIC_URL", "esik"),
    ("ESIK_DATA_KEY", "hunter2"),
    ("ESIK_DATA_KEY", "ключ"),
    ("ESIK_DATA_KEY", KEY[:-4]),
    ("ESIK_TELEGRAM_TOKEN", "hunter2"),
    ("ESIK_TELEGRAM_SECRET", "hunter2 !"),
    ("ESIK_TELEGRAM_MODE", "pigeon"),
    ("ESIK_TELEGRAM_RATE", "-1"),
    ("ESIK_TELEGRAM_CHAT_RATE", "nan"),
    ("ESIK_TELEGRAM_API_BASE", "ftp://x"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_named_and_a_secret_is_not_repeated(name, value):
    with pytest.raises(SettingsError) as told:
        read_settings({name: value})
    assert str(told.value).startswith(name)
    assert "hunter2" not in str(told.value)


def test_a_slip_of_the_pen_is_no_silent_default():
    with pytest.raises(SettingsError, match="ESIK_DATABASE_URL is meant"):
        read_settings({"ESIK_DATABASE_ULR": "sqlite:///x"})


def test_settings_are_frozen_and_hide_secrets():
    settings = read_settings({"ESIK_DATA_KEY": KEY, "ESIK_TELEGRAM_TOKEN": "1:hunter2"})
    assert KEY not in repr(settings)
    assert "hunter2" not in repr(settings)
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1  # type: ignore[misc]
