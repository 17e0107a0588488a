"""Every message is used, and every message that the code names is there."""

import ast
import re
from functools import cache

import pytest

from dialogs.lint import words_needed
from tests.dialogs.shell import book
from tests.house.source import PACKAGES, ROOT, modules
from tests.locales.catalogs import of

SPEAKERS = {"tell", "Words", "Phrase", "Problem", "say", "t", "_said"}  # take a key first
KEY = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")
TEXTS = (".py", ".html", ".js", ".yaml", ".svg", ".css")


@cache
def written() -> frozenset[str]:
    """Everything in sources, pages and tables that has the form of a key."""
    paths = (p for name in PACKAGES for p in (ROOT / name).rglob("*") if p.suffix in TEXTS)
    texts = (p.read_text(encoding="utf-8") for p in paths)
    return frozenset(key for text in texts for key in KEY.findall(text))


@cache
def beginnings() -> frozenset[str]:
    """What keys begin with that the code puts together: f"state.{case.state}" gives «state.»."""
    parts = (
        part.values[0].value
        for module in modules()
        for part in ast.walk(module.tree)
        if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant)
    )
    return frozenset(str(p) for p in parts if re.fullmatch(r"[a-z_]+\.(?:[a-z_]+[._])*", str(p)))


def made() -> frozenset[str]:
    """Keys that tables and scripts ask for."""
    return words_needed(book()) | frozenset(book().rules.message_keys())


def test_every_message_is_used() -> None:
    unused = [
        key
        for key in of("kk")
        if key not in written() | made()
        and not key.startswith(tuple(beginnings()))
        and not page_puts_together(key)
    ]
    assert not unused


def page_puts_together(key: str) -> bool:
    """Whether a page joins this key of two parts, the first of which ends in a dot."""
    heads = {
        head
        for page in (ROOT / "bot").rglob("*.html")
        for head in re.findall(r"[\"']([a-z_]+(?:\.[a-z_]+)*\.)[\"'] ?~", page.read_text("utf-8"))
    }
    return key.startswith(tuple(heads))


def named() -> list[tuple[str, str]]:
    """Keys that code hands to somebody who speaks: where, and which."""
    return [
        (module.place, str(call.args[0].value))
        for module in modules()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call)
        and _name(call) in SPEAKERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and KEY.fullmatch(str(call.args[0].value))
    ]


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_every_message_that_the_code_names_is_there() -> None:
    assert len(named()) > 60, "the search finds what it looks for"
    assert not [(where, key) for where, key in named() if not book().words.has(key)]


def test_every_message_that_scripts_and_tables_need_is_there() -> None:
    assert not [key for key in made() if not book().words.has(key)]


@pytest.mark.parametrize(
    ("beginning", "ends"),
    [
        ("result.", ("satisfied", "partly", "refused", "explained")),
        ("way.", ("here", "email", "post")),
        ("note.unfinished_", ("file", "book", "matter")),
        ("note.unfinished_", ("file_unnamed", "book_unnamed", "matter_unnamed")),
        (
            "state.",
            ("received", "handed_over", "registered", "in_work", "clarification", "answered",
             "closed", "withdrawn"),
        ),
        ("state_told.", ("received", "handed_over", "handed_over_planned", "registered")),
        ("case.", ("take", "ask", "extend", "redirect", "answer", "close")),
        (
            "puzzled.",
            ("sticker", "voice", "empty", "long", "file_failed", "file_type", "other"),
        ),
    ],
)  # fmt: skip
def test_keys_that_are_put_together_are_there(beginning: str, ends: tuple[str, ...]) -> None:
    assert not [beginning + end for end in ends if not book().words.has(beginning + end)]


def test_an_answer_to_every_question_beside_the_form() -> None:
    sides = {s.id for s in book().sides} - {"why"}  # that one is answered by why.QUESTION
    assert not [side for side in sides if not book().words.has(f"side.{side}")]
