"""The pictures of the scripts are what the scripts are; `--accept` draws them anew."""

from pathlib import Path

import pytest

from bot.book import Book
from dialogs.diagram import flowchart, page
from dialogs.script import parse

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scripts.md"
SMALL = """
steps:
  first:
    ask: region
    words: ask.which
    skip: [{need: [none, region]}, {region: known}]
    again: end
    next:
      - {when: {allowed: true, menu: file}, go: end}
      - other.start
  end:
    do: end
    next: return
"""


def test_the_page_is_drawn_from_the_scripts(book: Book, request: pytest.FixtureRequest) -> None:
    drawn = page(book.steps)
    if request.config.getoption("--accept"):
        PAGE.write_text(drawn, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn, "make accept draws it anew"


def test_every_step_and_every_way_is_in_the_picture(book: Book) -> None:
    drawn = page(book.steps)
    for step in book.steps.values():
        assert f"  {step.id.replace('.', '__')}[" in drawn
        ways = [
            line for line in drawn.splitlines() if f"  {step.id.replace('.', '__')} -->" in line
        ]
        assert len(ways) == len(step.next)


def test_a_small_script_is_drawn_to_the_letter() -> None:
    assert flowchart("small", parse("small", SMALL)).splitlines() == [
        "flowchart TD",
        '  small__first[/"first: region<br>passed over: need is none or region<br>'
        'passed over: region known<br>asked again from: end"/]',
        "  small__first -->|allowed is true, menu is file| small__end",
        "  small__first --> other__start",
        '  small__end["end"]',
        "  small__end --> at_return",
        '  other__start(["other.start"])',
        '  at_return(["return"])',
    ]
