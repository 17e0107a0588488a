"""«Call me»: a task for an operator, and the form that was interrupted goes on."""

from dialogs import effects as e
from tests.dialogs.reading import told
from tests.dialogs.shell import Shell


def test_a_call_is_asked_for_in_the_middle_of_a_form() -> None:
    shell = Shell()
    shell.say("проблема")
    before = shell.talk.at
    shell.say("перезвоните мне", "+7 701 123 45 67")
    (call,) = [r for r in shell.records if isinstance(r, e.AskCall)]
    assert call.reason == "asked"
    assert call.phone.endswith("67")
    assert shell.talk.at == before
    assert "call_phone" not in shell.talk.answers


def test_without_a_number_the_one_known_before_is_called() -> None:
    shell = Shell()
    shell.say("позвоните мне", "не знаю")
    assert e.AskCall("asked", "") in shell.records


def test_who_gives_no_number_is_told_where_the_answer_comes() -> None:
    given, none = Shell(), Shell()
    given.say("перезвоните мне")
    none.say("перезвоните мне")
    assert "call.asked" in told(given.say("+7 701 123 45 67"))
    assert "call.asked_here" in told(none.say("не знаю"))
