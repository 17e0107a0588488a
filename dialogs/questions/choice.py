"""A question answered by one of its options."""

from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice
from dialogs.events import Said
from dialogs.fold import clean
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import pick
from dialogs.sources import SOURCES

FREE_LEAST = 3  # fewer letters than this are no description of anything


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One of its options.

    source: name of the list of options in `dialogs.sources`; options: fixed ids, shown after those
    of the source; free: the question whose answer other words are taken for, if any.
    """

    id: str
    source: str = "fixed"
    options: tuple[str, ...] = ()
    free: str | None = None
    kind: str = "choice"
    expects: Literal["choice", "text", "file", "none"] = "choice"
    optional: bool = False

    def choices(self, view: View) -> tuple[Choice, ...]:
        """The options of the source and the fixed ones."""
        return SOURCES[self.source](view, self.options)

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The option meant; other words count as the answer to the `free` question."""
        option = pick(view, self.choices(view), reply)
        if option is not None:
            return Answer(option, option=option)
        if self.free and isinstance(reply, Said):
            text = clean(reply.text)
            if sum(c.isalpha() for c in text) >= FREE_LEAST:
                return Answer("said", also={self.free: text})
        return Problem("hint.choice")
