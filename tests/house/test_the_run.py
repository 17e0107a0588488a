"""The run of the tests itself: fresh databases, loud skips, no accepting in CI.

| in the run | without ESIK_REQUIRE | with it |
|---|---|---|
| a test skips | passes, and says so loudly | fails |
| Chromium or PostgreSQL is absent | its tests skip | its tests fail |
| `--accept` while CI is set | refused | refused |
"""

import os
import subprocess
import sys
from pathlib import Path
from select import select

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.databases import SECONDS_TO_STOP
from tests.house.source import ROOT

SKIPS = "import pytest\n\ndef test_it():\n    pytest.skip('because')\n"
BROWSES = "def test_it(chromium):\n    assert chromium\n"
STORES = "def test_it(postgres_url):\n    assert postgres_url\n"


@pytest.fixture
def run(tmp_path):
    """Runs a test file under our conftest in a process of its own."""

    def run(body, *flags, **env):
        (tmp_path / "test_it.py").write_text(body)
        command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml")]
        clean = {name: v for name, v in os.environ.items() if name not in {"CI", "ESIK_REQUIRE"}}
        return subprocess.run(
            [*command, "-p", "tests.conftest", *flags, str(tmp_path)],
            cwd=tmp_path,
            env=clean | {"PYTHONPATH": str(ROOT)} | env,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_skip_is_loud(run):
    done = run(SKIPS)
    assert done.returncode == pytest.ExitCode.OK
    assert "1 SKIPPED: not everything was tested" in done.stdout


def test_a_skip_fails_where_things_are_required(run):
    done = run(SKIPS, ESIK_REQUIRE="postgres")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "1 SKIPPED: this run FAILS" in done.stdout


@pytest.mark.parametrize(
    ("body", "said"),
    [(BROWSES, "no Chromium is installed"), (STORES, "no PostgreSQL server is installed")],
    ids=["chromium", "postgres"],
)
def test_what_is_absent_is_skipped_or_fails(run, body, said, tmp_path):
    blind = {"PATH": str(tmp_path)}
    nowhere = "import tests.databases as d\nd.VERSIONED = '/nowhere/*/bin'\n"
    skipped = run(nowhere + body, **blind)
    assert skipped.returncode == pytest.ExitCode.OK
    assert said in skipped.stdout
    failed = run(nowhere + body, **blind, ESIK_REQUIRE="postgres,chromium")
    assert failed.returncode == pytest.ExitCode.TESTS_FAILED
    assert f"{said}, and ESIK_REQUIRE names" in failed.stdout


def test_accept_is_refused_in_ci(run):
    done = run(SKIPS, "--accept", CI="true")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "a person reads the diff" in done.stderr


@pytest.mark.parametrize("time", ["first", "second"])
async def test_every_test_has_a_fresh_migrated_database(database_url, time):
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        assert {"conversations", "cases", "outbox"} <= set(names)
        held = await connection.execute(text("SELECT count(*) FROM inbox"))
        assert held.scalar() == 0, f"left over by the test before the {time}"
        await connection.execute(
            text("INSERT INTO inbox (key, at) VALUES ('here', '2026-03-02 00:00:00+00:00')")
        )
    await engine.dispose()


def test_no_server_outlives_its_tests(postgres_cluster):
    script = (
        "import sys, tests.databases as d\n"
        "with d.postgres_cluster(d.server_binaries()) as cluster:\n"
        "    print(cluster.shell.pid, cluster.folder, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        shell, folder = tests.stdout.readline().split()
        ended = os.pidfd_open(int(shell))
        assert Path(folder).exists()
        tests.kill()
    assert select([ended], [], [], SECONDS_TO_STOP)[0], "the server still runs"
    os.close(ended)
    assert not Path(folder).exists()
