"""Databases for tests: a fresh one for each test, of both kinds, in milliseconds.

1. The schema is migrated once into a template; each test gets a copy of the template.
2. SQLite is a copied file. PostgreSQL is a throw-away cluster of this test process, started from
   the server's own binaries, on a free port of the loopback, with nothing synced to disk.
3. The cluster cannot outlive the tests: its shell waits on a pipe from this process, and stops the
   server and removes its files when the pipe closes, however this process ends.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from itertools import count
from pathlib import Path
from typing import Any

SERVER_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30
TEMPLATE = "esik_template"
VERSIONED = "/usr/lib/postgresql/*/bin"  # where Debian keeps the server of each release
# $1 is the folder to remove at the end, the rest is the server's command.
RUN_WHILE_STDIN_IS_OPEN = """
folder=$1; shift
"$@" & server=$!
read -r _
kill -QUIT "$server"; wait "$server"
rm -rf "$folder"
"""


def server_binaries() -> Path | None:
    """The folder with initdb and postgres, or None when no PostgreSQL server is installed."""
    folders = sorted(glob(VERSIONED), key=_release, reverse=True)
    if initdb := shutil.which("initdb"):
        folders.insert(0, str(Path(initdb).resolve().parent))
    if config := shutil.which("pg_config"):
        asked = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.insert(0, asked.stdout.strip() or os.devnull)
    whole = (Path(f) for f in folders if all(Path(f, p).exists() for p in ("initdb", "postgres")))
    return next(whole, None)


def _release(folder: str) -> float:
    """The release of a versioned folder such as /usr/lib/postgresql/15/bin."""
    name = Path(folder).parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0


class SqliteFiles:
    """Gives copies of one migrated SQLite file."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite3"
        _migrate(f"sqlite+aiosqlite:///{self._template}")
        connection = sqlite3.connect(self._template)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def fresh(self, folder: Path) -> str:
        """The URL of a new migrated database in this folder."""
        path = folder / "esik.db"
        shutil.copyfile(self._template, path)
        return f"sqlite+aiosqlite:///{path}"


class PostgresCluster:
    """A throw-away PostgreSQL server with a migrated template; see `postgres_cluster`."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.port = _free_port()
        self.folder = folder
        self._binaries = binaries
        self._cluster = folder / "cluster"
        self._log = folder / "server.log"
        self._given: str | None = None
        self._names = (f"esik_test_{n}" for n in count(1))

    def url(self, name: str) -> str:
        """The URL of a database of this cluster."""
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self.port}/{name}"

    def fresh(self) -> str:
        """The URL of a new migrated database; the one given before is dropped."""
        name = next(self._names)
        drop = [f"DROP DATABASE {self._given} WITH (FORCE)"] if self._given else []
        self.command(*drop, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        self._given = name
        return self.url(name)

    def start(self) -> None:
        """Make the files, start the server, wait until it answers."""
        form = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync"]
        self._run("initdb", "-D", str(self._cluster), "-U", "postgres", *form)
        settings = SERVER_SETTINGS | {
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
        }
        flags = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        server = [str(self._binaries / "postgres"), "-D", str(self._cluster), *flags]
        with self._log.open("wb") as log:
            self.shell = subprocess.Popen(
                ["sh", "-c", RUN_WHILE_STDIN_IS_OPEN, "sh", str(self.folder), *server],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C in the terminal is the tests' alone
                **self._as_owner(),
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """Close the pipe, which stops the server and removes its files: see rule 3."""
        self.shell.communicate(timeout=SECONDS_TO_STOP)

    def command(self, *commands: str) -> None:
        """Run SQL commands outside of any transaction."""
        spoken = [word for command in commands for word in ("-c", command)]
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", "postgres"]
        self._run("psql", "-qX", "-v", "ON_ERROR_STOP=1", *place, *spoken)

    def _wait_until_it_answers(self) -> None:
        ready = [str(self._binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        give_up = time.monotonic() + SECONDS_TO_START
        while subprocess.run(ready, check=False).returncode:
            if time.monotonic() > give_up or b"system is shut down" in self._log.read_bytes():
                raise RuntimeError(f"PostgreSQL did not start:\n{self._log.read_text()}")
            time.sleep(0.02)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._binaries / program), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, **self._as_owner()
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.strip()}")

    def _as_owner(self) -> dict[str, Any]:
        """PostgreSQL refuses to be root: as root it runs as the user its package made."""
        if os.geteuid():
            return {"cwd": self.folder}
        owner = "postgres"
        return {"cwd": self.folder, "user": owner, "group": owner, "extra_groups": []}


@contextmanager
def postgres_cluster(binaries: Path) -> Iterator[PostgresCluster]:
    """A running cluster with the template made, gone at the end of the `with`."""
    folder = Path(tempfile.mkdtemp(prefix="esik-postgres-"))
    if not os.geteuid():
        shutil.chown(folder, "postgres", "postgres")
    cluster = PostgresCluster(binaries, folder)
    cluster.start()
    try:
        cluster.command(f"CREATE DATABASE {TEMPLATE}")
        _migrate(cluster.url(TEMPLATE))
        yield cluster
    finally:
        cluster.stop()


def _free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _migrate(url: str) -> None:
    """Bring a database to the newest schema by the house's own migrations.

    Imported here: a test of the pure core needs no database and should not load one.
    """
    from storage.database import migrate

    migrate(url)
