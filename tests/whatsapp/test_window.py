"""The gate: what may be sent when, as a table; and what is kept in mind about it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.book import read_book
from bot.whatsapp import read_templates
from bot.window import TEMPLATES, can_send, kind_of, opens, owed
from dialogs.conversation import Conversation
from dialogs.effects import DropTimer, SetTimer
from dialogs.events import OperatorSaid, Puzzled, Said, TimerFired
from dialogs.letters import Letter
from storage.pages import Address, Page

HEARD = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)
WORDS = read_book().words


@pytest.mark.parametrize("kind", ["talk", "receipt", "status", "answer", "reminder", "rating"])
@pytest.mark.parametrize("after", [timedelta(0), timedelta(hours=12), DAY - SECOND])
def test_inside_the_window_everything_may_go(kind: str, after: timedelta) -> None:
    verdict = can_send(kind, HEARD, HEARD + after)
    assert (verdict.allowed, verdict.template, verdict.reason) == (True, None, "window.open")


@pytest.mark.parametrize("heard", [HEARD, HEARD - 30 * DAY, None])
@pytest.mark.parametrize(
    ("kind", "template", "reason", "stays"),
    [
        ("reminder", "reminder", "window.template", False),
        ("rating", "rating", "window.template", False),
        ("status", "status", "window.told", True),
        ("answer", "answer_waiting", "window.told", True),
        ("talk", None, "window.closed", True),
        ("receipt", None, "window.closed", True),
        ("a kind of next year", None, "window.closed", True),
    ],
)
def test_outside_only_templates_may_go(
    heard: datetime | None, kind: str, template: str | None, reason: str, stays: bool
) -> None:
    for after in (DAY, DAY + SECOND, 9 * DAY):
        verdict = can_send(kind, heard, HEARD + after)
        assert (verdict.allowed, verdict.template) == (False, template)
        assert (verdict.reason, verdict.stays) == (reason, stays)


def test_every_template_of_the_gate_is_one() -> None:
    assert {verdict.template for verdict in TEMPLATES.values()} == set(read_templates())


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_reason_can_be_read(language: str) -> None:
    kinds = ("talk", "status", "reminder")
    reasons = {can_send(kind, at, HEARD + DAY).reason for kind in kinds for at in (None, HEARD)}
    reasons |= {can_send("talk", HEARD, HEARD).reason, "window.unfilled"}
    assert len({WORDS.say(reason, language) for reason in reasons}) == len(reasons) == 5


@pytest.mark.parametrize(
    ("letter", "kind"),
    [
        (Letter(text="x", kind="status", case="2026-1"), "status"),
        (Letter(text="x", kind="status", booking="b"), "answer"),
        (Letter(text="x", kind="status"), "answer"),
        (Letter(text="x", kind="answer", speaker="operator"), "answer"),
        (Letter(text="x", kind="reminder", booking="b"), "reminder"),
    ],
)
def test_news_that_name_no_appeal_are_told_without_details(letter: Letter, kind: str) -> None:
    assert kind_of(letter) == kind


def page(front: str = "whatsapp", owner: str = "aigul") -> Page:
    return Page("p", Address(front, "77010000000"), Conversation(id="c", owner=owner), 1)


def test_whatever_a_citizen_does_opens_the_window_and_nobody_else_does() -> None:
    said, odd = Said(id="1", at=HEARD, text="x"), Puzzled(id="2", at=HEARD, kind="sticker")
    assert opens(page(), said)
    assert opens(page(), odd)
    assert not opens(page("telegram"), said)
    assert not opens(page(), TimerFired(id="3", at=HEARD, kind="rating", subject="s"))
    assert not opens(page(), OperatorSaid(id="4", at=HEARD, by="aigul", text="x"))


@pytest.mark.parametrize("owner", ["queue", "aigul"])
def test_owed_answer_is_remembered_two_hours_before_the_window_closes(owner: str) -> None:
    [record] = owed(page(owner=owner), Said(id="1", at=HEARD, text="Қашан?"))
    assert record == SetTimer("window:c", "window", "c", HEARD + timedelta(hours=22))


def test_answer_that_was_given_is_owed_no_more() -> None:
    assert list(owed(page(), OperatorSaid(id="1", at=HEARD, by="aigul", text="Ертең"))) == [
        DropTimer("window:c")
    ]


def test_bot_and_doors_without_a_window_owe_nothing() -> None:
    said = Said(id="1", at=HEARD, text="x")
    assert list(owed(page(owner="bot"), said)) == []
    assert list(owed(page("telegram"), said)) == []
    told = OperatorSaid(id="2", at=HEARD, by="aigul", text="x")
    assert list(owed(page("telegram"), told)) == []
