"""Mutants of the talk: small mistakes in `dialogs/`, one at a time; the tests must notice each.

    .venv/bin/python benchmarks/mutants.py [--only dialogs/flow.py dialogs/play.py:30 ...]
        [--number 100 --seed 1] [--processes 1]

The tests of the talk are run to see which lines each reaches. Then, for each mutant, the process
forks, one function gets the code of the mutant, and the tests that reach its line are run, the
quickest first, until one fails. Prints the survivors and the score: how many of a hundred were
noticed. The libraries for this copy and instrument a whole tree; here nothing is written to disk.
"""

import argparse
import os
import random
import signal
import sys
from collections import Counter, deque

from mistakes import ROOT, Mutant, mutants
from reaching import BROKEN, SURVIVED, Session

EVERY = 100  # mutants between two lines of how far it is


def main() -> None:
    """Make, sample, run, and tell."""
    options = _options()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ["CI"] = "1"  # the same examples of Hypothesis every time
    chosen = _chosen(options.only)
    if options.number:
        chosen = random.Random(options.seed).sample(chosen, min(options.number, len(chosen)))
    Session(lambda session: Run(session, chosen).all(options.processes)).run()


def _chosen(only: list[str]) -> list[Mutant]:
    """The mutants of the named files and lines; of all of `dialogs/` when none is named."""
    files = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("dialogs/**/*.py"))
    every = [mutant for file in files for mutant in mutants(file)]
    wanted = set(only)
    return [m for m in every if not wanted or {m.file, f"{m.file}:{m.line}"} & wanted]


class Run:
    """All mutants against the tests, some at a time."""

    def __init__(self, session: Session, chosen: list[Mutant]) -> None:
        self._session = session
        self._waiting = deque(chosen)
        self._running: dict[int, tuple[Mutant, int]] = {}
        self._ends: Counter[str] = Counter()

    def all(self, processes: int) -> None:
        """Run them and print the survivors and the score."""
        while self._waiting or self._running:
            while self._waiting and len(self._running) < processes:
                self._start(self._waiting.popleft())
            if self._running:
                self._wait()
        tried = self._ends.total()
        noticed = tried - self._ends["survived"] - self._ends["unreached"]
        print(f"{tried} mutants, {noticed} noticed: {noticed / max(tried, 1):.1%}", self._ends)

    def _start(self, mutant: Mutant) -> None:
        tests = self._session.reaching(mutant.file, mutant.lines)
        if tests:
            child, told = self._session.fork(mutant.take_place, tests)
            self._running[child] = mutant, told
        else:
            self._end(mutant, "unreached")

    def _wait(self) -> None:
        child, status = os.wait()
        mutant, told = self._running.pop(child)
        with os.fdopen(told) as answer:
            self._session.noticed[mutant.file, answer.read()] += 1
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) not in {signal.SIGXCPU, signal.SIGKILL}:
            raise SystemExit(f"signal {os.WTERMSIG(status)}: {mutant}")
        code = os.waitstatus_to_exitcode(status)
        if code == BROKEN:
            raise SystemExit(f"cannot be made: {mutant}")
        self._end(mutant, "endless" if code < 0 else "survived" if code == SURVIVED else "failed")

    def _end(self, mutant: Mutant, end: str) -> None:
        self._ends[end] += 1
        if end in {"survived", "unreached"}:
            print(f"{mutant}  ({end})", flush=True)
        if self._ends.total() % EVERY == 0:
            print(f"{self._ends.total()} tried", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", default=[], metavar="FILE[:LINE]")
    parser.add_argument("--number", type=int, help="a sample of so many, instead of all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
