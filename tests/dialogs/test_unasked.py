"""Every sensitive topic at every moment at which a letter comes unasked: it names nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.book import read_book
from bot.sms import written
from bot.window import TEMPLATES, kind_of
from dialogs import events as v
from dialogs.letters import Letter
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.reading import question, told
from tests.dialogs.shell import LANGUAGES, Shell, book

TOPICS = sorted(book().neutral)
NEUTRAL = {"case.neutral", "case.hushed", "note.operator_joined"}
ACTS: dict[str, dict[str, Any]] = {
    "register": {},
    "take": {},
    "ask": {"text": "Где это было?"},
    "extend": {"reason": "Ждём справку"},
    "redirect": {"to": "almaty", "reason": "Не к нам"},
    "answer": {"text": "Ответ по делу.", "result": "refused"},
    "close": {},
}


def of_topic(topic: str, point: str = "advice", officials: bool = True) -> Shell:
    """A talk about a sensitive topic, which waits where a way of helping is chosen, or later."""
    shell = talk_at("advice")
    shell.officials = shell.officials if officials else ()
    shell.talk = shell.talk.knowing(topic=topic)
    if point != "advice":
        shell.press("file", "yes")
        shell.say("Ахметова Айгуль")
        shell.press("skip")
        shell.say("улица Абая 5")
        shell.press("confirm")
    return shell


def filed(topic: str, remind: str = "no") -> tuple[Shell, str]:
    """An appeal about a sensitive topic, as it stands after the last question."""
    shell = of_topic(topic, "filed")
    (number,) = shell.cases
    if question(shell) == "remind":
        shell.press(remind)
    return shell, number


def names_nothing(topic: str, letters: list[Letter], *secrets: str) -> None:
    """Assert that letters say no more than that there is a message, at whatever door."""
    names = [book().name("topic", topic, language) for language in LANGUAGES]
    for letter in letters:
        assert not [name for name in (*names, *secrets) if name and name in letter.text]
        assert (letter.case, letter.booking, letter.choices, letter.links) == (None, None, (), ())
        assert letter.kind in {"status", "answer"}
        assert TEMPLATES[kind_of(letter)].template == "answer_waiting"


def unasked(shell: Shell, topic: str, happen: Callable[[], object], *secrets: str) -> list[Letter]:
    """The letters that came when something happened by itself; they are looked through."""
    letters, said = len(shell.letters), len(shell.said)
    happen()
    assert told(shell.said[said:]) <= NEUTRAL
    names_nothing(topic, shell.letters[letters:], "Ахметова", LIGHTS["ru"], *secrets)
    return shell.letters[letters:]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("act", ACTS)
def test_whatever_the_agency_does(topic: str, act: str) -> None:
    shell, number = filed(topic)
    if act not in {"register", "take"}:
        for before in ("hand", "register", "take"):
            shell.act(number, before)
    if act == "close":
        shell.act(number, "answer", text="Ответ.", result="satisfied")
    fields = dict(ACTS[act])
    if act == "extend":
        fields["until"] = (shell.cases[number].due or shell.now.date()) + timedelta(days=5)
    refused: list[str | None] = []
    secrets = (number, str(fields.get("text", "")), str(fields.get("reason", "")))
    unasked(shell, topic, lambda: refused.append(shell.act(number, act, **fields)), *secrets)
    assert refused in ([None], ["illegal_move"])
    assert f"rating:{number}" not in shell.timers, "no survey"


@pytest.mark.parametrize(("remind", "letters"), [("no", 0), ("yes", 1)])
@pytest.mark.parametrize("topic", TOPICS)
def test_when_the_term_is_over(topic: str, remind: str, letters: int) -> None:
    shell, number = filed(topic, remind)
    key = f"overdue:{number}"
    if key not in shell.timers:
        shell.act(number, "hand")
        shell.act(number, "register")
    assert len(unasked(shell, topic, lambda: shell.fire(key), number)) == letters


@pytest.mark.parametrize("topic", TOPICS)
def test_an_unfinished_form_is_silent(topic: str) -> None:
    shell = of_topic(topic)
    shell.press("file")
    assert list(shell.timers) == ["expire:t"]
    assert unasked(shell, topic, lambda: shell.fire("expire:t")) == []


def test_a_form_that_became_sensitive_is_not_nudged() -> None:
    shell = talk_at("consent")
    assert "nudge:t" in shell.timers
    shell.talk = shell.talk.knowing(topic="domestic_violence")
    assert unasked(shell, "domestic_violence", lambda: shell.fire("nudge:t")) == []


@pytest.mark.parametrize("topic", TOPICS)
def test_a_reception_is_reminded_of_only_if_asked(topic: str) -> None:
    shell = of_topic(topic)
    shell.press("book", "deputy", shell_day(shell))
    for _ in range(6):
        if question(shell) in {"remind", "menu"}:
            break
        good = {"format": "offline", "confirm": "confirm", "booking_confirm": "confirm"}
        first = shell.said[-1].choices[0].id
        shell.press(good.get(question(shell), first))
    assert not [key for key in shell.timers if key.startswith(("reminder", "rating"))]
    if question(shell) == "remind":
        shell.press("yes")
        (key,) = shell.timers
        assert len(unasked(shell, topic, lambda: shell.fire(key), "Зам")) == 1


def shell_day(shell: Shell) -> str:
    """The last day on which somebody receives."""
    return max(slot.starts for slot in shell.slots.values()).date().isoformat()


def requested(topic: str) -> tuple[Shell, str]:
    """A reception asked for where no schedule is known."""
    shell = of_topic(topic, officials=False)
    shell.press("book")
    for _ in range(9):
        if shell.requests:
            break
        if question(shell) in {"days", "day", "matter"}:
            shell.say("по четвергам")
        else:
            shell.press(shell.said[-1].choices[0].id)
    (request,) = shell.requests
    return shell, request


@pytest.mark.parametrize("topic", TOPICS)
def test_a_request_that_nobody_answers(topic: str) -> None:
    shell, request = requested(topic)
    agency = book().name("agency", shell.requests[request].agency, "ru")
    came = unasked(shell, topic, lambda: shell.fire(f"request:{request}"), agency)
    assert len(came) == 1
    assert "book.request_late" in told(shell.say("статус")), "who asks is told"


@pytest.mark.parametrize("topic", TOPICS)
def test_times_that_an_agency_offers(topic: str) -> None:
    shell, request = requested(topic)
    agency = book().name("agency", shell.requests[request].agency, "ru")
    slot = next(iter(shell.slots.values()))
    came = unasked(shell, topic, lambda: shell.offer(request, replace(slot, id="o1")), agency)
    assert len(came) == 1
    said = told(shell.say("статус"))
    assert {"book.offered", "ask.offered"} <= said
    shell.press("o1")
    shell.press("offline")
    shell.say("Расскажу на месте")
    shell.press("confirm")
    (booking,) = [b for b in shell.bookings.values() if b.state == "booked"]
    assert booking.id in shell.talk.facts["quiet"], "it is as secret as the wish was"
    assert not [key for key in shell.timers if key.startswith(("reminder", "rating"))]
    assert "book.offered" not in told(shell.say("статус")), "it is told once"


@pytest.mark.parametrize("topic", TOPICS)
def test_an_operator_who_joins(topic: str) -> None:
    shell = of_topic(topic)
    shell.press("human")
    unasked(shell, topic, lambda: shell.take(v.OperatorTook, by="demo"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_go_out_name_nothing(language: str) -> None:
    """The neutral letter, its template and its text message hold no value and no topic."""
    words = read_book().words
    texts = [words.say(key, language) for key in ("case.neutral", "case.hushed")]
    texts.append(words.say("whatsapp.template.answer_waiting", language))
    texts += [written(book(), kind, None, language) for kind in ("status", "answer")]
    for text in texts:
        assert "{" not in text
        assert not any(book().name("topic", topic, language) in text for topic in TOPICS)
        assert text.count(".") <= 4, "no more than that there is a message, and how to read it"
