"""Commands: what can be said at any moment, by slash, by button or in plain words."""

from collections.abc import Callable
from typing import Any

from dialogs.acts.after import clarify_again
from dialogs.acts.human import hand_off
from dialogs.acts.notices import start_again, stop, tell_notices
from dialogs.acts.unclear import go_on_at_all, put_otherwise
from dialogs.acts.writing import asks_again
from dialogs.carried import carry, fits, just_told
from dialogs.conversation import OWNER_BOT
from dialogs.drafts import offer, unfinished
from dialogs.effects import EndHandOff
from dialogs.events import Chose, Said
from dialogs.fold import fold
from dialogs.forms import ASIDE, aside, home, leave
from dialogs.lines import stays
from dialogs.play import HUMAN, Play
from dialogs.question import Answer, Reply
from dialogs.questions.pick import pick
from dialogs.script import IDLE, MENU, holds
from dialogs.sources import HELPS


def command_in(play: Play, reply: Reply) -> str | None:
    """The command that a reply is, if it is one and not an option of the question that waits."""
    if isinstance(reply, Chose):
        return reply.option if _is_command(play, reply) else None
    if not isinstance(reply, Said):
        return None
    word = fold(reply.text)
    name = word[1:].split(" ")[0].split("@")[0] if word.startswith("/") else None
    if name in COMMANDS:
        return name
    if play.talk.owner != OWNER_BOT:
        return _away_from_human(play, word)
    command = play.book.plain.command(word)
    if command is None:
        return _human_by_number(play, word)
    return None if _answers(play, command, reply) else command


def _away_from_human(play: Play, word: str) -> str | None:
    """The command to the bot in words to a human: «hello» or «I do not understand» is none."""
    command = play.book.plain.commands.get(word)
    return None if command in TO_A_HUMAN else command


def calls_human(play: Play, said: Said) -> bool:
    """Whether somebody who waits for a human calls for one again."""
    return play.book.plain.command(fold(said.text)) == HUMAN


def near_command(play: Play, reply: Reply) -> str | None:
    """The command that was typed with one wrong letter; a name of one letter more is none."""
    near = play.book.plain.near(fold(reply.text)) if isinstance(reply, Said) else None
    return "unwilling" if near in UNDONE else near


def _answers(play: Play, command: str, said: Said) -> bool:
    """Whether plain words for a command are an answer here: an option by its name, or a name."""
    question = play.pending
    if question is None or command in {"cancel", "back"}:
        return False
    if question.id == "name":
        return fold(said.text) in play.book.plain.names
    if command == "unwilling":
        read = question.read(play.view, said)
        return isinstance(read, Answer) and bool(read.option)
    return pick(play.view, question.choices(play.view), said, numbered=False) is not None


def _is_command(play: Play, reply: Chose) -> bool:
    if reply.option in {"cancel", "back", "call_me"}:
        return True
    free = not reply.asked and reply.question is None
    if free and reply.option in HELPS and (just_told(play) or fits(play, reply.option)):
        return True
    if not free and not (reply.option == HUMAN and play.human_offered and _of_now(play, reply)):
        return False
    question = play.pending
    offered = question.choices(play.view) if question else ()
    return reply.option in COMMANDS and all(c.id != reply.option for c in offered)


def _of_now(play: Play, reply: Chose) -> bool:
    """Whether a button of the question that waits was pressed, by its instance or by its id."""
    question = play.pending
    return reply.asked == play.talk.asked or (
        not reply.asked and question is not None and reply.question == question.id
    )


def _human_by_number(play: Play, word: str) -> str | None:
    """Where buttons are numbered, the human that was offered is the last of them."""
    question = play.pending
    if question is None or not play.human_offered:
        return None
    choices = play.with_human(question.choices(play.view))
    last = choices[-1].id == HUMAN and word == str(len(choices))
    return HUMAN if last else None


def obey(play: Play, command: str) -> str:
    """Carry a command out; what comes next is «run», «again» or nothing."""
    if play.talk.owner != OWNER_BOT and command not in BESIDE:
        play.add(EndHandOff("citizen"))
        play.talk = play.talk.but(owner=OWNER_BOT)
        play.tell("note.bot_again")
        return _back_from_human(play, COMMANDS[command](play))
    return COMMANDS[command](play)


def _back_from_human(play: Play, way: str) -> str:
    """At home again, a citizen is asked what nobody asked while a human had the talk."""
    home_again = play.talk.at == MENU and not play.talk.asked
    return "run" if home_again and asks_again(play) else way


def _hello(play: Play) -> str:
    if unfinished(play):
        offer(play)
        return "run"
    if play.talk.at in IDLE and clarify_again(play):
        return "run"
    if play.talk.language:
        play.tell("note.hello")
    return "again" if play.talk.asked else "run"


def _start(play: Play) -> str:
    if unfinished(play):
        offer(play)
    else:
        home(play)
        clarify_again(play)
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


def _unclear(play: Play) -> str:
    return "again" if put_otherwise(play) else _help(play)


def _unwilling(play: Play) -> str:
    return "run" if go_on_at_all(play) else _cancel(play)


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
            stays(play)
            return _once_more(play)
    if play.talk.asides:
        leave(play)
    else:
        play.tell("note.no_back")
    return _once_more(play)


def _once_more(play: Play) -> str:
    """Ask what waits again; where the question alone says too little, from the step before it."""
    if play.pending is None or play.here.again is None:
        return "again"
    play.talk = play.talk.but(at=play.here.again, asked=0)
    return "run"


def _asked_before(play: Play) -> bool:
    """Go to the question before; false where it has nothing to offer any more."""
    talk = play.talk
    at, rest = talk.trail[-1], talk.trail[:-1]
    key = str(play.book.steps[at].ask)
    question = play.book.questions[key]
    dropped = {key} if question.expects != "file" else set()  # files are added to, not given anew
    answers = {k: v for k, v in talk.answers.items() if k not in dropped}
    play.talk = talk.but(at=at, asked=talk.count or 1, trail=rest, answers=answers)
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


def _speak(language: str) -> Callable[[Play], str]:
    def spoken(play: Play) -> str:
        play.talk = play.talk.but(language=language)
        if play.talk.at == "front.language" and play.talk.asked:
            play.talk = play.talk.answered(language=language).but(at="front.speak", asked=0)
            return "run"
        if play.talk.at == "front.switch_to":
            leave(play)
        if play.talk.owner != OWNER_BOT:
            return ""
        return _once_more(play)

    return spoken


def _wish(wish: str) -> Callable[[Play], str]:
    def wished(play: Play) -> str:
        if fits(play, wish):
            carry(play, wish)
            play.talk = play.talk.but(at=CARRIED_ON)
            return "run"
        answers: dict[str, Any] = {"menu": wish}
        play.talk = play.talk.answered(**answers).but(at="front.chosen", asked=0)
        return "run"

    return wished


def _buttons(two: bool) -> Callable[[Play], str]:
    def turned(play: Play) -> str:
        play.talk = play.talk.but(profile={**play.talk.profile, "two": two})
        play.tell("two.on" if two else "two.off")
        return "again"

    return turned


CARRIED_ON = "front.need_place"
# With a slip they may have been other words: it is asked whether to go on.
UNDONE = ("menu", "cancel", "start", "erase", "stop")
# Said in words to a human who owns the talk, these are for the human.
TO_A_HUMAN = ("hello", "help", "human", "unclear", "unwilling", "call_me", "two", "all_buttons")
# They take no talk away from a human.
BESIDE = ("stop", "start_notices", "notices", "kk", "ru", "en")
COMMANDS: dict[str, Callable[[Play], str]] = {
    "start": _start,
    "hello": _hello,
    "menu": _menu,
    "cancel": _cancel,
    "back": _back,
    "language": _language,
    "kk": _speak("kk"),
    "ru": _speak("ru"),
    "en": _speak("en"),
    "status": _aside("front.status"),
    "door": _aside("persons.door"),
    "part": _aside("persons.part"),
    "other_person": _aside("persons.other"),
    "me_again": _aside("persons.who"),
    "erase": _aside("persons.erase"),
    "help": _help,
    "unclear": _unclear,
    "unwilling": _unwilling,
    "human": _human,
    "stop": stop,
    "start_notices": start_again,
    "notices": tell_notices,
    "call_me": _aside("call.phone"),
    "two": _buttons(two=True),
    "all_buttons": _buttons(two=False),
    "file": _wish("file"),
    "book": _wish("book"),
    "come": _aside("after.come"),
    "move": _aside("after.move"),
    "cancel_booking": _aside("after.cancel_booking"),
}
