"""Reads what a step said: the question under a letter, the keys of its words."""

from dialogs import effects as e
from tests.dialogs.shell import Shell


def question(shell: Shell) -> str:
    """The stable id of the question under the last letter."""
    asked = shell.said[-1].question
    return asked.id if asked else ""


def keys(say: e.Say) -> set[str]:
    """The messages of a letter, inner ones too."""
    found = set()
    waiting = list(say.words)
    while waiting:
        value = waiting.pop()
        if isinstance(value, tuple):
            waiting += value
        elif isinstance(value, e.Words):
            found.add(value.key)
    return found


def told(said: list[e.Say]) -> set[str]:
    return set().union(*(keys(say) for say in said)) if said else set()
