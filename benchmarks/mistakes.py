"""The small mistakes that `mutants.py` makes: what can go wrong at each place of a function."""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
OTHER = {"any": "all", "all": "any", "min": "max", "max": "min"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Change = Callable[[Any], object]


@dataclass(frozen=True)
class Mutant:
    """One mistake.

    file: from the root of the project; name: the function, dotted; line: where it is; lines: the
    statement around it, which a test must reach to notice it; what: what was changed; place: the
    how manieth node of the function; change: changes that node of a fresh tree.
    """

    file: str
    name: str
    line: int
    lines: range
    what: str
    place: int
    change: Change

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.name}: {self.what}"

    def take_place(self) -> None:
        """Give the function the code with the mistake, in this process only.

        LookupError: there is no such function, as when a decorator has put another in its place.
        """
        tree = _tree(self.file)
        self.change(list(_nodes(dict(_functions(tree, ""))[self.name]))[self.place][0])
        code = compile(ast.fix_missing_locations(tree), self.file, "exec")
        found: Any = import_module(self.file.removesuffix(".py").replace("/", "."))
        for part in self.name.split("."):
            found = vars(found)[part]
            code = [c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == part][-1]
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
        found = getattr(found, "__wrapped__", found)
        if not isinstance(found, FunctionType):
            raise LookupError(self.name)
        found.__code__ = code


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a file, in the order of its functions."""
    tree = _tree(file)
    for name, function in _functions(tree, ""):
        conditions = {n.test for n, _ in _nodes(function) if isinstance(n, ast.If | ast.IfExp)}
        for place, (node, lines) in enumerate(_nodes(function)):
            if node in conditions and _turned(node):
                continue  # who notices that it always or never holds notices this
            for what, change in _changes(node):
                line = getattr(node, "lineno", lines.start)
                yield Mutant(file, name, line, lines, what, place, change)


def _turned(condition: ast.AST) -> bool:
    """Whether the mistake here makes the condition its own contrary."""
    if isinstance(condition, ast.Compare):
        return isinstance(
            condition.ops[0], ast.Eq | ast.NotEq | ast.In | ast.NotIn | ast.Is | ast.IsNot
        )
    return isinstance(condition, ast.UnaryOp)


def _tree(file: str) -> ast.Module:
    return deepcopy(ast.parse((ROOT / file).read_text(encoding="utf-8")))


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    """Functions and methods by their dotted names."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield f"{prefix}{child.name}", child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def _nodes(function: Function) -> Iterator[tuple[ast.AST, range]]:
    """The nodes of a body, each with the lines of its statement (of its head, if it has a body).

    Not of a function inside it: that may have been made long ago; not of annotations either.
    """
    for statement in function.body:
        yield from _below(statement, range(0))


def _below(node: ast.AST, lines: range) -> Iterator[tuple[ast.AST, range]]:
    if isinstance(node, Function | ast.Lambda):
        return
    if isinstance(node, ast.stmt | ast.match_case | ast.excepthandler):
        lines = _head(node, lines)
    yield node, lines
    for field, value in ast.iter_fields(node):
        if field != "annotation":
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _below(child, lines)


def _head(node: ast.stmt | ast.match_case | ast.excepthandler, lines: range) -> range:
    first = node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno
    body: list[ast.stmt] = getattr(node, "body", [])
    last = max(first, body[0].lineno - 1) if body else getattr(node, "end_lineno", first)
    return range(first, last + 1)


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """What can go wrong at a node: a name for it, and what does it."""
    yield from _of_conditions(node)
    yield from _of_values(node)
    yield from _of_statements(node)


def _of_conditions(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in TURNED:
            yield "comparison turned", lambda n: n.ops.__setitem__(0, TURNED[type(n.ops[0])]())
        case ast.BoolOp(op=ast.And()):
            yield "and -> or", lambda n: setattr(n, "op", ast.Or())
        case ast.BoolOp():
            yield "or -> and", lambda n: setattr(n, "op", ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield "not dropped", lambda n: setattr(n, "operand", ast.UnaryOp(ast.Not(), n.operand))
        case ast.If() | ast.IfExp():
            yield "always", lambda n: setattr(n, "test", ast.Constant(True))
            yield "never", lambda n: setattr(n, "test", ast.Constant(False))
        case ast.comprehension(ifs=[_, *_]):
            yield "filter dropped", lambda n: setattr(n, "ifs", [])


def _of_values(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            yield "+ and - swapped", lambda n: setattr(n, "op", TURNED[type(n.op)]())
        case ast.Constant(value=bool()):
            yield "constant turned", lambda n: setattr(n, "value", not n.value)
        case ast.Constant(value=int()):
            yield "one more", lambda n: setattr(n, "value", n.value + 1)
        case ast.Name(id=name) if name in OTHER:
            yield f"{name} -> {OTHER[name]}", lambda n: setattr(n, "id", OTHER[n.id])
        case ast.Call(func=ast.Name(id="replace"), keywords=[_, *_] as kept):
            for at, keyword in enumerate(kept):
                yield f"{keyword.arg} not replaced", partial(_without, at)


def _without(at: int, call: ast.Call) -> None:
    del call.keywords[at]


def _of_statements(node: ast.AST) -> Iterator[tuple[str, Change]]:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return  # it is there for the reader of types alone
        case ast.Expr(value=ast.Call()):
            yield "statement dropped", lambda n: setattr(n, "value", ast.Constant(None))
        case ast.Assign(targets=[ast.Attribute()]):
            yield "assignment dropped", lambda n: setattr(n, "value", _as_read(n.targets[0]))
        case ast.Return(value=ast.Constant(value=None | True | False)):
            return  # nothing, or turned as a constant
        case ast.Return(value=ast.expr()):
            yield "returns nothing", lambda n: setattr(n, "value", ast.Constant(None))
        case ast.For():
            yield "loop skipped", lambda n: setattr(n, "iter", ast.Tuple([], ast.Load()))


def _as_read(target: ast.Attribute) -> ast.Attribute:
    return ast.Attribute(target.value, target.attr, ast.Load())
