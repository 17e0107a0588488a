"""Scripts and questions of the house are sound, and each kind of mistake is found."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.book import Book
from dialogs.lint import ENTRIES, Finding, check, words_needed
from dialogs.questions.choice import OneOf
from dialogs.questions.text import Text
from dialogs.script import Renames, Row, Step
from tests.house.source import modules

Change = Callable[[Book], dict[str, Any]]


def test_the_scripts_of_the_house_are_sound(book: Book) -> None:
    assert check(book) == []


def test_every_entry_is_named_in_the_code() -> None:
    core = [m.text for m in modules() if m.place.startswith("dialogs/")]
    others = "\n".join(text for text in core if "ENTRIES = (" not in text)
    assert not set(ENTRIES) - set(re.findall(r'"([a-z]+\.[a-z_]+)"', others))


def test_words_needed_are_there_in_every_language(book: Book) -> None:
    needed = words_needed(book)
    assert {"ask.menu", "ask.which", "option.files_done", "option.book", "option.online"} <= needed
    assert not [key for key in needed if not book.words.has(key)]


def changed(book: Book, step: str, **changes: Any) -> dict[str, Any]:
    return {"steps": {**book.steps, step: replace(book.steps[step], **changes)}}


def asking(book: Book, key: str, question: Any) -> dict[str, Any]:
    return {"questions": {**book.questions, key: question}}


def step(id: str, *ways: Row, **fields: Any) -> Step:
    empty: dict[str, Any] = {"ask": None, "do": None, "words": None, "skip": ()}
    return Step(id=id, next=ways, **{**empty, **fields})


MISTAKES: list[tuple[Change, Finding]] = [
    (
        lambda b: changed(b, "file.send", next=(Row({}, "file.gone"),)),
        Finding("file.send", "leads to file.gone, which is no step"),
    ),
    (
        lambda b: changed(b, "file.text", next=(Row({"x": 1}, "file.send"),)),
        Finding("file.text", "a dead end: the last way on has a condition"),
    ),
    (
        lambda b: changed(b, "file.text", next=()),
        Finding("file.text", "a dead end: the last way on has a condition"),
    ),
    (
        lambda b: changed(b, "file.text", next=(Row({}, "file.send"), Row({}, "file.send"))),
        Finding("file.text", "ways on that are never taken: one before them always holds"),
    ),
    (
        lambda b: changed(b, "file.send", do="fly"),
        Finding("file.send", "does fly, which is no act"),
    ),
    (
        lambda b: changed(b, "file.send", do="read_back"),
        Finding("act file", "no step does it"),
    ),
    (
        lambda b: changed(b, "file.text", ask="poem"),
        Finding("file.text", "asks poem, which is no question"),
    ),
    (
        lambda b: changed(b, "file.text", ask="kind"),
        Finding("question text", "no step asks it"),
    ),
    (
        lambda b: asking(b, "menu", OneOf(id="menu", options=("status",), free="poem")),
        Finding("question poem", "free words are taken for it, but it is no question"),
    ),
    (
        lambda b: {"steps": {**b.steps, "file.alone": step("file.alone", Row({}, "return"))}},
        Finding("file.alone", "no way leads here"),
    ),
    (
        lambda b: {"steps": {k: v for k, v in b.steps.items() if k != "after.come"}},
        Finding("after.come", "the code goes there, but it is no step"),
    ),
    (
        lambda b: changed(b, "front.why", next=(Row({}, "front.why"),)),
        Finding("front.why", "a loop that can ask nothing"),
    ),
    (
        lambda b: changed(
            b, "front.region", next=(Row({}, "front.region"),), skip=({"region": "known"},)
        ),
        Finding("front.region", "a loop that can ask nothing"),
    ),
    (
        lambda b: changed(b, "file.confirm", again="front.why"),
        Finding("file.confirm", "does not follow front.why, from where it is asked again"),
    ),
    (
        lambda b: (
            changed(b, "after.come", next=(Row({}, "file.round"),))
            | {
                "steps": {
                    **changed(b, "after.come", next=(Row({}, "file.round"),))["steps"],
                    "file.round": step("file.round", Row({}, "file.round"), ask="text"),
                }
            }
        ),
        Finding("after.come", "an interruption with no way out"),
    ),
    (
        lambda b: {
            "steps": {
                **changed(b, "front.other", next=(Row({}, "file.round"),))["steps"],
                "file.round": step("file.round", Row({}, "file.round"), ask="text"),
            }
        },
        Finding("file.round", "a trap: no way leads home or back"),
    ),
    (
        lambda b: changed(b, "after.come", next=(Row({}, "after.come"),)),
        Finding("after.come", "a dead end: no question is ever reached"),
    ),
    (
        lambda b: {"renames": Renames(steps={"file.text": "file.gone"})},
        Finding("file.text", "is renamed to file.gone, which is no step, or is a step itself"),
    ),
    (
        lambda b: {"renames": Renames(questions={"poem": "song"})},
        Finding("poem", "is renamed to song, which is no question, or is one itself"),
    ),
    (
        lambda b: {"reworded": b.reworded | {"poem"}},
        Finding("question poem", "has other words, but is no question"),
    ),
    (
        lambda b: changed(
            b, "file.confirm", next=(Row({"confirm": "perhaps"}, "file.send"), Row({}, "return"))
        ),
        Finding("file.confirm", "confirm is never perhaps"),
    ),
]


@pytest.mark.parametrize(("change", "finding"), MISTAKES, ids=lambda x: getattr(x, "text", ""))
def test_mistakes_are_found(book: Book, change: Change, finding: Finding) -> None:
    assert finding in check(replace(book, **change(book)))


@pytest.mark.parametrize(
    ("when", "skip", "loops"),
    [
        ({"namesakes": "known"}, {"namesakes": "unknown"}, False),
        ({"namesakes": "unknown"}, {"namesakes": "unknown"}, True),
        ({"namesakes": "known"}, {"namesakes": ["a", "b"]}, True),
        ({"need": "none"}, {"need": ["none", "region"]}, True),
        ({"need": "district"}, {"need": ["none", "region"]}, False),
        ({"need": ["district"]}, {"region": "known"}, True),
    ],
)
def test_a_row_is_not_followed_where_it_contradicts_the_skip(
    book: Book, when: dict[str, Any], skip: dict[str, Any], loops: bool
) -> None:
    ways = (Row(when, "file.text"), Row({}, "file.read_back"))
    found = check(replace(book, **changed(book, "file.text", next=ways, skip=(skip,))))
    assert (Finding("file.text", "a loop that can ask nothing") in found) is loops


def test_options_of_words_and_files(book: Book) -> None:
    text = replace(book, **asking(book, "text", Text(id="text", options=("skip", "later"))))
    assert "option.later" in words_needed(text)


def test_good_renames_are_no_mistake(book: Book) -> None:
    table = Renames(steps={"file.words": "file.text"}, questions={"words": "text"})
    assert check(replace(book, renames=table)) == check(book)
