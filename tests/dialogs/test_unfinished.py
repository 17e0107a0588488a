"""Unfinished talks: offered to go on, nudged once, dropped, forgotten by rule and said so."""

from datetime import timedelta

import pytest

from dialogs import events as v
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import Shell
from tests.dialogs.test_commands import At


def test_an_unfinished_form_is_offered_once_and_goes_on_where_it_stood(at: At) -> None:
    shell = at("address")
    shell.fire("nudge:t")
    assert question(shell) == "resume"
    shell.press("go_on")
    assert question(shell) == "address"
    shell.say("улица Абая 5")
    assert question(shell) == "confirm"


def test_a_form_that_is_dropped_is_forgotten(at: At) -> None:
    shell = at("address")
    shell.say("/start")
    assert question(shell) == "resume"
    assert "note.dropped" in told(shell.press("drop"))
    assert (question(shell), shell.talk.answers) == ("menu", {})
    assert not shell.timers


def test_an_unfinished_form_expires_and_it_is_said(at: At) -> None:
    shell = at("address")
    assert "note.expired" in told(shell.fire("expire:t"))
    assert shell.talk.answers == {}


def test_nothing_is_nudged_when_the_form_is_done() -> None:
    shell = talk_at("filed")
    assert not [key for key in shell.timers if key.startswith(("nudge", "expire"))]
    assert shell.take(v.TimerFired, kind="nudge", subject="t") == []


def test_a_form_is_begun_again(at: At) -> None:
    shell = at("address")
    shell.fire("nudge:t")
    assert "note.dropped" not in told(shell.press("again"))
    assert (question(shell), shell.talk.answers) == ("problem", {})
    shell.say("Нет воды в доме")
    assert question(shell) == "surname", "an appeal was begun, and is begun again"


def test_one_nudge_and_no_second_while_the_first_waits(at: At) -> None:
    shell = at("address")
    shell.say("/start")
    assert shell.fire("nudge:t") == []
    assert question(shell) == "resume"
    shell.press("go_on")
    assert question(shell) == "address"


def test_who_came_back_on_the_same_day_and_left_again_is_nudged_once(at: At) -> None:
    shell = at("address")
    shell.say("/start")
    shell.press("go_on")
    assert "note.unfinished_file" in told(shell.fire("nudge:t"))
    shell.press("go_on")
    assert "nudge:t" not in shell.timers


def test_who_came_back_by_themselves_on_another_day_is_not_nudged(at: At) -> None:
    shell = at("address")
    shell.now += timedelta(days=1)
    shell.say("/start")
    assert "nudge:t" not in shell.timers


@pytest.mark.parametrize("key", ["nudge:t", "expire:t"])
def test_nothing_is_nudged_while_a_human_has_the_talk(at: At, key: str) -> None:
    shell = at("address")
    shell.say("оператор")
    assert shell.fire(key) == []


def test_a_booking_left_half_way_is_offered_by_its_name() -> None:
    shell = Shell("ru", "petropavlovsk")
    shell.press("book")
    assert "note.unfinished_book_unnamed" in told(shell.take(v.Started, language="kk"))
    assert shell.talk.language == "kk"
    shell.press("go_on")
    assert question(shell) == "official"


def test_who_waits_for_a_human_is_told_that_the_wait_goes_on(shell: Shell) -> None:
    assert shell.take(v.TimerFired, kind="window", subject="t") == []
    shell.say("оператор")
    assert told(shell.take(v.TimerFired, kind="window", subject="t")) == {"note.still_at_work"}


def test_who_goes_on_another_day_is_not_nudged_and_keeps_the_form_longer(at: At) -> None:
    shell = at("iin")
    ends = shell.timers["expire:t"].due
    shell.now += timedelta(days=1)
    shell.say("900101300017")
    assert "nudge:t" not in shell.timers
    assert shell.timers["expire:t"].due - ends == timedelta(days=1)
    shell.now += timedelta(days=5)
    shell.say("улица Абая 5")
    assert "nudge:t" not in shell.timers, "one nudge, never two"
    assert shell.timers["expire:t"].due - ends == timedelta(days=6)


def test_after_a_nudge_no_second_one_is_ever_set(at: At) -> None:
    shell = at("iin")
    shell.fire("nudge:t")
    shell.press("go_on", "skip")
    shell.say("улица Абая 5")
    assert "nudge:t" not in shell.timers


def test_a_form_does_not_expire_while_a_human_has_the_talk(at: At) -> None:
    shell = at("address")
    shell.say("оператор")
    before = shell.timers["expire:t"].due
    assert shell.fire("expire:t") == []
    assert shell.timers["expire:t"].due.date() == before.date() + timedelta(days=1)
    shell.take(v.OperatorTook, by="a")
    shell.take(v.OperatorReturned, by="a")
    assert "note.expired" in told(shell.fire("expire:t"))


def test_a_nudge_that_comes_after_the_end_is_not_sent(at: At) -> None:
    shell = at("address")
    shell.now += timedelta(days=20)
    assert shell.fire("nudge:t") == []
    assert "note.expired" in told(shell.fire("expire:t"))


def test_a_talk_of_an_earlier_release_remembers_no_day(at: At) -> None:
    shell = at("address")
    facts = {k: v for k, v in shell.talk.facts.items() if k != "draft_on"}
    shell.talk = shell.talk.but(facts=facts)
    assert question(shell) == "address"
    assert "note.unfinished_file" in told(shell.fire("nudge:t"))


def test_a_form_is_read_back_again_where_it_stood_at_its_end(at: At) -> None:
    shell = at("confirm")
    shell.fire("nudge:t")
    assert {"read.head", "read.text", "ask.confirm"} <= told(shell.press("go_on"))


def test_a_matter_without_a_topic_is_named_by_its_first_words() -> None:
    shell = Shell("ru", "petropavlovsk")
    told_of = "Помогите нам пожалуйста разобраться с этим вопросом как можно скорее"
    shell.say(told_of, "привет")
    assert question(shell) == "resume"
    assert told_of[:20] in shell.letters[-1].text
    assert told_of not in shell.letters[-1].text
