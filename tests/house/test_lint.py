"""The code has the form and the types that `make lint` asks for."""

import subprocess
import sys

import pytest

from tests.house.source import PACKAGES, ROOT

FOLDERS = (*PACKAGES, "tests", "benchmarks")


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "format", "--check", "--output-format=concise", *FOLDERS),
        ("ruff", "check", *FOLDERS),
        ("mypy",),
    ],
    ids=["format", "rules", "types"],
)
def test_code_is_in_order(command):
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"see `make lint`:\n{done.stdout}{done.stderr}"
