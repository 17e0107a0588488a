"""A group of commands that stand after a name: `esik case NUMBER take --by LOGIN`."""

from typing import Any

from typer.core import TyperGroup

JSON = "--json"


class Subject(TyperGroup):
    """Commands about the one thing that is named before them.

    Without a command the group itself answers, and its options may stand after the name too.
    --json may stand anywhere: it is the group's option and its commands obey it.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the name and the group's own options; the rest is the command's."""
        act = next((n for n, word in enumerate(args) if n and word in self.commands), None)
        if act is None:
            ctx.allow_interspersed_args = True
            return super().parse_args(ctx, args)
        head, tail = args[:act], args[act:]
        if JSON in tail:
            tail.remove(JSON)
            head.append(JSON)
        ctx.allow_interspersed_args = False
        return super().parse_args(ctx, [*sorted(head, key=_is_name), *tail])


def _is_name(word: str) -> bool:
    return not word.startswith("-")
