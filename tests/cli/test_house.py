"""Commands about the house: demonstration, keys, settings, audit, outbox, sweep; how they exit."""

import json
from datetime import timedelta

import pytest

from bot.mint import Mint
from storage.seal import Seal, read_key

NEXT_WEEK = (Mint().now() + timedelta(days=7)).isoformat()
NEXT_MONTH = (Mint().now() + timedelta(days=30)).isoformat()
ROW = ["id", "front", "to", "state", "attempts", "not_before", "error", "case", "kind", "at"]


def test_the_demonstration_is_sown_and_sown_again(esik):
    first = esik("seed-demo", "--from", "2026-11-23").stdout
    assert esik("seed-demo", "--from", "2026-11-23").stdout == first
    assert "demo_akim" in first
    assert "480 slots after 2026-11-23" in first
    esik("seed-demo", "--from", "soon", code=2)


def test_a_key_is_made(esik):
    first, second = esik("keys").stdout.strip(), esik("keys").stdout.strip()
    assert first != second
    assert Seal(read_key(first)).open(Seal(read_key(first)).close(b"x", "y"), "y") == b"x"


def test_an_empty_house_is_sound(esik):
    found = esik.json("audit")
    assert found == {
        "citizens": 0,
        "cases": 0,
        "bookings": 0,
        "promises": {"open": 0, "kept": 0, "broken": 0},
        "letters": {},
        "doubles": [],
        "orphans": [],
    }
    assert "citizens   0" in esik("audit").stdout
    assert esik("outbox").stdout == esik("outbox", "--json").stdout == ""


def test_an_orphan_makes_the_audit_exit_1(esik, number, sqlite_url):
    import sqlite3

    with sqlite3.connect(sqlite_url.partition(":///")[2]) as link:
        link.execute("DELETE FROM journal WHERE kind = 'receipt'")
    link.close()
    found = esik.json("audit", code=1)
    assert found["orphans"]
    assert "orphans" in esik("audit", code=1).stderr


def test_letters_are_shown_without_the_address(esik, number):
    rows = esik.lines("outbox", "--case", number)
    assert rows
    assert all(list(row) == ROW for row in rows)
    assert {row["front"] for row in rows} == {"terminal"}
    assert {row["to"] for row in rows} == {"…"}
    assert esik.lines("outbox", "--case", "2026-00000000") == []
    assert esik.lines("outbox", "--state", "failed") == []
    assert number in esik("outbox", "--case", number).stdout


def test_a_sweep_fires_what_is_due_once(esik, number):
    first = esik.json("sweep", "--at", NEXT_MONTH)
    assert set(first) == {"at", "timers", "letters", "failed"}
    assert sum(first["timers"].values()) >= 1
    assert first["failed"] == 0
    again = esik.json("sweep", "--at", NEXT_MONTH)
    assert again == {**first, "timers": {}, "letters": {}}
    assert "timers none; letters none; failed 0" in esik("sweep", "--at", NEXT_MONTH).stdout
    assert esik.json("audit")["promises"]["broken"] == 0


def test_stamps_of_a_sweep_are_its_moment(esik, number):
    at = esik.json("sweep", "--at", NEXT_MONTH)["at"]
    history = esik.json("case", number)["history"]
    assert all(row["at"] in {history[0]["at"], at} for row in history)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ESIK_DATABASE_URL", "mysql://x"),
        ("ESIK_DATA_KEY", "short"),
        ("ESIK_PUBLIC_URL", "https://esik.example.kz"),
        ("ESIK_PORT", "many"),
    ],
)
def test_wrong_settings_are_told_in_a_sentence(esik, name, value):
    esik.env[name] = value
    done = esik("audit", code=2)
    assert done.stderr.startswith("esik: ")
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_what_nobody_foresaw_is_logged_without_words_and_exits_1(esik, number, monkeypatch):
    def broken(*_):
        raise RuntimeError("Ахметов")

    monkeypatch.setattr("storage.views.Views.case_view", broken)
    done = esik("case", number, code=1)
    assert "Ахметов" not in done.stderr
    logged = json.loads(done.stderr.splitlines()[0])
    assert (logged["event"], logged["error"]) == ("command_failed", "RuntimeError")


def test_what_nobody_foresaw_leaves_a_row(esik, number, monkeypatch, sqlite_url):
    import sqlite3

    def broken(*_):
        raise RuntimeError

    monkeypatch.setattr("storage.views.Views.case_view", broken)
    esik("case", number, code=1)
    with sqlite3.connect(sqlite_url.partition(":///")[2]) as link:
        rows = link.execute("SELECT front, error FROM parked").fetchall()
    link.close()
    assert rows == [("command", "RuntimeError")]
