"""Reads the tree for the tests of the house: committed files, modules, functions, their sizes.

`python -m tests.house.source` (or `make sizes`) prints the figures.
"""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "storage", "dialogs", "routing_rules", "locales")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file of the tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        """The path from the top of the tree."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        """How long the file is."""
        return len(self.text.splitlines())

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Every class."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def public(self) -> Iterator[ast.ClassDef | Function]:
        """Classes and functions that others may use: those of the module, and their methods."""
        yield from _public(self.tree)


def _public(parent: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | Function]:
    for node in parent.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def length(function: Function) -> int:
    """Lines of a function, without its decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the packages, in order."""
    return read(*PACKAGES)


@cache
def read(*folders: str) -> tuple[Module, ...]:
    """Every Python file of these folders, in order."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is or would be committed."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in said.split("\0") if name and (path := ROOT / name).is_file())


def main() -> None:
    """Print the figures of source and tests."""
    for title, folders in (("source", PACKAGES), ("tests", ("tests",))):
        files = read(*folders)
        sizes = [file.lines for file in files] or [0]
        functions = [length(f) for file in files for f in file.functions()] or [0]
        print(
            f"{title}: {len(files)} files, {sum(sizes)} lines; "
            f"file median {median(sizes):g}, longest {max(sizes)}; "
            f"function median {median(functions):g}, longest {max(functions)}"
        )


if __name__ == "__main__":
    main()
