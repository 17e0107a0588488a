"""Mutants of the talk: small mistakes in `dialogs/`, one at a time; the tests must notice each.

    .venv/bin/python benchmarks/mutants.py [--number 100] [--seed 1] [--only dialogs/flow.py ...]

The tests of the talk are run once to warm everything up. Then, for each mutant of a sample, the
process forks, one function gets the code of the mutant, and the tests run until the first that
fails. Prints the survivors and the score: how many of a hundred were noticed. The libraries
for this copy and instrument a whole tree; here nothing is written to disk.
"""

import argparse
import ast
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("tests/dialogs",)
DRAWN = "tests/dialogs/test_diagram.py::test_the_page_is_drawn_from_the_scripts"
SECONDS = 240  # a mutant that runs longer has made an endless loop: that is noticed too
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Mutant:
    """One mistake: the file, the function by its dotted name, the line, what was changed."""

    file: str
    name: str
    line: int
    what: str
    tree: ast.Module


def main() -> None:
    """Make, sample, run, and tell."""
    options = _options()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ["CI"] = "1"  # the same examples of Hypothesis every time
    files = options.only or sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("dialogs/**/*.py"))
    every = [mutant for file in files for mutant in mutants(file)]
    sample = random.Random(options.seed).sample(every, min(options.number, len(every)))
    if _quiet_run() != 0:
        sys.exit("the tests fail without any mutant")
    survived = []
    for n, mutant in enumerate(sample, 1):
        if not noticed(mutant):
            survived.append(mutant)
            print(
                f"survived  {mutant.file}:{mutant.line} {mutant.name}: {mutant.what}", flush=True
            )
        elif n % 20 == 0:
            print(f"{n} of {len(sample)}", flush=True)
    caught = len(sample) - len(survived)
    print(
        f"{len(every)} mutants, {len(sample)} tried, {caught} noticed: {caught / len(sample):.0%}"
    )


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a file, in the order of its functions."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for name, function in _functions(tree, ""):
        for place, node in enumerate(_nodes(function)):
            for what, change in _changes(node):
                mutated = deepcopy(tree)
                twin = dict(_functions(mutated, ""))[name]
                change(list(_nodes(twin))[place])
                line = getattr(node, "lineno", function.lineno)
                yield Mutant(file, name, line, what, ast.fix_missing_locations(mutated))


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function, but of no function inside it: those may have been made long ago."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.Lambda):
            yield from _nodes(child)


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    """Functions and methods by their dotted names."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield f"{prefix}{child.name}", child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def _changes(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """What can go wrong at a node: a name for it, and the function that does it."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            yield "comparison turned", lambda n: n.ops.__setitem__(0, TURNED[type(n.ops[0])]())
        case ast.BoolOp(op=ast.And()):
            yield "and -> or", lambda n: setattr(n, "op", ast.Or())
        case ast.BoolOp():
            yield "or -> and", lambda n: setattr(n, "op", ast.And())
        case ast.Constant(value=bool()):
            yield "constant turned", lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=int()):
            yield "one more", lambda n: setattr(n, "value", n.value + 1)
        case _:
            yield from _left_out(node)


def _left_out(node: ast.AST) -> Iterator[tuple[str, Any]]:
    match node:
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", lambda n: setattr(n, "operand", ast.UnaryOp(ast.Not(), n.operand))
        case ast.If():
            yield "always", lambda n: setattr(n, "test", ast.Constant(True))
        case ast.Expr(value=ast.Call()):
            yield "statement dropped", lambda n: setattr(n, "value", ast.Constant(None))
        case ast.Assign(targets=[ast.Attribute()]):
            yield "assignment dropped", lambda n: setattr(n, "value", _as_read(n.targets[0]))
        case ast.Return(value=ast.expr()):
            yield "returns nothing", lambda n: setattr(n, "value", ast.Constant(None))


def _as_read(target: ast.Attribute) -> ast.Attribute:
    return ast.Attribute(target.value, target.attr, ast.Load())


def noticed(mutant: Mutant) -> bool:
    """Whether the tests fail, raise or never end with a mutant."""
    child = os.fork()
    if child == 0:
        _become(mutant)
        os._exit(0 if _quiet_run() == 0 else 1)
    ends = time.monotonic() + SECONDS
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status != 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _become(mutant: Mutant) -> None:
    """Give the function the code of the mutant, in this process only."""
    module = import_module(mutant.file.removesuffix(".py").replace("/", "."))
    code = compile(mutant.tree, mutant.file, "exec")
    found: Any = module
    for part in mutant.name.split("."):
        found = vars(found)[part]
        code = next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == part)
    found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    getattr(found, "__wrapped__", found).__code__ = code


def _quiet_run() -> int:
    silent = os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(1), os.dup(2)
    os.dup2(silent, 1), os.dup2(silent, 2)
    try:
        return int(pytest.main([*TESTS, "-x", "-q", "--deselect", DRAWN]))
    finally:
        os.dup2(kept[0], 1), os.dup2(kept[1], 2)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    main()
