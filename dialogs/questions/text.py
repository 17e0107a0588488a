"""Questions answered in the citizen's own words."""

from dataclasses import dataclass
from typing import Literal

from dialogs.effects import Choice, Words
from dialogs.events import Said, Sent
from dialogs.fold import clean
from dialogs.question import Answer, Problem, Reply, View
from dialogs.questions.pick import pick

NONE = "none"
SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words of `least` to `most` characters; `letters` of them at least must be letters.

    options: buttons beside the words; `skip` and `none` answer with nothing.
    """

    id: str
    least: int = 2
    most: int = 4000
    letters: int = 2
    options: tuple[str, ...] = ()
    kind: str = "text"
    expects: Literal["choice", "text", "file", "none"] = "text"
    optional: bool = False

    def choices(self, view: View) -> tuple[Choice, ...]:
        """The buttons beside the words."""
        return tuple(Choice(option, Words(f"option.{option}")) for option in self.options)

    def read(self, view: View, reply: Reply) -> Answer | Problem:
        """The words, or nothing when skipped."""
        option = pick(view, self.choices(view), reply, numbered=False)
        if option is not None:
            return Answer("" if option in {SKIP, NONE} else option, option=option)
        if not isinstance(reply, Said | Sent):
            return Problem("hint.text")
        text = clean(reply.text)
        if len(text) > self.most:
            return Problem("hint.long", {"most": self.most})
        if len(text) < self.least or sum(c.isalnum() for c in text) < self.letters:
            return Problem("hint.short")
        return self.accept(view, text)

    def accept(self, view: View, text: str) -> Answer | Problem:
        """What clean words of a fit length mean."""
        return Answer(text)
