"""The server as a command starts it: it says where it is, and stops cleanly."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from bot.settings import SettingsError, read_settings
from bot.web import listening

SERVE = "from bot.settings import read_settings; from bot.web import serve; serve(read_settings())"
MOST_SECONDS_TO_STOP = 3


class Running:
    """A server process; `url` is where it said it is."""

    def __init__(self, **settings: str) -> None:
        known = {name: value for name, value in os.environ.items() if not name.startswith("ESIK_")}
        self.child = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            env={**known, "ESIK_PORT": "0", **settings},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.child.stderr
        self.said = json.loads(self.child.stderr.readline())
        self.url = self.said.get("url", "")

    def stop(self, by: signal.Signals) -> float:
        """Send a signal; seconds until the process has ended."""
        since = time.monotonic()
        self.child.send_signal(by)
        self.child.wait(10)
        return time.monotonic() - since

    def close(self) -> None:
        """Leave nothing behind."""
        self.child.kill()
        self.child.communicate()


@pytest.fixture
def running(sqlite_url: str, tmp_path) -> Iterator[Running]:
    """A server on a fresh SQLite database."""
    server = Running(ESIK_DATABASE_URL=sqlite_url, ESIK_DATA_DIR=str(tmp_path))
    yield server
    server.close()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_cleanly_while_somebody_waits(running, by):
    assert running.said["event"] == "serving"
    with httpx.Client(base_url=running.url, timeout=30) as client:
        chat = client.post("/api/chat", json={"lang": "kk"}).json()
        headers = {"Authorization": f"Bearer {chat['token']}"}
        path = f"/api/chat/{chat['chat']}/events"
        with client.stream("GET", path, headers=headers) as stream:
            assert stream.status_code == 200
            next(stream.iter_lines())
            assert running.stop(by) < MOST_SECONDS_TO_STOP
    assert running.child.returncode == 0
    assert running.child.stderr.read() == ""


def test_a_post_without_the_web_listens_nowhere(sqlite_url, tmp_path):
    server = Running(ESIK_DATABASE_URL=sqlite_url, ESIK_DATA_DIR=str(tmp_path), ESIK_ROLE="post")
    try:
        assert (server.said["event"], server.said["role"]) == ("working", "post")
        assert server.stop(signal.SIGTERM) < MOST_SECONDS_TO_STOP
        assert server.child.returncode == 0
    finally:
        server.close()


def test_a_port_that_is_taken_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        settings = read_settings({"ESIK_PORT": port})
        with pytest.raises(SettingsError, match=f"ESIK_PORT {port}"), listening(settings):
            pass


def test_wrong_settings_end_the_command_with_a_sentence(tmp_path):
    taken = socket.create_server(("127.0.0.1", 0))
    known = {name: value for name, value in os.environ.items() if not name.startswith("ESIK_")}
    settings = {"ESIK_PORT": str(taken.getsockname()[1]), "ESIK_DATA_DIR": str(tmp_path)}
    with taken:
        done = subprocess.run(
            [sys.executable, "-c", SERVE],
            env={**known, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("esik: ESIK_HOST 127.0.0.1 and ESIK_PORT")
