"""Which test of the talk reaches which line of `dialogs/`, how long it takes, and a run of some.

Works inside one pytest session: the tests are collected once, and every run is a fork of it.
"""

import functools
import gc
import os
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import coverage
import pytest

SURVIVED, NOTICED, BROKEN = 0, 1, 3
TESTS = ("tests/dialogs", "tests/golden", "-k", "not postgres")
DRAWN = "tests/dialogs/test_diagram.py::test_the_page_is_drawn_from_the_scripts"
QUIETLY = ("-s", "-p", "no:terminal", "-o", "addopts=--import-mode=importlib")
NOT_KEPT = ("-o", "tmp_path_retention_policy=none")
LEAST, READING = 2, 30  # CPU seconds that a test may take beyond its own; if it reads everything
SLOWER = 5  # how much slower a test may be than without a mutant
MEMORY = 3 << 30  # bytes: an endless loop may fill a list
ONCE = "<once>"  # before the name of a test that was the first, and read what others share


class Session:
    """The plugin that runs the tests: once for what they read once, once to see what each reaches.

    then: what is done afterwards. seconds: of each test, by its id; failed: the tests that did;
    noticed: how many mutants of a file were noticed by a test.
    """

    def __init__(self, then: Callable[["Session"], None]) -> None:
        self._then = then
        self._items: dict[str, pytest.Item] = {}
        self._coverage = coverage.Coverage(None, config_file=False, source=["dialogs"])
        self._lines: dict[str, dict[int, set[str]]] = {}
        self._grace = 0  # no limit
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: list[str] = []
        self.noticed: Counter[tuple[str, str]] = Counter()

    def run(self) -> None:
        """Collect, look, and do what is done afterwards."""
        self._coverage.start()
        code = pytest.main([*TESTS, *QUIETLY, *NOT_KEPT, "--deselect", DRAWN], plugins=[self])
        if code != pytest.ExitCode.OK:
            raise SystemExit(f"the tests fail without any mutant ({code}): {self.failed}")

    def pytest_sessionstart(self) -> None:
        """One example that fails is enough: nobody reads the smallest."""
        from hypothesis import Phase, settings  # not before pytest, which rewrites its asserts

        kept = settings.get_profile("ci")
        settings.register_profile("mutants", kept, phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the usual loop."""
        self._items = {item.nodeid: item for item in session.items}
        shown = os.dup(1), os.dup(2)
        _hush()
        self._look()
        os.dup2(shown[0], 1), os.dup2(shown[1], 2)
        if self.failed:
            raise SystemExit(f"the tests fail without any mutant: {self.failed}")
        gc.collect()
        gc.freeze()  # the pages of the forks stay shared
        self._then(self)
        return True

    def _look(self) -> None:
        """Run every test twice, alone: each makes the fixtures of its module for itself."""
        for mark in (ONCE, ""):
            self.seconds.clear()
            for name in self._items:
                self._coverage.switch_context(mark + name)
                self._play([name])
        self._coverage.stop()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Counts the time and keeps the failures."""
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.append(report.nodeid)

    def reaching(self, file: str, lines: Iterable[int]) -> list[str]:
        """The tests that reach one of the lines, the quickest and keenest first.

        ONCE is the last where it is reached while something is read that tests share.
        """
        if file not in self._lines:
            found = self._coverage.get_data().contexts_by_lineno(os.path.abspath(file))
            self._lines[file] = {line: set(names) for line, names in found.items()}
        names = {name for line in lines for name in self._lines[file].get(line, ())}
        tests = names & self._items.keys()
        shared = [ONCE] if names - tests - {ONCE + test for test in tests} else []
        quickest = sorted(tests, key=lambda t: self.seconds[t] / (1 + 9 * self.noticed[file, t]))
        return [*quickest, *shared]

    def fork(self, become: Callable[[], None], tests: list[str]) -> tuple[int, int]:
        """Run the tests until one fails, in a child that is changed first.

        Its process id, and where it writes the name of the test that failed.
        """
        told, telling = os.pipe()
        child = os.fork()
        if child:
            os.close(telling)
            return child, told
        code = BROKEN
        try:
            become()
            code = self._in_child(tests, telling)
        finally:
            os._exit(code)

    def _in_child(self, tests: list[str], telling: int) -> int:
        self._grace = LEAST
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        _hush()
        self._play([test for test in tests if test != ONCE])
        if ONCE in tests and not self.failed:
            self._grace = READING
            _forget()
            everything = sorted(self._items, key=self.seconds.__getitem__)
            self._play(everything[:1], last=True)
            self._play(everything)
        os.write(telling, "".join(self.failed[:1]).encode())
        return NOTICED if self.failed else SURVIVED

    def _play(self, names: list[str], last: bool = False) -> None:
        """Run tests until one fails; what the run shares is kept, unless this is the last."""
        for at, name in enumerate(names):
            item = self._items[name]
            self._limit(name)
            after = self._items[names[at + 1]] if at + 1 < len(names) else self._elsewhere(item)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None if last else after)
            if self.failed:
                return

    def _limit(self, test: str) -> None:
        """A test that takes much longer than without the mutant has met an endless loop."""
        if self._grace:
            ends = time.process_time() + self._grace + SLOWER * self.seconds[test]
            resource.setrlimit(resource.RLIMIT_CPU, (int(ends) + 1, resource.RLIM_INFINITY))

    def _elsewhere(self, item: pytest.Item) -> pytest.Item:
        """A test of another folder: before it, what the module of the item shares is ended."""
        folder = item.path.parent
        return next(other for other in self._items.values() if other.path.parent != folder)


def _hush() -> None:
    """Nothing that is printed from now on is seen."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1), os.dup2(silent, 2)


def _forget() -> None:
    """Empty every cache, so that what was read once is read again."""
    gc.unfreeze()  # or they are not among the objects
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()
