"""`esik route`: one message, and a file of messages."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.source import ROOT

PIT = "На нашей улице большие ямы на дороге, прошу отремонтировать дорогу"
KEYS = {
    "text", "language", "emergency", "hotline", "topic", "group", "confidence", "candidates",
    "place", "agency", "channel", "alternatives", "act", "help", "kind", "decision",
}  # fmt: skip
PETROPAVL = "591010000"


def test_a_message_is_routed(esik):
    found = esik.json("route", PIT, "--place", PETROPAVL)
    assert set(found) >= KEYS
    assert (found["language"], found["place"]) == ("ru", PETROPAVL)
    assert found["agency"]["id"]
    assert set(found["help"]) == {"file", "book"}
    assert found["decision"]["reasons"]


def test_the_lines_for_a_reader_name_the_same(esik):
    found = esik.json("route", PIT, "--place", PETROPAVL)
    shown = esik("route", PIT, "--place", PETROPAVL).stdout
    for value in (found["agency"]["name"], found["decision"]["row"], found["topic"]):
        assert value in shown


def test_an_emergency(esik):
    found = esik.json("route", "Үйде өрт шықты, көмектесіңіздер", "--lang", "kk")
    assert found["emergency"] is True
    assert found["hotline"]
    assert found["hotline"] in esik("route", "Үйде өрт шықты, көмектесіңіздер").stdout


def test_a_file_of_messages(esik, tmp_path):
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"text": PIT, "id": 7}, {"text": "My street has no light", "lang": "en"}]
    given.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    esik("route", "--batch", str(given), "--out", str(out))
    answers = [json.loads(line) for line in out.read_text().splitlines()]
    assert [answer["text"] for answer in answers] == [row["text"] for row in rows]
    assert answers[0] == esik.json("route", PIT)
    assert "id" not in answers[0]


@pytest.mark.parametrize("line", ["no json", "[]", '{"lang": "ru"}', '{"text": 5}'])
def test_a_wrong_line_is_named(esik, tmp_path, line):
    given = tmp_path / "in.jsonl"
    given.write_text('{"text": "a"}\n' + line + "\n")
    done = esik("route", "--batch", str(given), "--out", str(tmp_path / "out"), code=2)
    assert f"{given}:2" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("text", "--batch", "in", "--out", "out"), 2),
        (("--batch", "in"), 2),
        (("--batch", "/nowhere/in", "--out", "/nowhere/out"), 4),
        (("--batch", __file__, "--out", "/nowhere/out"), 4),
        (("text", "--lang", "de"), 2),
        (("text", "--place", "000000001"), 4),
    ],
)
def test_usage_and_unknown(esik, words, code):
    esik("route", *words, code=code)


def test_help_comes_at_once_and_loads_nothing():
    said = "import sys; from bot.cli import main\ntry: main()\nfinally: print(*sys.modules)"
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-c", said, "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    after = os.times()
    assert "seed-demo" in done.stdout
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = {
        "asyncio",
        "sqlalchemy",
        "aiogram",
        "telegram",
        "starlette",
        "yaml",
        "babel",
        "alembic",
    }
    assert not loaded & (
        heavy | {"structlog", "pydantic", "dialogs.book", "storage", "routing_rules"}
    )
    spent = after.children_user + after.children_system
    assert spent - before.children_user - before.children_system < 1  # seconds


def test_offices_are_open_or_closed_at_the_moment_that_is_given(esik):
    pension = "Неправильно начислили пенсию"
    monday = esik.json("route", pension, "--at", "2026-11-23T11:00")
    sunday = esik.json("route", pension, "--at", "2026-11-22T11:00")
    assert (monday["channel"], sunday["channel"]) == ("call_centre", "e_otinish")
