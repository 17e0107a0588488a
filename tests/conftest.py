"""What every test may ask for, and how the run behaves as a whole.

1. `database_url` runs a test twice, on SQLite and on PostgreSQL, each time on a fresh database.
2. What is not installed is skipped loudly. ESIK_REQUIRE (`postgres`, `chromium`, by commas) makes
   its absence a failure, and then no test at all may be skipped.
3. `--accept` rewrites the golden conversations; it is refused where CI is set.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests import databases
from tests.databases import PostgresCluster, SqliteFiles

REQUIRED = frozenset(filter(None, os.environ.get("ESIK_REQUIRE", "").split(",")))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --accept."""
    parser.addoption("--accept", action="store_true", help="rewrite the golden conversations")


def pytest_configure(config: pytest.Config) -> None:
    """Refuses --accept where nobody reads the diff."""
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError("--accept is refused in CI: a person reads the diff")


def absent(name: str, why: str) -> NoReturn:
    """End this test because something is not installed: a skip, or a failure if it is required."""
    if name in REQUIRED:
        pytest.fail(f"{why}, and ESIK_REQUIRE names {name}", pytrace=False)
    pytest.skip(why)


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """The migrated SQLite template of this test process."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite-template"))


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[PostgresCluster]:
    """The throw-away PostgreSQL server of this test process."""
    binaries = databases.server_binaries()
    if binaries is None:
        absent("postgres", "no PostgreSQL server is installed")
    with databases.postgres_cluster(binaries) as cluster:
        yield cluster


@pytest.fixture
def sqlite_url(sqlite_files: SqliteFiles, tmp_path: Path) -> str:
    """A fresh migrated SQLite database."""
    return sqlite_files.fresh(tmp_path)


@pytest.fixture
def postgres_url(postgres_cluster: PostgresCluster) -> str:
    """A fresh migrated PostgreSQL database; the one of the test before is gone."""
    return postgres_cluster.fresh()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database: the test runs once on each of the two kinds."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium to drive (as root it needs --no-sandbox)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        absent("chromium", "no Chromium is installed")
    return found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip is a failure of the run where things are required."""
    if REQUIRED and _skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says loudly what was skipped."""
    if number := _skipped(terminalreporter.config):
        meaning = (
            "this run FAILS: ESIK_REQUIRE is set" if REQUIRED else "not everything was tested"
        )
        terminalreporter.section(f"{number} SKIPPED: {meaning}", sep="!", red=True, bold=True)


def _skipped(config: pytest.Config) -> int:
    """How many tests were skipped, as the process that reports knows it."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0
