"""Two people on one telephone, and all that comes by itself for the one who does not write now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from dialogs import effects as e
from dialogs import events as v
from dialogs.letters import Letter
from tests.dialogs.conftest import LIGHTS, talk_at
from tests.dialogs.shell import AT, Shell, book
from tests.dialogs.test_receptions import booked

ASKED = "Возле каких домов?"
ANSWER = "Пять ламп заменены."
SECRETS = (LIGHTS["ru"], "Ахметова", "Айгуль", ASKED, ANSWER, "Ждём справку", "снимок.jpg")


def filed() -> tuple[Shell, str]:
    shell = talk_at("filed")
    (number,) = shell.cases
    return shell, number


def asked_for() -> tuple[Shell, str]:
    """A reception that was asked for, of which everything may be said."""
    shell = Shell("ru", "almaty")
    shell.say(LIGHTS["ru"])
    shell.press("book", "head")
    shell.say("в четверг утром")
    shell.press("confirm")
    (request,) = shell.requests
    shell.talk = shell.talk.but(profile={"surname": "Ахметова", "name": "Айгуль"})
    return shell, request


def with_seat() -> tuple[Shell, str]:
    shell = booked()
    (booking,) = shell.bookings
    shell.talk = shell.talk.but(profile={"surname": "Ахметова", "name": "Айгуль"})
    return shell, booking


def act(act: str, **fields: Any) -> Callable[[Shell, str], object]:
    def happen(shell: Shell, number: str) -> object:
        if act == "extend":
            fields["until"] = (shell.cases[number].due or AT.date()) + timedelta(days=5)
        refused = shell.act(number, act, **fields)
        assert refused is None
        return refused

    return happen


def fire(kind: str) -> Callable[[Shell, str], object]:
    return lambda shell, subject: shell.fire(f"{kind}:{subject}")


def offer(shell: Shell, request: str) -> object:
    slot = replace(next(iter(shell.slots.values())), id="o1", starts=shell.now + timedelta(days=9))
    return shell.offer(request, slot)


def lose(shell: Shell, number: str) -> object:
    about: dict[str, Any] = {"name": "снимок.jpg", "kind": "file_failed", "case": number}
    return shell.take(v.FileLost, file="f1", absent=shell.people.absent(number), **about)


@dataclass(frozen=True)
class Moment:
    """Something that comes by itself: what was before, what comes, what its person is told."""

    begin: Callable[[], tuple[Shell, str]]
    happen: Callable[[Shell, str], object]
    tells: str
    asks: str = ""
    before: tuple[str, ...] = ()


MOMENTS = {
    "register": Moment(filed, act("register"), "state_told.registered"),
    "take": Moment(filed, act("take"), "case.take"),
    "ask": Moment(filed, act("ask", text=ASKED), "case.ask", "clarification"),
    "extend": Moment(filed, act("extend", reason="Ждём справку"), "case.extend"),
    "redirect": Moment(filed, act("redirect", to="almaty", reason="Не к нам"), "case.redirect"),
    "refused": Moment(filed, act("answer", text=ANSWER, result="refused"), "case.answer"),
    "satisfied": Moment(filed, act("answer", text=ANSWER, result="satisfied"), "case.answer"),
    "close": Moment(filed, act("close"), "case.close", before=("answer",)),
    "overdue": Moment(filed, fire("overdue"), "case.overdue"),
    "reminder": Moment(with_seat, fire("reminder"), "book.remind"),
    "request_late": Moment(asked_for, fire("request"), "book.request_late"),
    "offer": Moment(asked_for, offer, "book.offered", "time"),
    "file_lost": Moment(filed, lose, "file.lost_case"),
}


def prepared(moment: Moment) -> tuple[Shell, str]:
    shell, subject = moment.begin()
    if moment is MOMENTS["register"]:
        shell.cases[subject] = replace(shell.cases[subject], state="handed_over")
    for one in moment.before:
        assert shell.act(subject, one, text=ANSWER, result="satisfied") is None
    return shell, subject


def somebody_else(shell: Shell) -> None:
    shell.say("Пишу не я, а мама")
    shell.press("yes")
    assert shell.people.now != "p0"


def back(shell: Shell) -> list[e.Say]:
    """Who was first comes back; what they are told and asked."""
    shell.say("снова я")
    said = shell.say("Ахметова Айгуль")
    assert shell.people.now == "p0"
    return said


def names_nothing(letters: list[Letter], subject: str) -> None:
    for letter in letters:
        assert letter.kind == "status"
        assert (letter.case, letter.booking, letter.code) == (None, None, None)
        assert (letter.choices, letter.links, letter.question) == ((), (), None)
        agencies = [book().name("agency", id, "ru") for id in ("petropavlovsk", "almaty")]
        assert not [one for one in (*SECRETS, *agencies, subject) if one in letter.text]
