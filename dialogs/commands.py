"""Commands: what can be said at any moment, by slash, by button or in plain words."""

from collections.abc import Callable
from typing import Any

from dialogs.acts.human import hand_off
from dialogs.conversation import OWNER_BOT
from dialogs.drafts import offer, unfinished
from dialogs.effects import EndHandOff
from dialogs.events import Chose, Said
from dialogs.fold import fold
from dialogs.forms import ASIDE, aside, home, leave
from dialogs.play import Play
from dialogs.question import Reply
from dialogs.script import holds


def command_in(play: Play, reply: Reply) -> str | None:
    """The command that a reply is, if it is one and not an option of the question that waits."""
    if isinstance(reply, Chose):
        free = not reply.asked and reply.question is None
        return reply.option if _is_command(play, reply, free) else None
    if not isinstance(reply, Said):
        return None
    word = fold(reply.text)
    name = word[1:].split(" ")[0].split("@")[0] if word.startswith("/") else None
    return name if name in COMMANDS else play.book.plain.commands.get(word)


def _is_command(play: Play, reply: Chose, free: bool) -> bool:
    if reply.option in {"cancel", "back"}:
        return True
    question = play.pending
    offered = question.choices(play.view) if question else ()
    return free and reply.option in COMMANDS and all(c.id != reply.option for c in offered)


def obey(play: Play, command: str) -> str:
    """Carry a command out; what comes next is «run», «again» or nothing."""
    if play.talk.owner != OWNER_BOT:
        play.add(EndHandOff("citizen"))
        play.talk = play.talk.but(owner=OWNER_BOT)
        play.tell("note.bot_again")
    return COMMANDS[command](play)


def _hello(play: Play) -> str:
    if unfinished(play):
        offer(play)
        return "run"
    if play.talk.language:
        play.tell("note.hello")
    return "again" if play.talk.asked else "run"


def _start(play: Play) -> str:
    if unfinished(play):
        offer(play)
    else:
        home(play)
    return "run"


def _menu(play: Play) -> str:
    home(play)
    return "run"


def _cancel(play: Play) -> str:
    home(play)
    play.tell("note.cancelled")
    return "run"


def _help(play: Play) -> str:
    play.tell("note.help")
    return "again"


def _human(play: Play) -> str:
    hand_off(play)
    return ""


def _aside(step: str) -> Callable[[Play], str]:
    def interrupt(play: Play) -> str:
        aside(play, step)
        return "run"

    return interrupt


def _back(play: Play) -> str:
    while play.talk.trail and play.talk.trail[-1] != ASIDE:
        if _asked_before(play):
            return "again"
    if play.talk.asides:
        leave(play)
    else:
        play.tell("note.no_back")
    return "again"


def _asked_before(play: Play) -> bool:
    """Go to the question before; false where it has nothing to offer any more."""
    talk = play.talk
    at, rest = talk.trail[-1], talk.trail[:-1]
    key = str(play.book.steps[at].ask)
    answers = {k: v for k, v in talk.answers.items() if k != key}
    play.talk = talk.but(at=at, asked=talk.count or 1, trail=rest, answers=answers)
    question = play.book.questions[key]
    passed = any(holds(when, play.value) for when in play.here.skip)
    if passed or (question.expects == "choice" and not question.choices(play.view)):
        play.talk = talk.but(trail=rest)
        return False
    return True


def _language(play: Play) -> str:
    if play.talk.at == "front.switch_to":
        return "again"
    aside(play, "front.switch")
    return "run"


def _wish(wish: str) -> Callable[[Play], str]:
    def wished(play: Play) -> str:
        answers: dict[str, Any] = {"menu": wish}
        play.talk = play.talk.answered(**answers).but(at="front.chosen", asked=0)
        return "run"

    return wished


COMMANDS: dict[str, Callable[[Play], str]] = {
    "start": _start,
    "hello": _hello,
    "menu": _menu,
    "cancel": _cancel,
    "back": _back,
    "language": _language,
    "status": _aside("front.status"),
    "help": _help,
    "human": _human,
    "file": _wish("file"),
    "book": _wish("book"),
    "come": _aside("after.come"),
    "move": _aside("after.move"),
    "cancel_booking": _aside("after.cancel_booking"),
}
