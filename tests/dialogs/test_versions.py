"""Scripts that changed under a running talk: it is led on and keeps its answers."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from bot.book import Book
from dialogs import events as v
from dialogs.cases import Case
from dialogs.conversation import OWNER_BOT, Conversation
from dialogs.receptions import Booking
from dialogs.script import Renames, Row, Step, parse_renames, version_of
from tests.dialogs.actor import Actor, waits
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import AKIM, AT, Shell
from tests.dialogs.test_commands import At

OLD = Path(__file__).parent / "old_talks.jsonl"  # one talk of 0.1 for each place it could stand at
TALKS = [orjson.loads(line) for line in OLD.read_bytes().splitlines()]
BOOKING = Booking(
    id="b", official=AKIM, slot="akim-9-5", seat=1, starts=AT.replace(day=30), state="held",
    format="offline", matter="", booked_at=AT,
)  # fmt: skip
HAPPENINGS: list[tuple[type[v.Event], dict[str, Any]]] = [
    (v.Said, {"text": "улица Абая 5"}),
    (v.Said, {"text": "меню"}),
    (v.Said, {"text": "назад"}),
    (v.Said, {"text": "тіл"}),
    (v.Said, {"text": "статус"}),
    (v.Chose, {"option": "yes"}),
    (v.Chose, {"option": "confirm"}),
    (v.Started, {}),
    (v.Sent, {"file": v.File(id="f", name="a.jpg", type="image/jpeg", size=1)}),
    (v.Puzzled, {"kind": "sticker"}),
    (v.TimerFired, {"kind": "nudge", "subject": "t"}),
    (v.TimerFired, {"kind": "expire", "subject": "t"}),
    (v.OperatorReturned, {"by": "a"}),
]


@cache
def filed() -> Case:
    """A case as it was filed."""
    return next(iter(talk_at("filed").cases.values()))


def old(stored: dict[str, Any]) -> Shell:
    """A shell in the middle of a talk that an earlier release stored."""
    shell = Shell(None)
    shell.talk = Conversation.from_json("t", stored["talk"], stored["profile"])
    shell.now = AT
    facts = shell.talk.facts
    for number in {facts.get("asked_by_case"), *facts.get("to_clarify", ())} - {None}:
        shell.cases[number] = replace(filed(), number=number, state="clarification")
    for id in {facts.get(name) for name in ("held", "moving", "reminded")} - {None}:
        shell.bookings[id] = replace(BOOKING, id=id)
    return shell


@pytest.mark.parametrize("stored", TALKS, ids=[t["talk"]["at"] for t in TALKS])
def test_every_talk_of_an_earlier_release_goes_on(stored: dict[str, Any]) -> None:
    for kind, fields in HAPPENINGS:
        shell = old(stored)
        shell.take(kind, **fields)
        if shell.said:
            waits(shell)
        actor = Actor(shell)
        for _ in range(3 if shell.said else 0):
            actor.good()
        assert shell.refused or shell.talk.version == shell.book.version


def test_the_old_talks_stand_at_every_kind_of_place() -> None:
    scripts = {t["talk"]["at"].partition(".")[0] for t in TALKS}
    assert scripts == {"front", "file", "book", "after"}
    assert {"bot", "queue"} < {t["talk"]["owner"] for t in TALKS}
    assert any(t["talk"]["asides"] for t in TALKS)


# -- scripts that change


def anew(shell: Shell, steps: dict[str, Step], **changes: Any) -> None:
    """The next release: other steps, under another version."""
    shell.book = replace(shell.book, steps=steps, version="next", **changes)


def moved(steps: dict[str, Step], old: str, new: str) -> dict[str, Step]:
    """The steps with one of them under another name."""
    rows = {
        id: replace(
            step,
            next=tuple(replace(row, go=new if row.go == old else row.go) for row in step.next),
        )
        for id, step in steps.items()
    }
    rows[new] = replace(rows.pop(old), id=new)
    return rows


def without(steps: dict[str, Step], gone: str) -> dict[str, Step]:
    """The steps without one of them; what led to it leads on to what came after it."""
    after = steps[gone].next[-1].go
    left = moved({**steps}, gone, after) if after not in steps else {**steps}
    left = {
        id: replace(
            step,
            next=tuple(replace(row, go=after if row.go == gone else row.go) for row in step.next),
        )
        for id, step in left.items()
    }
    left.pop(gone, None)
    return left


def test_a_talk_is_pinned_to_the_scripts_that_led_it(at: At) -> None:
    shell = at("address")
    assert shell.talk.version == shell.book.version != ""
    shell.press("back")
    again = at("advice")
    again.press("why")
    assert again.talk.pinned["front.advice_again"] == "advice", "steps are not named as questions"
    assert "file.surname" not in again.talk.pinned


def test_the_same_scripts_change_nothing(at: At) -> None:
    shell = at("address")
    talk = shell.talk
    anew(shell, dict(shell.book.steps))
    said = shell.take(v.Puzzled, kind="sticker")
    assert "note.scripts_changed" not in told(said)
    assert shell.talk.but(version=talk.version, asked=0, count=0, tries=0) == talk.but(
        asked=0, count=0
    )


def test_a_step_that_was_renamed_is_gone_on_with_at_once(at: At) -> None:
    shell = at("address")
    steps = moved(dict(shell.book.steps), "file.address", "file.home")
    anew(shell, steps, renames=Renames(steps={"file.address": "file.home"}))
    assert "note.scripts_changed" not in told(shell.say("улица Абая 5"))
    assert question(shell) == "confirm"
    assert shell.talk.answers["address"] == "улица Абая 5"


def test_a_question_that_moved_to_another_step_is_the_same_question(at: At) -> None:
    shell = at("address")
    anew(shell, moved(dict(shell.book.steps), "file.address", "file.home"))
    assert "note.scripts_changed" not in told(shell.say("улица Абая 5"))
    assert question(shell) == "confirm"


def test_a_question_that_was_renamed_keeps_its_answer(at: At) -> None:
    shell = at("address")
    steps = dict(shell.book.steps)
    steps["file.surname"] = replace(
        steps["file.surname"], ask="last_name", skip=({"last_name": "known"},)
    )
    asked = {**shell.book.questions, "last_name": replace(shell.book.questions["surname"])}
    anew(shell, steps, questions=asked, renames=Renames(questions={"surname": "last_name"}))
    shell.say("улица Абая 5")
    assert question(shell) == "confirm"
    assert shell.talk.answers["last_name"] == "Ахметова"


def test_a_question_that_is_gone_leads_on_after_the_last_answer(at: At) -> None:
    shell = at("iin")
    anew(shell, without(dict(shell.book.steps), "file.iin"))
    answers = shell.talk.answers
    said = shell.say("900101300017")
    assert {"note.scripts_changed", "ask.address"} <= told(said)
    assert shell.talk.answers == answers
    shell.say("улица Абая 5")
    assert question(shell) == "confirm"


def test_a_step_that_asks_another_question_now_asks_it(at: At) -> None:
    shell = at("address")
    steps = dict(shell.book.steps)
    steps["file.address"] = replace(steps["file.address"], ask="contact", skip=())
    anew(shell, steps)
    said = shell.say("улица Абая 5")
    assert {"note.scripts_changed", "ask.contact"} <= told(said)
    assert "contact" not in shell.talk.answers, "an answer is never taken for another question"


@pytest.mark.parametrize("word", ["меню", "статус", "тіл", "назад", "оператор"])
def test_a_command_is_obeyed_although_the_question_is_gone(at: At, word: str) -> None:
    shell = at("iin")
    anew(shell, without(dict(shell.book.steps), "file.iin"))
    assert shell.say(word)
    assert shell.talk.at in shell.book.steps
    if shell.talk.owner == OWNER_BOT:
        waits(shell)


def test_a_notice_finds_a_talk_whose_question_is_gone(at: At) -> None:
    shell = at("iin")
    anew(shell, without(dict(shell.book.steps), "file.iin"))
    assert "note.unfinished_file" in told(shell.fire("nudge:t"))
    shell.press("go_on")
    assert shell.talk.at in shell.book.steps
    assert shell.talk.answers["surname"] == "Ахметова"


def test_an_interruption_that_is_gone_leads_back_to_what_it_interrupted(at: At) -> None:
    shell = at("address")
    shell.say("/language")
    steps = {id: s for id, s in shell.book.steps.items() if id != "front.switch_to"}
    steps["front.switch"] = replace(steps["front.switch"], next=(Row({}, "return"),))
    anew(shell, steps)
    assert {"note.scripts_changed", "ask.address"} <= told(shell.press("en"))
    assert not shell.talk.asides


def test_a_script_that_is_gone_leads_to_the_menu_with_the_answers(at: At) -> None:
    shell = at("address")
    front = {id: s for id, s in shell.book.steps.items() if not id.startswith("file.")}
    steps = {
        id: replace(s, next=tuple(r for r in s.next if r.go in front or r.go == "return"))
        for id, s in front.items()
    }
    anew(shell, steps)
    said = shell.say("улица Абая 5")
    assert "note.scripts_changed" in told(said)
    assert shell.talk.answers["surname"] == "Ахметова"
    waits(shell)


def test_what_the_tables_lost_is_found_again(at: At) -> None:
    shell = at("address")
    advised = {**shell.talk.facts["advised"], "agency": "nobody_any_more"}
    lost = {"district": "999999999", "settlement": "999999999", "topic": "no_such_topic"}
    answers = {**shell.talk.answers, **lost}
    shell.talk = shell.talk.but(answers=answers, version="old").knowing(
        advised=advised, topic="no_such_topic", candidates=["no_such_topic"]
    )
    said = shell.say("улица Абая 5")
    assert "note.scripts_changed" in told(said)
    assert shell.talk.facts.get("advised", {}).get("agency") != "nobody_any_more"
    assert "no_such_topic" not in shell.talk.facts.get("candidates", [])
    assert not set(lost.items()) & set(shell.talk.answers.items())
    waits(shell)


def test_a_talk_that_a_human_has_is_led_on_in_silence(at: At) -> None:
    shell = at("iin")
    shell.say("оператор")
    shell.take(v.OperatorTook, by="a")
    anew(shell, without(dict(shell.book.steps), "file.iin"))
    assert shell.say("здравствуйте, вы здесь?") == []
    shell.take(v.OperatorReturned, by="a")
    assert question(shell) == "surname", "the last question that lives"


# -- the tables


def test_the_version_changes_with_what_was_written(book: Book) -> None:
    assert version_of(book.steps) == version_of(dict(book.steps))
    assert version_of(book.steps) != version_of(without(dict(book.steps), "file.iin"))
    assert len(book.version) == 12


def test_the_table_of_renames_is_read() -> None:
    table = parse_renames("steps: {a.b: c.d}\nquestions: {e: f}")
    assert (table.steps, table.questions) == ({"a.b": "c.d"}, {"e": "f"})


def test_every_step_of_the_first_release_lives_or_has_another_name(book: Book) -> None:
    """Removing a step for good is allowed: then it is named here."""
    gone: set[str] = set()
    stood = {t["talk"]["at"] for t in TALKS}
    assert {s for s in stood - book.steps.keys() if s not in book.renames.steps} == gone


def test_a_talk_of_another_release_may_have_other_fields() -> None:
    stored = {**Conversation(id="t").to_json(), "mood": "bright"}
    del stored["pinned"]
    assert Conversation.from_json("t", stored, {}) == Conversation(id="t")


def test_at_the_very_beginning_there_is_nothing_to_go_back_to() -> None:
    shell = talk_at("advice")
    shell.talk = shell.talk.but(at="front.gone", trail=(), version="old")
    assert "note.scripts_changed" in told(shell.say("хорошо"))
    assert question(shell) == "menu"
