"""What was spoken as an operator wrote it down: read back, confirmed, said again, never lost."""

from datetime import timedelta

import pytest

from dialogs import effects as e
from dialogs import events as v
from dialogs.lifecycle import OPEN
from tests.dialogs.reading import keys, told
from tests.dialogs.shell import Shell
from tests.dialogs.speech import MORE, NOTE, WORDS, a_case, asked, chosen, filed, marks
from tests.dialogs.test_moments import answer

THIRD = v.File(id="voice-3", name="voice.ogg", type="audio/ogg", size=4000)


@pytest.fixture(name="case")
def _case() -> tuple[Shell, str]:
    return a_case()


def test_what_was_written_down_counts_when_the_citizen_confirms(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "write", text=WORDS)
    assert asked(shell) == "written"
    assert WORDS in shell.letters[-1].text
    assert shell.cases[number].draft.text == ""
    shell.press("yes")
    assert shell.cases[number].draft.text == WORDS
    assert asked(shell) == "menu"
    assert marks(shell, number) == ["written", "confirmed"]
    assert not {"written", "to_write", "unconfirmed"} & set(shell.talk.facts)


def test_the_citizen_sets_it_right_in_their_own_words(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "write", text=WORDS)
    shell.press("no")
    shell.say("Нет холодной воды")
    assert shell.cases[number].draft.text == "Нет холодной воды"
    assert "written" not in shell.talk.facts


def test_words_written_beside_the_voice_are_kept() -> None:
    shell = Shell("ru")
    shell.take(v.Sent, file=NOTE, text="Помогите нашему дому")
    number = filed(chosen(shell))
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    assert shell.cases[number].draft.text == f"Помогите нашему дому\n{WORDS}"


def test_written_twice_the_last_words_are_asked_about_once(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "write", text="Нет воды")
    shell.act(number, "write", text=WORDS)
    assert asked(shell) == "written"
    assert len(shell.talk.asides) == 1
    shell.press("yes")
    assert asked(shell) == "menu"
    assert shell.cases[number].draft.text == WORDS


def test_written_again_while_the_citizen_sets_it_right(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "write", text="Нет воды")
    shell.press("no")
    shell.act(number, "write", text=WORDS)
    assert asked(shell) == "written"
    shell.press("yes")
    assert (asked(shell), shell.cases[number].draft.text) == ("menu", WORDS)


def test_who_goes_away_from_the_question_is_asked_again_when_they_come_back(
    case: tuple[Shell, str],
) -> None:
    shell, number = case
    shell.act(number, "write", text=WORDS)
    shell.say("меню")
    assert asked(shell) == "menu"
    shell.say("/start")
    assert asked(shell) == "written"
    assert WORDS in shell.letters[-1].text
    shell.press("yes")
    assert shell.cases[number].draft.text == WORDS


def test_two_spoken_appeals_are_asked_about_one_after_the_other(case: tuple[Shell, str]) -> None:
    shell, first = case
    shell.take(v.Sent, file=MORE)
    shell.press("roads_transport", "road_repair", "file", "confirm")
    second = next(number for number in shell.cases if number != first)
    shell.act(first, "write", text=WORDS)
    shell.act(second, "write", text="Яма на дороге")
    assert asked(shell) == "written"
    shell.press("yes")
    assert asked(shell) == "written"
    assert "Яма на дороге" in shell.letters[-1].text
    shell.press("yes")
    assert asked(shell) == "menu"
    texts = [shell.cases[number].draft.text for number in (first, second)]
    assert texts == [WORDS, "Яма на дороге"]


def test_a_form_that_was_interrupted_goes_on(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.say("Во дворе не горят фонари")
    shell.press("file")
    waits = asked(shell)
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    assert asked(shell) == waits
    assert shell.talk.answers["problem"] == "Во дворе не горят фонари"


def test_while_a_human_has_the_talk_it_is_told_and_asked_once_after(
    case: tuple[Shell, str],
) -> None:
    shell, number = case
    shell.say("оператор")
    shell.take(v.OperatorTook, by="demo")
    said = len(shell.said)
    shell.act(number, "write", text=WORDS)
    assert told(shell.said[said:]) == {"case.write"}
    assert shell.said[-1].question is None
    shell.take(v.OperatorReturned, by="demo")
    assert asked(shell) == "written"
    assert {"note.returned", "case.write", "ask.written"} <= keys(shell.said[-1])
    shell.press("yes")
    assert shell.cases[number].draft.text == WORDS
    questions = [one.question.id for one in shell.said[said:] if one.question]
    assert questions.count("written") == 1


def test_who_leaves_the_human_by_themselves_is_asked_too(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.say("оператор")
    shell.act(number, "write", text=WORDS)
    shell.say("меню")
    assert asked(shell) == "written"


def test_after_a_human_both_ways_still_stand_behind_the_question(
    case: tuple[Shell, str],
) -> None:
    shell, number = case
    shell.say("оператор", "Ещё и лифт стоит")
    shell.take(v.OperatorTook, by="demo")
    shell.act(number, "write", text=WORDS)
    shell.take(v.OperatorReturned, by="demo")
    shell.press("yes")
    assert asked(shell) == "ways"


def test_an_operator_may_take_the_talk_of_who_spoke(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.take(v.OperatorTook, by="demo")
    assert shell.talk.owner == "demo"
    shell.take(v.OperatorReturned, by="demo")
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    shell.take(v.OperatorTook, by="demo")
    assert shell.refused == ["not_in_queue"]


# -- what cannot be understood --------------------------------------------------------------------


def test_what_cannot_be_understood_may_be_written(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "unclear")
    assert {"case.unclear", "ask.said_again"} <= keys(shell.said[-1])
    shell.say(WORDS)
    assert shell.cases[number].draft.text == WORDS
    assert marks(shell, number) == ["unclear", "confirmed"]
    assert asked(shell) == "menu"


def test_or_said_again_and_then_it_is_written_down(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "unclear")
    shell.take(v.Sent, file=MORE)
    draft = shell.cases[number].draft
    assert (draft.voice, draft.files) == (("voice-1", "voice-2"), ("voice-1", "voice-2"))
    assert e.AskWriter("case", number, ("voice-1", "voice-2")) in shell.records
    assert asked(shell) == "menu"
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    assert shell.cases[number].draft.text == WORDS


def test_said_in_two_messages_both_are_a_part_of_it(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "unclear")
    shell.take(v.Sent, file=MORE)
    menu = shell.talk.asked
    shell.take(v.Sent, file=THIRD, text="и ещё свет")
    assert shell.cases[number].draft.voice == ("voice-1", "voice-2", "voice-3")
    assert (asked(shell), shell.talk.asked) == ("menu", menu)
    shell.act(number, "write", text=WORDS)
    shell.press("yes")
    assert shell.cases[number].draft.text == f"и ещё свет\n{WORDS}"
    shell.now += timedelta(hours=1)
    shell.take(v.Sent, file=THIRD)
    assert asked(shell) == "group", "another matter"


def test_or_left_as_it_is(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "unclear")
    shell.press("skip")
    assert "voice.as_it_is" in keys(shell.said[-1])
    shell.say("/start")
    assert asked(shell) == "menu"
    assert shell.cases[number].draft.text == ""


def test_words_after_all_replace_the_question_to_say_it_again(case: tuple[Shell, str]) -> None:
    shell, number = case
    shell.act(number, "unclear")
    shell.act(number, "write", text=WORDS)
    assert asked(shell) == "written"
    shell.press("yes")
    assert asked(shell) == "menu"


def test_a_case_that_ends_under_another_question_leaves_that_one_waiting(
    case: tuple[Shell, str],
) -> None:
    shell, number = case
    shell.act(number, "write", text=WORDS)
    shell.say("/language")
    waits = shell.talk.asked
    answer(shell, number)
    assert shell.cases[number].state not in OPEN
    assert (asked(shell), shell.talk.asked) == ("language", waits)
    shell.press("ru")
    assert asked(shell) == "menu"
    assert marks(shell, number) == ["written"], "nobody said that it is right"
