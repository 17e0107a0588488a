"""Turns that are rare: two things at once, and what was over before it could be told."""

from dataclasses import replace

from dialogs import events as v
from dialogs.acts.writing import ASKED
from dialogs.lint import check
from dialogs.questions.files import MOST_FILES
from tests.dialogs.conftest import talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shared import asked_for, back, offer, somebody_else
from tests.dialogs.shell import AKIM, Shell, book
from tests.dialogs.speech import (
    MORE,
    NOTE,
    WORDS,
    a_booking,
    a_case,
    asked,
    first_option,
    marks,
)


def test_a_confirmation_of_words_that_are_gone_confirms_nothing() -> None:
    shell, number = a_case()
    shell.act(number, "write", text=WORDS)
    shell.talk = shell.talk.knowing(**{ASKED: None})
    shell.press("yes")
    assert "confirmed" not in marks(shell, number)


def test_words_written_again_under_another_interruption_wait_for_their_turn() -> None:
    shell, number = a_case()
    shell.act(number, "write", text=WORDS)
    assert asked(shell) == "written"
    shell.act(number, "ask", text="Какой дом?")
    assert asked(shell) == "clarification"
    shell.act(number, "write", text="Нет холодной воды")
    assert asked(shell) == "clarification"
    shell.say("Дом 5")
    assert asked(shell) == "written"
    shell.act(number, "unclear")
    assert asked(shell) == "said_again", "the operator thought again"


def test_a_reception_that_moves_takes_along_the_words_that_are_asked_about() -> None:
    shell, first = a_booking()
    shell.spoke(first, "write", WORDS)
    shell.talk = shell.talk.knowing(reminded=first)
    shell.take(v.Chose, option="move")
    shell.press(first_option(shell))
    shell.press(first_option(shell))
    shell.press("confirm")
    second = next(id for id, one in shell.bookings.items() if one.state == "booked")
    shell.say("/start")
    shell.press("yes")
    assert shell.bookings[second].matter == WORDS


def test_who_does_not_understand_before_anything_was_asked_is_greeted() -> None:
    shell = Shell(None)
    shell.say("не понимаю")
    assert shell.talk.language is None
    shell.say("не понимаю")
    assert shell.talk.asked


def test_a_voice_message_beside_too_many_files_is_not_kept() -> None:
    shell = talk_at("iin")
    kept = [{"id": f"f{n}", "name": "a.jpg", "size": 1} for n in range(MOST_FILES)]
    shell.talk = shell.talk.answered(attachments=kept)
    shell.take(v.Sent, file=NOTE)
    assert "hint.files_most" in told(shell.said[-1:])
    assert len(shell.talk.answers["attachments"]) == MOST_FILES


def test_a_language_is_spoken_at_the_question_for_a_language() -> None:
    shell = talk_at("iin")
    shell.say("/language")
    shell.say("давайте на казахском")
    assert (question(shell), shell.talk.language) == ("iin", "kk")


def test_what_may_be_answered_must_be_sensitive() -> None:
    odd = replace(book().care, answered=frozenset({"road_repair"}))
    assert [one for one in check(replace(book(), care=odd)) if "road_repair" in str(one)]


def test_a_request_that_is_over_when_its_person_comes_back_is_not_told() -> None:
    for state in ("done", "open"):
        shell, request = asked_for()
        somebody_else(shell)
        offer(shell, request)
        shell.requests[request] = replace(shell.requests[request], state=state)
        assert "book.offered" not in told(back(shell))


def test_a_request_that_was_late_and_is_answered_meanwhile_is_not_told_as_late() -> None:
    shell, request = asked_for()
    somebody_else(shell)
    shell.fire(f"request:{request}")
    shell.requests[request] = replace(shell.requests[request], state="offered")
    assert "book.request_late" not in told(back(shell))


def test_more_is_spoken_while_words_are_asked_about() -> None:
    shell, number = a_case()
    shell.act(number, "write", text=WORDS)
    shell.take(v.Sent, file=MORE)
    assert asked(shell) == "written"


def test_times_for_a_request_of_an_erased_talk_are_offered_without_a_name() -> None:
    shell, request = asked_for()
    asked_at = shell.requests[request].asked_at
    shell.say("/erase")
    shell.press("erase")
    slot = next(iter(shell.slots.values()))
    about = {"request": request, "official": AKIM, "slots": (slot,), "asked_at": asked_at}
    assert told(shell.take(v.TimesOffered, by="demo", **about)) == {"case.neutral"}
