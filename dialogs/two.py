"""Turns of two buttons, for who cannot read small text or is lost in long lists.

A question with more options shows one of them and «others»; the button names the turn it leads
to, so that pressing it twice is pressing it once. After every third option a call by a human is
offered in place of the next. Where there is room, as under a question that wants words, the call
is the second button. Where both ways of helping stand, they are the two. What is typed or sent is
still read against all options.
"""

from typing import TYPE_CHECKING

from dialogs.effects import Choice, Words
from dialogs.events import Chose
from dialogs.question import Question, Reply, View

if TYPE_CHECKING:
    from dialogs.play import Play

OTHERS = "others_"
CALL = "call_me"
HELPS = ("file", "book")
AFTER = 3  # options before a call is offered
WITHOUT_CALL = ("call.phone", "after.end")  # here a call is being asked for, or nothing is


def shown(view: View, question: Question) -> tuple[Choice, ...]:
    """The buttons of a question as this citizen gets them."""
    choices = question.choices(view)
    if not view.talk.profile.get("two"):
        return choices
    if len(choices) < 2 and view.talk.at not in WITHOUT_CALL:
        return (*choices, Choice(CALL, Words(f"option.{CALL}")))
    if len(choices) <= 2:
        return choices
    if tuple(choice.id for choice in choices[:2]) == HELPS:
        return choices[:2]
    turns = _with_calls(choices)
    turn = min(_turn(view, question), len(turns) - 2)
    if turn == len(turns) - 2:
        return turns[turn:]
    return (turns[turn], Choice(f"{OTHERS}{turn + 1}", Words("option.others")))


def turned(play: "Play", reply: Reply) -> bool:
    """Show the next two buttons, if that is what was pressed."""
    question = play.pending
    if not isinstance(reply, Chose) or question is None:
        return False
    if reply.asked and reply.asked != play.talk.asked:
        return False
    number = reply.option.removeprefix(OTHERS)
    if number == reply.option or not number.isdecimal():
        return False
    play.talk = play.talk.knowing(turn=[question.id, play.talk.count, int(number)])
    play.tell("two.next")
    play.wait_on(question)
    return True


def _turn(view: View, question: Question) -> int:
    """Which pair is shown: the one asked for, of the question as it was asked last."""
    id, count, turn = view.talk.facts.get("turn") or ("", 0, 0)
    return turn if (id, count) == (question.id, view.talk.count) else 0


def _with_calls(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    call = Choice(CALL, Words(f"option.{CALL}"))
    turns: list[Choice] = []
    for n, choice in enumerate(choices, 1):
        turns.append(choice)
        if n % AFTER == 0 and n < len(choices):
            turns.append(call)
    return tuple(turns)
