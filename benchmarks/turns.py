"""Turns per second and CPU per update of the whole real dialog, through the Telegram door.

    python benchmarks/turns.py DRIVER [--peer "COMMAND"] [--citizens 16,128] [--rounds 3]

DRIVER is a load driver for webhook bots: a Python program that starts a bot, plays a script as so
many citizens against it through a fake Bot API of its own, and prints one JSON line a run. A peer
is run in turn with Esik, round by round, so that a change of the machine falls on both.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
PATH = {"DRIVER_PATH": "/telegram/webhook"}
COLUMNS = {
    "turns_s": "turns/s",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
    "p99_ms": "p99 ms",
    "bot_cpu_ms_per_turn": "CPU ms per update",
    "rss_mb": "memory MB",
    "errors": "errors",
}


def main() -> None:
    """Run the rounds and print the table of medians."""
    asked = _arguments()
    ours = [sys.executable, str(HERE / "esik_under_load.py")]
    bots = {"esik": [*_with(ours), "--script", str(HERE / "appeal.json")]}
    if asked.peer:
        bots["peer"] = _with(shlex.split(asked.peer))
    rows = defaultdict(list)
    for _ in range(asked.rounds):
        for name, words in bots.items():
            for row in _run(asked, name, words):
                rows[name, row["c"]].append(row)
    print(_table(rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("driver", help="the load driver's program")
    parser.add_argument("--peer", default="", help="command that starts another bot beside")
    parser.add_argument("--citizens", default="16,128", help="how many at once, a list")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", default="10")
    return parser.parse_args()


def _with(command: list[str]) -> list[str]:
    return ["--bot", shlex.join(command)]


def _run(asked: argparse.Namespace, name: str, words: list[str]) -> list[dict[str, float]]:
    """The rows of one run of the driver."""
    size = ["--citizens", asked.citizens, "--seconds", asked.seconds]
    command = [sys.executable, asked.driver, "--name", name, *words, *size]
    done = subprocess.run(
        command, env=os.environ | PATH, stdout=subprocess.PIPE, text=True, check=True
    )
    print(done.stdout, end="", file=sys.stderr, flush=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _table(rows: dict[tuple[str, float], list[dict[str, float]]]) -> str:
    lines = [
        f"| bot | citizens | {' | '.join(COLUMNS.values())} |",
        "|" + "---|" * (len(COLUMNS) + 2),
    ]
    for (name, citizens), runs in sorted(rows.items(), key=lambda item: (item[0][1], item[0][0])):
        figures = [f"{statistics.median(run[key] for run in runs):g}" for key in COLUMNS]
        lines.append(f"| {name} | {citizens} | {' | '.join(figures)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
